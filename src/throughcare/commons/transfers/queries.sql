-- name: has_offer
-- Whether the case was ever offered to another area.
EXISTS (SELECT 1 FROM transfers_transfer WHERE case_id = %(case)s)

-- name: has_waiting_offer
-- Whether an offer of the case waits for its answer.
EXISTS (SELECT 1 FROM transfers_transfer WHERE case_id = %(case)s AND answered_at IS NULL)
