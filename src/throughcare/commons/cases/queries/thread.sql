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

-- name: take_care
-- What to be careful of, and what keeps those safe who work with the person. Each from its own compartment.
SELECT c.take_care, c.safe_contact, s.staff_safety
FROM (SELECT 1) one
LEFT JOIN LATERAL (SELECT take_care, safe_contact FROM cases_care WHERE case_id = %(case)s ORDER BY id DESC LIMIT 1) c ON true
LEFT JOIN LATERAL (SELECT staff_safety FROM cases_staffsafety WHERE case_id = %(case)s ORDER BY id DESC LIMIT 1) s ON true

-- name: open_tasks
-- Everything due on one case, soonest first. Police rows are there for police alone.
SELECT t.key, t.code, t.what, t.due_on, t.first_due_on, t.rule, t.pathway_rule, t.rule_source, t.verify, t.paused_reason,
  t.for_role, t.assigned_to_id, s.name AS assigned_to, t.address, t.police
FROM (
  SELECT key, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify, paused_reason, for_role,
    assigned_to_id, address, false AS police
  FROM cases_task WHERE case_id = %(case)s AND done_at IS NULL
  UNION ALL
  SELECT key, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify, paused_reason, for_role,
    assigned_to_id, address, true
  FROM cases_policetask WHERE case_id = %(case)s AND done_at IS NULL
) t LEFT JOIN agencies_staff s ON s.id = t.assigned_to_id
ORDER BY t.due_on, t.code, t.key

-- name: last_events
-- The newest lines of the timeline that the reader may see.
SELECT e.key, e.happened_at, e.recorded_at, e.words, e.address, s.name AS by
FROM (
  (SELECT key, happened_at, recorded_at, words, address, by_id, id FROM cases_event
   WHERE case_id = %(case)s ORDER BY happened_at DESC, id DESC LIMIT %(limit)s)
  UNION ALL
  (SELECT key, happened_at, recorded_at, words, address, by_id, id FROM cases_policeevent
   WHERE case_id = %(case)s ORDER BY happened_at DESC, id DESC LIMIT %(limit)s)
) e LEFT JOIN agencies_staff s ON s.id = e.by_id
ORDER BY e.happened_at DESC, e.id DESC LIMIT %(limit)s
