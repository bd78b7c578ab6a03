-- Remove drafts whose time is over; that each was begun, and ended unfinished, stays recorded. Tells how many, never what.
CREATE OR REPLACE FUNCTION tc.remove_expired_assessments() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH gone AS (
    DELETE FROM public.assessments_assessmentdraft WHERE expires_at <= tc.at() RETURNING start_id
  ), ended AS (
    UPDATE public.assessments_start SET ended_at = tc.at() WHERE id IN (SELECT start_id FROM gone) RETURNING 1
  ), hands AS (
    UPDATE public.assessments_hand SET ended_at = tc.at() WHERE ended_at IS NULL AND start_id IN (SELECT start_id FROM gone)
  ), savings AS (
    DELETE FROM public.assessments_saving WHERE start_id IN (SELECT start_id FROM gone)
  )
  SELECT count(*) FROM ended
$$;

-- The assessments that I write: those I began, and those in which somebody asked me to write a part.
CREATE OR REPLACE FUNCTION tc.starts_in_my_hands() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT ARRAY(
    SELECT id FROM public.assessments_start WHERE by_id = tc.me() AND ended_at IS NULL
    UNION SELECT start_id FROM public.assessments_hand WHERE staff_id = tc.me() AND ended_at IS NULL
  )
$$;

-- Add a site's own copy of an instrument. No role may call it: `bring_instrument` does for a manager, and the owner's
-- command line for whoever runs the site.
CREATE OR REPLACE FUNCTION tc.add_instrument(p_name text, p_version text, p_data jsonb, p_sha256 text, p_licensed text,
  p_agency bigint, p_at timestamptz) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  INSERT INTO public.assessments_instrumentcopy (key, name, version, data, sha256, licensed, agency_id, brought_by_id, brought_at)
  VALUES (gen_random_uuid(), p_name, p_version, p_data, p_sha256, p_licensed, p_agency, tc.me(), p_at) RETURNING key
$$;

-- The same for a manager, for the own agency.
CREATE OR REPLACE FUNCTION tc.bring_instrument(p_name text, p_version text, p_data jsonb, p_sha256 text, p_licensed text,
  p_agency bigint, p_at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
BEGIN
  IF NOT p_agency = ANY (tc.visible_agencies('instruments', 'write')) THEN
    RAISE EXCEPTION 'a copy of an instrument is brought by a manager of the agency that holds the licence';
  END IF;
  RETURN tc.add_instrument(p_name, p_version, p_data, p_sha256, p_licensed, p_agency, p_at);
END $$;
