-- Forget the rows of files that nobody imported in time. Tells how many files, never what stood in them.
CREATE OR REPLACE FUNCTION tc.forget_old_import_rows() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH gone AS (
    DELETE FROM public.referrals_importrow w USING public.referrals_importrun r
    WHERE r.id = w.run_id AND r.expires_at <= tc.at() RETURNING w.run_id
  )
  SELECT count(DISTINCT run_id) FROM gone
$$;

-- Put away a form that is not sent yet. What is sealed cannot be read here; a reference that is taken is not overwritten.
CREATE OR REPLACE FUNCTION tc.save_form(p_reference text, p_salt text, p_sealed text, p_expires_at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH kept AS (
    INSERT INTO public.referrals_savedform (reference, salt, sealed, saved_at, expires_at)
    VALUES (p_reference, p_salt, p_sealed, tc.at(), p_expires_at)
    ON CONFLICT (reference) DO NOTHING RETURNING 1
  )
  SELECT EXISTS (SELECT 1 FROM kept)
$$;

-- Give one sealed form back to whoever knows its reference, until its time is over.
CREATE OR REPLACE FUNCTION tc.saved_form(p_reference text) RETURNS TABLE (salt text, sealed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT f.salt, f.sealed FROM public.referrals_savedform f WHERE f.reference = p_reference AND f.expires_at > tc.at()
$$;

-- Forget one saved form, because it was sent or saved anew.
CREATE OR REPLACE FUNCTION tc.forget_form(p_reference text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  DELETE FROM public.referrals_savedform WHERE reference = p_reference
$$;

-- Remove every saved form whose time is over.
CREATE OR REPLACE FUNCTION tc.remove_expired_forms() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH gone AS (DELETE FROM public.referrals_savedform WHERE expires_at <= tc.at() RETURNING 1) SELECT count(*) FROM gone
$$;
