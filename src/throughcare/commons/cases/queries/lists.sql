-- name: cases
-- One page of the cases that I may open: its rows first, and what is shown of them after, each table visited once. Joined
-- row by row, every row would lay all my cases beside the table again.
WITH found AS MATERIALIZED (
  SELECT c.id, c.reference, c.stage, c.pathway, c.pathway_version, c.opened_at, c.closed_at, c.owner_id, c.person_id,
    c.area_id, {key} AS sorting
  FROM cases_case c {sorted_by}
  WHERE c.id = ANY ((SELECT tc.openable_cases())::bigint[]) AND {which}
  ORDER BY sorting {way}, c.id DESC LIMIT %(limit)s OFFSET %(offset)s
), people AS MATERIALIZED (
  SELECT id, coalesce(nullif(name_used, ''), name) AS name FROM people_person
  WHERE id = ANY (ARRAY(SELECT person_id FROM found))
), told AS MATERIALIZED (
  SELECT DISTINCT ON (case_id) case_id, told FROM cases_told
  WHERE case_id = ANY (ARRAY(SELECT id FROM found)) ORDER BY case_id, id DESC
), due AS MATERIALIZED (
  SELECT case_id, min(due_on) AS due_on FROM cases_task
  WHERE case_id = ANY (ARRAY(SELECT id FROM found)) AND done_at IS NULL GROUP BY case_id
)
SELECT f.reference, f.stage, f.pathway, f.pathway_version, f.opened_at, f.closed_at, f.owner_id, o.name AS owner,
  a.name AS area, p.name AS person, t.told, d.due_on
FROM found f JOIN people p ON p.id = f.person_id JOIN agencies_area a ON a.id = f.area_id
LEFT JOIN agencies_staff o ON o.id = f.owner_id LEFT JOIN told t ON t.case_id = f.id LEFT JOIN due d ON d.case_id = f.id
ORDER BY f.sorting {way}, f.id DESC

-- name: cases_after
-- The cases that I may open after a moment and a reference, newest first: for machines, which read on and never count.
WITH found AS MATERIALIZED (
  SELECT c.id, c.reference, c.stage, c.pathway, c.pathway_version, c.opened_at, c.closed_at, c.owner_id, c.person_id, c.area_id
  FROM cases_case c
  WHERE c.id = ANY ((SELECT tc.openable_cases())::bigint[])
    AND (%(opened)s::timestamptz IS NULL OR (c.opened_at, c.reference) < (%(opened)s::timestamptz, %(reference)s))
  ORDER BY c.opened_at DESC, c.reference DESC LIMIT %(limit)s
), people AS MATERIALIZED (
  SELECT id, coalesce(nullif(name_used, ''), name) AS name FROM people_person WHERE id = ANY (ARRAY(SELECT person_id FROM found))
), due AS MATERIALIZED (
  SELECT case_id, min(due_on) AS due_on FROM cases_task
  WHERE case_id = ANY (ARRAY(SELECT id FROM found)) AND done_at IS NULL GROUP BY case_id
)
SELECT f.reference, f.stage, f.pathway, f.pathway_version, f.opened_at, f.closed_at, o.name AS owner, a.name AS area,
  p.name AS person, d.due_on
FROM found f JOIN people p ON p.id = f.person_id JOIN agencies_area a ON a.id = f.area_id
LEFT JOIN agencies_staff o ON o.id = f.owner_id LEFT JOIN due d ON d.case_id = f.id
ORDER BY f.opened_at DESC, f.reference DESC

-- name: by_owner
-- What a list in the order of its owners needs to be put in it.
LEFT JOIN agencies_staff o ON o.id = c.owner_id

-- name: by_person
-- What a list in the order of its people needs to be put in it: the names of everybody whose case I may open, once.
JOIN (SELECT id, name, name_used FROM people_person OFFSET 0) p ON p.id = c.person_id

-- name: count
-- How many there are, as far as we count.
SELECT count(*) AS number FROM (
  SELECT 1 FROM cases_case c WHERE c.id = ANY ((SELECT tc.openable_cases())::bigint[]) AND {which} LIMIT %(count_limit)s) counted

-- name: named
-- Cases by a name, nearest first.
SELECT case_id FROM tc.search_people(%(words)s, %(sounds)s)

-- name: born
-- Cases by a birth: the day itself, or a month or year that may be it.
SELECT c.id AS case_id FROM people_particulars d JOIN cases_case c ON c.person_id = d.person_id
WHERE d.born_on BETWEEN %(first)s AND %(last)s AND c.id = ANY ((SELECT tc.openable_cases())::bigint[])
  AND (%(day)s::date IS NULL OR (d.birth_precision = 'exact' AND d.born_on = %(day)s)
    OR (d.birth_precision = 'month' AND date_trunc('month', d.born_on) = date_trunc('month', %(day)s::date))
    OR d.birth_precision IN ('year', 'estimated'))
ORDER BY d.born_on, c.id LIMIT 200

-- name: referred
-- A case by its exact reference.
SELECT id AS case_id, reference FROM cases_case
WHERE reference = %(reference)s AND id = ANY ((SELECT tc.openable_cases())::bigint[])

-- name: changed
-- The cases I answer for in which somebody else did something since I last looked.
SELECT unnest(tc.changed_cases()) AS case_id

-- name: open_to_me
-- Which of these references the reader may open now: a list that was read from a replica is held against it.
SELECT c.reference FROM cases_case c WHERE c.reference = ANY (%(references)s)
