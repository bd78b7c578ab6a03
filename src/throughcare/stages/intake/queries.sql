-- name: has_intake
-- Whether anything was recorded before a programme's start.
EXISTS (SELECT 1 FROM intake_eligibility WHERE case_id = %(case)s)

-- name: card
-- Where intake stands: who it was decided for, whether it may start, and whether without an assessment.
SELECT e.accepted, e.happened_at, a.happened_at AS authorised_at, a.without_assessment
FROM (SELECT accepted, happened_at FROM intake_eligibility WHERE case_id = %(case)s ORDER BY id DESC LIMIT 1) e
LEFT JOIN LATERAL (
  SELECT happened_at, without_assessment FROM intake_authorised WHERE case_id = %(case)s ORDER BY id DESC LIMIT 1) a ON true
