-- The cases of the person of a case that the same controller answers for: what a copy for the person is made from, and what
-- goes when their record is erased.
CREATE OR REPLACE FUNCTION tc.cases_of_copy(p_case bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT array_agg(c.id ORDER BY c.id) FROM public.cases_case c
  WHERE c.person_id = ANY (tc.people_of_case(p_case))
    AND c.controller_id = (SELECT o.controller_id FROM public.cases_case o WHERE o.id = p_case)
$$;

-- Whether a legal hold keeps any record that would go with the erasure of this case.
CREATE OR REPLACE FUNCTION tc.is_kept_from_erasure(p_case bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT EXISTS (
    SELECT 1 FROM public.rights_hold h WHERE h.lifted_at IS NULL AND (h.case_id = p_case OR h.case_id = ANY (tc.cases_of_copy(p_case))))
$$;

-- The people whom no other record names once these cases are erased, each under the last of their cases here. Whom another
-- controller's record names, or one that stays, goes with that one.
CREATE OR REPLACE FUNCTION tc.people_to_forget(p_cases bigint[]) RETURNS TABLE (case_id bigint, person_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT max(n.case_id), n.person_id
  FROM (SELECT c.id AS case_id, unnest(tc.people_of_case(c.id)) AS person_id FROM public.cases_case c WHERE c.id = ANY (p_cases)) n
  WHERE NOT EXISTS (
    SELECT 1 FROM public.cases_case o WHERE o.erased_at IS NULL AND o.id <> ALL (p_cases) AND o.person_id = n.person_id)
  AND NOT EXISTS (
    SELECT 1 FROM public.people_sameperson s JOIN public.cases_case o ON o.person_id = s.kept_id
    WHERE s.found_id = n.person_id AND s.answer = 'same' AND s.undone_at IS NULL AND o.erased_at IS NULL AND o.id <> ALL (p_cases))
  GROUP BY n.person_id
$$;
