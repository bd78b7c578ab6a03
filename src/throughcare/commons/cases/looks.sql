-- When I looked at some cases before the present sitting: the last of my own looks after which nothing came for half an hour.
-- Whoever goes from page to page of a case is still looking; whoever comes back after a break sees what is new since.
CREATE OR REPLACE FUNCTION tc.my_last_looks(p_cases bigint[]) RETURNS TABLE (case_id bigint, looked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT c.id, (
    SELECT g.happened_at FROM (
      SELECT m.happened_at, coalesce(lag(m.happened_at) OVER (ORDER BY m.happened_at DESC), tc.at()) - m.happened_at AS gap
      FROM (
        SELECT l.happened_at FROM public.audit_line l
        WHERE l.case_id = c.id AND l.staff_id = tc.me() AND l.happened_at < tc.at()
          AND l.subject_kind IN ('case', 'document') AND l.verb LIKE '%:looked'
        ORDER BY l.happened_at DESC LIMIT 200) m) g
    WHERE g.gap >= interval '30 minutes' ORDER BY g.happened_at DESC LIMIT 1)
  FROM unnest(p_cases) c(id)
$$;
