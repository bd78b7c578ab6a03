-- Let a machine of an agency in: a member of staff who is none, its posts, its token, and by what the token is known.
-- No role may call it: `make_machine` does for a manager, and the owner's command line for whoever runs the site.
CREATE OR REPLACE FUNCTION tc.add_machine(p_agency bigint, p_name text, p_purpose text, p_scopes text[], p_roles text[],
  p_areas bigint[], p_handle text, p_salt text, p_digest text, p_at timestamptz, p_expires timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_staff bigint;
  v_token bigint;
  v_key uuid := gen_random_uuid();
BEGIN
  IF NOT p_roles <@ ARRAY['referrer', 'partner', 'coordinator', 'evaluator'] THEN
    RAISE EXCEPTION 'a machine holds no post that needs a person''s judgement: %', p_roles;
  END IF;
  INSERT INTO public.agencies_staff (key, name, job_title, agency_id, phone, kind, is_active)
  VALUES (gen_random_uuid(), p_name, 'machine', p_agency, '', 'machine', true) RETURNING id INTO v_staff;
  INSERT INTO public.agencies_post (staff_id, role, area_id, agency_id, from_on, granted_by_id, reason, recorded_at)
  SELECT v_staff, t.role, t.area, p_agency, (p_at AT TIME ZONE 'Europe/London')::date, tc.me(), left(p_purpose, 200), tc.recorded_now()
  FROM unnest(p_roles, p_areas) AS t(role, area);
  INSERT INTO public.agencies_token (key, staff_id, agency_id, purpose, scopes, made_at, made_by_id, expires_at)
  VALUES (v_key, v_staff, p_agency, p_purpose, p_scopes, p_at, tc.me(), p_expires) RETURNING id INTO v_token;
  INSERT INTO public.agencies_tokensecret (token_id, handle, salt, digest) VALUES (v_token, p_handle, p_salt, p_digest);
  RETURN v_key;
END $$;

-- The same for a manager, in the own agency and in areas in which they hold a post.
CREATE OR REPLACE FUNCTION tc.make_machine(p_agency bigint, p_name text, p_purpose text, p_scopes text[], p_roles text[],
  p_areas bigint[], p_handle text, p_salt text, p_digest text, p_at timestamptz, p_expires timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
BEGIN
  IF NOT p_agency = ANY (tc.visible_agencies('machines', 'write')) THEN
    RAISE EXCEPTION 'a machine is made by a manager of its own agency';
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(p_areas) a WHERE a IS NOT NULL AND a NOT IN (SELECT p.area_id FROM tc.my_posts() p WHERE p.area_id IS NOT NULL)) THEN
    RAISE EXCEPTION 'a machine works in areas of whoever makes it';
  END IF;
  RETURN tc.add_machine(p_agency, p_name, p_purpose, p_scopes, p_roles, p_areas, p_handle, p_salt, p_digest, p_at, p_expires);
END $$;

-- End a machine at once: its token, its posts, its being there. Nothing is deleted, so that what it could open stays known.
CREATE OR REPLACE FUNCTION tc.end_machine(p_key uuid, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_staff bigint;
BEGIN
  UPDATE public.agencies_token SET revoked_at = p_at, revoked_by_id = tc.me()
  WHERE key = p_key AND revoked_at IS NULL RETURNING staff_id INTO v_staff;
  IF v_staff IS NULL THEN
    RETURN false;
  END IF;
  UPDATE public.agencies_staff SET is_active = false WHERE id = v_staff;
  UPDATE public.agencies_post SET until_on = greatest(from_on, (p_at AT TIME ZONE 'Europe/London')::date)
  WHERE staff_id = v_staff AND until_on IS NULL;
  RETURN true;
END $$;

-- The same for a manager of the agency; no other agency's token is found.
CREATE OR REPLACE FUNCTION tc.revoke_machine(p_key uuid, p_at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce((SELECT tc.end_machine(t.key, p_at) FROM public.agencies_token t
    WHERE t.key = p_key AND t.agency_id = ANY (tc.visible_agencies('machines', 'write'))), false)
$$;

-- Whose machine shows a token, before anybody is there: for the role that signs people in. What is given is a digest already,
-- so that the token itself stands in no statement. That it was used is noted once a minute at most.
CREATE OR REPLACE FUNCTION tc.use_token(p_handle text, p_given text, p_at timestamptz)
RETURNS TABLE (token_id bigint, staff_id bigint, agency_id bigint, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
#variable_conflict use_column
DECLARE
  v_token public.agencies_token;
BEGIN
  SELECT t.* INTO v_token FROM public.agencies_token t JOIN public.agencies_tokensecret x ON x.token_id = t.id
  JOIN public.agencies_staff s ON s.id = t.staff_id JOIN public.agencies_agency a ON a.id = t.agency_id
  WHERE x.handle = p_handle AND x.digest = encode(sha256(convert_to(x.salt || p_given, 'UTF8')), 'hex')
    AND t.revoked_at IS NULL AND t.expires_at > p_at AND s.is_active
    AND (a.valid_until IS NULL OR a.valid_until >= (p_at AT TIME ZONE 'Europe/London')::date);
  IF v_token.id IS NULL THEN
    RETURN;
  END IF;
  IF v_token.last_used_at IS NULL OR v_token.last_used_at < p_at - interval '1 minute' THEN
    UPDATE public.agencies_token SET last_used_at = p_at WHERE id = v_token.id;
  END IF;
  RETURN QUERY SELECT v_token.id, v_token.staff_id, v_token.agency_id, v_token.scopes::text[];
END $$;

-- Where the colleagues of an agency are written to, for its managers. The table itself is read by each colleague alone.
CREATE OR REPLACE FUNCTION tc.addresses_of_colleagues() RETURNS TABLE (staff_id bigint, address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT m.staff_id, m.address FROM public.agencies_mailbox m JOIN public.agencies_staff s ON s.id = m.staff_id
  WHERE s.agency_id = ANY (tc.visible_agencies('mailboxes', 'read'))
$$;

-- Say where a colleague of the own agency is written to; an empty address ends it. Nothing where there is no such colleague.
CREATE OR REPLACE FUNCTION tc.give_address(p_staff bigint, p_address text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.agencies_staff s WHERE s.id = p_staff AND s.kind = 'person' AND s.is_active
                 AND s.agency_id = ANY (tc.visible_agencies('mailboxes', 'write'))) THEN
    RETURN false;
  END IF;
  IF p_address = '' THEN
    DELETE FROM public.agencies_mailbox m WHERE m.staff_id = p_staff;
  ELSE
    INSERT INTO public.agencies_mailbox AS m (staff_id, address, reminders) VALUES (p_staff, p_address, true)
    ON CONFLICT (staff_id) DO UPDATE SET address = excluded.address;
  END IF;
  RETURN true;
END $$;
