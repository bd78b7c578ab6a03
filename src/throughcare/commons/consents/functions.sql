-- Whether consent to one purpose is in force on a day, as a plain yes or no. A mentor who may not read what was said, nor
-- when the person was born, must still know it before a session. The same rule stands in commons/consents/rules.py.
CREATE OR REPLACE FUNCTION tc.consent_in_force(p_case bigint, p_purpose text, p_on date, p_majority int) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH birth AS (
    SELECT CASE d.birth_precision
      WHEN 'exact' THEN d.born_on
      WHEN 'month' THEN (date_trunc('month', d.born_on) + interval '1 month - 1 day')::date
      WHEN 'year' THEN make_date(extract(year FROM d.born_on)::int, 12, 31)
    END AS latest
    FROM public.cases_case c LEFT JOIN public.people_particulars d ON d.person_id = c.person_id WHERE c.id = p_case
  ), said AS (
    SELECT s.id, s.step, s.given_by, s.capacity, s.from_on, s.happened_at,
      (s.happened_at AT TIME ZONE 'Europe/London')::date AS on_day
    FROM public.consents_consent s WHERE s.case_id = p_case AND s.purpose = p_purpose
  ), last_no AS (
    SELECT happened_at, id FROM said WHERE step IN ('refused', 'withdrawn', 'suspended')
    ORDER BY happened_at DESC, id DESC LIMIT 1
  )
  SELECT (cardinality(tc.my_roles(p_case)) > 0 OR current_setting('role', true) = 'tc_clock') AND EXISTS (
    SELECT 1 FROM said s CROSS JOIN birth b LEFT JOIN last_no n ON true
    CROSS JOIN LATERAL (SELECT
      b.latest IS NULL OR extract(year FROM age(s.on_day, b.latest)) < p_majority AS child_then,
      b.latest IS NULL OR extract(year FROM age(p_on, b.latest)) < p_majority AS child_now) a
    WHERE s.step = 'given' AND s.capacity <> 'assessed_lacks'
      AND (n.id IS NULL OR (s.happened_at, s.id) > (n.happened_at, n.id))
      AND s.on_day <= p_on AND (s.from_on IS NULL OR s.from_on <= p_on)
      AND a.child_then = (s.given_by <> 'person') AND a.child_now = (s.given_by <> 'person'))
$$;

-- Whether a young person has said yes beside a guardian, where the pathway asks them from an age on: a plain yes or no, as
-- above. Of age, or surely younger than that, nothing more is asked of them; where the birth is unknown they are asked.
CREATE OR REPLACE FUNCTION tc.agreed_beside_guardian(p_case bigint, p_on date, p_majority int, p_from int) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH birth AS (
    SELECT CASE d.birth_precision
      WHEN 'exact' THEN d.born_on
      WHEN 'month' THEN (date_trunc('month', d.born_on) + interval '1 month - 1 day')::date
      WHEN 'year' THEN make_date(extract(year FROM d.born_on)::int, 12, 31)
    END AS latest, CASE d.birth_precision
      WHEN 'exact' THEN d.born_on
      WHEN 'month' THEN date_trunc('month', d.born_on)::date
      WHEN 'year' THEN make_date(extract(year FROM d.born_on)::int, 1, 1)
    END AS earliest
    FROM public.cases_case c LEFT JOIN public.people_particulars d ON d.person_id = c.person_id WHERE c.id = p_case
  ), said AS (
    SELECT s.id, s.step, s.given_by, s.capacity, s.happened_at, (s.happened_at AT TIME ZONE 'Europe/London')::date AS on_day
    FROM public.consents_consent s WHERE s.case_id = p_case AND s.purpose = 'support'
  ), last_no AS (
    SELECT happened_at, id FROM said WHERE step IN ('refused', 'withdrawn', 'suspended')
    ORDER BY happened_at DESC, id DESC LIMIT 1
  )
  SELECT (cardinality(tc.my_roles(p_case)) > 0 OR current_setting('role', true) = 'tc_clock') AND (
    EXISTS (SELECT 1 FROM birth b WHERE extract(year FROM age(p_on, b.latest)) >= p_majority
      OR extract(year FROM age(p_on, b.earliest)) < p_from)
    OR EXISTS (SELECT 1 FROM said s LEFT JOIN last_no n ON true
      WHERE s.step = 'given' AND s.given_by = 'person' AND s.capacity <> 'assessed_lacks' AND s.on_day <= p_on
        AND (n.id IS NULL OR (s.happened_at, s.id) > (n.happened_at, n.id))))
$$;
