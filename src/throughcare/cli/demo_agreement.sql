-- name: adopted
-- The closed cases of the past that a panel adopted, with the moment of adoption, by area.
SELECT c.id AS case_id, c.reference, c.owner_id, r.code AS area, min(e.happened_at) AS at
FROM cases_event e JOIN cases_case c ON c.id = e.case_id JOIN agencies_area r ON r.id = c.area_id
WHERE e.verb = 'panels.adopt' AND c.closed_at IS NOT NULL AND r.code = ANY (%(areas)s)
GROUP BY c.id, r.code ORDER BY 5, 1

-- name: given
-- What was assessed of each case, when, and by whom.
SELECT g.*, c.controller_id, c.regime, c.basis, c.review_on FROM jsonb_to_recordset(%(given)s::jsonb)
  AS g(case_id bigint, at timestamptz, by_id bigint, note text, answers jsonb) JOIN cases_case c ON c.id = g.case_id

-- name: notes
-- A note of the week before, from which a second assessor can rate.
INSERT INTO cases_note (key, case_id, happened_at, recorded_at, by_id, kind, source, controller_id, regime, basis, review_on, thread,
  version, text, correction_reason)
SELECT gen_random_uuid(), g.case_id, g.at - interval '6 days', g.at - interval '6 days', g.by_id, 'fact', '', g.controller_id, g.regime,
  g.basis, g.review_on, gen_random_uuid(), 1, g.note, '' FROM ({given}) g

-- name: begun
INSERT INTO assessments_start (key, case_id, happened_at, recorded_at, by_id, kind, source, controller_id, regime, basis, review_on,
  instrument, version, reason, why)
SELECT gen_random_uuid(), g.case_id, g.at - interval '3 days', g.at - interval '3 days', g.by_id, 'fact', '', g.controller_id, g.regime,
  g.basis, g.review_on, %(instrument)s, %(version)s, 'The newer one is not to be had here', '' FROM ({given}) g

-- name: finished
INSERT INTO assessments_assessment (key, case_id, happened_at, recorded_at, by_id, kind, source, controller_id, regime, basis, review_on,
  start_id, instrument, version, sha256, superseded)
SELECT gen_random_uuid(), g.case_id, g.at, g.at, g.by_id, 'opinion', '', g.controller_id, g.regime, g.basis, g.review_on, s.id,
  %(instrument)s, %(version)s, %(sha256)s, g.at::date > %(until)s
FROM ({given}) g JOIN assessments_start s ON s.case_id = g.case_id

-- name: rated
INSERT INTO assessments_rating (key, case_id, happened_at, recorded_at, by_id, kind, source, controller_id, regime, basis, review_on,
  assessment_id, factor, measure, position, label, presence, missing, none_against)
SELECT gen_random_uuid(), g.case_id, g.at, g.at, g.by_id, 'opinion', '', g.controller_id, g.regime, g.basis, g.review_on, a.id,
  x.answer ->> 0, 'presence', x.place, '', x.answer ->> 1, CASE WHEN x.answer ->> 1 = 'not_known' THEN 'Invented' ELSE '' END, true
FROM ({given}) g JOIN assessments_assessment a ON a.case_id = g.case_id
CROSS JOIN LATERAL jsonb_array_elements(g.answers) WITH ORDINALITY AS x(answer, place)

-- name: formulated
INSERT INTO assessments_formulation (key, case_id, happened_at, recorded_at, by_id, kind, source, controller_id, regime, basis, review_on,
  assessment_id, part, position, text)
SELECT gen_random_uuid(), g.case_id, g.at, g.at, g.by_id, 'opinion', '', g.controller_id, g.regime, g.basis, g.review_on, a.id, p.part, p.place,
  CASE WHEN p.part = 'influence' THEN 'not_known' ELSE %(formulation)s END
FROM ({given}) g JOIN assessments_assessment a ON a.case_id = g.case_id CROSS JOIN unnest(%(parts)s::text[]) WITH ORDINALITY AS p(part, place)

-- name: on_file
INSERT INTO assessments_provenance (key, case_id, happened_at, recorded_at, by_id, kind, source, controller_id, regime, basis, review_on,
  assessment_id, rests_on, limits, limits_because, disciplines, offered, offered_because, comment)
SELECT gen_random_uuid(), g.case_id, g.at, g.at, g.by_id, 'fact', '', g.controller_id, g.regime, g.basis, g.review_on, a.id, 'file_only', 'no',
  %(formulation)s, '{}', 'no', %(formulation)s, ''
FROM ({given}) g JOIN assessments_assessment a ON a.case_id = g.case_id

-- name: lines
-- One line for each, in the name of whoever finished it.
SELECT set_config('app.staff', g.by_id::text, true), set_config('app.acting', 'staff', true),
  tc.audit('assessments:finished', g.case_id, 'assessments.assessment', a.id::text, g.at)
FROM ({given}) g JOIN assessments_assessment a ON a.case_id = g.case_id

-- name: nobody
SELECT set_config('app.staff', '', true), set_config('app.acting', '', true)

-- name: sampled
-- What was drawn for a study, with the case of each, which the study itself never tells.
SELECT q.number, k.key, c.reference, c.owner_id, k.assessment_id FROM quality_sampled q JOIN quality_sampledcase k ON k.sampled_id = q.id
JOIN cases_case c ON c.id = k.case_id WHERE q.study_id = %(study)s ORDER BY q.number

-- name: first_answers
SELECT factor, presence FROM assessments_rating WHERE assessment_id = %(assessment)s ORDER BY position
