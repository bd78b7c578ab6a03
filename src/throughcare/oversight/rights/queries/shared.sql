-- name: without_concern
-- One page of what was given of cases that were closed without concern, newest first.
SELECT s.* FROM tc.shared_without_concern(%(endings)s, %(came_further)s) s
WHERE (%(recipient)s = '' OR strpos(lower(s.recipient), lower(%(recipient)s)) > 0)
  AND (%(purpose)s = '' OR s.purpose = %(purpose)s)
  AND (%(since)s::timestamptz IS NULL OR s.happened_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR s.happened_at < %(until)s)
ORDER BY s.happened_at DESC, s.key LIMIT %(limit)s OFFSET %(offset)s

-- name: to_tell
-- Whoever received something and was not told of a change since: what was put right, corrected or erased, what holds no longer,
-- and what was taken back and is not read here. Whoever destroyed it or gave it back before need not be told. The row policies choose whose cases.
WITH changes AS (
  SELECT a.case_id, NULL::bigint AS disclosure_id, 'rectified' AS what, NULL AS part, a.key, k.happened_at AS at
  FROM rights_asked a JOIN rights_decided k ON k.request_id = a.id
  WHERE a.asked = 'rectification' AND k.outcome = ANY (%(done)s)
  UNION ALL
  SELECT * FROM (
    SELECT DISTINCT ON (c.id) c.id, NULL::bigint, 'erased', NULL, e.key, c.erased_at
    FROM rights_erasurerequest e JOIN cases_case o ON o.id = e.case_id
    JOIN cases_case c ON c.person_id = o.person_id AND c.erased_at IS NOT NULL
    WHERE e.granted AND e.rows_emptied IS NOT NULL ORDER BY c.id, e.case_id <> c.id, e.id) erased
  UNION ALL
  SELECT b.case_id, b.disclosure_id, 'taken_back', NULL, b.key, b.happened_at FROM sharing_takenback b
  UNION ALL
  SELECT f.case_id, f.disclosure_id, f.what, f.part, f.key, f.at FROM {changed}(%(parts)s::jsonb) f
)
SELECT d.key AS disclosure, d.number, d.reference, c.reference AS case_reference, ar.nation, d.regime,
  coalesce(a.name, d.recipient) AS recipient, d.contact, d.happened_at, d.purpose, d.way, ch.what, coalesce(ch.part, '') AS part,
  ch.key AS change, ch.at, t.id IS NOT NULL AS is_told
FROM changes ch
JOIN sharing_disclosure d ON d.case_id = ch.case_id AND d.id = coalesce(ch.disclosure_id, d.id) AND d.happened_at <= ch.at
JOIN cases_case c ON c.id = d.case_id JOIN agencies_area ar ON ar.id = c.area_id
LEFT JOIN agencies_agency a ON a.id = d.agency_id
LEFT JOIN sharing_recipienttold t ON t.disclosure_id = d.id AND t.change = ch.key
WHERE {which} AND NOT (ch.what = 'taken_back' AND d.way = 'here')
  AND NOT EXISTS (SELECT 1 FROM sharing_becameof o WHERE o.disclosure_id = d.id AND o.outcome = ANY (%(gone)s) AND o.happened_at <= ch.at)
ORDER BY ch.at, d.id, ch.key LIMIT %(limit)s OFFSET %(offset)s

-- name: changed_as_staff
-- What was corrected or holds no longer, as far as whoever works on the case may read it. It is a part of the statement above.
tc.changed_since_given

-- name: changed_as_oversight
-- The same for the data protection officer. It is a part of the statement above.
tc.changed_since_given_overseen

-- name: waiting
-- Those who are not told yet.
t.id IS NULL

-- name: waiting_of_case
-- Those of one case who are not told yet.
t.id IS NULL AND d.case_id = %(case)s

-- name: waiting_of_reference
-- Those of one case that somebody watches over who are not told yet.
t.id IS NULL AND c.reference = %(reference)s

-- name: waiting_of_disclosure
-- One who is not told yet, of one change.
t.id IS NULL AND d.key = %(disclosure)s AND ch.key = %(change)s

-- name: of_change
-- Everybody who was to be told of one change, told or not.
ch.key = %(change)s

-- name: to_tell_anywhere
-- In which cases somebody is to be told of a change, and since when it stands. Read by the clock: ids and days only.
SELECT * FROM tc.changes_to_tell(%(parts)s::jsonb, %(done)s, %(gone)s)

-- name: asked_to_tell
-- What stands on the lists of work already: of which cases, for which days. Read by the clock.
SELECT case_id, first_due_on FROM cases_task WHERE code = %(code)s AND done_at IS NULL

-- name: finish_telling
-- Take off the lists what was asked for a day by which nobody is to be told any more.
SELECT tc.finish_telling(%(case)s, %(days)s::date[], %(outcome)s) AS number
