-- Every file that a record names, and the case of that record: for the sweep, which reads nothing else of a document.
DROP FUNCTION IF EXISTS tc.stored_files();
CREATE FUNCTION tc.stored_files() RETURNS TABLE (stored text, case_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT d.stored, d.case_id FROM public.files_document d WHERE d.stored <> ''
  UNION SELECT d.stored, d.case_id FROM public.files_healthdocument d WHERE d.stored <> ''
  UNION SELECT d.stored, d.case_id FROM public.files_beliefsdocument d WHERE d.stored <> ''
  UNION SELECT d.stored, d.case_id FROM public.files_networkdocument d WHERE d.stored <> ''
  UNION SELECT d.stored, d.case_id FROM public.files_safetydocument d WHERE d.stored <> ''
  UNION SELECT d.stored, d.case_id FROM public.files_policedocument d WHERE d.stored <> ''
$$;

-- Files that were not scanned when they came, in no order, so that one which no scanner takes keeps no other waiting: what
-- opens each, and nothing that stands beside it.
DROP FUNCTION IF EXISTS tc.unscanned_files(int);
CREATE FUNCTION tc.unscanned_files(p_most int) RETURNS TABLE (stored text, sealed_key text, case_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT d.stored, d.sealed_key, d.case_id FROM (
    SELECT stored, sealed_key, case_id, scan FROM public.files_document
    UNION ALL SELECT stored, sealed_key, case_id, scan FROM public.files_healthdocument
    UNION ALL SELECT stored, sealed_key, case_id, scan FROM public.files_beliefsdocument
    UNION ALL SELECT stored, sealed_key, case_id, scan FROM public.files_networkdocument
    UNION ALL SELECT stored, sealed_key, case_id, scan FROM public.files_safetydocument
    UNION ALL SELECT stored, sealed_key, case_id, scan FROM public.files_policedocument
  ) d WHERE d.scan = 'not_scanned' AND d.stored <> '' GROUP BY d.stored, d.sealed_key, d.case_id ORDER BY random() LIMIT p_most
$$;

-- Keep what a later scan of a file came to, in every version that has this file.
CREATE OR REPLACE FUNCTION tc.keep_scan(p_stored text, p_scan text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  UPDATE public.files_document SET scan = p_scan WHERE stored = p_stored AND scan = 'not_scanned' AND p_scan IN ('clean', 'harmful');
  UPDATE public.files_healthdocument SET scan = p_scan WHERE stored = p_stored AND scan = 'not_scanned' AND p_scan IN ('clean', 'harmful');
  UPDATE public.files_beliefsdocument SET scan = p_scan WHERE stored = p_stored AND scan = 'not_scanned' AND p_scan IN ('clean', 'harmful');
  UPDATE public.files_networkdocument SET scan = p_scan WHERE stored = p_stored AND scan = 'not_scanned' AND p_scan IN ('clean', 'harmful');
  UPDATE public.files_safetydocument SET scan = p_scan WHERE stored = p_stored AND scan = 'not_scanned' AND p_scan IN ('clean', 'harmful');
  UPDATE public.files_policedocument SET scan = p_scan WHERE stored = p_stored AND scan = 'not_scanned' AND p_scan IN ('clean', 'harmful');
$$;
