-- name: duty_numbers
-- The numbers to ring for some purposes, the area's own before the one for everywhere.
SELECT DISTINCT ON (purpose) purpose, label, phone, hours FROM agencies_dutynumber
WHERE purpose = ANY (%(purposes)s) AND (area_id = %(area)s OR area_id IS NULL) ORDER BY purpose, area_id, id

-- name: staff
-- One colleague: asked with nearly every act, for whom to ask where it is refused.
SELECT s.id, s.key, s.name, s.job_title, a.name AS agency, s.agency_id, s.phone
FROM agencies_staff s JOIN agencies_agency a ON a.id = s.agency_id WHERE s.id = %(id)s

-- name: holders_among
-- Who holds a role in any of some areas on a day, by area, longest in post first: people alone, and those who are here.
SELECT s.id, s.key, s.name, s.job_title, a.name AS agency, s.agency_id, s.phone
FROM agencies_post p JOIN agencies_staff s ON s.id = p.staff_id JOIN agencies_agency a ON a.id = s.agency_id
JOIN agencies_area r ON r.id = p.area_id
WHERE s.is_active AND s.kind = 'person' AND p.role = %(role)s AND p.from_on <= %(on)s
  AND (p.until_on IS NULL OR p.until_on >= %(on)s) AND p.area_id = ANY (%(areas)s)
ORDER BY r.name, p.from_on, p.id
