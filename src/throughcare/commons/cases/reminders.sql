-- name: waited_for
-- For whom something is due by today: theirs by name, or nobody's yet and for a role they hold where it lies. Whoever is kept
-- out of a case is told of nothing on it.
WITH out AS MATERIALIZED (
  SELECT case_id, staff_id FROM tc.kept_out_now()
), due AS (
  SELECT t.case_id, t.assigned_to_id, t.for_role, t.area_id FROM cases_task t WHERE t.done_at IS NULL AND t.due_on <= %(today)s
  UNION ALL
  SELECT t.case_id, t.assigned_to_id, t.for_role, t.area_id FROM cases_policetask t WHERE t.done_at IS NULL AND t.due_on <= %(today)s
  UNION ALL
  SELECT t.case_id, t.assigned_to_id, t.for_role, t.area_id FROM cases_offertask t WHERE t.done_at IS NULL AND t.due_on <= %(today)s
  UNION ALL
  SELECT t.case_id, t.assigned_to_id, t.for_role, t.area_id FROM cases_enforcementtask t WHERE t.done_at IS NULL AND t.due_on <= %(today)s
), here AS (
  SELECT d.* FROM due d JOIN agencies_area a ON a.id = d.area_id WHERE a.nation = ANY (%(nations)s)
), theirs AS (
  SELECT h.assigned_to_id AS staff_id FROM here h WHERE h.assigned_to_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM out o WHERE o.case_id = h.case_id AND o.staff_id = h.assigned_to_id)
  UNION
  SELECT p.staff_id FROM (
    SELECT DISTINCT h.for_role, h.area_id, o.case_id FROM here h LEFT JOIN (SELECT DISTINCT case_id FROM out) o ON o.case_id = h.case_id
    WHERE h.assigned_to_id IS NULL) r
  JOIN agencies_post p ON p.role = r.for_role AND p.area_id = r.area_id
  WHERE p.from_on <= %(today)s AND (p.until_on IS NULL OR p.until_on >= %(today)s)
    AND NOT EXISTS (SELECT 1 FROM out x WHERE x.case_id = r.case_id AND x.staff_id = p.staff_id)
)
SELECT m.staff_id FROM theirs t
JOIN agencies_mailbox m ON m.staff_id = t.staff_id AND m.reminders
JOIN agencies_staff s ON s.id = m.staff_id AND s.is_active
ORDER BY m.staff_id
