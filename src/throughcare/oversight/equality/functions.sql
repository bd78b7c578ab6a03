-- Everything that reaches an answer to the equality form. The tables are closed to every role; the key that ties a form to a
-- case is handed in by the application and lies outside the database (decision 44).

CREATE OR REPLACE FUNCTION tc.equality_mac(p_key bytea, p_said bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$ SELECT sha256(p_key || sha256(p_key || p_said)) $$;

-- The link of a case's answers, as the application makes it from the code of the letter.
CREATE OR REPLACE FUNCTION tc.equality_link(p_key bytea, p_case bigint) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, tc AS $$
  SELECT encode(tc.equality_mac(p_key, convert_to('link:', 'UTF8')
    || substr(tc.equality_mac(p_key, convert_to('case:' || p_case, 'UTF8')), 1, 5)), 'hex')
$$;

-- Lay the answers of one form down, in place of what it said before.
CREATE OR REPLACE FUNCTION tc.lay_down_equality(p_sheet uuid, p_answers jsonb) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  DELETE FROM public.equality_said s WHERE s.sheet_id = p_sheet;
  INSERT INTO public.equality_said (id, sheet_id, asked, code, version, words)
  SELECT gen_random_uuid(), p_sheet, a.asked, a.code, a.version, a.words
  FROM jsonb_to_recordset(p_answers) AS a(asked text, code text, version text, words text)
$$;

-- Keep a form. It answers the same whether it is the first that was sent with its letter's code or a later one: the last
-- one counts, and none is overwritten, so that nobody who knows the letter learns whether it was answered.
CREATE OR REPLACE FUNCTION tc.send_equality(p_link text, p_kept text, p_answers jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_sheet uuid := gen_random_uuid();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_link, 4844));
  INSERT INTO public.equality_sheet (id, link, kept, turn) VALUES (v_sheet, p_link, p_kept,
    (SELECT coalesce(max(s.turn), 0) + 1 FROM public.equality_sheet s WHERE s.link = p_link));
  PERFORM tc.lay_down_equality(v_sheet, p_answers);
END $$;

-- What somebody said, for whoever holds the code that was shown to them when they sent it. Of an empty form one empty row.
CREATE OR REPLACE FUNCTION tc.own_equality(p_kept text) RETURNS TABLE (asked text, code text, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(a.asked, '')::text, coalesce(a.code, '')::text, coalesce(a.words, '')::text
  FROM public.equality_sheet s LEFT JOIN public.equality_said a ON a.sheet_id = s.id WHERE s.kept = p_kept AND p_kept <> ''
$$;

CREATE OR REPLACE FUNCTION tc.change_equality(p_kept text, p_answers jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_sheet uuid;
BEGIN
  SELECT s.id INTO v_sheet FROM public.equality_sheet s WHERE s.kept = p_kept AND p_kept <> '' FOR UPDATE;
  IF v_sheet IS NULL THEN
    RETURN false;
  END IF;
  PERFORM tc.lay_down_equality(v_sheet, p_answers);
  RETURN true;
END $$;

-- Erase every form that was ever sent with these letters, or with the letter of a kept code. Tells nobody whether there was one.
CREATE OR REPLACE FUNCTION tc.erase_equality(p_links text[], p_kept text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_sheets uuid[] := ARRAY(SELECT s.id FROM public.equality_sheet s WHERE s.link = ANY (p_links)
    OR s.link IN (SELECT k.link FROM public.equality_sheet k WHERE k.kept = p_kept AND p_kept <> ''));
BEGIN
  DELETE FROM public.equality_said a WHERE a.sheet_id = ANY (v_sheets);
  DELETE FROM public.equality_sheet s WHERE s.id = ANY (v_sheets);
END $$;

-- How many cases of one year reached each stage, by what their people said: counts alone, of all cases of a whole year that
-- was not counted before. A shorter time, another day of counting or a second count could be held against the first.
CREATE OR REPLACE FUNCTION tc.count_equality(p_key bytea, p_from date, p_until date, p_waits int, p_asked text[])
RETURNS TABLE (asked text, code text, received bigint, panel bigint, adopted bigint, supported bigint, ended bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
BEGIN
  IF p_until IS DISTINCT FROM (p_from + interval '1 year' - interval '1 day')::date
    OR (p_until + make_interval(months => p_waits))::date >= (tc.at() AT TIME ZONE 'Europe/London')::date
    OR EXISTS (SELECT 1 FROM public.equality_equalitytable t WHERE t.year = extract(year FROM p_until)) THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH cohort AS MATERIALIZED (
    SELECT tc.equality_link(p_key, f.case_id) AS link, f.to_panel_on, f.adopted_on, f.supported_on, f.ended_on
    FROM public.facts_equality f WHERE f.received_on BETWEEN p_from AND p_until
  ), last AS MATERIALIZED (
    SELECT DISTINCT ON (s.link) s.id, s.link FROM public.equality_sheet s ORDER BY s.link, s.turn DESC
  )
  SELECT q.asked, CASE WHEN l.id IS NULL THEN 'no_form' WHEN a.id IS NULL THEN 'left_empty'
      WHEN a.code = '' THEN 'own_words' ELSE a.code::text END,
    count(*), count(c.to_panel_on), count(c.adopted_on), count(c.supported_on), count(c.ended_on)
  FROM cohort c CROSS JOIN unnest(p_asked) AS q(asked)
  LEFT JOIN last l ON l.link = c.link LEFT JOIN public.equality_said a ON a.sheet_id = l.id AND a.asked = q.asked
  GROUP BY 1, 2;
END $$;
