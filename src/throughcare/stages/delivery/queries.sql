-- name: has_support_started
-- Whether support ever started.
EXISTS (SELECT 1 FROM delivery_start WHERE case_id = %(case)s)

-- name: has_sessions
-- Whether the reader sees any session.
EXISTS (SELECT 1 FROM delivery_session WHERE case_id = %(case)s)

-- name: card
-- The start of support, how many sessions the newest plan promises, and what became of each session: one row a session
-- that the reader may see, and one row where there is none.
SELECT t.happened_at AS started_at, t.consent_since, n.agreed, s.starts_at, o.attendance, o.changed
FROM (SELECT 1) one
LEFT JOIN LATERAL (SELECT happened_at, consent_since FROM delivery_start WHERE case_id = %(case)s ORDER BY id DESC LIMIT 1) t ON true
LEFT JOIN LATERAL (
  SELECT sum(a.sessions_planned)::int AS agreed FROM delivery_agreed a
  WHERE a.case_id = %(case)s AND a.plan_version = (
    SELECT y.plan_version FROM delivery_agreed y WHERE y.case_id = %(case)s ORDER BY y.id DESC LIMIT 1)) n ON true
LEFT JOIN delivery_session s ON s.case_id = %(case)s
LEFT JOIN LATERAL (
  SELECT x.attendance, x.changed FROM delivery_outcome x WHERE x.session_id = s.id ORDER BY x.id DESC LIMIT 1) o ON true

-- name: sessions
-- Every session of one case that the reader may see, with what became of it last and its last report; oldest first.
SELECT s.id, s.key, s.starts_at, s.session_kind, s.place, s.conditions, s.provider_id, coalesce(p.name, s.provider_name) AS provider,
  a.support_kind, a.goal, o.attendance, o.changed, o.reason_given, o.against, o.happened_at AS told_at, r.key AS report_key
FROM delivery_session s
LEFT JOIN agencies_staff p ON p.id = s.provider_id
LEFT JOIN delivery_agreed a ON a.id = s.support_id
LEFT JOIN LATERAL (SELECT * FROM delivery_outcome x WHERE x.session_id = s.id ORDER BY x.id DESC LIMIT 1) o ON true
LEFT JOIN LATERAL (SELECT key FROM delivery_report y WHERE y.session_id = s.id ORDER BY y.id DESC LIMIT 1) r ON true
WHERE s.case_id = %(case)s
ORDER BY s.starts_at, s.id

-- name: my_sessions
-- A provider's own sessions on every case, with what the next one needs. One statement for the whole page.
SELECT s.id, s.key, s.case_id, c.reference, c.owner_id, c.stage, coalesce(nullif(q.name_used, ''), q.name) AS person, s.starts_at,
  s.session_kind, s.place, s.conditions, s.provider_id, '' AS provider, a.support_kind, a.goal, o.attendance, o.changed,
  o.reason_given, o.against, r.key AS report_key, w.name AS owner, w.phone AS owner_phone
FROM delivery_session s
JOIN cases_case c ON c.id = s.case_id
JOIN people_person q ON q.id = c.person_id
JOIN agencies_staff w ON w.id = c.owner_id
LEFT JOIN delivery_agreed a ON a.id = s.support_id
LEFT JOIN LATERAL (SELECT * FROM delivery_outcome x WHERE x.session_id = s.id ORDER BY x.id DESC LIMIT 1) o ON true
LEFT JOIN LATERAL (SELECT key FROM delivery_report y WHERE y.session_id = s.id ORDER BY y.id DESC LIMIT 1) r ON true
WHERE s.provider_id = %(staff)s
ORDER BY s.starts_at, s.id
LIMIT 500

-- name: last_words
-- What this provider wrote last time about one case.
SELECT r.worked_on, r.person_said, r.went_well, r.next_time, r.happened_at
FROM delivery_report r WHERE r.case_id = %(case)s AND r.provider_id = %(staff)s ORDER BY r.id DESC LIMIT 1

-- name: staff_safety
-- What keeps those safe who meet this person.
SELECT staff_safety FROM cases_staffsafety WHERE case_id = %(case)s ORDER BY id DESC LIMIT 1

-- name: unreported
-- Sessions whose day passed with nothing said of them. Read by the clock: ids and days only.
SELECT s.id, s.key, s.case_id, s.provider_id, s.starts_at
FROM delivery_session s
WHERE s.starts_at < %(before)s AND NOT EXISTS (SELECT 1 FROM delivery_outcome o WHERE o.session_id = s.id)
ORDER BY s.id

-- name: asked_already
-- Whether a task of this kind was ever written for this session.
SELECT 1 AS yes FROM cases_task WHERE case_id = %(case)s AND code = %(code)s AND address = %(address)s LIMIT 1

-- name: not_started
-- Cases at support on which support never started, or started before; the caller looks at each. Read by the clock.
SELECT c.id AS case_id FROM cases_case c WHERE c.stage = 'support' ORDER BY c.id

-- name: asked_since
-- Whether a task of this kind was written for the case at or after a moment.
SELECT 1 AS yes FROM cases_task WHERE case_id = %(case)s AND code = %(code)s AND opened_at >= %(since)s LIMIT 1
