-- name: step
-- Every step of these cases, with whoever holds such a post in the area, or else the owner of the case.
SELECT s.*, s.place = max(s.place) OVER (PARTITION BY s.case_id) AS is_last, c.controller_id, c.regime, c.basis, c.review_on,
  coalesce((SELECT p.staff_id FROM agencies_post p WHERE p.role = s.role AND p.area_id = c.area_id ORDER BY p.id LIMIT 1),
    c.owner_id) AS by_id
FROM jsonb_to_recordset(%(steps)s::jsonb) AS s(case_id bigint, place int, from_stage text, to_stage text, verb text, said text,
  role text, at timestamptz, words text, tells boolean)
JOIN cases_case c ON c.id = s.case_id

-- name: cases_back
-- Each case was opened when its concern came, and is closed by its last step.
UPDATE cases_case c SET opened_at = r.received_at, stage = s.to_stage, closed_at = s.at
FROM referrals_referral r, ({step}) s WHERE r.case_id = c.id AND s.case_id = c.id AND s.is_last

-- name: people_back
UPDATE people_particulars q SET happened_at = c.opened_at FROM cases_case c WHERE c.person_id = q.person_id AND c.id = ANY (%(cases)s)

-- name: team_back
UPDATE cases_grant g SET from_at = c.opened_at FROM cases_case c WHERE c.id = g.case_id AND c.id = ANY (%(cases)s)

-- name: owner_back
UPDATE cases_ownerchange o SET happened_at = c.opened_at, offered_at = c.opened_at, accepted_at = c.opened_at
FROM cases_case c WHERE c.id = o.case_id AND c.id = ANY (%(cases)s)

-- name: beginning_back
UPDATE cases_stagechange b SET happened_at = c.opened_at FROM cases_case c WHERE c.id = b.case_id AND c.id = ANY (%(cases)s)

-- name: events_back
UPDATE cases_event e SET happened_at = c.opened_at FROM cases_case c WHERE c.id = e.case_id AND c.id = ANY (%(cases)s)

-- name: told_back
UPDATE cases_told t SET happened_at = c.opened_at FROM cases_case c WHERE c.id = t.case_id AND c.id = ANY (%(cases)s)

-- name: lines_back
-- The lines of receipt are linked when the transaction commits, and so with the time that they have then.
UPDATE audit_line l SET happened_at = c.opened_at FROM cases_case c WHERE c.id = l.case_id AND c.id = ANY (%(cases)s)

-- name: tasks_done
-- What was to do was done by its day, or when the case was closed.
UPDATE cases_task t SET opened_at = c.opened_at, done_at = least(c.closed_at, t.due_on + time '15:00'), done_by_id = c.owner_id
FROM cases_case c WHERE c.id = t.case_id AND c.id = ANY (%(cases)s)

-- name: police_tasks_done
UPDATE cases_policetask t SET opened_at = c.opened_at, done_at = least(c.closed_at, t.due_on + time '15:00'),
  done_by_id = c.police_owner_id FROM cases_case c WHERE c.id = t.case_id AND c.id = ANY (%(cases)s)

-- name: steps
INSERT INTO cases_stagechange (key, case_id, happened_at, by_id, kind, source, controller_id, regime, basis, review_on, from_stage,
  to_stage, verb, reason)
SELECT gen_random_uuid(), s.case_id, s.at, s.by_id, 'fact', '', s.controller_id, s.regime, s.basis, s.review_on, s.from_stage,
  s.to_stage, s.verb, '' FROM ({step}) s WHERE s.from_stage <> s.to_stage ORDER BY s.case_id, s.place

-- name: police_steps
-- What police do is kept where police read it, too.
INSERT INTO cases_policestagechange (key, case_id, happened_at, by_id, kind, source, controller_id, regime, basis, review_on,
  from_stage, to_stage, verb, reason)
SELECT gen_random_uuid(), s.case_id, s.at, s.by_id, 'fact', '', s.controller_id, s.regime, s.basis, s.review_on, s.from_stage,
  s.to_stage, s.verb, '' FROM ({step}) s WHERE s.from_stage = 'checks' ORDER BY s.case_id, s.place

-- name: events
INSERT INTO cases_event (key, case_id, happened_at, by_id, kind, source, controller_id, regime, basis, review_on, verb, words, address)
SELECT gen_random_uuid(), s.case_id, s.at, s.by_id, 'fact', '', s.controller_id, s.regime, s.basis, s.review_on, s.verb, s.words, ''
FROM ({step}) s ORDER BY s.case_id, s.place

-- name: told
-- Some steps leave the person told.
INSERT INTO cases_told (key, case_id, happened_at, by_id, kind, source, controller_id, regime, basis, review_on, told, reason, words)
SELECT gen_random_uuid(), s.case_id, s.at, s.by_id, 'fact', '', s.controller_id, s.regime, s.basis, s.review_on, true, '', ''
FROM ({step}) s WHERE s.tells ORDER BY s.case_id

-- name: lines
-- One line a step, in the name of whoever took it.
SELECT set_config('app.staff', s.by_id::text, true), set_config('app.acting', 'staff', true),
  tc.audit(s.said, s.case_id, 'case', s.case_id::text, s.at)
FROM ({step}) s ORDER BY s.case_id, s.place

-- name: nobody
SELECT set_config('app.staff', '', true), set_config('app.acting', '', true)
