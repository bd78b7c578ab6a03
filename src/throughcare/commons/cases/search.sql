-- The cases that the gate would open for me: what every list shows and every search looks through.
CREATE OR REPLACE FUNCTION tc.openable_cases() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT tc.cases_of_mine('identity', 'read', true)
$$;

-- The open cases I answer for in which somebody else did something since I last looked. What police do is no event here.
-- My last look is found by walking back along the case's lines: "is not distinct" keeps the index of my own lines out of it.
CREATE OR REPLACE FUNCTION tc.changed_cases() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH me AS MATERIALIZED (SELECT tc.me() AS id), mine AS MATERIALIZED (
    SELECT c.id FROM public.cases_case c, me WHERE c.owner_id = me.id AND c.closed_at IS NULL
    UNION SELECT c.id FROM public.cases_case c, me WHERE c.police_owner_id = me.id AND c.closed_at IS NULL
  )
  SELECT coalesce(array_agg(c.id), '{}') FROM mine c CROSS JOIN me
  LEFT JOIN LATERAL (SELECT l.recorded_at AS at FROM public.audit_line l WHERE l.case_id = c.id AND l.staff_id IS NOT DISTINCT FROM me.id
                     ORDER BY l.happened_at DESC, l.id DESC LIMIT 1) looked ON true
  WHERE c.id = ANY ((SELECT tc.openable_cases())::bigint[])
    AND EXISTS (SELECT 1 FROM public.cases_event e WHERE e.case_id = c.id AND e.by_id IS DISTINCT FROM me.id
                AND e.recorded_at > coalesce(looked.at, '-infinity'))
$$;

-- Cases by a name, whatever its spelling, nearest first, among everybody's: it reads the names by their indexes.
CREATE OR REPLACE FUNCTION tc.search_everybody(p_words text, p_sounds text[]) RETURNS TABLE (case_id bigint, nearness real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH asked AS (SELECT lower(p_words) AS words, p_sounds::varchar[] AS sounds), named AS (
    SELECT p.id AS person_id, word_similarity(a.words, lower(p.name)) AS near
    FROM asked a JOIN public.people_person p ON lower(p.name) %> a.words OR lower(p.name) LIKE '%' || a.words || '%'
    UNION ALL
    SELECT o.person_id, word_similarity(a.words, lower(o.name))
    FROM asked a JOIN public.people_othername o ON lower(o.name) %> a.words OR lower(o.name) LIKE '%' || a.words || '%'
    UNION ALL
    SELECT p.id, 0.9 FROM asked a JOIN public.people_person p ON lower(p.name_used) = a.words AND p.name_used <> ''
    UNION ALL
    SELECT p.id, 0.3 FROM asked a JOIN public.people_person p ON p.sounds @> a.sounds AND cardinality(a.sounds) > 0
    UNION ALL
    SELECT o.person_id, 0.3 FROM asked a JOIN public.people_othername o ON o.sounds @> a.sounds AND cardinality(a.sounds) > 0
  )
  SELECT c.id, max(n.near)::real FROM named n JOIN public.cases_case c ON c.person_id = n.person_id
  WHERE c.id = ANY ((SELECT tc.openable_cases())::bigint[])
  GROUP BY c.id ORDER BY 2 DESC, 1 LIMIT 200
$$;

-- The same among the people of my cases, one by one: what it costs does not grow with the country.
CREATE OR REPLACE FUNCTION tc.search_mine(p_words text, p_sounds text[]) RETURNS TABLE (case_id bigint, nearness real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH asked AS (SELECT lower(p_words) AS words, p_sounds::varchar[] AS sounds), mine AS MATERIALIZED (
    SELECT c.id, c.person_id, lower(p.name) AS name, lower(p.name_used) AS name_used, p.sounds
    FROM public.cases_case c JOIN public.people_person p ON p.id = c.person_id WHERE c.id = ANY ((SELECT tc.openable_cases())::bigint[])
  ), others AS MATERIALIZED (
    SELECT m.id, lower(o.name) AS name, o.sounds FROM mine m JOIN public.people_othername o ON o.person_id = m.person_id
  ), called AS (
    SELECT id, name, sounds FROM mine UNION ALL SELECT id, name, sounds FROM others
  ), near AS (
    SELECT n.id, word_similarity(a.words, n.name) AS near FROM asked a JOIN called n ON n.name %> a.words OR n.name LIKE '%' || a.words || '%'
    UNION ALL
    SELECT m.id, 0.9 FROM asked a JOIN mine m ON m.name_used = a.words AND m.name_used <> ''
    UNION ALL
    SELECT n.id, 0.3 FROM asked a JOIN called n ON n.sounds @> a.sounds AND cardinality(a.sounds) > 0
  )
  SELECT n.id, max(n.near)::real FROM near n GROUP BY n.id ORDER BY 2 DESC, 1 LIMIT 200
$$;

-- Cases by a name, whatever its spelling, nearest first. It runs as the matcher, which reads every name, and gives nothing
-- that the gate would not open: neither a line nor a number of lines.
CREATE OR REPLACE FUNCTION tc.search_people(p_words text, p_sounds text[]) RETURNS TABLE (case_id bigint, nearness real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
BEGIN
  IF cardinality(tc.openable_cases()) > 3000 THEN
    RETURN QUERY SELECT * FROM tc.search_everybody(p_words, p_sounds);
  ELSE
    RETURN QUERY SELECT * FROM tc.search_mine(p_words, p_sounds);
  END IF;
END $$;
GRANT CREATE ON SCHEMA tc TO tc_matcher;
ALTER FUNCTION tc.search_everybody(text, text[]) OWNER TO tc_matcher;
ALTER FUNCTION tc.search_mine(text, text[]) OWNER TO tc_matcher;
ALTER FUNCTION tc.search_people(text, text[]) OWNER TO tc_matcher;
REVOKE CREATE ON SCHEMA tc FROM tc_matcher;
