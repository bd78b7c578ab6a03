-- name: draw
-- A number from 0 up to 1 for the nth of something, the same each time; the second number keeps apart what is drawn.
CREATE FUNCTION pg_temp.draw(n bigint, what int) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT (hashint8extended(n, what + {seed}) & 1048575)::float8 / 1048576
$$

-- name: key
CREATE FUNCTION pg_temp.key(what text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5(what || ':' || n)::uuid $$

-- name: working_day
-- The day itself, or the Monday after it.
CREATE FUNCTION pg_temp.working_day(day date) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT day + CASE extract(isodow FROM day) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END
$$

-- name: areas
-- Places, each with a weight: some have three times the cases of others. A police force serves fifteen of them.
CREATE TEMP TABLE nat_area ON COMMIT DROP AS
SELECT n, nat.area + n AS id, nat.agency + n AS council, nat.agency + nat.areas + 1 + (n - 1) / 15 AS police,
  nat.agency + 2 * nat.areas + 1 + (n - 1) / 4 AS nhs, nat.agency + 3 * nat.areas + 1 + (n - 1) / 15 AS probation,
  nat.agency + 4 * nat.areas + 1 + (n - 1) / 15 AS provider,
  concat_ws(' ', (ARRAY['North', 'South', 'East', 'West', 'Great', 'Little'])[(n - 1) / (cardinality(b.words) * cardinality(e.words))],
    b.words[1 + (n - 1) % cardinality(b.words)] || e.words[1 + (n - 1) / cardinality(b.words) % cardinality(e.words)]) AS name,
  nat.regions[1 + (n - 1) / 15 % cardinality(nat.regions)] AS region,
  0.4 + 1.2 * pg_temp.draw(n, 1) AS weight
FROM nat, generate_series(1, nat.areas) n, nat_words b, nat_words e
WHERE b.kind = 'place_beginnings' AND e.kind = 'place_endings'

-- name: agencies
INSERT INTO agencies_agency (id, code, name, kind, sector, regime, phone, valid_from)
SELECT council, 'council_' || n, name || ' Council', 'local_authority', 'local_authority', 'uk_gdpr', '01632 960 200', nat.since FROM nat_area, nat
UNION ALL
SELECT DISTINCT ON (police) police, 'force_' || police, name || ' and District Police', 'police', 'police', 'part_3', '01632 960 210', nat.since FROM nat_area, nat
UNION ALL
SELECT DISTINCT ON (nhs) nhs, 'trust_' || nhs, name || ' NHS Trust', 'nhs', 'health', 'uk_gdpr', '01632 960 220', nat.since FROM nat_area, nat
UNION ALL
SELECT DISTINCT ON (probation) probation, 'probation_' || probation, name || ' Probation', 'probation', 'hmpps', 'part_3', '01632 960 230', nat.since FROM nat_area, nat
UNION ALL
SELECT DISTINCT ON (provider) provider, 'mentors_' || provider, name || ' Mentors', 'provider', 'community', 'uk_gdpr', '01632 960 240', nat.since FROM nat_area, nat
ORDER BY 1

-- name: places
INSERT INTO agencies_area (id, code, name, region, nation, local_authority_id, police_id)
SELECT id, 'place-' || n, name, region, 'england-and-wales', council, police FROM nat_area ORDER BY n

-- name: numbers
INSERT INTO agencies_dutynumber (purpose, label, phone, hours, area_id)
SELECT 'office', 'the programme office', '01632 960 200', '9am to 5pm, Monday to Friday', id FROM nat_area ORDER BY n

-- name: posts
-- Who works where. Ten for each place; a health trust sends one member to four panels, probation one to fifteen; what is
-- left over of the number wanted are data protection officers.
CREATE TEMP TABLE nat_post ON COMMIT DROP AS
WITH own AS (
  SELECT a.n, s.place, s.role, CASE s.role WHEN 'provider' THEN a.provider WHEN 'police_officer' THEN a.police
    WHEN 'police_supervisor' THEN a.police ELSE a.council END AS agency
  FROM nat_area a CROSS JOIN unnest(ARRAY['coordinator', 'coordinator', 'manager', 'chair', 'assessor', 'police_officer', 'police_officer',
    'police_supervisor', 'panel_member', 'provider']) WITH ORDINALITY AS s(role, place)
), shared AS (
  SELECT n, 'panel_member' AS role, nhs AS agency FROM nat_area
  UNION ALL SELECT n, 'panel_member', probation FROM nat_area
  UNION ALL SELECT n, 'named_officer', police FROM nat_area
), numbered AS (
  SELECT (n - 1) * 10 + place AS staff_n, role, agency, n FROM own
  UNION ALL
  SELECT nat.areas * 10 + dense_rank() OVER (ORDER BY s.role, s.agency), s.role, s.agency, s.n FROM shared s, nat
)
SELECT * FROM numbered
UNION ALL
SELECT taken.most + a.n, 'data_protection', a.council, NULL FROM nat_area a, nat, (SELECT max(staff_n) AS most FROM numbered) taken
WHERE a.n <= nat.staff - taken.most

-- name: staff
INSERT INTO agencies_staff (id, key, name, job_title, phone, is_active, agency_id)
SELECT DISTINCT ON (p.staff_n) nat.staff_id + p.staff_n, pg_temp.key('staff', p.staff_n),
  f.words[1 + floor(pg_temp.draw(p.staff_n, 2) * cardinality(f.words))::int] || ' ' ||
  s.words[1 + floor(pg_temp.draw(p.staff_n, 3) * cardinality(s.words))::int], replace(p.role, '_', ' '), '01632 960 2' || lpad((p.staff_n % 100)::text, 2, '0'), true, p.agency
FROM nat_post p, nat, nat_words f, nat_words s
WHERE s.kind = 'surnames' AND f.kind = CASE p.staff_n % 2 WHEN 0 THEN 'male' ELSE 'female' END
ORDER BY p.staff_n

-- name: held
INSERT INTO agencies_post (role, from_on, reason, recorded_at, agency_id, area_id, staff_id)
SELECT p.role, nat.since, '', nat.now, p.agency, a.id, nat.staff_id + p.staff_n
FROM nat_post p CROSS JOIN nat LEFT JOIN nat_area a ON a.n = p.n ORDER BY p.staff_n, p.n

-- name: accounts
-- They share the password of the demo, made unreadable once.
INSERT INTO agencies_account (password, username, is_active, staff_id)
SELECT coalesce((SELECT password FROM agencies_account ORDER BY id LIMIT 1), '!'), 'n' || p.staff_n, true, nat.staff_id + p.staff_n
FROM (SELECT DISTINCT staff_n FROM nat_post) p, nat ORDER BY p.staff_n

-- name: who
-- Who does what in each place: the two coordinators and officers take turns.
CREATE TEMP TABLE nat_who ON COMMIT DROP AS
SELECT a.n, nat.staff_id + (a.n - 1) * 10 + 1 AS coordinator, nat.staff_id + (a.n - 1) * 10 + 2 AS second_coordinator,
  nat.staff_id + (a.n - 1) * 10 + 4 AS chair, nat.staff_id + (a.n - 1) * 10 + 5 AS assessor,
  nat.staff_id + (a.n - 1) * 10 + 6 AS police_officer, nat.staff_id + (a.n - 1) * 10 + 7 AS second_officer,
  nat.staff_id + (a.n - 1) * 10 + 8 AS police_supervisor, nat.staff_id + (a.n - 1) * 10 + 9 AS education,
  nat.staff_id + (a.n - 1) * 10 + 10 AS provider
FROM nat_area a, nat

-- name: seats_held
-- Who sits on the panel of each place, with a voice.
CREATE TEMP TABLE nat_seat ON COMMIT DROP AS
SELECT p.n, nat.staff_id + p.staff_n AS staff_id, p.agency, CASE p.role WHEN 'chair' THEN 'chair' ELSE 'panel_member' END AS role
FROM nat_post p, nat WHERE p.role IN ('chair', 'panel_member') OR (p.role = 'police_officer' AND p.staff_n % 10 = 6)
