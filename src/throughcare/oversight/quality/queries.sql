-- name: my_roles
-- The roles that whoever asks holds today.
SELECT DISTINCT role FROM tc.my_posts()

-- name: my_agency
-- The agency for which whoever asks is quality lead.
SELECT agency_id FROM tc.my_posts() WHERE role = 'quality_lead' ORDER BY agency_id LIMIT 1

-- name: frame
-- What a sample may be drawn from: numbers and strata.
SELECT assessment, area, assessor, age FROM tc.sampling_frame(%(instrument)s, %(version)s, %(since)s, %(until)s, %(known)s)

-- name: progress
-- How far each study number is.
SELECT * FROM tc.study_progress(%(study)s)

-- name: raters
-- What stands against each of some colleagues as a rater of one study number.
SELECT * FROM tc.raters_for(%(sampled)s, %(staff)s)

-- name: asked_of
-- What whoever asks was asked to rate and has neither finished nor handed back: every work list of one's own asks.
SELECT key, number, due_on FROM quality_secondrating
WHERE staff_id = %(staff)s AND finished_at IS NULL AND declined_at IS NULL ORDER BY due_on, id

-- name: bundle
-- The frozen evidence of a second rating of whoever asks.
SELECT * FROM tc.my_second_bundle(%(rating)s)

-- name: ratings
-- All ratings of a study, by study number and by a rater without a name.
SELECT * FROM tc.study_ratings(%(study)s)

-- name: programme
-- How items were rated in the newest assessment of each case of the programme.
SELECT * FROM tc.programme_ratings(%(instrument)s, %(version)s, %(measure)s)

-- name: discussions
-- The finished pairs in which whoever asks has a part.
SELECT * FROM tc.my_discussions()

-- name: pair
-- Both ratings of one pair, for the two who made them.
SELECT * FROM tc.pair_of_study(%(key)s)
