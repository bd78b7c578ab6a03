-- Forget the answers to machines that were kept for longer than so many hours. Tells how many, never what stood in them.
CREATE OR REPLACE FUNCTION tc.forget_kept_answers(p_hours int) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH gone AS (DELETE FROM public.api_keptanswer k WHERE k.kept_at < tc.at() - make_interval(hours => p_hours) RETURNING 1)
  SELECT count(*) FROM gone
$$;
