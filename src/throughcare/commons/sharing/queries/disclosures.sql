-- name: has_disclosures
-- Whether anything of the case was ever given to somebody outside it.
EXISTS (SELECT 1 FROM sharing_disclosure WHERE case_id = %(case)s)
