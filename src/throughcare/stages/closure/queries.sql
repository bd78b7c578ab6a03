-- name: has_closing
-- Whether the case was ever closed.
EXISTS (SELECT 1 FROM closure_closing WHERE case_id = %(case)s)

-- name: has_proposal
-- Whether anybody ever proposed to close the case.
EXISTS (SELECT 1 FROM closure_proposal WHERE case_id = %(case)s)

-- name: card
-- The last closing, and the last proposal to close that was made since, one row whatever there is.
SELECT c.happened_at AS closed_at, c.ending, p.happened_at AS proposed_at, p.ending AS proposed_ending
FROM (SELECT 1) one
LEFT JOIN LATERAL (
  SELECT happened_at, recorded_at, ending FROM closure_closing WHERE case_id = %(case)s ORDER BY id DESC LIMIT 1) c ON true
LEFT JOIN LATERAL (
  SELECT happened_at, ending FROM closure_proposal x
  WHERE x.case_id = %(case)s AND (c.recorded_at IS NULL OR x.recorded_at > c.recorded_at) ORDER BY x.id DESC LIMIT 1) p ON true
