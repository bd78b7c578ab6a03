-- The cases of which I may read what every provider wrote. A provider is given none of them.
CREATE OR REPLACE FUNCTION tc.cases_with_all_reports() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT tc.visible_cases('delivery_reports')
$$;

-- Myself, in the shape in which row policies ask.
CREATE OR REPLACE FUNCTION tc.myself() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT CASE WHEN tc.me() IS NULL THEN '{}' ELSE ARRAY[tc.me()::bigint] END
$$;
