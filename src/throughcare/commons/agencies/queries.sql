-- name: duty_numbers
-- The numbers to ring for some purposes, the area's own before the one for everywhere.
SELECT DISTINCT ON (purpose) purpose, label, phone, hours FROM agencies_dutynumber
WHERE purpose = ANY (%(purposes)s) AND (area_id = %(area)s OR area_id IS NULL) ORDER BY purpose, area_id, id
