-- name: kept
-- How long one record is kept, worked out now; the function gives nothing to whoever may not know it.
SELECT k.case_id, k.rule, k.outcome, k.is_child, k.counted_from, k.review_on, k.is_closed,
  EXISTS (SELECT 1 FROM rights_hold h WHERE h.case_id = k.case_id AND h.lifted_at IS NULL) AS is_held,
  EXISTS (SELECT 1 FROM rights_erasurerequest e WHERE e.case_id = k.case_id
          AND (e.decided_at IS NULL OR e.granted AND e.rows_emptied IS NULL)) AS waits
FROM tc.retention_of(%(case)s, %(rules)s::jsonb, %(outcomes)s::jsonb, %(majorities)s::jsonb) k

-- name: due_by
-- Records whose day has come, as the last run worked it out; the row policies choose whose.
SELECT c.reference, r.rule, r.outcome, r.is_child, greatest(r.review_on, k.until) AS review_on,
  EXISTS (SELECT 1 FROM rights_hold h WHERE h.case_id = r.case_id AND h.lifted_at IS NULL) AS is_held,
  EXISTS (SELECT 1 FROM rights_erasurerequest e WHERE e.case_id = r.case_id AND e.decided_at IS NULL) AS waits,
  EXISTS (SELECT 1 FROM rights_erasurerequest e WHERE e.case_id = r.case_id AND e.ground = %(ground)s AND e.granted
          AND e.rows_emptied IS NULL) AS decided
FROM rights_retentionreview r JOIN cases_case c ON c.id = r.case_id
LEFT JOIN LATERAL (SELECT o.until FROM rights_kepton o WHERE o.case_id = r.case_id ORDER BY o.id DESC LIMIT 1) k ON true
WHERE r.review_on <= %(day)s AND coalesce(k.until, r.review_on) <= %(day)s
ORDER BY r.is_child DESC, r.review_on, c.id LIMIT %(most)s

-- name: number_due_by
-- How many records' day comes by then.
SELECT count(*) AS number FROM rights_retentionreview r
WHERE r.review_on <= %(day)s
  AND coalesce((SELECT o.until FROM rights_kepton o WHERE o.case_id = r.case_id ORDER BY o.id DESC LIMIT 1), r.review_on) <= %(day)s
