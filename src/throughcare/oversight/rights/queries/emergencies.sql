-- name: looks_to_question
-- The looks that a rule puts before the data protection officer, with the colleague and the case.
SELECT q.rule, q.request_id, c.reference, s.name AS staff, a.name AS agency, q.looked_at
FROM tc.looks_to_question(%(since)s, %(many)s, %(days)s) q JOIN cases_case c ON c.id = q.case_id
JOIN agencies_staff s ON s.id = q.staff_id JOIN agencies_agency a ON a.id = s.agency_id
ORDER BY q.looked_at DESC, c.reference
