-- Who could open a case at a moment: by a post in the area that had it then, in roles that reach an area, or by a grant that
-- ran; nobody who was kept out. For those alone who may read who looked at the case, and for whoever watches over it.
CREATE OR REPLACE FUNCTION tc.could_open(p_case bigint, p_at timestamptz, p_roles text[])
RETURNS TABLE (staff_id bigint, role text, granted boolean, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH here AS (
    SELECT coalesce(
      (SELECT m.from_area_id FROM public.cases_areachange m WHERE m.case_id = p_case AND m.moved_at > p_at ORDER BY m.moved_at, m.id LIMIT 1),
      (SELECT c.area_id FROM public.cases_case c WHERE c.id = p_case)) AS area_id
  ), found AS (
    SELECT g.staff_id, g.role::text AS role, true AS granted, (g.from_at AT TIME ZONE 'Europe/London')::date AS since
    FROM public.cases_grant g
    WHERE g.case_id = p_case AND g.from_at <= p_at AND (g.until_at IS NULL OR g.until_at > p_at)
    UNION ALL
    SELECT p.staff_id, p.role::text, false, p.from_on FROM here h JOIN public.agencies_post p ON p.area_id = h.area_id
    WHERE p.role = ANY (p_roles) AND p.from_on <= (p_at AT TIME ZONE 'Europe/London')::date
      AND (p.until_on IS NULL OR p.until_on >= (p_at AT TIME ZONE 'Europe/London')::date)
  )
  SELECT f.staff_id, f.role, bool_or(f.granted), min(f.since) FROM found f
  WHERE (p_case = ANY (tc.visible_cases('looks')) OR p_case = ANY (tc.overseen_cases()))
    AND NOT EXISTS (
      SELECT 1 FROM public.cases_exclusion e WHERE e.case_id = p_case AND e.staff_id = f.staff_id
        AND e.from_at <= p_at AND (e.until_at IS NULL OR e.until_at > p_at))
  GROUP BY f.staff_id, f.role
$$;

-- The audit lines of the case that is open, up to a moment, oldest first, for those who may read who looked. What police do in
-- their steps, and their looks, are for police alone: they are left out of every case alike, so that no case looks different.
CREATE OR REPLACE FUNCTION tc.lines_of_open_case(p_until timestamptz)
RETURNS TABLE (line_id bigint, recorded_at timestamptz, staff text, agency text, acting_role text, verb text, subject_kind text, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT l.id, l.recorded_at, coalesce(s.name, '')::text, coalesce(a.name, '')::text, l.acting_role::text, l.verb::text,
    l.subject_kind::text, coalesce(r.text, '')::text
  FROM public.audit_line l
  LEFT JOIN public.agencies_staff s ON s.id = l.staff_id LEFT JOIN public.agencies_agency a ON a.id = s.agency_id
  LEFT JOIN public.audit_reason r ON r.line_id = l.id
  WHERE l.case_id = nullif(current_setting('app.open_case', true), '')::bigint
    AND l.case_id = ANY (tc.visible_cases('looks')) AND l.recorded_at <= p_until
    AND (l.subject_kind <> 'cases.exclusion' OR l.case_id = ANY (tc.visible_cases('exclusion')))
    AND (l.case_id = ANY (tc.visible_cases('police')) OR NOT (
      l.subject_kind = ANY (tc.police_tables())
      OR (coalesce(a.kind, '') = 'police' AND (l.subject_kind IN ('case', 'document', 'view') OR starts_with(l.verb, 'checks:')))))
  ORDER BY l.id
$$;
