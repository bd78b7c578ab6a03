-- Loads the module of similar names, without which no function may carry a setting of it.
SELECT show_limit();

-- Earlier records that may be the same person, for a set of names and birthdays at once. It runs as the matcher, which
-- reads every name; only the two functions below may call it. Whoever is asked about with a birth is laid beside those
-- whose birth fits, and beside the names of those whose birth is not known for certain, which lie apart under indexes of
-- their own. All names are searched, by their indexes, only for somebody without a birth, and for a few, for whom that is
-- quicker. Names further apart than 0.45 are not alike.
CREATE OR REPLACE FUNCTION tc.match_cases(p_asked jsonb)
RETURNS TABLE (n int, person_id bigint, case_id bigint, evidence text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc SET jit = off
SET pg_trgm.similarity_threshold = 0.45 AS $$
  WITH asked AS MATERIALIZED (
    SELECT a.n, lower(a.name) AS name, a.sounds::varchar[] AS sounds, a.born, a.swapped, a.exact, a.not_person,
      extract(year FROM a.born)::int AS year, least(2, cardinality(a.sounds)) AS enough, count(*) OVER () > 20 AS is_one_of_many
    FROM jsonb_to_recordset(p_asked) AS a(n int, name text, sounds text[], born date, swapped date, exact boolean, not_person bigint)
  ), by_birth AS (
    SELECT a.n, q.person_id, 'birth' AS found FROM asked a JOIN people_particulars q ON q.born_on = a.born
      WHERE q.birth_precision = 'exact' AND a.exact
    UNION ALL SELECT a.n, q.person_id, 'swapped' FROM asked a JOIN people_particulars q ON q.born_on = a.swapped
      WHERE q.birth_precision = 'exact' AND a.exact
    UNION ALL SELECT a.n, q.person_id, 'year' FROM asked a JOIN people_particulars q
      ON q.born_on BETWEEN date_trunc('year', a.born)::date AND (date_trunc('year', a.born) + interval '1 year - 1 day')::date
      WHERE q.birth_precision <> 'exact' AND NOT a.is_one_of_many
    UNION ALL SELECT a.n, q.person_id, 'year' FROM asked a JOIN people_particulars q
      ON q.born_on BETWEEN date_trunc('year', a.born)::date AND (date_trunc('year', a.born) + interval '1 year - 1 day')::date
      WHERE q.birth_precision = 'exact' AND NOT a.exact
  ), of_vague AS (
    SELECT a.n, v.person_id, CASE v.year WHEN 0 THEN '' ELSE 'year' END AS found FROM asked a
      JOIN people_vaguename v ON v.name % a.name AND v.year IN (0, a.year) WHERE a.born IS NOT NULL AND a.is_one_of_many
    UNION ALL SELECT a.n, v.person_id, CASE v.year WHEN 0 THEN '' ELSE 'year' END FROM asked a
      JOIN people_vaguename v ON v.sounds @> a.sounds AND v.year IN (0, a.year)
      WHERE a.born IS NOT NULL AND a.is_one_of_many AND cardinality(a.sounds) BETWEEN 1 AND 2
    UNION ALL SELECT a.n, v.person_id, CASE v.year WHEN 0 THEN '' ELSE 'year' END FROM asked a
      JOIN people_vaguename v ON v.sounds && a.sounds AND v.year IN (0, a.year)
      WHERE a.born IS NOT NULL AND a.is_one_of_many AND cardinality(a.sounds) > 2
      AND cardinality(ARRAY(SELECT unnest(v.sounds) INTERSECT SELECT unnest(a.sounds))) >= a.enough
  ), of_all AS (
    SELECT a.n, p.id AS person_id FROM asked a JOIN people_person p ON lower(p.name) % a.name WHERE a.born IS NULL OR NOT a.is_one_of_many
    UNION ALL SELECT a.n, o.person_id FROM asked a JOIN people_othername o ON lower(o.name) % a.name WHERE a.born IS NULL OR NOT a.is_one_of_many
    UNION ALL SELECT a.n, p.id FROM asked a JOIN people_person p ON p.sounds && a.sounds WHERE (a.born IS NULL OR NOT a.is_one_of_many)
      AND cardinality(ARRAY(SELECT unnest(p.sounds) INTERSECT SELECT unnest(a.sounds))) >= a.enough
    UNION ALL SELECT a.n, o.person_id FROM asked a JOIN people_othername o ON o.sounds && a.sounds WHERE (a.born IS NULL OR NOT a.is_one_of_many)
      AND cardinality(ARRAY(SELECT unnest(o.sounds) INTERSECT SELECT unnest(a.sounds))) >= a.enough
  ), pairs AS (
    SELECT f.n, f.person_id, array_agg(DISTINCT f.found) FILTER (WHERE f.found <> '') AS births
    FROM (SELECT * FROM by_birth UNION ALL SELECT * FROM of_vague UNION ALL SELECT o.n, o.person_id, '' FROM of_all o) f
    GROUP BY f.n, f.person_id
  ), looked_at AS (
    SELECT r.n, r.person_id, coalesce(r.births, '{}') AS births,
      similarity(lower(p.name), a.name) > 0.45 AS name,
      CASE WHEN cardinality(a.sounds) <= 2 THEN a.enough > 0 AND p.sounds @> a.sounds ELSE p.sounds && a.sounds
        AND cardinality(ARRAY(SELECT unnest(p.sounds) INTERSECT SELECT unnest(a.sounds))) >= a.enough END AS spelling,
      h.person_id IS NOT NULL AND EXISTS (SELECT 1 FROM people_othername o WHERE o.person_id = r.person_id AND (similarity(lower(o.name), a.name) > 0.45
        OR (o.sounds && a.sounds AND cardinality(ARRAY(SELECT unnest(o.sounds) INTERSECT SELECT unnest(a.sounds))) >= a.enough))) AS other_name,
      r.births && ARRAY['birth', 'swapped'] AND p.sounds && a.sounds AS one_word
    FROM pairs r JOIN asked a ON a.n = r.n JOIN people_person p ON p.id = r.person_id
    LEFT JOIN (SELECT DISTINCT o.person_id FROM people_othername o) h ON h.person_id = r.person_id
    WHERE r.person_id IS DISTINCT FROM a.not_person AND (r.births IS NOT NULL OR a.born IS NULL
      OR EXISTS (SELECT 1 FROM people_particulars q WHERE q.person_id = r.person_id AND q.born_on IS NULL))
  )
  SELECT l.n, l.person_id, c.id, ARRAY(
    SELECT e.word FROM unnest(CASE WHEN l.name OR l.spelling OR l.other_name THEN l.births ELSE array_remove(l.births, 'year') END
      || CASE WHEN l.name THEN '{name}'::text[] END || CASE WHEN l.spelling THEN '{spelling}'::text[] END
      || CASE WHEN l.other_name THEN '{other_name}'::text[] END || CASE WHEN l.one_word THEN '{one_word}'::text[] END) AS e(word) ORDER BY 1)
  FROM looked_at l JOIN cases_case c ON c.person_id = l.person_id WHERE l.name OR l.spelling OR l.other_name OR l.one_word
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
  CROSS JOIN LATERAL (SELECT c.id IN (SELECT unnest(tc.cases_of_mine('core', 'read'))) AS seen) v
  WHERE c.id <> ALL ((SELECT tc.excluded_cases())::bigint[])
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
    WHERE c.id NOT IN (SELECT unnest(tc.cases_of_mine('core', 'read')))
      AND NOT EXISTS (SELECT 1 FROM cases_task t WHERE t.case_id = c.id AND t.code = 'people.asked_about' AND t.what = p_words
                      AND t.done_at IS NULL)
    RETURNING case_id)
  SELECT count(*)::int FROM asked WHERE case_id <> ALL ((SELECT tc.excluded_cases())::bigint[])
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

-- The names of people whose birth is not known for certain, kept apart by every statement that writes names or births: a
-- search need not look through all names for them. A statement's new rows are laid in together.
CREATE OR REPLACE FUNCTION tc.keep_vague_names(p_people bigint[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  DELETE FROM public.people_vaguename v WHERE v.person_id = ANY (p_people);
  INSERT INTO public.people_vaguename (person_id, year, name, sounds)
  SELECT q.person_id, coalesce(extract(year FROM q.born_on), 0)::int, lower(x.name), x.sounds
  FROM public.people_particulars q JOIN LATERAL (
    SELECT p.name, p.sounds FROM public.people_person p WHERE p.id = q.person_id
    UNION ALL SELECT o.name, o.sounds FROM public.people_othername o WHERE o.person_id = q.person_id) x ON x.name <> ''
  WHERE q.person_id = ANY (p_people) AND q.birth_precision <> 'exact';
$$;

-- What was written is in the table `written`, whatever the statement; of new births, only those that are not certain matter.
CREATE OR REPLACE FUNCTION tc.births_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_people bigint[];
BEGIN
  SELECT array_agg(w.person_id) INTO v_people FROM written w WHERE TG_OP <> 'INSERT' OR w.birth_precision <> 'exact';
  IF v_people IS NOT NULL THEN
    PERFORM tc.keep_vague_names(v_people);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION tc.names_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_people bigint[];
BEGIN
  IF TG_TABLE_NAME = 'people_person' THEN
    SELECT array_agg(w.id) INTO v_people FROM written w;
  ELSE
    SELECT array_agg(DISTINCT w.person_id) INTO v_people FROM written w;
  END IF;
  IF v_people IS NOT NULL THEN
    PERFORM tc.keep_vague_names(v_people);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER births_added AFTER INSERT ON public.people_particulars
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tc.births_written();
CREATE OR REPLACE TRIGGER births_changed AFTER UPDATE ON public.people_particulars
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tc.births_written();
CREATE OR REPLACE TRIGGER names_changed AFTER UPDATE ON public.people_person
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tc.names_written();
CREATE OR REPLACE TRIGGER other_names_added AFTER INSERT ON public.people_othername
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tc.names_written();
CREATE OR REPLACE TRIGGER other_names_changed AFTER UPDATE ON public.people_othername
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tc.names_written();
