-- What was given of the cases I watch over that were closed without concern: to whom, when, for what, and what became of it.
-- It names nobody: a reference, the organisation, and codes. Of police steps nothing is read.
CREATE OR REPLACE FUNCTION tc.shared_without_concern(p_endings text[], p_came_further text[])
RETURNS TABLE (key uuid, case_reference text, reference text, recipient text, happened_at timestamptz, purpose text, legal_basis text,
  closed_at timestamptz, ending text, taken_back boolean, became text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT d.key, c.reference::text, d.reference::text, coalesce(a.name, d.recipient)::text, d.happened_at, d.purpose::text, d.legal_basis::text,
    c.closed_at, coalesce(k.ending, '')::text, b.id IS NOT NULL,
    coalesce((SELECT o.outcome FROM public.sharing_becameof o WHERE o.disclosure_id = d.id ORDER BY o.id DESC LIMIT 1), '')::text
  FROM public.sharing_disclosure d
  JOIN public.cases_case c ON c.id = d.case_id
  LEFT JOIN public.agencies_agency a ON a.id = d.agency_id
  LEFT JOIN public.sharing_takenback b ON b.disclosure_id = d.id
  LEFT JOIN LATERAL (SELECT x.ending FROM public.closure_closing x WHERE x.case_id = c.id ORDER BY x.id DESC LIMIT 1) k ON true
  WHERE c.closed_at IS NOT NULL AND c.id = ANY ((SELECT tc.overseen_cases())::bigint[])
    AND (k.ending = ANY (p_endings)
      OR (k.ending IS NULL AND NOT EXISTS (
        SELECT 1 FROM public.cases_stagechange g WHERE g.case_id = c.id AND g.to_stage = ANY (p_came_further))))
$$;
