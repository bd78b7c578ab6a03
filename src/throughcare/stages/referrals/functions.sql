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
-- How a referral stands that I sent myself, and no more: that it came, and whether somebody has answered whoever was worried.
-- The same work whether it is mine, another's or missing, and one audit line either way.
DROP FUNCTION IF EXISTS tc.referral_of_mine(text, text);
CREATE FUNCTION tc.referral_of_mine(p_reference text, p_verb text)
RETURNS TABLE (reference text, area_id bigint, received_at timestamptz, can_be_answered boolean, answered_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
#variable_conflict use_column
DECLARE
  v_case bigint;
  v_found bigint;
BEGIN
  SELECT c.id INTO v_found FROM public.cases_case c WHERE c.reference = p_reference;
  SELECT o.case_id INTO v_case FROM public.referrals_originator o WHERE o.case_id = coalesce(v_found, 0) AND o.by_id = tc.me() LIMIT 1;
  IF v_case IS NOT NULL THEN
    PERFORM tc.audit(p_verb, v_case, 'case', v_case::text, tc.at());
  ELSE
    PERFORM tc.audit(p_verb || ':not-found', NULL, 'reference',
      encode(sha256(convert_to(p_reference || coalesce(current_setting('app.salt', true), ''), 'UTF8')), 'hex'), tc.at());
  END IF;
  RETURN QUERY SELECT c.reference::text, r.area_id, r.received_at, (o.phone <> '' OR o.email <> ''),
    (SELECT max(a.happened_at) FROM public.referrals_acknowledgement a WHERE a.case_id = c.id)
  FROM public.cases_case c JOIN public.referrals_referral r ON r.case_id = c.id JOIN public.referrals_originator o ON o.case_id = c.id
  WHERE c.id = coalesce(v_case, 0) ORDER BY r.id LIMIT 1;
END $$;
