-- name: due
-- One page of what is due. Rows of police, and of steps under an order, are there for their readers alone; nobody else's
-- list, count or order differs by them.
-- In the order of dates the page is cut first; what is shown of it comes after, each table visited once.
WITH due AS MATERIALIZED ({tasks} {cut_first}), cases AS MATERIALIZED (
  SELECT id, reference, stage, pathway, pathway_version, owner_id, person_id FROM cases_case
  WHERE id = ANY (ARRAY(SELECT case_id FROM due))
), people AS MATERIALIZED (
  SELECT id, coalesce(nullif(name_used, ''), name) AS name FROM people_person
  WHERE id = ANY (ARRAY(SELECT person_id FROM cases))
)
SELECT t.key, t.code, t.what, t.due_on, t.address, t.for_role, t.assigned_to_id, t.verify, t.paused_reason,
  t.offered, c.reference, c.stage, c.pathway, c.pathway_version, c.owner_id, o.name AS owner, a.name AS assigned_to,
  p.name AS person
FROM due t JOIN cases c ON c.id = t.case_id JOIN people p ON p.id = c.person_id
LEFT JOIN agencies_staff o ON o.id = c.owner_id
LEFT JOIN agencies_staff a ON a.id = t.assigned_to_id
ORDER BY {order}
{cut_last}

-- name: page
-- The page of a list, cut out of it.
LIMIT %(limit)s OFFSET %(offset)s

-- name: groups
-- How many of one list are overdue, due today, this week and later; it stops counting at the limit. Several lists are
-- counted in one statement, each by this part of it.
SELECT '{list}' AS list, count(*) AS all_of_it, count(*) FILTER (WHERE due_on < %(today)s) AS overdue,
  count(*) FILTER (WHERE due_on = %(today)s) AS today,
  count(*) FILTER (WHERE due_on > %(today)s AND due_on <= %(week)s) AS week,
  count(*) FILTER (WHERE due_on > greatest(%(today)s, %(week)s)) AS later
FROM (SELECT t.due_on FROM ({tasks}) t ORDER BY t.due_on LIMIT %(count_limit)s) counted

-- name: task_of
-- The four tables of tasks under one shape, held to one list. It is a part of the statements above, and is not run alone.
SELECT id, key, case_id, code, what, due_on, address, for_role, assigned_to_id, verify, paused_reason, false AS offered
FROM cases_task t WHERE t.done_at IS NULL AND {which}
UNION ALL
SELECT id, key, case_id, code, what, due_on, address, for_role, assigned_to_id, verify, paused_reason, false AS offered
FROM cases_policetask t WHERE t.done_at IS NULL AND {which}
UNION ALL
SELECT id, key, case_id, code, what, due_on, address, for_role, assigned_to_id, verify, paused_reason, true AS offered
FROM cases_offertask t WHERE t.done_at IS NULL AND {which}
UNION ALL
SELECT id, key, case_id, code, what, due_on, address, for_role, assigned_to_id, verify, paused_reason, false AS offered
FROM cases_enforcementtask t WHERE t.done_at IS NULL AND {which}

-- name: whose
-- The case and the holder of one task, to be opened by the gate before anything is done.
SELECT c.reference, t.assigned_to_id, s.name AS assigned_to
FROM (SELECT key, case_id, assigned_to_id FROM cases_task WHERE key = %(key)s AND done_at IS NULL
      UNION ALL SELECT key, case_id, assigned_to_id FROM cases_policetask WHERE key = %(key)s AND done_at IS NULL
      UNION ALL SELECT key, case_id, assigned_to_id FROM cases_enforcementtask WHERE key = %(key)s AND done_at IS NULL) t
JOIN cases_case c ON c.id = t.case_id LEFT JOIN agencies_staff s ON s.id = t.assigned_to_id
