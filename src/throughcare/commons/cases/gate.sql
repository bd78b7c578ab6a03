-- name: open
-- Through the one door: in what roles, for which agency, and the case as it stands. No row where it is hidden or missing.
SELECT roles, agency_id, police_stage, (thread).* FROM tc.gate_open(%(reference)s, %(verb)s, %(document)s)
