-- name: has_aftercare
-- Whether a review after closing was ever set.
EXISTS (SELECT 1 FROM aftercare_lookagain WHERE case_id = %(case)s)

-- name: card
-- The reviews that came with the last closing: how many, how many are recorded, and the day of the next that waits.
SELECT count(*) AS every, count(f.id) AS recorded, min(l.due_on) FILTER (WHERE f.id IS NULL) AS next_due
FROM aftercare_lookagain l
LEFT JOIN LATERAL (SELECT x.id FROM aftercare_found x WHERE x.look_again_id = l.id LIMIT 1) f ON true
WHERE l.case_id = %(case)s
  AND l.closed_at = (SELECT max(y.closed_at) FROM aftercare_lookagain y WHERE y.case_id = %(case)s)
