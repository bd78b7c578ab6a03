-- What I am today: my posts, at the moment the request speaks of.
CREATE OR REPLACE FUNCTION tc.my_posts() RETURNS TABLE (role text, area_id bigint, agency_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT p.role, p.area_id, p.agency_id FROM public.agencies_post p JOIN public.agencies_staff s ON s.id = p.staff_id
  WHERE p.staff_id = tc.me() AND s.is_active
    AND p.from_on <= (tc.at() AT TIME ZONE 'Europe/London')::date
    AND (p.until_on IS NULL OR p.until_on >= (tc.at() AT TIME ZONE 'Europe/London')::date)
$$;

-- The roles in which I stand to one case: by post in its area, or by grant. None where I am excluded.
CREATE OR REPLACE FUNCTION tc.my_roles(p_case bigint) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(DISTINCT r.role), '{}') FROM (
    SELECT p.role FROM public.cases_case c JOIN tc.my_posts() p ON p.area_id = c.area_id
    JOIN LATERAL (SELECT 1 FROM public.access_matrixrow m WHERE m.role = p.role AND m.reach = 'area' LIMIT 1) reached ON true
    WHERE c.id = p_case
    UNION ALL
    SELECT g.role FROM public.cases_grant g JOIN public.agencies_staff s ON s.id = g.staff_id
    WHERE g.case_id = p_case AND g.staff_id = tc.me() AND s.is_active
      AND g.from_at <= tc.at() AND (g.until_at IS NULL OR g.until_at > tc.at())
  ) r
  WHERE NOT EXISTS (
    SELECT 1 FROM public.cases_exclusion e WHERE e.case_id = p_case AND e.staff_id = tc.me()
      AND e.from_at <= tc.at() AND (e.until_at IS NULL OR e.until_at > tc.at()))
$$;

-- Whether I hold a role on a case at all: asked anew of a case that was open, for access ends while people work.
CREATE OR REPLACE FUNCTION tc.is_still_mine(p_case bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT cardinality(tc.my_roles(p_case)) > 0
$$;

-- What row policies ask again and again is worked out once a request and kept in a setting of the transaction, under whoever
-- asked, the moment, the case that is open, and how often a team, a post or a case has changed since.
CREATE OR REPLACE FUNCTION tc.asked_as() RETURNS text
LANGUAGE sql STABLE
RETURN pg_catalog.concat_ws('/', pg_catalog.current_setting('app.staff', true), pg_catalog.current_setting('app.at', true),
  pg_catalog.current_setting('app.open_case', true), pg_catalog.current_setting('app.team_changes', true)) || ':';

-- Whoever joins or leaves a team does so at once, within the same request.
CREATE OR REPLACE FUNCTION tc.forget_what_was_asked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM set_config('app.team_changes', gen_random_uuid()::text, true);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER forget_what_was_asked AFTER INSERT OR UPDATE OR DELETE ON public.cases_grant
  FOR EACH STATEMENT EXECUTE FUNCTION tc.forget_what_was_asked();
CREATE OR REPLACE TRIGGER forget_what_was_asked AFTER INSERT OR UPDATE OR DELETE ON public.cases_exclusion
  FOR EACH STATEMENT EXECUTE FUNCTION tc.forget_what_was_asked();
CREATE OR REPLACE TRIGGER forget_what_was_asked AFTER INSERT OR UPDATE OR DELETE ON public.agencies_post
  FOR EACH STATEMENT EXECUTE FUNCTION tc.forget_what_was_asked();
CREATE OR REPLACE TRIGGER forget_what_was_asked AFTER UPDATE ON public.agencies_staff
  FOR EACH STATEMENT EXECUTE FUNCTION tc.forget_what_was_asked();
CREATE OR REPLACE TRIGGER forget_what_was_asked AFTER INSERT OR UPDATE OF area_id, person_id, controller_id OR DELETE ON public.cases_case
  FOR EACH STATEMENT EXECUTE FUNCTION tc.forget_what_was_asked();

-- What I may do with the case that is open: every compartment that I may read or write there.
CREATE OR REPLACE FUNCTION tc.may_with_open_case() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_key text := tc.asked_as();
  v_known text := current_setting('app.open_may', true);
  v_may text;
BEGIN
  IF starts_with(v_known, v_key) THEN
    RETURN v_known;
  END IF;
  SELECT string_agg(DISTINCT concat_ws('/', m.compartment, need.word), ' ') INTO v_may
  FROM unnest(tc.my_roles(current_setting('app.open_case', true)::bigint)) r JOIN public.access_matrixrow m ON m.role = r
  CROSS JOIN LATERAL (VALUES ('read', m.may_read), ('write', m.may_write)) AS need (word, may) WHERE need.may;
  RETURN set_config('app.open_may', concat(v_key, ' ', v_may, ' '), true);
END $$;

-- The areas whose cases I may read or write in a compartment, by a post there.
CREATE OR REPLACE FUNCTION tc.areas_of_mine(p_compartment text, p_need text) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT ARRAY(SELECT p.area_id FROM tc.my_posts() p JOIN public.access_matrixrow m ON m.role = p.role AND m.compartment = p_compartment
    WHERE m.reach = 'area' AND p.area_id IS NOT NULL AND CASE p_need WHEN 'read' THEN m.may_read ELSE m.may_write END)
$$;

-- The cases in which I may read or write a compartment, by a post in their area or by a grant; if asked, only in roles
-- that open a case. Nothing is asked once a row: on a list of hundreds of cases that took longer than the list. The cases
-- of an area come out of its index alone; of the grants only those count that lie elsewhere.
CREATE OR REPLACE FUNCTION tc.cases_of_mine(p_compartment text, p_need text, p_opens boolean DEFAULT false) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_name text := concat('app.cases_', p_compartment, '_', p_need, '_', p_opens);
  v_key text := tc.asked_as();
  v_known text := current_setting(v_name, true);
  v_me bigint := tc.me();
  v_at timestamptz := tc.at();
  v_roles text[];
  v_here bigint[];
  v_found bigint[];
BEGIN
  IF starts_with(v_known, v_key) THEN
    RETURN substr(v_known, length(v_key) + 1)::bigint[];
  END IF;
  IF v_me IS NULL OR NOT EXISTS (SELECT 1 FROM public.agencies_staff s WHERE s.id = v_me AND s.is_active) THEN
    RETURN '{}';
  END IF;
  v_roles := ARRAY(SELECT m.role FROM public.access_matrixrow m WHERE m.compartment = p_compartment AND (m.reach <> 'listed' OR NOT p_opens)
    AND CASE p_need WHEN 'read' THEN m.may_read ELSE m.may_write END);
  v_here := ARRAY(SELECT c.id FROM public.cases_case c WHERE c.area_id = ANY (tc.areas_of_mine(p_compartment, p_need)));
  v_found := ARRAY(
    SELECT f.id FROM (
      SELECT h AS id FROM unnest(v_here) h
      UNION
      SELECT g.case_id FROM public.cases_grant g
      WHERE g.staff_id = v_me AND g.role = ANY (v_roles) AND g.from_at <= v_at AND (g.until_at IS NULL OR g.until_at > v_at)
    ) f WHERE f.id <> ALL (ARRAY(SELECT e.case_id FROM public.cases_exclusion e
      WHERE e.staff_id = v_me AND e.from_at <= v_at AND (e.until_at IS NULL OR e.until_at > v_at))));
  PERFORM set_config(v_name, v_key || v_found::text, true);
  RETURN v_found;
END $$;

-- The cases I may see in one compartment. With a case open, at most that one.
CREATE OR REPLACE FUNCTION tc.visible_cases(p_compartment text, p_need text DEFAULT 'read') RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_open text := nullif(current_setting('app.open_case', true), '');
BEGIN
  IF nullif(current_setting('app.staff', true), '') IS NULL THEN
    RETURN '{}';
  END IF;
  IF v_open IS NULL THEN
    RETURN tc.cases_of_mine(p_compartment, p_need);
  END IF;
  IF strpos(tc.may_with_open_case(), concat(' ', p_compartment, '/', p_need, ' ')) > 0 THEN
    RETURN ARRAY[v_open::bigint];
  END IF;
  RETURN '{}';
END $$;

-- The tasks of one kind that were given to me by name, also where I may no longer open the case: what I promised at a
-- meeting is mine to do when the papers are gone. The reference and the task, nothing else of the case.
CREATE OR REPLACE FUNCTION tc.my_tasks(p_code text)
RETURNS TABLE (key uuid, reference text, what text, due_on date, opened_at timestamptz, done_at timestamptz, outcome text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT t.key, c.reference, t.what, t.due_on, t.opened_at, t.done_at, t.outcome
  FROM public.cases_task t JOIN public.cases_case c ON c.id = t.case_id
  JOIN public.agencies_staff s ON s.id = t.assigned_to_id AND s.is_active
  WHERE t.assigned_to_id = tc.me() AND t.code = p_code
    AND NOT EXISTS (SELECT 1 FROM public.cases_exclusion e WHERE e.case_id = t.case_id AND e.staff_id = tc.me()
      AND e.from_at <= tc.at() AND (e.until_at IS NULL OR e.until_at > tc.at()))
  ORDER BY t.done_at DESC NULLS FIRST, t.due_on, t.id
$$;

-- I mark a task done that was given to me by name. One audit line on the case's chain, as for every other act.
CREATE OR REPLACE FUNCTION tc.finish_my_task(p_code text, p_key uuid, p_outcome text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_task public.cases_task;
BEGIN
  UPDATE public.cases_task t SET done_at = tc.at(), done_by_id = tc.me(), outcome = left(p_outcome, 200)
  WHERE t.key = p_key AND t.code = p_code AND t.done_at IS NULL
    AND t.key IN (SELECT m.key FROM tc.my_tasks(p_code) m)
  RETURNING t.* INTO v_task;
  IF v_task.id IS NULL THEN
    RETURN false;
  END IF;
  PERFORM tc.audit('tasks:finished', v_task.case_id, 'cases.task', v_task.id::text, tc.at());
  RETURN true;
END $$;

-- The people whose cases I may see in one compartment: those of my areas out of the areas' index, then the others.
CREATE OR REPLACE FUNCTION tc.visible_people(p_compartment text, p_need text DEFAULT 'read') RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_name text := concat('app.people_', p_compartment, '_', p_need);
  v_key text := tc.asked_as();
  v_known text := current_setting(v_name, true);
  v_cases bigint[];
  v_here bigint[];
  v_people bigint[];
BEGIN
  IF starts_with(v_known, v_key) THEN
    RETURN substr(v_known, length(v_key) + 1)::bigint[];
  END IF;
  v_cases := tc.visible_cases(p_compartment, p_need);
  IF cardinality(v_cases) > 1 THEN
    WITH here AS MATERIALIZED (
      SELECT c.id, c.person_id FROM public.cases_case c WHERE c.area_id = ANY (tc.areas_of_mine(p_compartment, p_need)))
    SELECT coalesce(array_agg(h.id), '{}'), coalesce(array_agg(h.person_id), '{}') INTO v_here, v_people
    FROM here h WHERE h.id IN (SELECT unnest(v_cases));
    v_cases := ARRAY(SELECT unnest(v_cases) EXCEPT SELECT unnest(v_here));
  END IF;
  v_people := ARRAY(SELECT DISTINCT p FROM unnest(v_people || ARRAY(SELECT c.person_id FROM public.cases_case c WHERE c.id = ANY (v_cases))) p);
  PERFORM set_config(v_name, v_key || v_people::text, true);
  RETURN v_people;
END $$;

-- The areas in which one of my posts may read or write a compartment that belongs to no single case (meetings, advice).
CREATE OR REPLACE FUNCTION tc.visible_areas(p_compartment text, p_need text DEFAULT 'read') RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(DISTINCT p.area_id), '{}') FROM tc.my_posts() p
  JOIN public.access_matrixrow m ON m.role = p.role AND m.compartment = p_compartment
  WHERE p.area_id IS NOT NULL AND CASE p_need WHEN 'read' THEN m.may_read ELSE m.may_write END
$$;

-- The agencies for which one of my posts may read or write a compartment that each agency keeps for itself.
CREATE OR REPLACE FUNCTION tc.visible_agencies(p_compartment text, p_need text DEFAULT 'read') RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(DISTINCT p.agency_id), '{}') FROM tc.my_posts() p
  JOIN public.access_matrixrow m ON m.role = p.role AND m.compartment = p_compartment
  WHERE CASE p_need WHEN 'read' THEN m.may_read ELSE m.may_write END
$$;

-- The cases whose controller I watch over as data protection officer, worked out once a request.
CREATE OR REPLACE FUNCTION tc.overseen_cases() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_key text := tc.asked_as();
  v_known text := current_setting('app.overseen_cases', true);
  v_found bigint[];
BEGIN
  IF starts_with(v_known, v_key) THEN
    RETURN substr(v_known, length(v_key) + 1)::bigint[];
  END IF;
  v_found := ARRAY(SELECT c.id FROM public.cases_case c WHERE c.controller_id = ANY (
    ARRAY(SELECT p.agency_id FROM tc.my_posts() p WHERE p.role = 'data_protection'))
    AND c.id <> ALL (ARRAY(SELECT e.case_id FROM public.cases_exclusion e
      WHERE e.staff_id = tc.me() AND e.from_at <= tc.at() AND (e.until_at IS NULL OR e.until_at > tc.at()))));
  PERFORM set_config('app.overseen_cases', v_key || v_found::text, true);
  RETURN v_found;
END $$;

CREATE OR REPLACE FUNCTION tc.overseen_staff() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(s.id), '{}') FROM public.agencies_staff s
  WHERE s.agency_id IN (SELECT p.agency_id FROM tc.my_posts() p WHERE p.role = 'data_protection')
$$;

-- The one door. The same work whether the case is hidden or missing, and one audit line either way. With it comes the
-- case as it stands, and where it truly stands for those who work on the police steps. Who opens one document of the
-- case says which, so that the line names it.
DROP FUNCTION IF EXISTS tc.gate_open(text, text);
DROP FUNCTION IF EXISTS tc.gate_open(text, text, text);
CREATE FUNCTION tc.gate_open(p_reference text, p_verb text, p_document text DEFAULT '')
RETURNS TABLE (roles text[], agency_id bigint, police_stage text, thread public.cases_case)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_case bigint;
  v_roles text[];
  v_may boolean;
  v_police boolean;
BEGIN
  SELECT c.id INTO v_case FROM public.cases_case c WHERE c.reference = p_reference;
  v_roles := tc.my_roles(coalesce(v_case, 0));
  SELECT bool_or(m.compartment = 'identity' AND m.reach <> 'listed'), bool_or(m.compartment = 'police')
    INTO v_may, v_police FROM public.access_matrixrow m WHERE m.role = ANY (v_roles) AND m.may_read;
  IF v_may THEN
    PERFORM tc.audit(p_verb, v_case, CASE WHEN p_document = '' THEN 'case' ELSE 'document' END,
      coalesce(nullif(p_document, ''), v_case::text), tc.at());
    PERFORM set_config('app.open_case', v_case::text, true);
    RETURN QUERY SELECT v_roles, (SELECT s.agency_id FROM public.agencies_staff s WHERE s.id = tc.me()),
      (SELECT p.to_stage::text FROM public.cases_policestagechange p WHERE p.case_id = v_case AND v_police ORDER BY p.id DESC LIMIT 1), c
      FROM public.cases_case c WHERE c.id = v_case;
  ELSE
    PERFORM tc.audit(p_verb || ':not-found', NULL, 'reference',
      encode(sha256(convert_to(p_reference || coalesce(current_setting('app.salt', true), ''), 'UTF8')), 'hex'), tc.at());
    PERFORM set_config('app.open_case', '0', true);
  END IF;
END $$;

-- Whether a case was offered to my area and waits for its answer: yes or no, and no more.
CREATE OR REPLACE FUNCTION tc.is_offered_to_me(p_reference text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT EXISTS (SELECT 1 FROM public.cases_case c, unnest(tc.my_roles(c.id)) r(role)
    JOIN public.access_matrixrow m ON m.role = r.role AND m.reach = 'listed' AND m.compartment = 'transfer' AND m.may_read
    WHERE c.reference = p_reference)
$$;

-- The door for somebody whose area was offered a case: name, reference and the offer, nothing else of it. The same work
-- whether it was offered or not, and one audit line either way.
CREATE OR REPLACE FUNCTION tc.gate_open_offer(p_reference text, p_verb text)
RETURNS TABLE (case_id bigint, roles text[], agency_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_case bigint;
  v_roles text[];
BEGIN
  SELECT c.id INTO v_case FROM public.cases_case c WHERE c.reference = p_reference;
  SELECT coalesce(array_agg(r.role), '{}') INTO v_roles FROM unnest(tc.my_roles(coalesce(v_case, 0))) r(role)
  WHERE EXISTS (SELECT 1 FROM public.access_matrixrow m WHERE m.role = r.role AND m.reach = 'listed'
                AND m.compartment = 'transfer' AND m.may_read);
  IF cardinality(v_roles) > 0 THEN
    PERFORM tc.audit(p_verb, v_case, 'case', v_case::text, tc.at());
    PERFORM set_config('app.open_case', v_case::text, true);
    RETURN QUERY SELECT v_case, v_roles, (SELECT s.agency_id FROM public.agencies_staff s WHERE s.id = tc.me());
  ELSE
    PERFORM tc.audit(p_verb || ':not-found', NULL, 'reference',
      encode(sha256(convert_to(p_reference || coalesce(current_setting('app.salt', true), ''), 'UTF8')), 'hex'), tc.at());
    PERFORM set_config('app.open_case', '0', true);
  END IF;
END $$;

-- The cases that I am kept out of, whatever else I hold.
CREATE OR REPLACE FUNCTION tc.excluded_cases() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(e.case_id), '{}') FROM public.cases_exclusion e
  WHERE e.staff_id = tc.me() AND e.from_at <= tc.at() AND (e.until_at IS NULL OR e.until_at > tc.at())
$$;

-- The agencies for which I answer requests.
CREATE OR REPLACE FUNCTION tc.partner_agencies() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(DISTINCT p.agency_id), '{}') FROM tc.my_posts() p WHERE p.role = 'partner'
$$;

-- Who I am, in one statement: for the shell of every page. Of the grants only the roles are told: each is looked for by
-- the index, from one role to the next, so that hundreds of grants cost no more than one.
CREATE OR REPLACE FUNCTION tc.whoami() RETURNS TABLE (staff_id bigint, name text, agency_id bigint, agency text, posts jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH RECURSIVE granted AS (
    SELECT (SELECT min(g.role) FROM cases_grant g WHERE g.staff_id = tc.me() AND g.case_id <> ALL ((SELECT tc.excluded_cases())::bigint[]) AND g.from_at <= tc.at() AND (g.until_at IS NULL OR g.until_at > tc.at())) AS role
    UNION ALL
    SELECT (SELECT min(g.role) FROM cases_grant g WHERE g.staff_id = tc.me() AND g.role > l.role AND g.case_id <> ALL ((SELECT tc.excluded_cases())::bigint[]) AND g.from_at <= tc.at() AND (g.until_at IS NULL OR g.until_at > tc.at()))
    FROM granted l WHERE l.role IS NOT NULL
  )
  SELECT s.id, s.name, s.agency_id, a.name,
    coalesce((SELECT jsonb_agg(jsonb_build_object('role', p.role, 'area', p.area_id, 'agency', p.agency_id, 'of', l.kind) ORDER BY p.role, p.area_id)
              FROM tc.my_posts() p LEFT JOIN public.agencies_area r ON r.id = p.area_id
              LEFT JOIN public.agencies_agency l ON l.id = r.local_authority_id), '[]'::jsonb)
    || coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'area', NULL, 'agency', s.agency_id) ORDER BY g.role)
                 FROM granted g WHERE g.role IS NOT NULL), '[]'::jsonb)
  FROM public.agencies_staff s JOIN public.agencies_agency a ON a.id = s.agency_id
  WHERE s.id = tc.me() AND s.is_active
$$;

-- The same person's earlier cases, as long as their records are kept. Out of sight, a case tells only whom to ask.
CREATE OR REPLACE FUNCTION tc.earlier_cases(p_case bigint)
RETURNS TABLE (reference text, opened_at timestamptz, closed_at timestamptz, stage text, owner_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT CASE WHEN v.seen THEN c.reference ELSE '' END, CASE WHEN v.seen THEN c.opened_at END,
    CASE WHEN v.seen THEN c.closed_at END, CASE WHEN v.seen THEN c.stage ELSE '' END, c.owner_id
  FROM public.cases_case this JOIN public.cases_case c ON c.person_id = this.person_id AND c.id <> this.id
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM public.access_matrixrow m WHERE m.role = ANY (tc.my_roles(c.id))
                      AND m.compartment = 'core' AND m.may_read) AS seen) v
  WHERE this.id = p_case AND c.erased_at IS NULL AND c.opened_at < this.opened_at AND cardinality(tc.my_roles(p_case)) > 0
    AND c.id <> ALL ((SELECT tc.excluded_cases())::bigint[])
  ORDER BY c.opened_at DESC, c.id
$$;

-- Remove words that were typed and never sent, once their time is over; tells how many, never what.
CREATE OR REPLACE FUNCTION tc.remove_expired_drafts() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH gone AS (DELETE FROM public.cases_draft WHERE expires_at <= tc.at() RETURNING 1) SELECT count(*) FROM gone
$$;

-- A machine answers for nothing: it owns no case, is given no task, and is let into no case by name. Looked at once a statement.
CREATE OR REPLACE FUNCTION tc.no_machine_answers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_found boolean;
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'cases_case' THEN
      SELECT true INTO v_found FROM agencies_staff s WHERE s.kind = 'machine' AND EXISTS (
        SELECT 1 FROM written w WHERE s.id IN (w.owner_id, w.police_owner_id)) LIMIT 1;
    WHEN 'cases_task' THEN
      SELECT true INTO v_found FROM agencies_staff s WHERE s.kind = 'machine' AND EXISTS (
        SELECT 1 FROM written w WHERE s.id = w.assigned_to_id) LIMIT 1;
    ELSE
      SELECT true INTO v_found FROM agencies_staff s WHERE s.kind = 'machine' AND EXISTS (
        SELECT 1 FROM written w WHERE s.id = w.staff_id) LIMIT 1;
  END CASE;
  IF v_found THEN
    RAISE EXCEPTION 'a machine answers for nothing: %', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['cases_case', 'cases_task', 'cases_grant'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER no_machine_is_added AFTER INSERT ON public.%I '
      'REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tc.no_machine_answers()', t);
    EXECUTE format('CREATE OR REPLACE TRIGGER no_machine_is_put_there AFTER UPDATE ON public.%I '
      'REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tc.no_machine_answers()', t);
  END LOOP;
END $$;
