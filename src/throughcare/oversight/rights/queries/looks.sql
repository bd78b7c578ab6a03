-- name: looks
-- Audit lines of the own controller's cases and staff, newest first; the row policies choose which. The newest lines lie on
-- the chains that were written to last, so the page is cut out of those chains alone, however long they all are. What was not asked for is left out of the statement,
-- and the limit written into it: a plan made for any value would read whole chains.
WITH cases AS MATERIALIZED (
  SELECT c.id FROM cases_case c CROSS JOIN LATERAL (
    SELECT l.happened_at, l.id FROM audit_line l WHERE l.case_id = c.id{which}
    ORDER BY l.happened_at DESC, l.id DESC LIMIT 1) n
  WHERE {of_case} ORDER BY n.happened_at DESC, n.id DESC LIMIT {limit}
), staff AS MATERIALIZED (
  SELECT s.id FROM (SELECT unnest(tc.overseen_staff()) AS id WHERE {of_staff}) s CROSS JOIN LATERAL (
    SELECT l.happened_at, l.id FROM audit_line l WHERE l.staff_id = s.id{which}
    ORDER BY l.happened_at DESC, l.id DESC LIMIT 1) n
  ORDER BY n.happened_at DESC, n.id DESC LIMIT {limit}
), lines AS MATERIALIZED (
  SELECT n.* FROM cases c CROSS JOIN LATERAL (
    SELECT l.id, l.happened_at, l.staff_id, l.acting_role, l.verb, l.case_id, l.request_id FROM audit_line l
    WHERE l.case_id = c.id{which} ORDER BY l.happened_at DESC, l.id DESC LIMIT {limit}) n
  UNION
  SELECT n.* FROM staff s CROSS JOIN LATERAL (
    SELECT l.id, l.happened_at, l.staff_id, l.acting_role, l.verb, l.case_id, l.request_id FROM audit_line l
    WHERE l.staff_id = s.id{which} ORDER BY l.happened_at DESC, l.id DESC LIMIT {limit}) n
  ORDER BY happened_at DESC, id DESC LIMIT {limit}
)
SELECT l.id, l.happened_at, coalesce(s.name, '') AS staff, coalesce(a.name, '') AS agency, l.acting_role, l.verb,
  coalesce(c.reference, '') AS reference, coalesce(r.text, '') AS reason, l.request_id, l.staff_id, q.asked_at,
  coalesce(q.question, '') AS question, q.answered_at, coalesce(q.answer, '') AS answer
FROM lines l
LEFT JOIN agencies_staff s ON s.id = l.staff_id
LEFT JOIN agencies_agency a ON a.id = s.agency_id
LEFT JOIN cases_case c ON c.id = l.case_id
LEFT JOIN audit_reason r ON r.line_id = l.id
LEFT JOIN rights_reasonasked q ON q.request_id = l.request_id AND q.case_id = l.case_id
ORDER BY l.happened_at DESC, l.id DESC

-- name: before
-- The lines after the place where the last page ended.
(l.happened_at, l.id) < (%(before)s::timestamptz, %(before_line)s::bigint)

-- name: since
-- The lines from a day on.
l.happened_at >= %(since)s::timestamptz

-- name: of_staff
-- The lines of colleagues with such a name.
l.staff_id = ANY (ARRAY(SELECT s.id FROM agencies_staff s WHERE strpos(lower(s.name), lower(%(staff)s)) > 0))

-- name: opening
-- Who opened one case in one request, and when; the row policies choose which lines may be seen.
SELECT l.request_id, c.id AS case_id, c.reference, c.area_id, l.staff_id, l.happened_at AS looked_at
FROM cases_case c JOIN audit_line l ON l.case_id = c.id
WHERE l.request_id = %(request)s AND c.reference = %(reference)s
ORDER BY l.id LIMIT 1

-- name: asked_of
-- What the data protection officer asked a colleague and they have not answered: every work list of one's own asks.
SELECT q.key, q.reference, q.due_on, s.name AS asked_by FROM rights_reasonasked q
JOIN agencies_staff s ON s.id = q.asked_by_id
WHERE q.staff_id = %(staff)s AND q.answered_at IS NULL ORDER BY q.due_on, q.id

-- name: last_check
-- When the chains that the reader oversees were checked last, and the first that was broken then.
SELECT k.id, k.ended_at, k.lines, b.line_id, b.problem
FROM tc.last_chain_check() k LEFT JOIN LATERAL (SELECT * FROM tc.broken_chains_overseen(k.id) LIMIT 1) b ON true

-- name: lines_until
-- The audit lines of one case up to a moment, oldest first; the row policies choose which.
SELECT l.id, l.recorded_at, coalesce(s.name, '') AS staff, coalesce(a.name, '') AS agency, l.acting_role, l.verb, coalesce(r.text, '') AS reason
FROM audit_line l LEFT JOIN agencies_staff s ON s.id = l.staff_id LEFT JOIN agencies_agency a ON a.id = s.agency_id
LEFT JOIN audit_reason r ON r.line_id = l.id
WHERE l.case_id = %(case)s AND l.recorded_at <= %(until)s ORDER BY l.id
