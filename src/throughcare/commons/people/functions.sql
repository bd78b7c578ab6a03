-- Earlier records that may be the same person, for a set of names and birthdays at once. It runs as the matcher, which
-- reads every name; only the two functions below may call it.
CREATE OR REPLACE FUNCTION tc.match_cases(p_asked jsonb)
RETURNS TABLE (n int, person_id bigint, case_id bigint, evidence text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH asked AS (
    SELECT a.n, a.name, a.sounds::varchar[] AS sounds, a.born, a.swapped, a.exact, a.not_person
    FROM jsonb_to_recordset(p_asked) AS a(n int, name text, sounds text[], born date, swapped date, exact boolean, not_person bigint)
  ), by_name AS (
    SELECT a.n, p.id, 'name' AS found FROM asked a JOIN people_person p ON lower(p.name) % lower(a.name)
      WHERE similarity(lower(p.name), lower(a.name)) > 0.45
    UNION SELECT a.n, o.person_id, 'other_name' FROM asked a JOIN people_othername o ON lower(o.name) % lower(a.name)
      WHERE similarity(lower(o.name), lower(a.name)) > 0.45
    UNION SELECT a.n, p.id, 'spelling' FROM asked a JOIN people_person p ON p.sounds && a.sounds
      WHERE cardinality(ARRAY(SELECT unnest(p.sounds) INTERSECT SELECT unnest(a.sounds))) >= least(2, cardinality(a.sounds))
    UNION SELECT a.n, o.person_id, 'other_name' FROM asked a JOIN people_othername o ON o.sounds && a.sounds
      WHERE cardinality(ARRAY(SELECT unnest(o.sounds) INTERSECT SELECT unnest(a.sounds))) >= least(2, cardinality(a.sounds))
  ), by_birth AS (
    SELECT a.n, q.person_id AS id, 'birth' AS found FROM asked a JOIN people_particulars q ON q.born_on = a.born
      WHERE q.birth_precision = 'exact' AND a.exact
    UNION SELECT a.n, q.person_id, 'swapped' FROM asked a JOIN people_particulars q ON q.born_on = a.swapped
      WHERE q.birth_precision = 'exact' AND a.exact
    UNION SELECT a.n, b.id, 'year' FROM asked a JOIN by_name b ON b.n = a.n JOIN people_particulars q ON q.person_id = b.id
      WHERE extract(year FROM q.born_on) = extract(year FROM a.born) AND NOT (a.exact AND q.birth_precision = 'exact')
  ), one_word AS (
    SELECT d.n, d.id, 'one_word' AS found FROM by_birth d JOIN asked a ON a.n = d.n JOIN people_person p ON p.id = d.id
    WHERE p.sounds && a.sounds AND d.found <> 'year'
  ), found AS (
    SELECT n, id, array_agg(DISTINCT found ORDER BY found) AS evidence
    FROM (SELECT * FROM by_name UNION SELECT * FROM one_word
          UNION SELECT d.* FROM by_birth d WHERE EXISTS (SELECT 1 FROM by_name b WHERE b.n = d.n AND b.id = d.id)
                                             OR EXISTS (SELECT 1 FROM one_word w WHERE w.n = d.n AND w.id = d.id)) every_way
    GROUP BY n, id
  ), likely AS (
    SELECT f.* FROM found f JOIN asked a ON a.n = f.n
    WHERE f.id IS DISTINCT FROM a.not_person
      AND (f.evidence && ARRAY['birth', 'swapped', 'year'] OR a.born IS NULL
           OR EXISTS (SELECT 1 FROM people_particulars q WHERE q.person_id = f.id AND q.born_on IS NULL))
  )
  SELECT l.n, l.id, c.id, l.evidence FROM likely l JOIN cases_case c ON c.person_id = l.id
$$;

-- Of those, what the reader may see: the record with what agrees, or else only whom to ask.
CREATE OR REPLACE FUNCTION tc.possible_matches(p_asked jsonb)
RETURNS TABLE (n int, person_id bigint, reference text, owner_id bigint, evidence text[], name text, born_on date, birth_precision text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT m.n, CASE WHEN v.seen THEN m.person_id END, CASE WHEN v.seen THEN c.reference END, c.owner_id,
    CASE WHEN v.seen THEN m.evidence ELSE '{}' END, CASE WHEN v.seen THEN p.name END, CASE WHEN v.seen THEN q.born_on END,
    CASE WHEN v.seen THEN q.birth_precision END
  FROM tc.match_cases(p_asked) m JOIN cases_case c ON c.id = m.case_id JOIN people_person p ON p.id = m.person_id
  LEFT JOIN people_particulars q ON q.person_id = m.person_id
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM access_matrixrow x WHERE x.role = ANY (tc.my_roles(c.id))
                      AND x.compartment = 'core' AND x.may_read) AS seen) v
  ORDER BY m.n, c.opened_at DESC, c.id
$$;

-- Give each owner of a match out of sight a task to ring back, once; nothing of their case is told.
CREATE OR REPLACE FUNCTION tc.ask_owners_out_of_sight(p_asked jsonb, p_words text, p_due date) RETURNS int
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH asked AS (
    INSERT INTO cases_task (key, case_id, area_id, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify,
      paused_reason, for_role, assigned_to_id, address, opened_at, opened_by_id, outcome)
    SELECT DISTINCT ON (c.id) gen_random_uuid(), c.id, c.area_id, 'people.asked_about', p_words, p_due, p_due, '', '', '', false,
      '', 'coordinator', c.owner_id, '', tc.at(), tc.me(), ''
    FROM tc.match_cases(p_asked) m JOIN cases_case c ON c.id = m.case_id
    WHERE NOT EXISTS (SELECT 1 FROM access_matrixrow x WHERE x.role = ANY (tc.my_roles(c.id)) AND x.compartment = 'core' AND x.may_read)
      AND NOT EXISTS (SELECT 1 FROM cases_task t WHERE t.case_id = c.id AND t.code = 'people.asked_about' AND t.what = p_words
                      AND t.done_at IS NULL)
    RETURNING 1)
  SELECT count(*)::int FROM asked
$$;

-- Every record of one person: the case's own, and those that somebody said are the same.
CREATE OR REPLACE FUNCTION tc.people_of_case(p_case bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT array_agg(DISTINCT x.id) FROM (
    SELECT c.person_id AS id FROM cases_case c WHERE c.id = p_case
    UNION SELECT s.found_id FROM cases_case c JOIN people_sameperson s ON s.kept_id = c.person_id
      WHERE c.id = p_case AND s.answer = 'same' AND s.undone_at IS NULL) x
$$;

GRANT CREATE ON SCHEMA tc TO tc_matcher;
ALTER FUNCTION tc.match_cases(jsonb) OWNER TO tc_matcher;
REVOKE CREATE ON SCHEMA tc FROM tc_matcher;
