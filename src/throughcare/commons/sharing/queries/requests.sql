-- name: has_requests
-- Whether any agency was ever asked.
EXISTS (SELECT 1 FROM sharing_informationrequest WHERE case_id = %(case)s)

-- name: has_read
-- Whether a colleague said that they read one version of a statement for one case.
SELECT 1 AS has_read FROM sharing_statementread
WHERE case_id = %(case)s AND by_id = %(staff)s AND statement = %(statement)s AND version = %(version)s LIMIT 1

-- name: card
-- How the requests of one case stand, as one row; the same rule as rules.state_of, which a test holds it against.
SELECT count(*) AS asked,
  count(*) FILTER (WHERE q.held) AS answered,
  count(*) FILTER (WHERE NOT q.held AND q.last = 'nothing_held') AS nothing_held,
  count(*) FILTER (WHERE NOT q.held AND q.last = 'cannot_share') AS cannot_share,
  count(*) FILTER (WHERE q.last IS NULL AND NOT q.withdrawn AND q.due_on >= %(today)s) AS waiting,
  count(*) FILTER (WHERE q.last IS NULL AND NOT q.withdrawn AND q.due_on < %(today)s) AS late,
  count(*) FILTER (WHERE q.last IS NULL AND q.withdrawn) AS withdrawn,
  coalesce(string_agg(q.name, ', ' ORDER BY q.number) FILTER (WHERE q.last IS NULL AND NOT q.withdrawn AND q.due_on < %(today)s), '') AS late_names
FROM (
  SELECT r.number, r.due_on, a.name,
    EXISTS (SELECT 1 FROM sharing_agencyanswer x WHERE x.request_id = r.id AND x.answer = 'held') AS held,
    EXISTS (SELECT 1 FROM sharing_withdrawal w WHERE w.request_id = r.id) AS withdrawn,
    (SELECT x.answer FROM sharing_agencyanswer x WHERE x.request_id = r.id ORDER BY x.recorded_at DESC, x.id DESC LIMIT 1) AS last
  FROM sharing_informationrequest r JOIN agencies_agency a ON a.id = r.agency_id
  WHERE r.case_id = %(case)s
) q
