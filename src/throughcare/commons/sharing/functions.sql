-- Whose agreements wait to be reviewed: the newest version names a day that has come, and nobody has ended it. For the clock, which
-- reads no agreement.
CREATE OR REPLACE FUNCTION tc.agreements_to_review(p_today date) RETURNS TABLE (controller_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT DISTINCT a.controller_id FROM public.sharing_agreement a
  JOIN LATERAL (SELECT v.review_on FROM public.sharing_agreementversion v WHERE v.agreement_id = a.id ORDER BY v.number DESC LIMIT 1) n ON true
  WHERE n.review_on <= p_today AND NOT EXISTS (SELECT 1 FROM public.sharing_agreementend e WHERE e.agreement_id = a.id)
$$;
