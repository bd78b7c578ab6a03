-- Ask managers whether a colleague is kept out, where a name and birth that they declared fit a case. Whoever declared is told
-- nothing: neither these functions nor what they leave say whether there was a match. A task is written once for a colleague.
CREATE OR REPLACE FUNCTION tc.ask_to_keep_out(p_cases bigint[], p_staff bigint[], p_words text, p_due date) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  INSERT INTO public.cases_task (key, case_id, area_id, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify,
    paused_reason, for_role, address, opened_at, opened_by_id, outcome)
  SELECT gen_random_uuid(), c.id, c.area_id, 'cases.keep_out', x.words, p_due, p_due, '', '', '', false,
    '', 'manager', 'team', tc.at(), NULL, ''
  FROM (SELECT DISTINCT f.case_id, f.staff_id FROM unnest(p_cases, p_staff) AS f(case_id, staff_id)) f
  JOIN public.cases_case c ON c.id = f.case_id JOIN public.agencies_staff s ON s.id = f.staff_id
  CROSS JOIN LATERAL (SELECT replace(p_words, '{name}', s.name) AS words) x
  WHERE c.closed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM public.cases_exclusion e WHERE e.case_id = c.id AND e.staff_id = f.staff_id AND e.until_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM public.cases_task t WHERE t.case_id = c.id AND t.code = 'cases.keep_out' AND t.what = x.words
      AND t.done_at IS NULL)
$$;

-- Lay what I declare beside the names of today.
CREATE OR REPLACE FUNCTION tc.look_for_tie(p_asked jsonb, p_words text, p_due date) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT tc.ask_to_keep_out(coalesce(array_agg(m.case_id), '{}'), coalesce(array_agg(tc.me()), '{}'), p_words, p_due)
  FROM tc.match_cases(p_asked) m WHERE 'birth' = ANY (m.evidence) AND m.evidence && ARRAY['name', 'spelling', 'other_name']
$$;

-- Lay cases that are received beside what colleagues have declared.
CREATE OR REPLACE FUNCTION tc.look_for_ties(p_cases bigint[], p_words text, p_due date) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT tc.ask_to_keep_out(coalesce(array_agg(c.id), '{}'), coalesce(array_agg(t.staff_id), '{}'), p_words, p_due)
  FROM public.cases_case c JOIN public.people_person p ON p.id = c.person_id
  JOIN public.people_particulars q ON q.person_id = c.person_id AND q.birth_precision = 'exact'
  JOIN public.cases_declaredtie t ON t.born_on = q.born_on
  WHERE c.id = ANY (p_cases) AND (similarity(lower(t.name), lower(p.name)) > 0.45
    OR (cardinality(t.sounds) > 0 AND cardinality(ARRAY(SELECT unnest(p.sounds) INTERSECT SELECT unnest(t.sounds))) >= least(2, cardinality(t.sounds))))
$$;
