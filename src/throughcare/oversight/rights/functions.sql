-- The check of all chains goes on with the next of them. It begins where a day has passed since the last one began, or
-- where one was begun and never ended; without either there is none to go on with.
CREATE OR REPLACE FUNCTION tc.begin_chain_check() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  last public.rights_chaincheck;
  v_check bigint;
BEGIN
  SELECT k.* INTO last FROM public.rights_chaincheck k WHERE k.asked_by_id IS NULL ORDER BY k.id DESC LIMIT 1;
  IF last.id IS NOT NULL AND last.ended_at IS NULL THEN
    RETURN last.id;
  END IF;
  IF last.begun_at > tc.at() - interval '1 day' THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.rights_chaincheck (begun_at, lines, cases_upto) VALUES (tc.at(), 0, 0) RETURNING id INTO v_check;
  RETURN v_check;
END $$;

-- Check the chains of so many more cases, and after the last of them those that belong to no case. Says how many lines
-- that were, or nothing once the check has ended.
CREATE OR REPLACE FUNCTION tc.check_next_chains(p_check bigint, p_cases int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  this public.rights_chaincheck;
  v_cases bigint[];
  v_chains text[];
  v_lines bigint;
BEGIN
  SELECT k.* INTO this FROM public.rights_chaincheck k WHERE k.id = p_check AND k.ended_at IS NULL FOR UPDATE;
  IF this.id IS NULL THEN
    RETURN NULL;
  END IF;
  v_cases := ARRAY(SELECT DISTINCT l.case_id FROM public.audit_line l WHERE l.case_id > this.cases_upto ORDER BY l.case_id LIMIT p_cases);
  IF cardinality(v_cases) > 0 THEN
    v_chains := ARRAY(SELECT 'case:' || c FROM unnest(v_cases) c);
    SELECT count(*) INTO v_lines FROM public.audit_line l WHERE l.case_id = ANY (v_cases);
  ELSE
    v_chains := ARRAY(SELECT DISTINCT 'staff:' || coalesce(l.staff_id::text, 'nobody') FROM public.audit_line l WHERE l.case_id IS NULL);
    SELECT count(*) INTO v_lines FROM public.audit_line l WHERE l.case_id IS NULL;
  END IF;
  PERFORM tc.keep_broken_chains(p_check, v_chains);
  UPDATE public.rights_chaincheck k SET lines = k.lines + v_lines, cases_upto = coalesce((SELECT max(c) FROM unnest(v_cases) c), k.cases_upto),
    ended_at = CASE WHEN cardinality(v_cases) = 0 THEN tc.at() END WHERE k.id = p_check;
  RETURN v_lines;
END $$;

-- Keep the first broken line of each of some chains, beside the check that found it.
CREATE OR REPLACE FUNCTION tc.keep_broken_chains(p_check bigint, p_chains text[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  INSERT INTO public.rights_brokenchain (found_in_id, chain, line_id, place, problem)
  SELECT p_check, b.chain, b.line_id, b.place, b.problem FROM tc.broken_lines(p_chains) b
$$;

-- The chains of the cases and of the staff that I oversee.
CREATE OR REPLACE FUNCTION tc.chains_overseen() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT ARRAY(SELECT 'case:' || c FROM unnest(tc.overseen_cases()) c) || ARRAY(SELECT 'staff:' || s FROM unnest(tc.overseen_staff()) s)
$$;

-- Check the chains that I oversee, now.
CREATE OR REPLACE FUNCTION tc.check_chains_overseen() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_cases bigint[] := tc.overseen_cases();
  v_staff bigint[] := tc.overseen_staff();
  v_check bigint;
BEGIN
  INSERT INTO public.rights_chaincheck (begun_at, ended_at, asked_by_id, cases_upto, lines) VALUES (tc.at(), tc.at(), tc.me(), 0,
    (SELECT count(*) FROM public.audit_line l WHERE l.case_id = ANY (v_cases))
    + (SELECT count(*) FROM public.audit_line l WHERE l.case_id IS NULL AND l.staff_id = ANY (v_staff)))
  RETURNING id INTO v_check;
  PERFORM tc.keep_broken_chains(v_check, tc.chains_overseen());
  RETURN v_check;
END $$;

-- The last check of the chains that I oversee, whoever asked for it: one of all chains, or one of a colleague's.
CREATE OR REPLACE FUNCTION tc.last_chain_check() RETURNS TABLE (id bigint, ended_at timestamptz, lines bigint, of_all boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT k.id, k.ended_at, k.lines, k.asked_by_id IS NULL FROM public.rights_chaincheck k
  WHERE k.ended_at IS NOT NULL AND (k.asked_by_id IS NULL OR k.asked_by_id = ANY (tc.overseen_staff()))
  ORDER BY k.ended_at DESC, k.id DESC LIMIT 1
$$;

-- What one check found broken among the chains that I oversee, and nothing of others.
CREATE OR REPLACE FUNCTION tc.broken_chains_overseen(p_check bigint) RETURNS TABLE (chain text, line_id bigint, place bigint, problem text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT b.chain, b.line_id, b.place, b.problem FROM public.rights_brokenchain b
  WHERE b.found_in_id = p_check AND b.chain = ANY ((SELECT tc.chains_overseen())::text[]) ORDER BY b.id
$$;

-- Whether the person of a case is treated as a child on a day: by the latest day on which they can have been born, and where
-- that is not known as a child. For whoever works on the case or watches over it, who is told yes or no and no birth.
CREATE OR REPLACE FUNCTION tc.is_child(p_case bigint, p_on date, p_majority int) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce((
    SELECT (CASE q.birth_precision
        WHEN 'exact' THEN q.born_on
        WHEN 'month' THEN (date_trunc('month', q.born_on) + interval '1 month - 1 day')::date
        WHEN 'year' THEN make_date(extract(year FROM q.born_on)::int, 12, 31) END
      + make_interval(years => p_majority))::date > p_on
    FROM public.cases_case c JOIN public.people_particulars q ON q.person_id = c.person_id
    WHERE c.id = p_case AND (c.id = ANY (tc.overseen_cases()) OR c.id = ANY (tc.visible_cases('core')))), true)
$$;

-- Let me into one case for some hours, keep why, and write the one line of it on the case's chain: part of the two below.
CREATE OR REPLACE FUNCTION tc.open_in_emergency(p_case bigint, p_reason text, p_until timestamptz, p_due date) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_grant bigint;
  v_row public.rights_emergencyaccess;
BEGIN
  INSERT INTO public.cases_grant (case_id, staff_id, role, by_what, purpose, from_at, until_at, granted_by_id, reason)
  VALUES (p_case, tc.me(), 'emergency', 'emergency', '', tc.at(), p_until, tc.me(), left(p_reason, 200)) RETURNING id INTO v_grant;
  INSERT INTO public.rights_emergencyaccess (key, case_id, reference, staff_id, grant_id, from_at, until_at, reason, due_on, review)
  VALUES (gen_random_uuid(), p_case, (SELECT c.reference FROM public.cases_case c WHERE c.id = p_case), tc.me(), v_grant, tc.at(),
    p_until, p_reason, p_due, '') RETURNING * INTO v_row;
  PERFORM tc.audit('rights:glass_broken', p_case, 'rights.emergencyaccess', v_row.id::text, tc.at(), p_reason);
  RETURN v_row.key;
END $$;

-- Open a case in an emergency: for whoever works on cases by one of these roles, and may not open this one. One line on the
-- case's chain with the reason; for a case that is missing, and for one that I am kept out of, the same line on my own.
CREATE OR REPLACE FUNCTION tc.break_glass(p_reference text, p_reason text, p_until timestamptz, p_due date, p_roles text[])
RETURNS TABLE (key uuid, case_id bigint, controller_id bigint, opens_it_already boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
#variable_conflict use_column
DECLARE
  v_case public.cases_case;
  v_opens boolean;
BEGIN
  SELECT c.* INTO v_case FROM public.cases_case c WHERE c.reference = p_reference
    AND c.id <> ALL ((SELECT tc.excluded_cases())::bigint[])
    AND EXISTS (SELECT 1 FROM tc.my_posts() p WHERE p.role = ANY (p_roles));
  SELECT bool_or(m.reach <> 'listed') INTO v_opens FROM public.access_matrixrow m
  WHERE m.role = ANY (tc.my_roles(coalesce(v_case.id, 0))) AND m.compartment = 'core' AND m.may_read;
  IF v_case.id IS NULL THEN
    PERFORM tc.audit('rights:glass_broken:not-found', NULL, 'reference',
      encode(sha256(convert_to(p_reference || coalesce(current_setting('app.salt', true), ''), 'UTF8')), 'hex'), tc.at());
    RETURN;
  END IF;
  IF v_opens THEN
    RETURN QUERY SELECT NULL::uuid, v_case.id, v_case.controller_id, true;
    RETURN;
  END IF;
  RETURN QUERY SELECT tc.open_in_emergency(v_case.id, p_reason, p_until, p_due), v_case.id, v_case.controller_id, false;
END $$;

-- Who answers for what a colleague does outside of every case: the data protection officers of their agency; where it has none,
-- those of the agencies and areas for which they hold a post; and where those have none, every one of the site. Never themselves.
CREATE OR REPLACE FUNCTION tc.officers_of_staff() RETURNS TABLE (staff_id bigint, officer_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH posts AS MATERIALIZED (
    SELECT p.staff_id, p.role, p.agency_id, p.area_id FROM public.agencies_post p JOIN public.agencies_staff s ON s.id = p.staff_id
    WHERE s.is_active AND p.from_on <= (tc.at() AT TIME ZONE 'Europe/London')::date
      AND (p.until_on IS NULL OR p.until_on >= (tc.at() AT TIME ZONE 'Europe/London')::date)
  ), officers AS (
    SELECT DISTINCT p.staff_id, p.agency_id FROM posts p WHERE p.role = 'data_protection'
  ), own AS MATERIALIZED (
    SELECT s.id, o.staff_id AS officer FROM public.agencies_staff s JOIN officers o ON o.agency_id = s.agency_id AND o.staff_id <> s.id
  ), placed AS MATERIALIZED (
    SELECT p.staff_id AS id, o.staff_id AS officer FROM posts p LEFT JOIN public.agencies_area a ON a.id = p.area_id
    JOIN officers o ON o.agency_id IN (p.agency_id, a.local_authority_id) AND o.staff_id <> p.staff_id
    WHERE p.staff_id NOT IN (SELECT w.id FROM own w)
  )
  SELECT w.id, w.officer FROM own w UNION SELECT p.id, p.officer FROM placed p
  UNION SELECT s.id, o.staff_id FROM public.agencies_staff s JOIN officers o ON o.staff_id <> s.id
    WHERE s.id NOT IN (SELECT w.id FROM own w) AND s.id NOT IN (SELECT p.id FROM placed p)
$$;

CREATE OR REPLACE FUNCTION tc.officers_of(p_staff bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(o.officer_id ORDER BY o.officer_id), '{}') FROM tc.officers_of_staff() o WHERE o.staff_id = p_staff
$$;

-- The colleagues for whom I answer so.
CREATE OR REPLACE FUNCTION tc.watched_staff() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(o.staff_id), '{}') FROM tc.officers_of_staff() o WHERE o.officer_id = tc.me()
$$;

-- Whether a name is somebody's whole name: the same words in any order and spelling, or two words and more of which one of
-- both names only leaves some out. A first name is whole only where nothing else is recorded.
CREATE OR REPLACE FUNCTION tc.is_whole_name(p_asked text, p_asked_sounds varchar[], p_name text, p_sounds varchar[]) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT lower(p_asked) = lower(p_name) OR (cardinality(p_asked_sounds) > 0 AND (
    (p_asked_sounds @> p_sounds AND p_sounds @> p_asked_sounds)
    OR (cardinality(p_asked_sounds) > 1 AND p_sounds @> p_asked_sounds)
    OR (cardinality(p_sounds) > 1 AND p_asked_sounds @> p_sounds)))
$$;

-- The same of somebody whose reference is not known, by whole name and day of birth. Nothing is told of whether there is a
-- record: what fits and I may be let into is open to me then, and where nothing is, the attempt is kept with its reason for
-- whoever answers for me. Who I am kept out of, and what I can open already, is nothing that fits. A name that is written as
-- it was asked goes before those that sound like it; of several people who only sound like it, twins perhaps, none is opened.
CREATE OR REPLACE FUNCTION tc.break_glass_by_name(p_asked jsonb, p_reason text, p_until timestamptz, p_due date, p_roles text[])
RETURNS TABLE (key uuid, controller_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
#variable_conflict use_column
DECLARE
  v_name text := p_asked -> 0 ->> 'name';
  v_sounds varchar[] := ARRAY(SELECT jsonb_array_elements_text(p_asked -> 0 -> 'sounds'));
  v_people bigint[];
  v_exact bigint[];
  v_case record;
  v_found boolean := false;
  v_row bigint;
BEGIN
  SELECT array_agg(DISTINCT m.person_id), array_agg(DISTINCT m.person_id) FILTER (WHERE lower(x.name) = lower(v_name)) INTO v_people, v_exact
  FROM tc.match_cases(p_asked) m CROSS JOIN LATERAL (
    SELECT p.name, p.sounds FROM public.people_person p WHERE p.id = m.person_id
    UNION ALL SELECT o.name, o.sounds FROM public.people_othername o WHERE o.person_id = m.person_id) x
  WHERE 'birth' = ANY (m.evidence) AND tc.is_whole_name(v_name, v_sounds, x.name, x.sounds);
  v_people := CASE WHEN v_exact IS NOT NULL THEN v_exact WHEN cardinality(v_people) = 1 THEN v_people ELSE '{}' END;
  FOR v_case IN
    SELECT DISTINCT ON (c.person_id) c.id, c.controller_id FROM public.cases_case c
    WHERE c.person_id = ANY (v_people) AND c.erased_at IS NULL AND c.id <> ALL ((SELECT tc.excluded_cases())::bigint[])
      AND EXISTS (SELECT 1 FROM tc.my_posts() p WHERE p.role = ANY (p_roles))
    ORDER BY c.person_id, c.closed_at DESC NULLS FIRST, c.opened_at DESC, c.id DESC
  LOOP
    CONTINUE WHEN EXISTS (SELECT 1 FROM public.access_matrixrow x WHERE x.role = ANY (tc.my_roles(v_case.id))
      AND x.compartment = 'core' AND x.may_read AND x.reach <> 'listed');
    v_found := true;
    RETURN QUERY SELECT tc.open_in_emergency(v_case.id, p_reason, p_until, p_due), v_case.controller_id;
  END LOOP;
  IF NOT v_found THEN
    INSERT INTO public.rights_nothingopened (key, staff_id, reason, asked_at, due_on, review)
    VALUES (gen_random_uuid(), tc.me(), p_reason, tc.at(), p_due, '') RETURNING id INTO v_row;
    PERFORM tc.audit('rights:glass_broken:not-found', NULL, 'rights.nothingopened', v_row::text, tc.at());
  END IF;
END $$;

-- End an emergency that still runs in a case I watch over: its review found that it was not right.
CREATE OR REPLACE FUNCTION tc.end_emergency(p_key uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
BEGIN
  UPDATE public.cases_grant g SET until_at = tc.at(), ended_by_id = tc.me() FROM public.rights_emergencyaccess x
  WHERE x.key = p_key AND g.id = x.grant_id AND g.until_at > tc.at() AND x.case_id = ANY (tc.overseen_cases());
  RETURN FOUND;
END $$;

-- Looks at cases I watch over that deserve a question, each by the rule that says so, the first of a colleague at a case on a
-- day. Names are compared here and told to nobody. What was asked about or closed is left out, and so are my own looks.
CREATE OR REPLACE FUNCTION tc.looks_to_question(p_since timestamptz, p_many int, p_days int)
RETURNS TABLE (rule text, request_id text, case_id bigint, staff_id bigint, looked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH seen AS MATERIALIZED (
    SELECT DISTINCT ON (l.staff_id, l.case_id, (l.happened_at AT TIME ZONE 'Europe/London')::date)
      l.request_id, l.case_id, l.staff_id, l.happened_at, (l.happened_at AT TIME ZONE 'Europe/London')::date AS on_day
    FROM public.audit_line l
    WHERE l.case_id = ANY ((SELECT tc.overseen_cases())::bigint[]) AND l.happened_at >= p_since AND l.staff_id <> tc.me()
      AND l.acting_role = 'staff' AND l.subject_kind IN ('case', 'document') AND l.verb LIKE '%:looked' AND l.request_id <> ''
    ORDER BY l.staff_id, l.case_id, (l.happened_at AT TIME ZONE 'Europe/London')::date, l.happened_at, l.id
  ), named AS MATERIALIZED (
    SELECT s.*, lower(p.name) AS name, w.name AS who, w.agency_id, c.owner_id, c.police_owner_id
    FROM seen s JOIN public.cases_case c ON c.id = s.case_id JOIN public.people_person p ON p.id = c.person_id
    JOIN public.agencies_staff w ON w.id = s.staff_id
  ), busy AS (
    SELECT s.staff_id, s.on_day FROM seen s GROUP BY s.staff_id, s.on_day HAVING count(*) > p_many
  ), found AS (
    SELECT CASE
      WHEN n.name = lower(n.who) THEN 'own_name'
      WHEN EXISTS (SELECT 1 FROM public.cases_exclusion e JOIN public.cases_case o ON o.id = e.case_id
        JOIN public.people_person q ON q.id = o.person_id WHERE e.staff_id = n.staff_id AND e.case_id <> n.case_id AND lower(q.name) = n.name) THEN 'tied'
      WHEN EXISTS (SELECT 1 FROM public.agencies_staff a WHERE a.agency_id = n.agency_id AND a.id <> n.staff_id
        AND lower(a.name) = n.name) THEN 'colleague'
      WHEN EXISTS (SELECT 1 FROM busy b WHERE b.staff_id = n.staff_id AND b.on_day = n.on_day) THEN 'many'
      WHEN n.staff_id NOT IN (n.owner_id, n.police_owner_id)
        AND NOT EXISTS (SELECT 1 FROM public.cases_grant g WHERE g.case_id = n.case_id AND g.staff_id = n.staff_id)
        AND NOT EXISTS (SELECT 1 FROM public.cases_task t WHERE t.case_id = n.case_id AND t.opened_at <= n.happened_at
          AND (t.done_at IS NULL OR t.done_at >= n.happened_at) AND coalesce(t.assigned_to_id, n.staff_id) = n.staff_id)
        AND NOT EXISTS (SELECT 1 FROM public.cases_policetask t WHERE t.case_id = n.case_id AND t.opened_at <= n.happened_at
          AND (t.done_at IS NULL OR t.done_at >= n.happened_at) AND coalesce(t.assigned_to_id, n.staff_id) = n.staff_id)
        AND NOT EXISTS (SELECT 1 FROM public.audit_line l WHERE l.case_id = n.case_id AND l.staff_id = n.staff_id
          AND l.subject_kind NOT IN ('case', 'document', 'view') AND l.verb NOT LIKE '%looked%'
          AND l.happened_at BETWEEN n.happened_at - make_interval(days => p_days) AND n.happened_at + make_interval(days => p_days))
        THEN 'nothing_due' END AS rule, n.*
    FROM named n
  )
  SELECT f.rule, f.request_id::text, f.case_id, f.staff_id, f.happened_at FROM found f
  WHERE f.rule IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM public.rights_reasonasked q WHERE q.request_id = f.request_id AND q.case_id = f.case_id)
    AND NOT EXISTS (SELECT 1 FROM public.rights_lookclosed k WHERE k.request_id = f.request_id AND k.case_id = f.case_id)
  ORDER BY f.happened_at DESC, f.case_id LIMIT 100
$$;

-- The pathways that cases have begun with: the age at which each takes somebody for grown up is its own.
CREATE OR REPLACE FUNCTION tc.pathways_in_use() RETURNS TABLE (pathway text, version text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT DISTINCT c.pathway::text, c.pathway_version::text FROM public.cases_case c
$$;

-- How long records are kept, by the rules that are handed in: the first rule that fits how a case went, whether its person
-- was treated as a child when the concern came, its regime, basis, pathway and controller. The last decision to keep a
-- record on holds, where it was made since the day that the rule counts from. What was erased is not told of.
CREATE OR REPLACE FUNCTION tc.retention(p_rules jsonb, p_outcomes jsonb, p_majorities jsonb, p_case bigint DEFAULT NULL)
RETURNS TABLE (case_id bigint, rule text, outcome text, is_child boolean, counted_from date, review_on date, is_closed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH rules AS MATERIALIZED (
    SELECT e.place, e.value->>'class' AS class, e.value->>'outcome' AS outcome, (e.value->>'child')::boolean AS child,
      (e.value->>'months')::int AS months, e.value->'regimes' AS regimes, e.value->'bases' AS bases,
      e.value->'pathways' AS pathways, e.value->'controllers' AS controllers
    FROM jsonb_array_elements(p_rules) WITH ORDINALITY e(value, place)
  ), ways AS MATERIALIZED (
    SELECT e.place, e.value->>'code' AS code, s.stage
    FROM jsonb_array_elements(p_outcomes->'closed') WITH ORDINALITY e(value, place)
    LEFT JOIN LATERAL jsonb_array_elements_text(e.value->'reached') s(stage) ON true
  ), reached AS MATERIALIZED (
    SELECT g.case_id, min(w.place) AS place FROM public.cases_stagechange g JOIN ways w ON w.stage = g.to_stage
    WHERE p_case IS NULL OR g.case_id = p_case GROUP BY g.case_id
  ), threads AS MATERIALIZED (
    SELECT c.id, c.regime, c.basis, c.pathway, a.name AS controller, c.closed_at IS NOT NULL AS is_closed,
      (coalesce(c.closed_at, c.opened_at) AT TIME ZONE 'Europe/London')::date AS counted_from,
      CASE WHEN c.closed_at IS NULL THEN p_outcomes->>'open' ELSE (
        SELECT w.code FROM ways w WHERE w.place = coalesce(d.place, (SELECT max(l.place) FROM ways l)) LIMIT 1) END AS outcome,
      coalesce((CASE q.birth_precision
          WHEN 'exact' THEN q.born_on
          WHEN 'month' THEN (date_trunc('month', q.born_on) + interval '1 month - 1 day')::date
          WHEN 'year' THEN make_date(extract(year FROM q.born_on)::int, 12, 31) END
        + make_interval(years => m.years))::date > (c.opened_at AT TIME ZONE 'Europe/London')::date, true) AS is_child
    FROM public.cases_case c JOIN public.agencies_agency a ON a.id = c.controller_id
    JOIN public.people_person p ON p.id = c.person_id AND p.erased_at IS NULL
    LEFT JOIN public.people_particulars q ON q.person_id = c.person_id
    LEFT JOIN reached d ON d.case_id = c.id
    LEFT JOIN jsonb_to_recordset(p_majorities) m(pathway text, version text, years int)
      ON m.pathway = c.pathway AND m.version = c.pathway_version
    WHERE c.erased_at IS NULL AND (p_case IS NULL OR c.id = p_case)
  ), kept AS MATERIALIZED (
    SELECT DISTINCT ON (k.case_id) k.case_id, k.until, (k.happened_at AT TIME ZONE 'Europe/London')::date AS decided_on
    FROM public.rights_kepton k WHERE p_case IS NULL OR k.case_id = p_case ORDER BY k.case_id, k.id DESC
  )
  SELECT t.id, r.class, t.outcome, t.is_child, t.counted_from,
    CASE WHEN k.decided_on >= t.counted_from THEN k.until ELSE (t.counted_from + make_interval(months => r.months))::date END,
    t.is_closed
  FROM threads t CROSS JOIN LATERAL (
    SELECT x.class, x.months FROM rules x
    WHERE x.outcome = t.outcome AND coalesce(x.child, t.is_child) = t.is_child
      AND (x.regimes IS NULL OR x.regimes ? t.regime) AND (x.bases IS NULL OR x.bases ? t.basis)
      AND (x.pathways IS NULL OR x.pathways ? t.pathway) AND (x.controllers IS NULL OR x.controllers ? t.controller)
    ORDER BY x.place LIMIT 1) r
  LEFT JOIN kept k ON k.case_id = t.id
$$;

-- The same of one record, for whoever watches over it or may read how long it is kept; for nobody else a row.
CREATE OR REPLACE FUNCTION tc.retention_of(p_case bigint, p_rules jsonb, p_outcomes jsonb, p_majorities jsonb)
RETURNS TABLE (case_id bigint, rule text, outcome text, is_child boolean, counted_from date, review_on date, is_closed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
BEGIN
  IF p_case = ANY (tc.overseen_cases()) OR p_case = ANY (tc.visible_cases('retention')) THEN
    RETURN QUERY SELECT * FROM tc.retention(p_rules, p_outcomes, p_majorities, p_case);
  END IF;
END $$;

-- Keep every record's day, for lists that are read often: only what changed is written, what was erased is taken out.
CREATE OR REPLACE FUNCTION tc.keep_retention(p_rules jsonb, p_outcomes jsonb, p_majorities jsonb) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH now_due AS MATERIALIZED (SELECT * FROM tc.retention(p_rules, p_outcomes, p_majorities)), written AS (
    INSERT INTO public.rights_retentionreview AS r (case_id, rule, outcome, is_child, counted_from, review_on)
    SELECT d.case_id, d.rule, d.outcome, d.is_child, d.counted_from, d.review_on FROM now_due d
    ON CONFLICT (case_id) DO UPDATE SET rule = EXCLUDED.rule, outcome = EXCLUDED.outcome, is_child = EXCLUDED.is_child,
      counted_from = EXCLUDED.counted_from, review_on = EXCLUDED.review_on
    WHERE (r.rule, r.outcome, r.is_child, r.counted_from, r.review_on)
      IS DISTINCT FROM (EXCLUDED.rule, EXCLUDED.outcome, EXCLUDED.is_child, EXCLUDED.counted_from, EXCLUDED.review_on)
    RETURNING 1
  ), gone AS (
    DELETE FROM public.rights_retentionreview r WHERE NOT EXISTS (SELECT 1 FROM now_due d WHERE d.case_id = r.case_id) RETURNING 1
  )
  SELECT (SELECT count(*) FROM written) + (SELECT count(*) FROM gone)
$$;

-- The case itself says since when it is restricted, so that the gate knows: as the restrictions on it that are in force say.
CREATE OR REPLACE FUNCTION tc.mark_restricted(p_case bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  UPDATE public.cases_case c SET restricted_at =
    (SELECT min(r.happened_at) FROM public.rights_restriction r WHERE r.case_id = p_case AND r.lifted_at IS NULL)
  WHERE c.id = p_case
$$;
