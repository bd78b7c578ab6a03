-- name: reviews_wait_for
-- Who may write an agreement anew whose review day has come, where it is a working day for their agency: in one of the nations
-- of its areas, or, where it has no area, in any.
SELECT DISTINCT m.staff_id
FROM tc.agreements_to_review(%(today)s) r
JOIN agencies_post p ON p.agency_id = r.controller_id AND p.role = ANY (%(roles)s)
  AND p.from_on <= %(today)s AND (p.until_on IS NULL OR p.until_on >= %(today)s)
JOIN agencies_mailbox m ON m.staff_id = p.staff_id AND m.reminders
JOIN agencies_staff s ON s.id = m.staff_id AND s.is_active
WHERE NOT EXISTS (SELECT 1 FROM agencies_area a WHERE r.controller_id IN (a.local_authority_id, a.police_id))
  OR EXISTS (SELECT 1 FROM agencies_area a WHERE r.controller_id IN (a.local_authority_id, a.police_id) AND a.nation = ANY (%(nations)s))
ORDER BY m.staff_id
