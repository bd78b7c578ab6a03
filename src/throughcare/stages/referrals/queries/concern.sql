-- name: card
-- What worries, as it stands after the last correction, and when it came: for the case page.
SELECT r.received_at, coalesce(a.text, r.what_worries) AS what_worries
FROM referrals_referral r
LEFT JOIN LATERAL (
  SELECT text FROM referrals_amendment
  WHERE case_id = r.case_id AND field = 'what_worries' ORDER BY version DESC LIMIT 1
) a ON true
WHERE r.case_id = %(case)s
