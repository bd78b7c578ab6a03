-- name: could_open
-- Who could open a case at a moment, in which role, and by what.
SELECT s.id AS staff_id, s.name, a.name AS agency, o.role, o.granted, o.since
FROM tc.could_open(%(case)s, %(at)s, %(roles)s) o JOIN agencies_staff s ON s.id = o.staff_id JOIN agencies_agency a ON a.id = s.agency_id
ORDER BY s.name, o.role

-- name: area_then
-- The area that had the case at a moment: the one that the next move led from, or else the area of today.
SELECT coalesce(
  (SELECT from_area_id FROM cases_areachange WHERE case_id = %(case)s AND moved_at > %(at)s ORDER BY moved_at, id LIMIT 1),
  (SELECT area_id FROM cases_case WHERE id = %(case)s)) AS area_id

-- name: erased_at
-- When what was written of the person was erased.
SELECT erased_at FROM people_person WHERE id = %(person)s

-- name: names
-- The names behind the ids of colleagues, agencies and areas.
SELECT 'agencies.staff' AS label, id, name FROM agencies_staff WHERE id = ANY (%(staff)s)
UNION ALL SELECT 'agencies.agency', id, name FROM agencies_agency WHERE id = ANY (%(agencies)s)
UNION ALL SELECT 'agencies.area', id, name FROM agencies_area WHERE id = ANY (%(areas)s)

-- name: lines
-- The audit lines of the open case up to a moment, for those who may read them.
SELECT line_id, recorded_at, staff, agency, acting_role, verb, subject_kind, reason FROM tc.lines_of_open_case(%(until)s)
