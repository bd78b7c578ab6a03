-- name: meetings
-- The meetings that the reader may know of, with how many cases of each they may see: the page first, its cases after.
WITH found AS MATERIALIZED (
  SELECT m.id, m.key, m.area_id, m.starts_at, m.place, m.chair_id, m.state, m.published_at, m.called_because,
    m.appointed_id, m.appointed_by, m.appointed_on
  FROM meetings_meeting m
  WHERE {which}
), listed AS MATERIALIZED (
  SELECT meeting_id, count(*) AS items FROM meetings_item
  WHERE meeting_id = ANY (ARRAY(SELECT id FROM found)) AND taken_off_at IS NULL GROUP BY meeting_id
)
SELECT f.id, f.key, f.area_id, a.name AS area, f.starts_at, f.place, f.chair_id, s.name AS chair, f.state, f.published_at,
  f.called_because, f.appointed_id, f.appointed_by, f.appointed_on, a.nation,
  coalesce(l.items, 0) AS items
FROM found f JOIN agencies_area a ON a.id = f.area_id JOIN agencies_staff s ON s.id = f.chair_id
LEFT JOIN listed l ON l.meeting_id = f.id
ORDER BY f.starts_at{way}, f.id{way}

-- name: meeting
-- One meeting, by the key that addresses carry.
SELECT m.id, m.key, m.area_id, a.name AS area, m.starts_at, m.place, m.chair_id, s.name AS chair, m.state, m.published_at,
  m.called_because, m.appointed_id, m.appointed_by, m.appointed_on, a.nation,
  (SELECT count(*) FROM meetings_item i WHERE i.meeting_id = m.id AND i.taken_off_at IS NULL) AS items
FROM meetings_meeting m JOIN agencies_area a ON a.id = m.area_id JOIN agencies_staff s ON s.id = m.chair_id
WHERE m.key = %(key)s

-- name: seats
-- Who is invited to a meeting: the chair first, then agency by agency.
SELECT t.id, t.key, t.staff_id, s.key AS staff_key, s.name, s.job_title, t.agency_id, g.name AS agency, g.code AS agency_code, t.role, t.item_id, i.number AS item_number,
  t.apologies_at, t.sends_id, n.name AS sends, t.instead_of_id, o.name AS instead_of
FROM meetings_seat t
JOIN agencies_staff s ON s.id = t.staff_id
JOIN agencies_agency g ON g.id = t.agency_id
LEFT JOIN agencies_staff n ON n.id = t.sends_id
LEFT JOIN meetings_item i ON i.id = t.item_id
LEFT JOIN meetings_seat r ON r.id = t.instead_of_id
LEFT JOIN agencies_staff o ON o.id = r.staff_id
WHERE t.meeting_id = %(meeting)s AND t.left_at IS NULL
ORDER BY t.role = 'chair' DESC, t.role = 'attending', g.name, s.name, t.id

-- name: agenda
-- The items of one meeting as far as the reader may see each: name and reference, and once published the rest. What a
-- row policy hides comes back empty or not at all. What is new on a case is what came since one's own last look at it, or
-- at the agenda where one never opened the case.
WITH looks AS MATERIALIZED (
  SELECT l.case_id, l.looked_at FROM tc.my_last_looks(ARRAY(
    SELECT x.case_id FROM meetings_item x WHERE x.meeting_id = %(meeting)s AND x.taken_off_at IS NULL)) l
)
SELECT i.id, i.key, i.number, i.case_id, c.reference, coalesce(nullif(p.name_used, ''), p.name) AS name, i.ended_at,
  f.why, f.words AS why_words, coalesce(r.police_id, a.police_id) AS police_id, a.local_authority_id,
  coalesce(v.agencies, 0) AS views_in, coalesce(v.own, false) AS own_view_in, d.outcome, d.said,
  EXISTS (SELECT 1 FROM meetings_leftunsigned u WHERE u.item_id = i.id) AS left_unsigned, k.looked_at,
  CASE WHEN coalesce(k.looked_at, %(since)s::timestamptz) IS NULL THEN 0 ELSE
    (SELECT count(*) FROM cases_event e WHERE e.case_id = i.case_id AND e.recorded_at > coalesce(k.looked_at, %(since)s))
    + (SELECT count(*) FROM cases_note n WHERE n.case_id = i.case_id AND n.recorded_at > coalesce(k.looked_at, %(since)s))
    + (SELECT count(*) FROM meetings_view w WHERE w.item_id = i.id AND w.recorded_at > coalesce(k.looked_at, %(since)s))
  END AS changes, c.pathway, c.pathway_version
FROM meetings_item i
JOIN cases_case c ON c.id = i.case_id
JOIN agencies_area a ON a.id = c.area_id
JOIN people_person p ON p.id = c.person_id
LEFT JOIN meetings_listedfor f ON f.item_id = i.id
LEFT JOIN looks k ON k.case_id = i.case_id
LEFT JOIN LATERAL (
  SELECT police_id FROM meetings_policeofresidence WHERE case_id = i.case_id ORDER BY id DESC LIMIT 1) r ON true
LEFT JOIN LATERAL (
  SELECT count(DISTINCT agency_id) AS agencies, bool_or(agency_id = %(agency)s) AS own
  FROM meetings_view WHERE item_id = i.id) v ON true
LEFT JOIN LATERAL (SELECT outcome, said FROM meetings_decision WHERE item_id = i.id ORDER BY place DESC LIMIT 1) d ON true
WHERE i.meeting_id = %(meeting)s AND i.taken_off_at IS NULL
ORDER BY i.number, i.id

-- name: due
-- The cases of one area that something is due for at a panel by a day, and that stand on no agenda: one row a case.
SELECT DISTINCT ON (c.id) c.id AS case_id, c.reference, coalesce(nullif(p.name_used, ''), p.name) AS name, c.stage,
  c.pathway, c.pathway_version, t.code, t.what, t.due_on, t.address
FROM cases_task t JOIN cases_case c ON c.id = t.case_id JOIN people_person p ON p.id = c.person_id
WHERE (t.for_role = 'panel' AND t.code LIKE 'panel.%%' OR t.code = ANY (%(tasks)s))
  AND t.done_at IS NULL AND c.area_id = %(area)s AND t.due_on <= %(on)s
  AND NOT EXISTS (
    SELECT 1 FROM meetings_item i
    WHERE i.case_id = c.id AND i.taken_off_at IS NULL AND i.ended_at IS NULL)
ORDER BY c.id, t.due_on, t.id

-- name: item
-- One item with its meeting, by the key that addresses carry.
SELECT i.id, i.key, i.number, i.case_id, c.reference, i.ended_at, f.why, f.words AS why_words, f.address,
  m.key AS meeting_key, m.id AS meeting_id
FROM meetings_item i JOIN meetings_meeting m ON m.id = i.meeting_id JOIN cases_case c ON c.id = i.case_id
LEFT JOIN meetings_listedfor f ON f.item_id = i.id
WHERE i.key = %(key)s AND i.taken_off_at IS NULL

-- name: items_of_case
-- Every item of one case, newest meeting first.
SELECT i.id, i.key, i.number, i.ended_at, m.key AS meeting_key, m.starts_at, m.state, f.why,
  EXISTS (SELECT 1 FROM meetings_minutes x WHERE x.item_id = i.id) AS signed
FROM meetings_item i JOIN meetings_meeting m ON m.id = i.meeting_id
LEFT JOIN meetings_listedfor f ON f.item_id = i.id
WHERE i.case_id = %(case)s AND i.taken_off_at IS NULL
ORDER BY m.starts_at DESC, i.id DESC

-- name: present
-- Who was there for one item: the last word on each colleague, and whether they stepped out.
SELECT DISTINCT ON (t.staff_id) t.staff_id, s.key AS staff_key, s.name, t.agency_id, g.name AS agency,
  g.code AS agency_code, t.role, t.came,
  EXISTS (SELECT 1 FROM meetings_conflict x WHERE x.case_id = t.case_id AND x.staff_id = t.staff_id) AS stepped_out
FROM meetings_attendance t JOIN agencies_staff s ON s.id = t.staff_id JOIN agencies_agency g ON g.id = t.agency_id
WHERE t.item_id = %(item)s
ORDER BY t.staff_id, t.id DESC

-- name: came_last
-- Who was there when the meeting last noted it, on whichever item the reader may see: what the next item begins with.
SELECT DISTINCT ON (t.staff_id) t.staff_id, t.came
FROM meetings_attendance t JOIN meetings_item i ON i.id = t.item_id
WHERE i.meeting_id = %(meeting)s
ORDER BY t.staff_id, t.id DESC

-- name: views
-- Each agency's last view of one item that the reader may see.
SELECT DISTINCT ON (v.agency_id) v.agency_id, g.name AS agency, v.version, v.position, v.words, v.offers, v.kind, v.source,
  v.taken_down, v.happened_at, s.name AS by
FROM meetings_view v JOIN agencies_agency g ON g.id = v.agency_id LEFT JOIN agencies_staff s ON s.id = v.by_id
WHERE v.item_id = %(item)s
ORDER BY v.agency_id, v.version DESC

-- name: decisions
-- What was decided on one case, newest first, each with the meeting it was decided at.
SELECT d.id, d.key, d.item_id, i.key AS item_key, d.place, d.outcome, d.verb, d.reached, d.said, d.further, d.reasons,
  d.until_on, d.authorises, d.happened_at, d.recorded_at, s.name AS by, m.starts_at, m.key AS meeting_key
FROM meetings_decision d JOIN meetings_item i ON i.id = d.item_id JOIN meetings_meeting m ON m.id = i.meeting_id
LEFT JOIN agencies_staff s ON s.id = d.by_id
WHERE d.case_id = %(case)s AND (%(item)s::bigint IS NULL OR d.item_id = %(item)s)
ORDER BY d.happened_at DESC, d.id DESC

-- name: dissents
-- Who disagreed, in the order in which it was recorded.
SELECT x.decision_id, x.item_id, g.name AS agency, s.name AS staff, x.words, x.recorded_at
FROM meetings_dissent x LEFT JOIN agencies_agency g ON g.id = x.agency_id LEFT JOIN agencies_staff s ON s.id = x.staff_id
WHERE x.case_id = %(case)s
ORDER BY x.id

-- name: actions
-- What was promised on one item.
SELECT x.key, x.what, x.due_on, s.name AS owner, g.name AS agency
FROM meetings_action x JOIN agencies_staff s ON s.id = x.owner_id JOIN agencies_agency g ON g.id = s.agency_id
WHERE x.item_id = %(item)s
ORDER BY x.id

-- name: my_tasks
-- What I promised at meetings, also where I may no longer open the case.
SELECT key, reference, what, due_on, opened_at, done_at, outcome FROM tc.my_tasks(%(code)s)

-- name: pulse
-- Whether anything was said on an item since: the newest row of each kind that the reader may see, and nothing of what it says.
SELECT concat_ws('.',
  (SELECT max(id) FROM meetings_attendance WHERE item_id = %(item)s), (SELECT max(id) FROM meetings_view WHERE item_id = %(item)s),
  (SELECT max(id) FROM meetings_decision WHERE item_id = %(item)s), (SELECT max(id) FROM meetings_conflict WHERE item_id = %(item)s),
  (SELECT max(id) FROM meetings_action WHERE item_id = %(item)s), (SELECT ended_at FROM meetings_item WHERE id = %(item)s)) AS pulse

-- name: numbers
-- Every number of an agenda and whether that case is over: no more, for whoever may no longer open it.
SELECT number, is_over FROM tc.agenda_numbers(%(meeting)s) ORDER BY number

-- name: conflicts
-- Who takes no part because of a conflict of interest, declared now or earlier on the case.
SELECT x.staff_id, s.name, g.name AS agency FROM meetings_conflict x
JOIN agencies_staff s ON s.id = x.staff_id JOIN agencies_agency g ON g.id = s.agency_id
WHERE x.case_id = %(case)s ORDER BY x.id

-- name: signed
-- The signed minutes of one item.
SELECT m.id, m.content, m.digest, s.name AS by, m.happened_at FROM meetings_minutes m
LEFT JOIN agencies_staff s ON s.id = m.by_id WHERE m.item_id = %(item)s

-- name: corrections
-- What was corrected after signing, oldest first.
SELECT x.words, s.name AS by, x.happened_at FROM meetings_correction x
LEFT JOIN agencies_staff s ON s.id = x.by_id WHERE x.minutes_id = %(minutes)s ORDER BY x.id
