-- name: has_plan_piece
-- Whether anything of a plan was ever written.
EXISTS (SELECT 1 FROM plans_piece WHERE case_id = %(case)s)

-- name: has_plan_version
-- Whether the panel ever approved a plan.
EXISTS (SELECT 1 FROM plans_version WHERE case_id = %(case)s)

-- name: has_after_no
-- Whether anything was ever decided after a no.
EXISTS (SELECT 1 FROM plans_afterno WHERE case_id = %(case)s)

-- name: card
-- The plan that was approved last, the support it names and what the person last said to it, or whether one was sent.
SELECT v.happened_at AS approved_at, s.kinds, g.own_words,
  EXISTS (SELECT 1 FROM plans_sending WHERE case_id = %(case)s) AS is_sent
FROM (SELECT 1) one
LEFT JOIN LATERAL (
  SELECT id, happened_at FROM plans_version WHERE case_id = %(case)s ORDER BY number DESC LIMIT 1) v ON true
LEFT JOIN LATERAL (
  SELECT array_agg(x.support_kind ORDER BY y.of_need_id, y.place, x.place) AS kinds
  FROM plans_goal y JOIN plans_support x ON x.goal_id = y.id WHERE y.version_id = v.id) s ON true
LEFT JOIN LATERAL (
  SELECT own_words FROM plans_agreement WHERE case_id = %(case)s ORDER BY happened_at DESC, id DESC LIMIT 1) g ON true
