-- name: entered
-- When the case last came to each stage that it was ever at.
SELECT DISTINCT ON (to_stage) to_stage, happened_at FROM cases_stagechange WHERE case_id = %(case)s ORDER BY to_stage, id DESC
