-- name: plans_sent
INSERT INTO plans_sending (happened_at, recorded_at, kind, source, regime, basis, review_on, key, number, up_to, by_id, case_id, controller_id)
SELECT s.at - interval '3 days', s.at - interval '3 days', 'fact', '', 'uk_gdpr', 'public_task', s.review_on, pg_temp.key('sending', s.case_id), 1, 0, c.owner_id,
  s.case_id, s.controller_id
FROM nat_step s JOIN nat_now c ON c.n = s.n WHERE s.verb = 'plans.approve' ORDER BY s.n

-- name: plans_approved
INSERT INTO plans_version (happened_at, recorded_at, kind, source, regime, basis, review_on, key, number, decision, by_id, case_id, controller_id, sending_id)
SELECT d.happened_at, d.recorded_at, 'fact', '', d.regime, d.basis, d.review_on, pg_temp.key('version', d.case_id), 1, d.key, d.by_id, d.case_id, d.controller_id, x.id
FROM meetings_decision d CROSS JOIN nat JOIN plans_sending x ON x.key = pg_temp.key('sending', d.case_id)
WHERE d.id > nat.decision_id AND d.outcome = 'approve' ORDER BY d.id

-- name: statements
INSERT INTO plans_statements (happened_at, recorded_at, kind, source, regime, basis, review_on, key, consent_how, consent_when, consent_by, nature, providers,
  how_and_when, by_id, case_id, controller_id, version_id)
SELECT v.happened_at, v.recorded_at, 'fact', '', v.regime, v.basis, v.review_on, pg_temp.key('statements', v.id), 'In person.', 'In the week after the panel.',
  'The coordinator.', 'A mentor once a week.', 'The mentors.', 'In person, in the afternoon, for three months.', v.by_id, v.case_id, v.controller_id, v.id
FROM plans_version v JOIN nat_now c ON c.id = v.case_id ORDER BY v.id

-- name: needs
INSERT INTO plans_need (happened_at, recorded_at, kind, source, regime, basis, review_on, key, place, need, why, factor, by_id, case_id, controller_id, version_id)
SELECT v.happened_at, v.recorded_at, 'fact', '', v.regime, v.basis, v.review_on, pg_temp.key('need', v.id), 0, 'Somebody to talk to', 'Few people listen.', '', v.by_id,
  v.case_id, v.controller_id, v.id
FROM plans_version v JOIN nat_now c ON c.id = v.case_id ORDER BY v.id

-- name: goals
INSERT INTO plans_goal (happened_at, recorded_at, kind, source, regime, basis, review_on, key, place, own_words, our_words, how_known, by_id, case_id, controller_id,
  of_need_id, version_id)
SELECT d.happened_at, d.recorded_at, 'fact', '', d.regime, d.basis, d.review_on, pg_temp.key('goal', d.id), 0, 'I want a job.', 'A place to learn a trade', 'A letter of offer',
  d.by_id, d.case_id, d.controller_id, d.id, d.version_id
FROM plans_need d JOIN nat_now c ON c.id = d.case_id ORDER BY d.id

-- name: supports
INSERT INTO plans_support (happened_at, recorded_at, kind, source, regime, basis, review_on, key, place, support_kind, what, provider_name, how_often, sessions_planned,
  from_on, until_on, by_id, case_id, controller_id, goal_id, provider_staff_id)
SELECT g.happened_at, g.recorded_at, 'fact', '', g.regime, g.basis, g.review_on, pg_temp.key('support', g.id), 0, 'mentoring', 'Walks and talks', '', 'Once a week', 12,
  g.happened_at::date, g.happened_at::date + 120, g.by_id, g.case_id, g.controller_id, g.id, w.provider
FROM plans_goal g JOIN nat_now c ON c.id = g.case_id JOIN nat_who w ON w.n = c.area_n ORDER BY g.id

-- name: consents
-- Asked, and given: by the person, or for a child by a parent.
INSERT INTO consents_consent (happened_at, recorded_at, kind, source, regime, basis, review_on, key, step, purpose, named_agencies, given_by, how, capacity, capacity_words,
  explained, leaflet, language, own_words, how_to_stop, reason, reason_words, by_id, case_id, controller_id)
SELECT c.consent_at - s.before, c.consent_at - s.before, 'fact', '', 'uk_gdpr', 'public_task', c.review_on, pg_temp.key(s.step, c.id), s.step, 'support', '',
  CASE WHEN s.step = 'asked' THEN '' WHEN is_child THEN 'parent' ELSE 'person' END, 'In person',
  CASE WHEN s.step = 'asked' THEN '' WHEN is_child THEN 'child_guardian_decides' ELSE 'presumed' END, '', 'What support is, who gives it, that it can stop.', '', 'English',
  CASE WHEN s.step = 'asked' THEN '' ELSE 'If it helps, yes.' END, 'Tell the coordinator.', '', '', c.owner_id, c.id, c.controller_id
FROM nat_now c JOIN nat_person p ON p.n = c.n
CROSS JOIN LATERAL (SELECT p.birth_precision <> 'exact' OR p.born_on > (c.consent_at - interval '18 years')::date AS is_child) a
CROSS JOIN (VALUES ('asked', interval '2 days'), ('given', interval '0')) AS s(step, before) WHERE c.consent_at IS NOT NULL ORDER BY c.n, s.step

-- name: agreed
INSERT INTO delivery_agreed (happened_at, recorded_at, kind, source, regime, basis, review_on, key, plan_version, plan_support, support_kind, goal, provider_name, how_often,
  sessions_planned, from_on, until_on, by_id, case_id, controller_id, provider_id)
SELECT c.consent_at + interval '1 minute', c.consent_at + interval '1 minute', 'fact', '', s.regime, s.basis, s.review_on, pg_temp.key('agreed', c.id), '1', s.key::text, s.support_kind, 'I want a job.', '',
  s.how_often, s.sessions_planned, s.from_on, s.until_on, c.owner_id, c.id, c.controller_id, s.provider_staff_id
FROM plans_support s JOIN nat_now c ON c.id = s.case_id WHERE c.consent_at IS NOT NULL ORDER BY c.n

-- name: started
INSERT INTO delivery_start (happened_at, recorded_at, kind, source, regime, basis, review_on, key, plan_version, consent_since, by_id, case_id, controller_id)
SELECT consent_at + interval '1 minute', consent_at + interval '1 minute', 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('start', id), '1', consent_at, owner_id, id, controller_id
FROM nat_now WHERE consent_at IS NOT NULL ORDER BY n

-- name: mentors_let_in
INSERT INTO cases_grant (role, by_what, from_at, until_at, reason, recorded_at, case_id, granted_by_id, ended_by_id, staff_id)
SELECT 'provider', 'task', c.consent_at, c.ended_at, 'named in the plan', c.consent_at, c.id, c.owner_id, CASE WHEN c.ended_at IS NOT NULL THEN c.owner_id END, w.provider
FROM nat_now c JOIN nat_who w ON w.n = c.area_n WHERE c.consent_at IS NOT NULL ORDER BY c.n

-- name: sessions_drawn
-- A session a week until the panel closed the case, or the one to come.
CREATE TEMP TABLE nat_session ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY c.n, k) AS place, c.id AS case_id, c.controller_id, c.review_on, c.owner_id, w.provider, a.id AS agreed_id, x.at
FROM nat_now c JOIN nat_who w ON w.n = c.area_n JOIN delivery_agreed a ON a.key = pg_temp.key('agreed', c.id) CROSS JOIN nat
CROSS JOIN generate_series(1, 12) k
CROSS JOIN LATERAL (SELECT ((c.consent_at AT TIME ZONE 'Europe/London')::date + 7 * k + time '15:00') AT TIME ZONE 'Europe/London' AS at) x
WHERE c.consent_at IS NOT NULL AND x.at < least(coalesce(c.ended_at, nat.now + interval '7 days'), nat.now + interval '7 days')

-- name: sessions
INSERT INTO delivery_session (id, happened_at, recorded_at, kind, source, regime, basis, review_on, key, provider_name, starts_at, session_kind, place, conditions, by_id,
  case_id, controller_id, provider_id, support_id)
SELECT nat.session_id + s.place, least(s.at - interval '7 days', nat.now), least(s.at - interval '7 days', nat.now), 'fact', '', 'uk_gdpr', 'public_task', s.review_on, pg_temp.key('session', s.place), '', s.at,
  'in_person', 'Library', 'Meet in the foyer', s.owner_id, s.case_id, s.controller_id, s.provider, s.agreed_id
FROM nat_session s, nat ORDER BY s.place

-- name: outcomes
INSERT INTO delivery_outcome (happened_at, recorded_at, kind, source, regime, basis, review_on, key, attendance, changed, reason_given, against, by_id, case_id,
  controller_id, provider_id, session_id)
SELECT s.at, s.at + interval '3 hours', 'fact', '', 'uk_gdpr', 'public_task', s.review_on, pg_temp.key('outcome', s.place),
  (ARRAY['came', 'came', 'came', 'came', 'came', 'came_late', 'did_not_come_with_word', 'did_not_come', 'put_off_by_provider', 'came'])[1 + floor(pg_temp.draw(s.place, 80) * 10)::int],
  false, '', '', s.provider, s.case_id, s.controller_id, s.provider, nat.session_id + s.place
FROM nat_session s, nat WHERE s.at < nat.now - interval '1 day' ORDER BY s.place

-- name: reports
INSERT INTO delivery_report (happened_at, recorded_at, kind, source, regime, basis, review_on, key, goals, worked_on, person_said, went_well, told_now, tell_now, next_time,
  by_id, case_id, controller_id, provider_id, session_id)
SELECT o.happened_at, o.recorded_at, 'opinion', '', o.regime, o.basis, o.review_on, pg_temp.key('report', o.session_id), '[]'::jsonb, 'What a good week looks like.', 'I might come again.',
  'Came early.', false, '', 'The letter to the college.', o.by_id, o.case_id, o.controller_id, o.provider_id, o.session_id
FROM delivery_outcome o, nat WHERE o.session_id > nat.session_id AND o.attendance IN ('came', 'came_late') ORDER BY o.id

-- name: reviews
INSERT INTO reviews_review (happened_at, recorded_at, kind, source, regime, basis, review_on, key, outcome, reasons, happened, person_view, until_next, assessment_looked_at,
  local_authority_there, police_there, against, planned, held, missed, next_due_on, by_id, case_id, controller_id)
SELECT x.at, x.at, 'fact', '', 'uk_gdpr', 'public_task', c.review_on, pg_temp.key('review' || k, c.id), 'go_on', 'It helps.', 'Sessions were held.', '', '', true, true, true, '', 4, 3, 1,
  (x.at + interval '1 month')::date, w.chair, c.id, c.controller_id
FROM nat_now c JOIN nat_who w ON w.n = c.area_n CROSS JOIN nat CROSS JOIN generate_series(1, 6) k
CROSS JOIN LATERAL (SELECT c.consent_at + k * interval '28 days' AS at) x
WHERE c.consent_at IS NOT NULL AND x.at < coalesce(c.ended_at, nat.now - interval '1 day') ORDER BY c.n, k

-- name: proposals
INSERT INTO closure_proposal (happened_at, recorded_at, kind, source, regime, basis, review_on, key, ending, reasons, by_id, case_id, controller_id)
SELECT ended_at - interval '5 days', ended_at - interval '5 days', 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('proposal', id), 'concern_resolved', 'The goals are reached.',
  owner_id, id, controller_id FROM nat_now WHERE ended_at IS NOT NULL ORDER BY n

-- name: closings
INSERT INTO closure_closing (happened_at, recorded_at, kind, source, regime, basis, review_on, key, ending, reached, reasons, dissent, local_authority_there, police_there,
  by_id, case_id, controller_id)
SELECT c.ended_at, c.ended_at, 'fact', '', 'uk_gdpr', 'public_task', c.review_on, pg_temp.key('closing', c.id),
  (ARRAY['concern_resolved', 'concern_resolved', 'concern_resolved', 'concern_resolved', 'concern_resolved', 'concern_resolved', 'concern_resolved', 'consent_withdrawn',
    'not_suitable', 'lost_touch'])[1 + floor(pg_temp.draw(c.n, 81) * 10)::int], 'unanimity', 'The goals are reached.', '', true, true, w.chair, c.id, c.controller_id
FROM nat_now c JOIN nat_who w ON w.n = c.area_n WHERE c.ended_at IS NOT NULL ORDER BY c.n

-- name: to_look_again
INSERT INTO aftercare_lookagain (happened_at, recorded_at, kind, source, regime, basis, review_on, key, closed_at, clock, due_on, reasons, by_id, case_id, controller_id)
SELECT ended_at, ended_at, 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key(k.clock, id), ended_at, k.clock,
  pg_temp.working_day((ended_at + k.after)::date), '', NULL, id, controller_id
FROM nat_now CROSS JOIN (VALUES ('aftercare_first', interval '6 months'), ('aftercare_second', interval '12 months')) AS k(clock, after)
WHERE ended_at IS NOT NULL ORDER BY n, k.clock

-- name: looked_again
INSERT INTO aftercare_found (happened_at, recorded_at, kind, source, regime, basis, review_on, key, finding, contact_made, sources_asked, anything_new, further_need, next_step,
  by_id, case_id, controller_id, look_again_id)
SELECT l.due_on + time '11:00', l.due_on + time '11:00', 'fact', '', l.regime, l.basis, l.review_on, pg_temp.key('found', l.id), 'nothing_new', true, 'Police, school', '', '', '', c.owner_id,
  l.case_id, l.controller_id, l.id
FROM aftercare_lookagain l JOIN nat_now c ON c.id = l.case_id CROSS JOIN nat WHERE l.due_on < least(nat.today, coalesce(c.closed_at::date, nat.today)) ORDER BY l.id
