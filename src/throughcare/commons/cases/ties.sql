-- Ask managers whether a colleague is kept out, where a name and birth that they declared fit a case, and keep that it was
-- asked. Whoever declared is told nothing: neither these functions nor what they leave say whether there was a match. While a
-- task waits there is no second; once it was answered only a new declaration asks again, and no correction of the record.
DROP FUNCTION IF EXISTS tc.ask_to_keep_out(bigint[], bigint[], text, date);
CREATE OR REPLACE FUNCTION tc.ask_to_keep_out(p_cases bigint[], p_staff bigint[], p_words text, p_due date, p_again boolean) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH found AS MATERIALIZED (
    SELECT gen_random_uuid() AS key, c.id AS case_id, c.area_id, s.id AS staff_id, replace(p_words, '{name}', s.name) AS words
    FROM (SELECT DISTINCT f.case_id, f.staff_id FROM unnest(p_cases, p_staff) AS f(case_id, staff_id)) f
    JOIN public.cases_case c ON c.id = f.case_id JOIN public.agencies_staff s ON s.id = f.staff_id
    WHERE c.closed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM public.cases_exclusion e WHERE e.case_id = c.id AND e.staff_id = s.id AND e.until_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM public.cases_tiematch m JOIN public.cases_task t ON t.id = m.task_id
        WHERE m.case_id = c.id AND m.staff_id = s.id AND (t.done_at IS NULL OR NOT p_again))
  ), asked AS (
    INSERT INTO public.cases_task (key, case_id, area_id, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify,
      paused_reason, for_role, address, opened_at, opened_by_id, outcome)
    SELECT f.key, f.case_id, f.area_id, 'cases.keep_out', f.words, p_due, p_due, '', '', '', false,
      '', 'manager', 'team', tc.at(), NULL, ''
    FROM found f RETURNING id, key
  )
  INSERT INTO public.cases_tiematch (case_id, staff_id, task_id, matched_at)
  SELECT f.case_id, f.staff_id, a.id, tc.at() FROM found f JOIN asked a ON a.key = f.key
$$;

-- Lay what I declare beside the names of today.
CREATE OR REPLACE FUNCTION tc.look_for_tie(p_asked jsonb, p_words text, p_due date) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT tc.ask_to_keep_out(coalesce(array_agg(m.case_id), '{}'), coalesce(array_agg(tc.me()), '{}'), p_words, p_due, true)
  FROM tc.match_cases(p_asked) m WHERE 'birth' = ANY (m.evidence) AND m.evidence && ARRAY['name', 'spelling', 'other_name']
$$;

-- Lay cases beside what colleagues have declared, when they are received and when a name or a birth of their person changes:
-- these, and the others of the same person, by every name that is recorded.
CREATE OR REPLACE FUNCTION tc.look_for_ties(p_cases bigint[], p_words text, p_due date) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT tc.ask_to_keep_out(coalesce(array_agg(c.id), '{}'), coalesce(array_agg(t.staff_id), '{}'), p_words, p_due, false)
  FROM public.cases_case c JOIN public.people_particulars q ON q.person_id = c.person_id AND q.birth_precision = 'exact'
  JOIN public.cases_declaredtie t ON t.born_on = q.born_on
  WHERE c.person_id IN (SELECT o.person_id FROM public.cases_case o WHERE o.id = ANY (p_cases))
    AND EXISTS (
      SELECT 1 FROM (
        SELECT p.name, p.sounds FROM public.people_person p WHERE p.id = c.person_id
        UNION ALL SELECT n.name, n.sounds FROM public.people_othername n WHERE n.person_id = c.person_id) x
      WHERE similarity(lower(t.name), lower(x.name)) > 0.45 OR (cardinality(t.sounds) > 0
        AND cardinality(ARRAY(SELECT unnest(x.sounds) INTERSECT SELECT unnest(t.sounds))) >= least(2, cardinality(t.sounds))))
$$;

-- The declared ties that fitted a case I watch over, and what came of each; never my own, which would tell me of a record.
CREATE OR REPLACE FUNCTION tc.ties_matched() RETURNS TABLE (reference text, staff text, agency text, matched_at timestamptz,
  done_at timestamptz, outcome text, kept_out_at timestamptz, closed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT c.reference, s.name, a.name, m.matched_at, t.done_at, t.outcome, e.from_at, c.closed_at
  FROM public.cases_tiematch m JOIN public.cases_case c ON c.id = m.case_id JOIN public.agencies_staff s ON s.id = m.staff_id
  JOIN public.agencies_agency a ON a.id = s.agency_id JOIN public.cases_task t ON t.id = m.task_id
  LEFT JOIN public.cases_exclusion e ON e.case_id = m.case_id AND e.staff_id = m.staff_id AND e.until_at IS NULL
  WHERE m.case_id = ANY ((SELECT tc.overseen_cases())::bigint[]) AND m.staff_id <> tc.me()
  ORDER BY m.matched_at DESC, m.id DESC LIMIT 100
$$;
