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
