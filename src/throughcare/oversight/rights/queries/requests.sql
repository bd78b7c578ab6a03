-- name: overseen
-- A case of the own controller; the row policies choose which.
SELECT c.id, c.reference, c.area_id, c.controller_id, c.regime, c.pathway, c.pathway_version
FROM cases_case c WHERE c.reference = %(reference)s

-- name: is_child
-- Whether the person of a case is treated as a child on a day.
SELECT tc.is_child(%(case)s, %(on)s, %(majority)s) AS is_child

-- name: said
-- What the person says of their record, oldest first: every page of the case that has cards asks.
SELECT about, words FROM rights_statement WHERE case_id = %(case)s AND words <> '' ORDER BY id

-- name: works_on
-- Whether a colleague is owner of a case, or was ever let in.
SELECT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = %(case)s AND %(staff)s IN (c.owner_id, c.police_owner_id))
  OR EXISTS (SELECT 1 FROM cases_grant g WHERE g.case_id = %(case)s AND g.staff_id = %(staff)s) AS works_on
