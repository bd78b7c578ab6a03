-- name: has_panel_item
-- Whether the case is or was on an agenda that the reader may see.
EXISTS (
  SELECT 1 FROM meetings_item i JOIN meetings_meeting m ON m.id = i.meeting_id
  WHERE i.case_id = %(case)s AND i.taken_off_at IS NULL)

-- name: has_panel_decision
-- Whether a panel ever decided anything on the case.
EXISTS (SELECT 1 FROM meetings_decision WHERE case_id = %(case)s)

-- name: card
-- The newest meeting that the case is on, the last decision with how many disagreed, and the last adoption.
SELECT m.starts_at, d.said, d.authorises, d.dissents, a.happened_at AS adopted_at, d.id IS NOT NULL AS is_decided
FROM (SELECT 1) one
LEFT JOIN LATERAL (
  SELECT x.starts_at FROM meetings_item i JOIN meetings_meeting x ON x.id = i.meeting_id
  WHERE i.case_id = %(case)s AND i.taken_off_at IS NULL ORDER BY x.starts_at DESC, i.id DESC LIMIT 1) m ON true
LEFT JOIN LATERAL (
  SELECT y.id, y.said, y.authorises, (SELECT count(*) FROM meetings_dissent z WHERE z.decision_id = y.id) AS dissents
  FROM meetings_decision y JOIN meetings_item i ON i.id = y.item_id JOIN meetings_meeting x ON x.id = i.meeting_id
  WHERE y.case_id = %(case)s ORDER BY y.happened_at DESC, y.id DESC LIMIT 1) d ON true
LEFT JOIN LATERAL (
  SELECT happened_at FROM panels_adoption WHERE case_id = %(case)s ORDER BY id DESC LIMIT 1) a ON true

-- name: adopted_at
-- When a panel adopted the case last, up to a moment where one is named.
SELECT happened_at FROM panels_adoption
WHERE case_id = %(case)s AND (%(until)s::timestamptz IS NULL OR happened_at <= %(until)s)
ORDER BY happened_at DESC, id DESC LIMIT 1

-- name: gathering
-- The cases of one area that a listing would take to the panel, on no agenda, as far as the reader may see them.
SELECT c.id, c.reference, coalesce(nullif(p.name_used, ''), p.name) AS name, c.stage, c.pathway, c.pathway_version
FROM cases_case c JOIN people_person p ON p.id = c.person_id
WHERE c.area_id = %(area)s AND c.closed_at IS NULL AND c.stage = ANY (%(stages)s)
  AND NOT EXISTS (
    SELECT 1 FROM meetings_item i
    WHERE i.case_id = c.id AND i.taken_off_at IS NULL AND i.ended_at IS NULL)
ORDER BY c.opened_at, c.id
