-- What a request says about itself, set by the transaction middleware for this transaction only. Their bodies are bound
-- when they are laid down, so that they need no search path and become a part of each statement that asks: with one of
-- their own, a statement over hundreds of rows called them for each row.
CREATE OR REPLACE FUNCTION tc.me() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(pg_catalog.current_setting('app.staff', true), '')::bigint;

CREATE OR REPLACE FUNCTION tc.acting() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(pg_catalog.current_setting('app.acting', true), ''), 'nobody');

-- The moment a request speaks of: what validity of posts and grants is judged by.
CREATE OR REPLACE FUNCTION tc.at() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(pg_catalog.current_setting('app.at', true), '')::timestamptz, pg_catalog.now());

-- A fixed text of a line: what its digest is taken over. It sets no search path, so that it becomes a
-- part of the statement that asks for it, which has set one.
CREATE OR REPLACE FUNCTION tc.audit_text(l public.audit_line, place bigint, previous text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.concat_ws('|', previous, l.chain, place, l.id, l.verb, l.subject_kind, l.subject, coalesce(l.case_id::text, '-'),
    coalesce(l.staff_id::text, '-'), l.acting_role, l.request_id, l.reason_digest,
    extract(epoch FROM l.happened_at)::text, extract(epoch FROM l.recorded_at)::text)
$$;

-- Write one line. The chain is the case's, or the actor's own.
CREATE OR REPLACE FUNCTION tc.audit(p_verb text, p_case bigint, p_kind text, p_subject text, p_happened timestamptz,
  p_reason text DEFAULT '') RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_line bigint;
  v_salt text := gen_random_uuid()::text;
  v_digest text := '';
BEGIN
  IF coalesce(p_reason, '') <> '' THEN
    v_digest := encode(sha256(convert_to(v_salt || p_reason, 'UTF8')), 'hex');
  END IF;
  INSERT INTO public.audit_line (chain, verb, subject_kind, subject, case_id, staff_id, acting_role, request_id,
    reason_digest, happened_at, recorded_at, transaction)
  VALUES (
    CASE WHEN p_case IS NOT NULL THEN 'case:' || p_case ELSE 'staff:' || coalesce(tc.me()::text, 'nobody') END,
    p_verb, p_kind, p_subject, p_case, tc.me(), tc.acting(), coalesce(current_setting('app.request', true), ''),
    v_digest, p_happened, tc.recorded_now(), (pg_current_xact_id()::text)::bigint)
  RETURNING id INTO v_line;
  IF v_digest <> '' THEN
    INSERT INTO public.audit_reason (line_id, case_id, salt, text) VALUES (v_line, p_case, v_salt, p_reason);
  END IF;
  RETURN v_line;
END $$;

-- Put one line at the end of its chain. A chain that has begun is locked first. One that has not takes no lock, for an
-- import of thousands of cases would run out of them; should two begin it at once, the second waits for the first here.
CREATE OR REPLACE FUNCTION tc.link_line(l public.audit_line) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  last public.audit_link;
  place bigint;
  before text;
BEGIN
  SELECT k.* INTO last FROM public.audit_link k WHERE k.chain = l.chain ORDER BY k.position DESC LIMIT 1;
  LOOP
    IF last.line_id IS NOT NULL THEN
      PERFORM pg_advisory_xact_lock(hashtextextended(l.chain, 4827));
      SELECT k.* INTO last FROM public.audit_link k WHERE k.chain = l.chain ORDER BY k.position DESC LIMIT 1;
    END IF;
    place := coalesce(last.position, 0) + 1;
    before := coalesce(last.digest, '');
    INSERT INTO public.audit_link (line_id, chain, position, previous, digest)
    VALUES (l.id, l.chain, place, before, encode(sha256(convert_to(tc.audit_text(l, place, before), 'UTF8')), 'hex'))
    ON CONFLICT (chain, position) DO NOTHING;
    EXIT WHEN FOUND;
    SELECT k.* INTO last FROM public.audit_link k WHERE k.chain = l.chain ORDER BY k.position DESC LIMIT 1;
  END LOOP;
END $$;

-- Link every line of this transaction at commit, chains in one order so that two transactions cannot wait in a ring.
-- The first call links them all; the others find that done.
CREATE OR REPLACE FUNCTION tc.link_lines() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  l public.audit_line;
BEGIN
  IF EXISTS (SELECT 1 FROM public.audit_link k WHERE k.line_id = NEW.id) THEN
    RETURN NULL;
  END IF;
  FOR l IN
    SELECT a.* FROM public.audit_line a
    WHERE a.transaction = (pg_current_xact_id()::text)::bigint
      AND NOT EXISTS (SELECT 1 FROM public.audit_link k WHERE k.line_id = a.id)
    ORDER BY a.chain, a.id
  LOOP
    PERFORM tc.link_line(l);
  END LOOP;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS link_at_commit ON public.audit_line;
CREATE CONSTRAINT TRIGGER link_at_commit AFTER INSERT ON public.audit_line
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tc.link_lines();

-- The first broken line of every chain, or of some, or no row where all hold. Some are those of cases and of staff. Each
-- link is held against its line and against the link before it, no chain is walked: so several processes share the work.
-- The server thinks a digest as cheap as a comparison and would work alone: what it is told of costs makes it share.
DROP FUNCTION IF EXISTS tc.broken_lines();
CREATE OR REPLACE FUNCTION tc.broken_lines(p_chains text[] DEFAULT NULL)
RETURNS TABLE (chain text, line_id bigint, place bigint, problem text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, tc SET work_mem = '96MB'
SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0.0001 SET min_parallel_table_scan_size = '1MB' AS $$
DECLARE
  v_cases bigint[] := ARRAY(SELECT substr(c, 6)::bigint FROM unnest(p_chains) c WHERE c ~ '^case:[0-9]+$');
  v_staff bigint[] := ARRAY(SELECT substr(c, 7)::bigint FROM unnest(p_chains) c WHERE c ~ '^staff:[0-9]+$');
  v_which text := CASE WHEN p_chains IS NULL THEN 'true' ELSE
    '(l.case_id = ANY ($1) OR l.case_id IS NULL AND (l.staff_id = ANY ($2) OR l.staff_id IS NULL AND $3))' END;
BEGIN
  RETURN QUERY EXECUTE format($ask$
    SELECT DISTINCT ON (f.chain) f.chain::text, f.line_id, f.place::bigint, f.problem FROM (
      SELECT k.chain, k.line_id, k.position AS place,
        CASE WHEN k.position <> 1 AND b.line_id IS NULL THEN 'a line before it is missing'
             WHEN k.previous <> coalesce(b.digest, '') THEN 'it does not follow the line before it'
             ELSE 'it was changed after it was written' END AS problem
      FROM public.audit_line l JOIN public.audit_link k ON k.line_id = l.id
      LEFT JOIN public.audit_link b ON b.chain = k.chain AND b.position = k.position - 1
      WHERE %1$s AND ((k.position <> 1 AND b.line_id IS NULL) OR k.previous <> coalesce(b.digest, '') OR k.chain <> l.chain
        OR k.digest <> encode(sha256(convert_to(tc.audit_text(ROW(l.*)::public.audit_line, k.position, k.previous), 'UTF8')), 'hex'))
      UNION ALL
      SELECT l.chain, l.id, 0, 'it was never linked' FROM public.audit_line l
      LEFT JOIN public.audit_link k ON k.line_id = l.id
      WHERE %1$s AND k.line_id IS NULL AND l.transaction <> $4
      UNION ALL
      SELECT l.chain, l.id, 0, 'its reason was changed after it was written' FROM public.audit_reason q
      JOIN public.audit_line l ON l.id = q.line_id
      WHERE %1$s AND l.reason_digest <> encode(sha256(convert_to(q.salt || q.text, 'UTF8')), 'hex')
    ) f ORDER BY f.chain, f.place, f.line_id
  $ask$, v_which)
  USING v_cases, v_staff, 'staff:nobody' = ANY (p_chains), coalesce((pg_current_xact_id_if_assigned()::text)::bigint, 0);
END $$;
