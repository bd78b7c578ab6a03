-- name: keep
-- Keeps what somebody looked for under a key, and forgets what they looked for earlier and may no longer be found.
WITH forgotten AS (DELETE FROM web_searchwords WHERE staff_id = %(staff)s AND expires_at < %(at)s)
INSERT INTO web_searchwords (key, staff_id, words, asked_at, expires_at)
VALUES (%(key)s, %(staff)s, %(words)s, %(at)s, %(until)s) RETURNING key

-- name: searched
-- What somebody looked for under a key that is their own and has not gone.
SELECT words FROM web_searchwords WHERE staff_id = %(staff)s AND key = %(key)s AND expires_at >= %(at)s
