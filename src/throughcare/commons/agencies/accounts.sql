-- Whoever leaves is out with their next click: the account ends with the colleague, and so does every session of it.
CREATE OR REPLACE FUNCTION tc.end_account() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
BEGIN
  UPDATE public.agencies_account SET is_active = false WHERE staff_id = NEW.id;
  PERFORM tc.end_sessions(NEW.id);
  RETURN NULL;
END $$;

-- End every session of a colleague, on whichever device. No role may call it by itself.
CREATE OR REPLACE FUNCTION tc.end_sessions(p_staff bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH ended AS (
    DELETE FROM public.usersessions_usersession u USING public.agencies_account a
    WHERE a.id = u.user_id AND a.staff_id = p_staff RETURNING u.session_key
  )
  DELETE FROM public.django_session s USING ended WHERE s.session_key = ended.session_key
$$;

CREATE OR REPLACE TRIGGER end_account AFTER UPDATE OF is_active ON public.agencies_staff
FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION tc.end_account();

-- End a colleague of the own agency at once, as its manager: account, sessions, posts. Nothing is deleted.
CREATE OR REPLACE FUNCTION tc.end_colleague(p_staff bigint, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
BEGIN
  UPDATE public.agencies_staff s SET is_active = false
  WHERE s.id = p_staff AND s.id <> tc.me() AND s.kind = 'person' AND s.is_active
    AND s.agency_id = ANY (tc.visible_agencies('recoveries', 'write'));
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE public.agencies_post SET until_on = greatest(from_on, (p_at AT TIME ZONE 'Europe/London')::date)
  WHERE staff_id = p_staff AND (until_on IS NULL OR until_on > (p_at AT TIME ZONE 'Europe/London')::date);
  RETURN true;
END $$;

-- Ask that a colleague of the own agency be let in anew. Nobody asks for themselves. What was asked before and still waits stands.
CREATE OR REPLACE FUNCTION tc.ask_recovery(p_staff bigint, p_reason text, p_at timestamptz, p_expires timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_agency bigint;
  v_key uuid;
BEGIN
  SELECT s.agency_id INTO v_agency FROM public.agencies_staff s JOIN public.agencies_account a ON a.staff_id = s.id
  WHERE s.id = p_staff AND s.id <> tc.me() AND s.is_active AND a.is_active
    AND s.agency_id = ANY (tc.visible_agencies('recoveries', 'write')) FOR UPDATE OF a;
  IF v_agency IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT r.key INTO v_key FROM public.agencies_recovery r
  WHERE r.staff_id = p_staff AND r.confirmed_at IS NULL AND r.expires_at > p_at;
  IF v_key IS NULL THEN
    INSERT INTO public.agencies_recovery (key, staff_id, agency_id, reason, asked_by_id, asked_at, expires_at)
    VALUES (gen_random_uuid(), p_staff, v_agency, left(p_reason, 400), tc.me(), p_at, p_expires) RETURNING key INTO v_key;
  END IF;
  RETURN v_key;
END $$;

-- Confirm it, as somebody else than who asked and who is let in: factors, password and sessions end, and a code begins.
CREATE OR REPLACE FUNCTION tc.confirm_recovery(p_key uuid, p_salt text, p_digest text, p_at timestamptz, p_expires timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_staff bigint;
BEGIN
  UPDATE public.agencies_recovery r SET confirmed_by_id = tc.me(), confirmed_at = p_at
  FROM public.agencies_staff s
  WHERE r.key = p_key AND r.confirmed_at IS NULL AND r.expires_at > p_at AND s.id = r.staff_id AND s.is_active
    AND tc.me() NOT IN (r.staff_id, r.asked_by_id) AND r.agency_id = ANY (tc.visible_agencies('recoveries', 'write'))
  RETURNING r.staff_id INTO v_staff;
  IF v_staff IS NOT NULL THEN
    PERFORM tc.begin_account_anew(v_staff, p_salt, p_digest, p_at, p_expires);
  END IF;
  RETURN v_staff;
END $$;

-- Take every way in from an account, and give it one code. For the function above, and for the owner's command line.
CREATE OR REPLACE FUNCTION tc.begin_account_anew(p_staff bigint, p_salt text, p_digest text, p_at timestamptz, p_expires timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_account bigint;
BEGIN
  UPDATE public.agencies_account SET password = '!' || replace(gen_random_uuid()::text, '-', '')
  WHERE staff_id = p_staff RETURNING id INTO v_account;
  DELETE FROM public.mfa_authenticator WHERE user_id = v_account;
  UPDATE public.agencies_onetimecode SET used_at = p_at WHERE account_id = v_account AND used_at IS NULL;
  INSERT INTO public.agencies_onetimecode (account_id, salt, digest, made_at, expires_at)
  VALUES (v_account, p_salt, p_digest, p_at, p_expires);
  PERFORM tc.end_sessions(p_staff);
END $$;

-- Whoever the site's provider vouches for: the account of its subject, made where there is none, with just the posts that the
-- provider's groups give today. What a group gave and gives no longer ends before this sign-in does. Nothing where they have left.
CREATE OR REPLACE FUNCTION tc.take_from_provider(p_provider text, p_subject text, p_username text, p_name text, p_roles text[],
  p_agencies text[], p_areas text[], p_at timestamptz)
RETURNS TABLE (account_id bigint, staff_id bigint, given bigint, ended bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
#variable_conflict use_column
DECLARE
  v_today date := (p_at AT TIME ZONE 'Europe/London')::date;
  v_account bigint;
  v_staff bigint;
  v_agency bigint;
  v_wanted text[];
  v_given bigint;
  v_ended bigint;
  v_undone bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_provider || '|' || p_subject, 4827));
  SELECT coalesce(array_agg(concat_ws('|', t.role, a.id, coalesce(r.id, 0))), '{}'), min(a.id) INTO v_wanted, v_agency
  FROM unnest(p_roles, p_agencies, p_areas) AS t(role, agency, area)
  JOIN public.agencies_agency a ON a.code = t.agency LEFT JOIN public.agencies_area r ON r.code = t.area
  WHERE t.area IS NULL OR r.id IS NOT NULL;
  SELECT a.id, a.staff_id INTO v_account, v_staff FROM public.socialaccount_socialaccount s
  JOIN public.agencies_account a ON a.id = s.user_id WHERE s.provider = p_provider AND s.uid = p_subject;
  IF v_account IS NULL AND v_agency IS NOT NULL THEN
    INSERT INTO public.agencies_staff (key, name, job_title, agency_id, phone, kind, is_active)
    VALUES (gen_random_uuid(), left(p_name, 120), '', v_agency, '', 'person', true) RETURNING id INTO v_staff;
    INSERT INTO public.agencies_account (username, password, staff_id, is_active)
    VALUES (left(p_username, 60), '!' || replace(gen_random_uuid()::text, '-', ''), v_staff, true) RETURNING id INTO v_account;
    INSERT INTO public.socialaccount_socialaccount (user_id, provider, uid, last_login, date_joined, extra_data)
    VALUES (v_account, p_provider, p_subject, p_at, p_at, '{}');
  END IF;
  IF v_account IS NULL OR NOT EXISTS (SELECT 1 FROM public.agencies_staff s WHERE s.id = v_staff AND s.is_active) THEN
    RETURN;
  END IF;
  DELETE FROM public.agencies_post p WHERE p.staff_id = v_staff AND p.from_on >= v_today
    AND NOT concat_ws('|', p.role, p.agency_id, coalesce(p.area_id, 0)) = ANY (v_wanted);
  GET DIAGNOSTICS v_undone = ROW_COUNT;
  UPDATE public.agencies_post p SET until_on = v_today - 1 WHERE p.staff_id = v_staff AND (p.until_on IS NULL OR p.until_on >= v_today)
    AND NOT concat_ws('|', p.role, p.agency_id, coalesce(p.area_id, 0)) = ANY (v_wanted);
  GET DIAGNOSTICS v_ended = ROW_COUNT;
  INSERT INTO public.agencies_post (staff_id, role, area_id, agency_id, from_on, reason, recorded_at)
  SELECT v_staff, split_part(w, '|', 1), nullif(split_part(w, '|', 3)::bigint, 0), split_part(w, '|', 2)::bigint, v_today,
    'group of the sign-in provider', tc.recorded_now() FROM unnest(v_wanted) AS w GROUP BY w
  HAVING NOT EXISTS (SELECT 1 FROM public.agencies_post p WHERE p.staff_id = v_staff AND p.from_on <= v_today
    AND concat_ws('|', p.role, p.agency_id, coalesce(p.area_id, 0)) = w AND (p.until_on IS NULL OR p.until_on >= v_today));
  GET DIAGNOSTICS v_given = ROW_COUNT;
  RETURN QUERY SELECT v_account, v_staff, v_given, v_ended + v_undone;
END $$;
