-- name: items
-- What panels decided, each at the meeting of that day and place; and what is on the agendas to come.
CREATE TEMP TABLE nat_item ON COMMIT DROP AS
WITH decided AS (
  SELECT n, case_id, area_n, area_id, controller_id, review_on, on_day, verb, at FROM nat_step WHERE role = 'chair'
), coming AS (
  SELECT c.n, c.id, c.area_n, c.area_id, c.controller_id, c.review_on,
    nat.today + ((nat.first_day + c.area_n % 4 * 7 + 1 - nat.today) % 28 + 28) % 28, '', NULL::timestamptz
  FROM nat_now c, nat WHERE c.stage IN ('panel', 'planning', 'support')
), every AS (
  SELECT * FROM decided UNION ALL SELECT * FROM coming
)
SELECT row_number() OVER w AS place, dense_rank() OVER (ORDER BY on_day, area_n) AS meeting_n,
  row_number() OVER (PARTITION BY on_day, area_n ORDER BY n, verb) AS number, e.*
FROM every e WINDOW w AS (ORDER BY on_day, area_n, n, verb)

-- name: meetings
INSERT INTO meetings_meeting (id, key, starts_at, place, state, published_at, held_at, last_number, recorded_at, area_id, chair_id, planned_by_id, published_by_id)
SELECT nat.meeting_id + i.meeting_n, pg_temp.key('meeting', i.meeting_n), t.starts_at, a.name || ' Town Hall',
  CASE WHEN bool_or(i.at IS NULL) THEN 'published' ELSE 'held' END, least(t.starts_at - interval '2 days', nat.now - interval '1 hour'),
  CASE WHEN bool_or(i.at IS NULL) THEN NULL ELSE t.starts_at + interval '6 hours' END, count(*), least(t.starts_at - interval '9 days', nat.now - interval '1 day'),
  a.id, w.chair, w.coordinator, w.coordinator
FROM nat_item i JOIN nat_area a ON a.n = i.area_n JOIN nat_who w ON w.n = i.area_n CROSS JOIN nat
CROSS JOIN LATERAL (SELECT (i.on_day + time '09:00') AT TIME ZONE 'Europe/London' AS starts_at) t
GROUP BY nat.meeting_id, nat.now, i.meeting_n, t.starts_at, a.name, a.id, w.chair, w.coordinator ORDER BY i.meeting_n

-- name: seats
INSERT INTO meetings_seat (key, role, invited_at, recorded_at, agency_id, area_id, invited_by_id, meeting_id, staff_id)
SELECT pg_temp.key('seat' || s.staff_id, m.id), s.role, m.recorded_at, m.recorded_at, s.agency, m.area_id, m.planned_by_id, m.id, s.staff_id
FROM meetings_meeting m JOIN nat_area a ON a.id = m.area_id JOIN nat_seat s ON s.n = a.n CROSS JOIN nat WHERE m.id > nat.meeting_id ORDER BY m.id, s.staff_id

-- name: listed
INSERT INTO meetings_item (id, happened_at, recorded_at, kind, source, regime, basis, review_on, key, number, ended_at, by_id, case_id, controller_id, meeting_id)
SELECT nat.item_id + i.place, m.recorded_at, m.recorded_at, 'fact', '', 'uk_gdpr', 'public_task', i.review_on, pg_temp.key('item', i.place), i.number,
  i.at + interval '1 hour', m.planned_by_id, i.case_id, i.controller_id, m.id
FROM nat_item i CROSS JOIN nat JOIN meetings_meeting m ON m.id = nat.meeting_id + i.meeting_n ORDER BY i.place

-- name: reasons
INSERT INTO meetings_listedfor (happened_at, recorded_at, kind, source, regime, basis, review_on, key, why, words, address, by_id, case_id, controller_id, item_id)
SELECT t.recorded_at, t.recorded_at, 'fact', '', 'uk_gdpr', 'public_task', t.review_on, pg_temp.key('why', i.place),
  CASE i.verb WHEN 'plans.approve' THEN 'panel.plan' WHEN 'closure.close' THEN 'closure.close' WHEN '' THEN 'reviews.review' ELSE 'panel.first' END, '', 'panel', t.by_id,
  t.case_id, t.controller_id, t.id
FROM nat_item i CROSS JOIN nat JOIN meetings_item t ON t.id = nat.item_id + i.place ORDER BY i.place

-- name: decisions
INSERT INTO meetings_decision (id, happened_at, recorded_at, kind, source, regime, basis, review_on, key, place, outcome, verb, reached, said, further, reasons,
  authorises, by_id, case_id, controller_id, item_id)
SELECT nat.decision_id + i.place, i.at, i.at, 'fact', '', 'uk_gdpr', 'public_task', i.review_on, pg_temp.key('decision', i.place), 1,
  CASE i.verb WHEN 'panels.adopt' THEN 'adopt' WHEN 'panels.no_support' THEN 'no_support' WHEN 'plans.approve' THEN 'approve' ELSE 'close' END, i.verb,
  CASE WHEN pg_temp.draw(i.place, 70) < 0.85 THEN 'unanimity' ELSE 'majority' END,
  CASE i.verb WHEN 'panels.adopt' THEN 'The panel adopts the case: support is offered under Channel.' WHEN 'panels.no_support' THEN 'The panel offers no support under Channel.'
    WHEN 'plans.approve' THEN 'The panel approves the plan.' ELSE 'The panel closes the case.' END, '[]'::jsonb, 'As the papers say.', true, w.chair, i.case_id,
  i.controller_id, nat.item_id + i.place
FROM nat_item i JOIN nat_who w ON w.n = i.area_n CROSS JOIN nat WHERE i.verb <> '' ORDER BY i.place

-- name: views_drawn
-- Each agency's view, the day before.
CREATE TEMP TABLE nat_view ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY i.place, s.staff_id) AS place, i.place AS item, i.case_id, i.controller_id, i.review_on, s.staff_id AS by_id, s.agency,
  i.at - interval '20 hours' + s.staff_id % 7 * interval '1 hour' AS at, i.verb
FROM nat_item i JOIN nat_seat s ON s.n = i.area_n CROSS JOIN nat
WHERE i.verb IN ('panels.adopt', 'panels.no_support', 'closure.close') AND (s.role = 'panel_member' OR nat.views > 5)

-- name: views
INSERT INTO meetings_view (id, happened_at, recorded_at, kind, source, regime, basis, review_on, key, version, position, words, offers, taken_down, agency_id, by_id,
  case_id, controller_id, item_id)
SELECT DISTINCT ON (v.item, v.agency) nat.view_id + v.place, v.at, v.at, 'opinion', '', 'uk_gdpr', 'public_task', v.review_on, pg_temp.key('view', v.place), 1,
  CASE WHEN v.verb = 'panels.no_support' THEN 'no_support' ELSE 'offer_support' END, 'Known to us for some months. Nothing speaks against it from our side.', '',
  false, v.agency, v.by_id, v.case_id, v.controller_id, nat.item_id + v.item
FROM nat_view v, nat ORDER BY v.item, v.agency, v.place

-- name: adopted
INSERT INTO panels_adoption (happened_at, recorded_at, kind, source, regime, basis, review_on, key, by_id, case_id, controller_id, decision_id)
SELECT d.happened_at, d.recorded_at, 'fact', '', d.regime, d.basis, d.review_on, pg_temp.key('adoption', d.id), d.by_id, d.case_id, d.controller_id, d.id
FROM meetings_decision d, nat WHERE d.id > nat.decision_id AND d.outcome = 'adopt' ORDER BY d.id

-- name: not_offered
INSERT INTO panels_nosupport (happened_at, recorded_at, kind, source, regime, basis, review_on, key, ending, by_id, case_id, controller_id, decision_id)
SELECT d.happened_at, d.recorded_at, 'fact', '', d.regime, d.basis, d.review_on, pg_temp.key('no support', d.id), 'not_suitable', d.by_id, d.case_id, d.controller_id, d.id
FROM meetings_decision d, nat WHERE d.id > nat.decision_id AND d.outcome = 'no_support' ORDER BY d.id

-- name: members_let_in
-- Members may open what is on an agenda to come, and could open what was on one of the last half-year until it was decided.
INSERT INTO cases_grant (role, by_what, from_at, until_at, reason, recorded_at, case_id, granted_by_id, ended_by_id, staff_id)
SELECT DISTINCT ON (i.place, s.staff_id) s.role, 'agenda', m.published_at, t.ended_at, 'panel ' || i.on_day, m.published_at, i.case_id, m.planned_by_id,
  CASE WHEN t.ended_at IS NOT NULL THEN m.chair_id END, s.staff_id
FROM nat_item i CROSS JOIN nat JOIN meetings_item t ON t.id = nat.item_id + i.place JOIN meetings_meeting m ON m.id = t.meeting_id JOIN nat_seat s ON s.n = i.area_n
WHERE i.on_day > nat.today - 180 ORDER BY i.place, s.staff_id
