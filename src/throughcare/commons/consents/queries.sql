-- name: has_consent
-- Whether anything was said about consent to support.
EXISTS (SELECT 1 FROM consents_consent WHERE case_id = %(case)s AND purpose = 'support')

-- name: card
-- The last thing said about one purpose and by whom, whether a yes counts on a day, and the birth that it hangs on.
SELECT c.id, c.step, c.given_by, c.capacity, c.happened_at, c.from_on, g.name AS giver, d.born_on, d.birth_precision,
  tc.consent_in_force(%(case)s, %(purpose)s, %(today)s, %(majority)s) AS in_force
FROM (
  SELECT id, step, given_by, capacity, happened_at, from_on FROM consents_consent
  WHERE case_id = %(case)s AND purpose = %(purpose)s ORDER BY happened_at DESC, id DESC LIMIT 1) c
LEFT JOIN consents_giver g ON g.consent_id = c.id
LEFT JOIN people_particulars d ON d.person_id = %(person)s
