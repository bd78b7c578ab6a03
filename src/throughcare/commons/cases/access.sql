-- Who is kept out of a case, for those alone who let colleagues in: the colleagues, never the reason.
CREATE OR REPLACE FUNCTION tc.kept_out(p_case bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(DISTINCT e.staff_id), '{}') FROM public.cases_exclusion e
  WHERE e.case_id = p_case
    AND (p_case = ANY (tc.visible_cases('identity', 'write')) OR p_case = ANY (tc.visible_cases('transfer', 'write')))
    AND e.from_at <= tc.at() AND (e.until_at IS NULL OR e.until_at > tc.at())
$$;

-- A colleague is kept out of a case from now on: by those who read exclusions there, by whoever watches over its records, or
-- by their own word. What they had to do by name falls to whoever answers for the case. Nothing where they are out already.
CREATE OR REPLACE FUNCTION tc.keep_out(p_case bigint, p_staff bigint, p_kind text, p_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_row bigint;
BEGIN
  IF NOT (p_case = ANY (tc.visible_cases('exclusion', 'write')) OR p_case = ANY (tc.overseen_cases())
      OR (p_staff = tc.me() AND cardinality(tc.my_roles(p_case)) > 0)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.cases_exclusion (case_id, staff_id, kind, declared, from_at, by_id, reason)
  VALUES (p_case, p_staff, p_kind, p_staff = tc.me(), tc.at(), tc.me(), p_reason)
  ON CONFLICT (case_id, staff_id) WHERE until_at IS NULL DO NOTHING RETURNING id INTO v_row;
  IF v_row IS NOT NULL THEN
    UPDATE public.cases_task t SET assigned_to_id = c.owner_id FROM public.cases_case c
    WHERE c.id = p_case AND t.case_id = c.id AND t.assigned_to_id = p_staff AND t.done_at IS NULL;
    UPDATE public.cases_enforcementtask t SET assigned_to_id = c.owner_id FROM public.cases_case c
    WHERE c.id = p_case AND t.case_id = c.id AND t.assigned_to_id = p_staff AND t.done_at IS NULL;
    UPDATE public.cases_policetask t SET assigned_to_id = c.police_owner_id FROM public.cases_case c
    WHERE c.id = p_case AND t.case_id = c.id AND t.assigned_to_id = p_staff AND t.done_at IS NULL;
  END IF;
  RETURN v_row;
END $$;

-- Who is kept out of which case now, for the clock, so that nobody is told that something waits which they do not find.
CREATE OR REPLACE FUNCTION tc.kept_out_now() RETURNS TABLE (case_id bigint, staff_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT e.case_id, e.staff_id FROM public.cases_exclusion e
  WHERE e.from_at <= tc.at() AND (e.until_at IS NULL OR e.until_at > tc.at())
$$;

-- I end my own grants on a case in some roles: somebody may always step out, even where they let nobody in.
CREATE OR REPLACE FUNCTION tc.step_out(p_case bigint, p_roles text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_ended integer;
BEGIN
  UPDATE public.cases_grant g SET until_at = tc.at(), ended_by_id = tc.me()
  WHERE g.case_id = p_case AND g.staff_id = tc.me() AND g.role = ANY (p_roles)
    AND g.from_at <= tc.at() AND (g.until_at IS NULL OR g.until_at > tc.at());
  GET DIAGNOSTICS v_ended = ROW_COUNT;
  RETURN v_ended;
END $$;
