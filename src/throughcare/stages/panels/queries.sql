-- name: gathering
-- The cases of one area that a listing would take to the panel, on no agenda, as far as the reader may see them.
SELECT c.id, c.reference, coalesce(nullif(p.name_used, ''), p.name) AS name, c.stage, c.pathway, c.pathway_version
FROM cases_case c JOIN people_person p ON p.id = c.person_id
WHERE c.area_id = %(area)s AND c.closed_at IS NULL AND c.stage = ANY (%(stages)s)
  AND NOT EXISTS (
    SELECT 1 FROM meetings_item i
    WHERE i.case_id = c.id AND i.taken_off_at IS NULL AND i.ended_at IS NULL)
ORDER BY c.opened_at, c.id
