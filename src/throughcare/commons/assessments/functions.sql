-- Remove drafts whose time is over; that each was begun, and ended unfinished, stays recorded. Tells how many, never what.
CREATE OR REPLACE FUNCTION tc.remove_expired_assessments() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH gone AS (
    DELETE FROM public.assessments_assessmentdraft WHERE expires_at <= tc.at() RETURNING start_id
  ), ended AS (
    UPDATE public.assessments_start SET ended_at = tc.at() WHERE id IN (SELECT start_id FROM gone) RETURNING 1
  )
  SELECT count(*) FROM ended
$$;
