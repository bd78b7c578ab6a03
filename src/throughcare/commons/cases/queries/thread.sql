-- name: header
-- The identity bar of every case page. What the reader may not see comes back empty, by row policy.
SELECT p.name, p.name_used, d.born_on, d.birth_precision, d.interpreter, o.name AS owner,
  t.told, t.happened_at AS told_at, t.told_review_on, c.safe_contact
FROM people_person p
LEFT JOIN people_particulars d ON d.person_id = p.id
LEFT JOIN agencies_staff o ON o.id = %(owner)s
LEFT JOIN LATERAL (
  SELECT told, happened_at, told_review_on FROM cases_told WHERE case_id = %(case)s ORDER BY id DESC LIMIT 1) t ON true
LEFT JOIN LATERAL (SELECT safe_contact FROM cases_care WHERE case_id = %(case)s ORDER BY id DESC LIMIT 1) c ON true
WHERE p.id = %(person)s

-- name: my_last_look
-- When the reader last looked at the case, before the present sitting.
SELECT looked_at FROM tc.my_last_looks(ARRAY[%(case)s]::bigint[])

-- name: open_tasks
-- Everything due on one case, soonest first. What is kept apart, by police or with the steps under an order, is there for
-- its readers alone, and goes on no cover.
SELECT t.key, t.code, t.what, t.due_on, t.first_due_on, t.rule, t.pathway_rule, t.rule_source, t.verify, t.paused_reason,
  t.paused_on, t.paused_days, t.counted_from, t.moved_because,
  t.for_role, t.assigned_to_id, s.name AS assigned_to, t.address, t.kept_apart
FROM (
  SELECT key, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify, paused_reason, paused_on,
    paused_days, counted_from, moved_because, for_role,
    assigned_to_id, address, false AS kept_apart
  FROM cases_task WHERE case_id = %(case)s AND done_at IS NULL
  UNION ALL
  SELECT key, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify, paused_reason, paused_on,
    paused_days, counted_from, moved_because, for_role,
    assigned_to_id, address, true
  FROM cases_policetask WHERE case_id = %(case)s AND done_at IS NULL
  UNION ALL
  SELECT key, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify, paused_reason, paused_on,
    paused_days, counted_from, moved_because, for_role,
    assigned_to_id, address, false
  FROM cases_offertask WHERE case_id = %(case)s AND done_at IS NULL
  UNION ALL
  SELECT key, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify, paused_reason, paused_on,
    paused_days, counted_from, moved_because, for_role,
    assigned_to_id, address, true
  FROM cases_enforcementtask WHERE case_id = %(case)s AND done_at IS NULL
) t LEFT JOIN agencies_staff s ON s.id = t.assigned_to_id
ORDER BY t.due_on, t.code, t.key

-- name: last_events
-- The newest lines of the timeline that the reader may see; when they last looked, and how much was added since.
WITH mine AS MATERIALIZED (SELECT looked_at FROM tc.my_last_looks(ARRAY[%(case)s]::bigint[]))
SELECT mine.looked_at, added.number AS added, e.recorded_at > mine.looked_at AS is_new, e.sort, 1 AS version, e.happened_at, e.recorded_at, e.words, e.address, s.name AS by
FROM (
  (SELECT 'event' AS sort, happened_at, recorded_at, words, address, by_id, id FROM cases_event
   WHERE case_id = %(case)s ORDER BY happened_at DESC, id DESC LIMIT %(limit)s)
  UNION ALL
  (SELECT 'police', happened_at, recorded_at, words, address, by_id, id FROM cases_policeevent
   WHERE case_id = %(case)s ORDER BY happened_at DESC, id DESC LIMIT %(limit)s)
) e CROSS JOIN mine CROSS JOIN LATERAL (
  SELECT count(*) AS number FROM (
    SELECT recorded_at FROM cases_event WHERE case_id = %(case)s UNION ALL SELECT recorded_at FROM cases_policeevent WHERE case_id = %(case)s
    UNION ALL SELECT recorded_at FROM cases_note WHERE case_id = %(case)s UNION ALL SELECT recorded_at FROM cases_healthnote WHERE case_id = %(case)s
    UNION ALL SELECT recorded_at FROM cases_beliefsnote WHERE case_id = %(case)s UNION ALL SELECT recorded_at FROM cases_networknote WHERE case_id = %(case)s
    UNION ALL SELECT recorded_at FROM cases_safetynote WHERE case_id = %(case)s UNION ALL SELECT recorded_at FROM cases_policenote WHERE case_id = %(case)s
  ) every WHERE every.recorded_at > mine.looked_at
) added LEFT JOIN agencies_staff s ON s.id = e.by_id
ORDER BY e.happened_at DESC, e.recorded_at DESC, e.id DESC LIMIT %(limit)s

-- name: standing
-- Who answers for the case and on what basis, since when it stands where it stands, and what to be careful of: each
-- warning from its own compartment.
SELECT o.name AS owner, o.phone AS owner_phone, w.name AS police_owner, w.phone AS police_phone, a.name AS area,
  g.name AS controller, s.happened_at AS since, k.take_care, k.safe_contact, f.staff_safety
FROM cases_case c JOIN agencies_staff o ON o.id = c.owner_id JOIN agencies_staff w ON w.id = c.police_owner_id
JOIN agencies_area a ON a.id = c.area_id JOIN agencies_agency g ON g.id = c.controller_id
LEFT JOIN LATERAL (SELECT happened_at FROM cases_stagechange WHERE case_id = c.id ORDER BY id DESC LIMIT 1) s ON true
LEFT JOIN LATERAL (SELECT take_care, safe_contact FROM cases_care WHERE case_id = c.id ORDER BY id DESC LIMIT 1) k ON true
LEFT JOIN LATERAL (SELECT staff_safety FROM cases_staffsafety WHERE case_id = c.id ORDER BY id DESC LIMIT 1) f ON true
WHERE c.id = %(case)s

-- name: team
-- Everybody who was ever granted this case by name, those whose grant runs first.
SELECT g.id, g.key, s.key AS staff_key, s.id AS staff_id, s.name, s.phone, a.name AS agency, g.role, g.by_what, g.purpose,
  g.from_at, g.until_at, b.name AS granted_by, g.reason, g.end_reason, (g.from_at <= tc.at() AND (g.until_at IS NULL OR g.until_at > tc.at())) AS runs
FROM cases_grant g JOIN agencies_staff s ON s.id = g.staff_id JOIN agencies_agency a ON a.id = s.agency_id
LEFT JOIN agencies_staff b ON b.id = g.granted_by_id
WHERE g.case_id = %(case)s
ORDER BY runs DESC, g.from_at DESC, g.id DESC

-- name: by_post
-- Everybody who may open the case by a post in its area.
SELECT s.id AS staff_id, s.name, s.phone, a.name AS agency, p.role, p.from_on, p.until_on
FROM agencies_post p JOIN agencies_staff s ON s.id = p.staff_id AND s.is_active JOIN agencies_agency a ON a.id = s.agency_id
WHERE p.area_id = %(area)s AND p.role = ANY (%(roles)s) AND p.from_on <= %(today)s
  AND (p.until_on IS NULL OR p.until_on >= %(today)s)
ORDER BY p.role, s.name, s.id

-- name: owners
-- Who owned the case since when, newest first; an offer waits until it is accepted or somebody else has become owner.
SELECT w.accepted_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM cases_ownerchange later WHERE later.case_id = w.case_id AND later.accepted_at > w.offered_at) AS waits,
  w.key, f.name AS from_owner, t.name AS to_owner, w.to_owner_id, w.offered_at, w.accepted_at, w.reason, w.note
FROM cases_ownerchange w JOIN agencies_staff t ON t.id = w.to_owner_id LEFT JOIN agencies_staff f ON f.id = w.from_owner_id
WHERE w.case_id = %(case)s ORDER BY w.offered_at DESC, w.id DESC

-- name: exclusions
-- Colleagues who are kept out. Only the manager's rows come back.
SELECT s.key AS staff_key, s.id AS staff_id, s.name, x.kind, x.declared, x.from_at, x.until_at, x.reason, x.end_reason, b.name AS by
FROM cases_exclusion x JOIN agencies_staff s ON s.id = x.staff_id JOIN agencies_staff b ON b.id = x.by_id
WHERE x.case_id = %(case)s ORDER BY x.from_at DESC, x.id DESC

-- name: answering_for
-- Who answers for the case; the row policies choose whether it may be asked.
SELECT owner_id, police_owner_id FROM cases_case WHERE id = %(case)s

-- name: done_tasks
-- What was done, newest first.
SELECT t.code, t.what, t.due_on, t.first_due_on, t.done_at, t.outcome, s.name AS done_by
FROM (
  SELECT code, what, due_on, first_due_on, done_at, outcome, done_by_id, id FROM cases_task
  WHERE case_id = %(case)s AND done_at IS NOT NULL
  UNION ALL
  SELECT code, what, due_on, first_due_on, done_at, outcome, done_by_id, id FROM cases_policetask
  WHERE case_id = %(case)s AND done_at IS NOT NULL
  UNION ALL
  SELECT code, what, due_on, first_due_on, done_at, outcome, done_by_id, id FROM cases_offertask
  WHERE case_id = %(case)s AND done_at IS NOT NULL
  UNION ALL
  SELECT code, what, due_on, first_due_on, done_at, outcome, done_by_id, id FROM cases_enforcementtask
  WHERE case_id = %(case)s AND done_at IS NOT NULL
) t LEFT JOIN agencies_staff s ON s.id = t.done_by_id
ORDER BY t.done_at DESC, t.id DESC LIMIT 50

-- name: told_history
-- Whether the person was told, each time it was recorded, newest first.
SELECT t.told, t.reason, t.words, t.told_review_on, t.happened_at, t.recorded_at, s.name AS by
FROM cases_told t LEFT JOIN agencies_staff s ON s.id = t.by_id WHERE t.case_id = %(case)s ORDER BY t.id DESC

-- name: areas
-- In which area the case lay before, newest move first.
SELECT x.moved_at, f.name AS from_area, t.name AS to_area, s.name AS by
FROM cases_areachange x JOIN agencies_area f ON f.id = x.from_area_id JOIN agencies_area t ON t.id = x.to_area_id
LEFT JOIN agencies_staff s ON s.id = x.by_id
WHERE x.case_id = %(case)s ORDER BY x.moved_at DESC, x.id DESC

-- name: pathway_changes
-- When the case moved to the pathway of another nation, newest first.
SELECT v.happened_at, v.from_pathway, v.from_version, v.to_pathway, v.to_version, v.reason, s.name AS by
FROM cases_pathwaychange v LEFT JOIN agencies_staff s ON s.id = v.by_id
WHERE v.case_id = %(case)s ORDER BY v.id DESC

-- name: version_changes
-- When the case moved to another version of its pathway, newest first.
SELECT v.happened_at, v.from_version, v.to_version, v.reason, s.name AS by
FROM cases_versionchange v LEFT JOIN agencies_staff s ON s.id = v.by_id
WHERE v.case_id = %(case)s ORDER BY v.id DESC
