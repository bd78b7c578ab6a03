-- Earlier records that may be the same person, for a set of names and birthdays at once. It runs as the matcher, which
-- reads every name; it gives a record only where the reader may see it, and else only whom to ask.
CREATE OR REPLACE FUNCTION tc.possible_matches(p_asked jsonb)
RETURNS TABLE (n int, person_id bigint, case_id bigint, reference text, owner_id bigint, evidence text[])
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
  SELECT l.n, CASE WHEN c.id = ANY (s.seen) THEN l.id END, CASE WHEN c.id = ANY (s.seen) THEN c.id END,
    CASE WHEN c.id = ANY (s.seen) THEN c.reference END, c.owner_id,
    CASE WHEN c.id = ANY (s.seen) THEN l.evidence ELSE '{}' END
  FROM likely l JOIN cases_case c ON c.person_id = l.id
  CROSS JOIN (SELECT tc.visible_cases('core') AS seen) s
  ORDER BY l.n, c.opened_at DESC, c.id
$$;
GRANT CREATE ON SCHEMA tc TO tc_matcher;
ALTER FUNCTION tc.possible_matches(jsonb) OWNER TO tc_matcher;
REVOKE CREATE ON SCHEMA tc FROM tc_matcher;
