-- Forget the rows of files that nobody imported in time. Tells how many files, never what stood in them.
CREATE OR REPLACE FUNCTION tc.forget_old_import_rows() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH gone AS (
    DELETE FROM public.referrals_importrow w USING public.referrals_importrun r
    WHERE r.id = w.run_id AND r.expires_at <= tc.at() RETURNING w.run_id
  )
  SELECT count(DISTINCT run_id) FROM gone
$$;
