-- name: cases
-- Who was referred when and where, and how it goes on: in the order of time.
CREATE TEMP TABLE nat_case ON COMMIT DROP AS
WITH drawn AS (
  SELECT n, width_bucket(pg_temp.draw(n, 10), y.bounds) AS year, pg_temp.draw(n, 11) AS of_year,
    1 + width_bucket(pg_temp.draw(n, 12), p.bounds) AS area_n
  FROM nat, generate_series(1, nat.cases) n, nat_pick y, nat_pick p WHERE y.kind = 'years' AND p.kind = 'areas'
), dated AS (
  SELECT n, area_n, pg_temp.working_day(nat.first_day + (year * 365.2 + of_year * 365)::int)
    + time '08:00' + pg_temp.draw(n, 13) * interval '8 hours' AS at FROM drawn, nat
), sorted AS (
  SELECT row_number() OVER (ORDER BY at, n) AS n, area_n, (least(at, nat.now::timestamp - interval '2 hours') AT TIME ZONE 'Europe/London') AS received_at FROM dated, nat
)
SELECT s.n, s.area_n, date_trunc('minute', s.received_at) AS received_at, (s.received_at AT TIME ZONE 'Europe/London')::date AS received_on,
  nat.case_id + s.n AS id, nat.person_id + s.n AS person_id, a.id AS area_id, a.council AS controller_id,
  CASE WHEN pg_temp.draw(s.n, 14) < 0.55 THEN w.coordinator ELSE w.second_coordinator END AS owner_id,
  CASE WHEN pg_temp.draw(s.n, 15) < 0.55 THEN w.police_officer ELSE w.second_officer END AS police_owner_id,
  story.codes[1 + width_bucket((s.n * 7919 % nat.cases)::float8 / nat.cases, story.bounds)] AS story,
  gender.codes[1 + width_bucket(pg_temp.draw(s.n, 17), gender.bounds)] AS gender,
  (s.received_at + interval '72 months')::date AS review_on
FROM sorted s JOIN nat_area a ON a.n = s.area_n JOIN nat_who w ON w.n = s.area_n, nat, nat_pick story, nat_pick gender
WHERE story.kind = 'stories' AND gender.kind = 'genders'

-- name: seen_cases
ANALYZE nat_case

-- name: people
CREATE TEMP TABLE nat_person ON COMMIT DROP AS
SELECT c.n, c.person_id, c.received_at, c.received_on, c.controller_id, c.review_on, c.gender,
  f.words[1 + floor(pg_temp.draw(c.n, 20) * cardinality(f.words))::int] AS first_name,
  s.words[1 + floor(power(pg_temp.draw(c.n, 21), 1.6) * cardinality(s.words))::int] AS surname,
  precision_.codes[1 + width_bucket(pg_temp.draw(c.n, 22), precision_.bounds)] AS birth_precision,
  c.received_on - ((b.lowest + pg_temp.draw(c.n, 23) * (b.highest - b.lowest + 1)) * 365.25)::int - 2 AS born_on
FROM nat_case c JOIN nat_words f ON f.kind = CASE WHEN c.gender IN ('male', 'female') THEN c.gender ELSE 'any' END
JOIN nat_words s ON s.kind = 'surnames' CROSS JOIN nat_pick ages JOIN nat_age b ON b.place = 1 + width_bucket(pg_temp.draw(c.n, 24), ages.bounds)
CROSS JOIN nat_pick precision_ WHERE ages.kind = 'ages' AND precision_.kind = 'precisions'

-- name: persons
INSERT INTO people_person (id, name, name_used, sounds, recorded_at)
SELECT p.person_id, p.first_name || ' ' || p.surname, CASE WHEN pg_temp.draw(p.n, 25) < 0.04 THEN left(p.first_name, 3) ELSE '' END,
  CASE WHEN a.sound < b.sound THEN ARRAY[a.sound, b.sound] WHEN a.sound = b.sound THEN ARRAY[a.sound] ELSE ARRAY[b.sound, a.sound] END, p.received_at
FROM nat_person p JOIN nat_sound a ON a.word = p.first_name JOIN nat_sound b ON b.word = p.surname ORDER BY p.n

-- name: particulars
INSERT INTO people_particulars (happened_at, recorded_at, kind, source, regime, basis, review_on, born_on, birth_precision, gender, interpreter,
  communication_needs, adjustments, controller_id, person_id)
SELECT received_at, received_at, 'fact', '', 'uk_gdpr', 'public_task', review_on,
  CASE birth_precision WHEN 'exact' THEN born_on WHEN 'year' THEN date_trunc('year', born_on)::date END, birth_precision, gender,
  CASE WHEN pg_temp.draw(n, 26) < 0.03 THEN 'an interpreter' ELSE '' END, '', '', controller_id, person_id FROM nat_person ORDER BY n

-- name: other_names
-- Some are also known by another spelling.
INSERT INTO people_othername (name, sounds, kind, recorded_at, person_id)
SELECT first_name || ' ' || translate(surname, 'iy', 'yi'), ARRAY[b.sound], 'alias', received_at, person_id
FROM nat_person p JOIN nat_sound b ON b.word = p.surname WHERE pg_temp.draw(n, 27) < 0.03 ORDER BY n

-- name: steps
-- Every step that was taken by today, each some days after the one before. What a panel decides waits for its next
-- meeting, which comes every four weeks.
CREATE TEMP TABLE nat_step ON COMMIT DROP AS
WITH RECURSIVE walked AS (
  SELECT c.n, 0 AS place, c.received_at AS at, c.received_on AS on_day FROM nat_case c
  UNION ALL
  SELECT w.n, t.place, ((m.day + time '09:00') AT TIME ZONE 'Europe/London') + t.place * interval '40 minutes' + pg_temp.draw(w.n, 40 + t.place) * interval '30 minutes', m.day
  FROM walked w JOIN nat_case c ON c.n = w.n JOIN nat_told t ON t.story = c.story AND t.place = w.place + 1 CROSS JOIN nat
  CROSS JOIN LATERAL (SELECT w.on_day + t.lowest + floor(pg_temp.draw(w.n, 30 + t.place) * (t.highest - t.lowest + 1))::int AS raw) r
  CROSS JOIN LATERAL (SELECT CASE WHEN t.role <> 'chair' THEN pg_temp.working_day(r.raw)
    ELSE r.raw + ((nat.first_day + c.area_n % 4 * 7 + 1 - r.raw) % 28 + 28) % 28 END AS day) m
  WHERE m.day < nat.today
)
SELECT w.n, w.place, w.at, w.on_day, t.from_stage, t.to_stage, t.verb, t.said, t.role, t.words, t.tells, c.id AS case_id, c.area_n, c.area_id,
  c.controller_id, c.review_on,
  CASE t.role WHEN 'chair' THEN who.chair WHEN 'police_supervisor' THEN who.police_supervisor ELSE c.owner_id END AS by_id,
  lead(w.place) OVER (PARTITION BY w.n ORDER BY w.place) IS NULL AS is_last
FROM walked w JOIN nat_case c ON c.n = w.n JOIN nat_told t ON t.story = c.story AND t.place = w.place JOIN nat_who who ON who.n = c.area_n

-- name: seen_steps
ANALYZE nat_step

-- name: standing
-- Where each case stands today, and until when it was worked on.
CREATE TEMP TABLE nat_now ON COMMIT DROP AS
SELECT c.*, coalesce(s.to_stage, 'checks') AS stage, CASE WHEN s.to_stage = 'closed' THEN s.at END AS closed_at,
  coalesce(x.at, CASE WHEN s.to_stage = 'closed' THEN s.at END, nat.now) AS worked_until, a.at AS adopted_at, g.at AS consent_at, x.at AS ended_at
FROM nat_case c CROSS JOIN nat LEFT JOIN nat_step s ON s.n = c.n AND s.is_last
LEFT JOIN nat_step a ON a.n = c.n AND a.verb = 'panels.adopt' LEFT JOIN nat_step g ON g.n = c.n AND g.verb = 'consents.record_given'
LEFT JOIN nat_step x ON x.n = c.n AND x.verb = 'closure.close'

-- name: seen_standing
ANALYZE nat_now

-- name: opened
INSERT INTO cases_case (id, reference, pathway, pathway_version, stage, opened_at, closed_at, recorded_at, regime, basis, review_on, area_id,
  controller_id, owner_id, person_id, police_owner_id)
SELECT c.id, r.reference, 'channel', nat.pathway_version, c.stage, c.received_at, c.closed_at, c.received_at, 'uk_gdpr', 'public_task', c.review_on,
  c.area_id, c.controller_id, c.owner_id, c.person_id, c.police_owner_id
FROM nat_now c CROSS JOIN nat JOIN nat_reference r ON r.n = c.n ORDER BY c.n

-- name: teams
INSERT INTO cases_grant (role, from_at, reason, recorded_at, case_id, staff_id)
SELECT 'coordinator', received_at, 'owner at receipt', received_at, id, owner_id FROM nat_now
UNION ALL SELECT 'police_officer', received_at, 'police risk owner at receipt', received_at, id, police_owner_id FROM nat_now
ORDER BY 5, 1

-- name: owners
INSERT INTO cases_ownerchange (happened_at, recorded_at, kind, source, regime, basis, review_on, key, offered_at, accepted_at, reason, note, case_id,
  controller_id, to_owner_id)
SELECT received_at, received_at, 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('owner', id), received_at, received_at, '', '', id,
  controller_id, owner_id FROM nat_now ORDER BY n

-- name: referrals
INSERT INTO referrals_referral (happened_at, recorded_at, kind, source, regime, basis, review_on, key, received_at, channel, residence, what_worries,
  where_and_when, noticed_precision, how_known, known_words, others_know, child_worry, child_words, person_knows, person_knows_words,
  communication_needs, from_whom, concern_type, concern_types_version, privacy_version, area_id, case_id, controller_id)
SELECT c.received_at, c.received_at, 'third_party', 'whoever referred', 'uk_gdpr', 'public_task', c.review_on, pg_temp.key('referral', c.id), c.received_at,
  'public', '', w.words[1 + floor(pg_temp.draw(c.n, 50) * cardinality(w.words))::int], '', '',
  h.codes[1 + width_bucket(pg_temp.draw(c.n, 51), h.bounds)], '', '', '', '', '', '', '', '',
  t.codes[1 + width_bucket(pg_temp.draw(c.n, 52), t.bounds)], nat.concern_types_version, '', c.area_id, c.id, c.controller_id
FROM nat_now c CROSS JOIN nat JOIN nat_words w ON w.kind = 'what_worries' JOIN nat_pick h ON h.kind = 'how_known'
JOIN nat_pick t ON t.kind = 'concern_types' AND c.received_on BETWEEN t.first_day AND t.last_day ORDER BY c.n

-- name: provenance
INSERT INTO referrals_provenance (happened_at, recorded_at, kind, source, regime, basis, review_on, key, sector, sectors_version, case_id, controller_id)
SELECT c.received_at, c.received_at, 'fact', '', 'uk_gdpr', 'public_task', c.review_on, pg_temp.key('provenance', c.id),
  s.codes[1 + width_bucket(pg_temp.draw(c.n, 53), s.bounds)], nat.sectors_version, c.id, c.controller_id
FROM nat_now c CROSS JOIN nat JOIN nat_pick s ON s.kind = 'sectors' ORDER BY c.n

-- name: originators
INSERT INTO referrals_originator (happened_at, recorded_at, kind, source, regime, basis, review_on, key, name, role, organisation, phone, email,
  anonymous_to_person, anonymous_to_panel, wish_was_asked, case_id, controller_id)
SELECT received_at, received_at, 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('originator', id), '', '', '', '', '', true, true, false, id,
  controller_id FROM nat_now ORDER BY n

-- name: beginnings
INSERT INTO cases_stagechange (happened_at, recorded_at, kind, source, regime, basis, review_on, key, from_stage, to_stage, verb, reason, case_id, controller_id)
SELECT received_at, received_at, 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('begin', id), '', 'checks', 'referrals.receive', '', id, controller_id
FROM nat_now ORDER BY n

-- name: stages
INSERT INTO cases_stagechange (happened_at, recorded_at, kind, source, regime, basis, review_on, key, from_stage, to_stage, verb, reason, by_id, case_id, controller_id)
SELECT at, at, 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('stage' || place, case_id), from_stage, to_stage, verb, '', by_id, case_id, controller_id
FROM nat_step ORDER BY n, place

-- name: police_stages
INSERT INTO cases_policestagechange (happened_at, recorded_at, kind, source, regime, basis, review_on, key, from_stage, to_stage, verb, reason, by_id, case_id, controller_id)
SELECT at, at, 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('police', case_id), from_stage, to_stage, verb, '', by_id, case_id, controller_id
FROM nat_step WHERE from_stage = 'checks' ORDER BY n

-- name: events
INSERT INTO cases_event (happened_at, recorded_at, kind, source, regime, basis, review_on, key, verb, words, address, by_id, case_id, controller_id)
SELECT received_at, received_at, 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('came', id), 'referrals.receive', 'A concern was received', 'concern',
  NULL, id, controller_id FROM nat_now
UNION ALL
SELECT at, at, 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('event' || place, case_id), verb, words, '', by_id, case_id, controller_id FROM nat_step
ORDER BY 1

-- name: told
INSERT INTO cases_told (happened_at, recorded_at, kind, source, regime, basis, review_on, key, told, reason, words, told_review_on, by_id, case_id, controller_id)
SELECT received_at, received_at, 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('not told', id), false, 'checks_not_finished', '', received_on + 28, NULL,
  id, controller_id FROM nat_now
UNION ALL
SELECT at, at, 'fact', '', 'uk_gdpr', 'public_task', review_on, pg_temp.key('told', case_id), true, '', '', NULL, by_id, case_id, controller_id FROM nat_step WHERE tells
ORDER BY 1

-- name: tasks
-- What was to do is done; what the stage asks for is open, given to the owner or to whoever holds the role.
INSERT INTO cases_task (key, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify, paused_reason, for_role, address, opened_at, done_at,
  outcome, recorded_at, area_id, assigned_to_id, case_id, done_by_id)
WITH wanted AS (
  SELECT c.n, 'cases.review_not_told' AS code, c.received_at AS opened_at, s.at AS done_at FROM nat_now c LEFT JOIN nat_step s ON s.n = c.n AND s.place = 1
  UNION ALL
  SELECT c.n, o.code, coalesce(s.at, c.received_at), NULL FROM nat_now c JOIN nat_open o ON o.stage = c.stage AND o.code <> 'cases.review_not_told'
  LEFT JOIN nat_step s ON s.n = c.n AND s.is_last
)
SELECT pg_temp.key('task' || w.code, c.id), w.code, '', d.due_on, d.due_on, r.rule, r.pathway_rule, r.source, r.verify, '', r.role, r.address, w.opened_at,
  w.done_at, '', w.opened_at, c.area_id, CASE r.role WHEN 'coordinator' THEN c.owner_id END, c.id, CASE WHEN w.done_at IS NOT NULL THEN c.owner_id END
FROM wanted w JOIN nat_now c ON c.n = w.n JOIN nat_rule r ON r.code = w.code AND r.role <> 'police_officer'
CROSS JOIN LATERAL (SELECT pg_temp.working_day((w.opened_at AT TIME ZONE 'Europe/London')::date + r.days) AS due_on) d ORDER BY c.n, w.code

-- name: police_tasks
INSERT INTO cases_policetask (key, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify, paused_reason, for_role, address, opened_at, done_at,
  outcome, recorded_at, area_id, assigned_to_id, case_id, done_by_id)
SELECT pg_temp.key('deconflict', c.id), r.code, '', d.due_on, d.due_on, r.rule, r.pathway_rule, r.source, r.verify, '', r.role, r.address, c.received_at, s.at, '',
  c.received_at, c.area_id, c.police_owner_id, c.id, CASE WHEN s.at IS NOT NULL THEN c.police_owner_id END
FROM nat_now c JOIN nat_rule r ON r.role = 'police_officer' LEFT JOIN nat_step s ON s.n = c.n AND s.place = 1
CROSS JOIN LATERAL (SELECT pg_temp.working_day(c.received_on + r.days) AS due_on) d ORDER BY c.n

-- name: notes
-- Notes over the time in which a case was worked on: more where the panel looked at it, most where there was support.
CREATE TEMP TABLE nat_note ON COMMIT DROP AS
WITH weighed AS (
  SELECT *, (4 + CASE WHEN adopted_at IS NOT NULL THEN 24 WHEN stage IN ('gathering', 'panel') OR story IN ('no_support', 'adopted') THEN 6 ELSE 0 END) AS weight FROM nat_now
), numbered AS (
  SELECT w.*, floor(weight * nat.notes / sum(weight) OVER () + pg_temp.draw(w.n, 60))::int AS number FROM weighed w, nat
)
SELECT row_number() OVER (ORDER BY m.at, c.n, k) AS place, c.id AS case_id, c.controller_id, c.review_on, c.owner_id AS by_id, m.at
FROM numbered c CROSS JOIN LATERAL generate_series(1, c.number) k
CROSS JOIN LATERAL (SELECT date_trunc('second', c.received_at + (c.worked_until - c.received_at) * pg_temp.draw(c.n * 1000 + k, 61)) AS at) m

-- name: written
INSERT INTO cases_note (id, happened_at, recorded_at, kind, source, regime, basis, review_on, key, thread, version, text, correction_reason, by_id, case_id, controller_id)
SELECT nat.note_id + x.place, x.at, x.at, 'fact', '', 'uk_gdpr', 'public_task', x.review_on, pg_temp.key('note', x.place), pg_temp.key('thread', x.place), 1,
  w.words[1 + floor(pg_temp.draw(x.place, 62) * cardinality(w.words))::int], '', x.by_id, x.case_id, x.controller_id
FROM nat_note x CROSS JOIN nat JOIN nat_words w ON w.kind = 'notes' ORDER BY x.place
