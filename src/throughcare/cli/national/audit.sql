-- name: lines
-- One line an act, in the order of time: the receipt, every step, every note, view and session.
INSERT INTO audit_line (id, chain, verb, subject_kind, subject, case_id, staff_id, acting_role, request_id, reason_digest, happened_at, recorded_at, transaction)
WITH acts AS (
  SELECT id AS case_id, 'referrals:received' AS verb, 'case' AS kind, id AS subject, NULL::bigint AS by_id, received_at AS at FROM nat_now
  UNION ALL SELECT case_id, said, 'case', case_id, by_id, at FROM nat_step
  UNION ALL SELECT x.case_id, 'notes:added', 'cases.note', nat.note_id + x.place, x.by_id, x.at FROM nat_note x, nat
  UNION ALL SELECT v.case_id, 'meetings:view_given', 'meetings.view', v.id, v.by_id, v.happened_at FROM meetings_view v, nat WHERE v.id > nat.view_id
  UNION ALL SELECT s.case_id, 'delivery:session_planned', 'delivery.session', nat.session_id + s.place, s.owner_id, least(s.at - interval '7 days', nat.now) FROM nat_session s, nat
  UNION ALL SELECT o.case_id, 'delivery:session_recorded', 'delivery.outcome', o.id, o.by_id, o.recorded_at FROM delivery_outcome o, nat WHERE o.session_id > nat.session_id
)
SELECT nat.line_id + row_number() OVER (ORDER BY a.at, a.case_id, a.subject), 'case:' || a.case_id, a.verb, a.kind, a.subject::text, a.case_id, a.by_id,
  CASE WHEN a.by_id IS NULL THEN 'public_form' ELSE 'staff' END, '', '', a.at, a.at, (pg_current_xact_id()::text)::bigint
FROM acts a, nat ORDER BY 1

-- name: chained
-- The digest of a line follows from the one before: what tc.audit_text says, taken up line by line along each chain.
CREATE FUNCTION pg_temp.follows(previous text, said text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(previous || '|' || said, 'UTF8')), 'hex')
$$

-- name: chain
CREATE AGGREGATE pg_temp.chain(text) (SFUNC = pg_temp.follows, STYPE = text, INITCOND = '')

-- name: links
INSERT INTO audit_link (line_id, chain, position, previous, digest)
WITH placed AS (
  SELECT l.*, row_number() OVER w AS place FROM audit_line l, nat WHERE l.id > nat.line_id WINDOW w AS (PARTITION BY l.chain ORDER BY l.id)
), digested AS (
  SELECT p.id, p.chain, p.place, pg_temp.chain(concat_ws('|', p.chain, p.place, p.id, p.verb, p.subject_kind, p.subject, coalesce(p.case_id::text, '-'),
    coalesce(p.staff_id::text, '-'), p.acting_role, p.request_id, p.reason_digest, extract(epoch FROM p.happened_at)::text,
    extract(epoch FROM p.recorded_at)::text)) OVER w AS digest
  FROM placed p WINDOW w AS (PARTITION BY p.chain ORDER BY p.place)
)
SELECT id, chain, place, coalesce(lag(digest) OVER w, ''), digest FROM digested WINDOW w AS (PARTITION BY chain ORDER BY place) ORDER BY id
