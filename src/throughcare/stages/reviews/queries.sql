-- name: has_reviews
-- Whether a monthly review was ever recorded.
EXISTS (SELECT 1 FROM reviews_review WHERE case_id = %(case)s)

-- name: card
-- The last review: when, what it decided, when the next is due.
SELECT happened_at, outcome, next_due_on FROM reviews_review WHERE case_id = %(case)s ORDER BY happened_at DESC, id DESC LIMIT 1
