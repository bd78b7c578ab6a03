-- name: has_assessment
-- Whether anybody ever finished an assessment, or has begun one.
EXISTS (SELECT 1 FROM assessments_assessment WHERE case_id = %(case)s)
OR EXISTS (SELECT 1 FROM assessments_start WHERE case_id = %(case)s AND ended_at IS NULL)

-- name: card
-- The newest finished assessment of a case and the newest that somebody has begun, one row whatever there is.
SELECT f.instrument, f.version, f.superseded, f.finished_at, f.assessor, b.begun_at, b.begun_by
FROM (SELECT 1) one
LEFT JOIN LATERAL (
  SELECT a.instrument, a.version, a.superseded, a.happened_at AS finished_at, s.name AS assessor
  FROM assessments_assessment a LEFT JOIN agencies_staff s ON s.id = a.by_id
  WHERE a.case_id = %(case)s ORDER BY a.happened_at DESC, a.id DESC LIMIT 1) f ON true
LEFT JOIN LATERAL (
  SELECT t.happened_at AS begun_at, s.name AS begun_by
  FROM assessments_start t LEFT JOIN agencies_staff s ON s.id = t.by_id
  WHERE t.case_id = %(case)s AND t.ended_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.start_id = t.id)
  ORDER BY t.id DESC LIMIT 1) b ON true
