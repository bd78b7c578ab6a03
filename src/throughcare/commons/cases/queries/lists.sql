-- name: cases
-- One page of the cases that I may open, its ids first, what is shown of them after.
WITH found AS (
  SELECT c.id, {key} AS sorting FROM cases_case c
  JOIN people_person p ON p.id = c.person_id LEFT JOIN agencies_staff o ON o.id = c.owner_id
  WHERE c.id = ANY ((SELECT tc.openable_cases())::bigint[]) AND {which}
  ORDER BY sorting {way}, c.id DESC LIMIT %(limit)s OFFSET %(offset)s
)
SELECT c.reference, c.stage, c.pathway, c.pathway_version, c.opened_at, c.closed_at, c.owner_id, o.name AS owner,
  a.name AS area, coalesce(nullif(p.name_used, ''), p.name) AS person, t.told, n.due_on
FROM found f JOIN cases_case c ON c.id = f.id JOIN people_person p ON p.id = c.person_id
JOIN agencies_area a ON a.id = c.area_id LEFT JOIN agencies_staff o ON o.id = c.owner_id
LEFT JOIN LATERAL (SELECT told FROM cases_told WHERE case_id = c.id ORDER BY id DESC LIMIT 1) t ON true
LEFT JOIN LATERAL (SELECT min(due_on) AS due_on FROM cases_task WHERE case_id = c.id AND done_at IS NULL) n ON true
ORDER BY f.sorting {way}, c.id DESC

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
