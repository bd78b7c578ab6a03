-- The areas in which I am quality lead.
CREATE OR REPLACE FUNCTION tc.study_areas() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT ARRAY(SELECT DISTINCT p.area_id FROM tc.my_posts() p WHERE p.role = 'quality_lead' AND p.area_id IS NOT NULL)
$$;

-- A study of an agency for which I am quality lead, or none.
CREATE OR REPLACE FUNCTION tc.study_of_mine(p_study bigint, p_need text) RETURNS public.quality_study
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT s.* FROM public.quality_study s WHERE s.id = p_study AND s.agency_id = ANY (tc.visible_agencies('study', p_need))
$$;

-- The finished assessments that a sample may be drawn from: numbers and strata, nobody's name. What was recorded after the
-- moment of drawing is left out, so that the same draw finds the same assessments later.
CREATE OR REPLACE FUNCTION tc.sampling_frame(p_instrument text, p_version text, p_since date, p_until date, p_known timestamptz)
RETURNS TABLE (assessment bigint, area text, assessor text, age text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT a.id, r.name, 'assessor ' || dense_rank() OVER (ORDER BY md5(a.by_id::text || p_instrument || p_version)),
    CASE WHEN d.born_on IS NULL THEN 'not_known'
      WHEN age((a.happened_at AT TIME ZONE 'Europe/London')::date, d.born_on) < interval '18 years' THEN 'under_18' ELSE '18_and_over' END
  FROM public.assessments_assessment a
  JOIN public.cases_case c ON c.id = a.case_id JOIN public.agencies_area r ON r.id = c.area_id
  JOIN public.people_person p ON p.id = c.person_id AND p.erased_at IS NULL
  LEFT JOIN public.people_particulars d ON d.person_id = c.person_id
  WHERE a.instrument = p_instrument AND a.version = p_version AND c.area_id = ANY (tc.study_areas())
    AND (a.happened_at AT TIME ZONE 'Europe/London')::date BETWEEN p_since AND p_until AND a.recorded_at <= p_known
    AND a.by_id IS NOT NULL AND c.id <> ALL (tc.excluded_cases())
  ORDER BY a.id
$$;

-- Put what was drawn into the sample, once: the study keeps number and stratum, the case which assessment it is. Whoever
-- leads the case is asked for the evidence.
CREATE OR REPLACE FUNCTION tc.put_in_sample(p_study bigint, p_assessments bigint[], p_strata text[], p_due date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_study public.quality_study := tc.study_of_mine(p_study, 'write');
  v_place integer;
  v_sampled bigint;
  v_key uuid;
  v_row record;
BEGIN
  IF v_study.id IS NULL OR EXISTS (SELECT 1 FROM public.quality_sampled q WHERE q.study_id = p_study) THEN
    RAISE EXCEPTION 'a sample is drawn once, by a quality lead of its agency';
  END IF;
  FOR v_place IN 1 .. cardinality(p_assessments) LOOP
    SELECT a.id, a.by_id, c.id AS case_id, c.area_id, c.owner_id INTO STRICT v_row
    FROM public.assessments_assessment a JOIN public.cases_case c ON c.id = a.case_id
    WHERE a.id = p_assessments[v_place] AND a.instrument = v_study.instrument AND a.version = v_study.version AND c.area_id = ANY (tc.study_areas());
    INSERT INTO public.quality_sampled (agency_id, study_id, number, stratum)
    VALUES (v_study.agency_id, p_study, v_place, p_strata[v_place]) RETURNING id INTO v_sampled;
    INSERT INTO public.quality_sampledcase (key, case_id, sampled_id, assessment_id, first_id, due_on, pieces, sha256)
    VALUES (gen_random_uuid(), v_row.case_id, v_sampled, v_row.id, v_row.by_id, p_due, 0, '') RETURNING key INTO v_key;
    INSERT INTO public.cases_task (key, case_id, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify, for_role,
      assigned_to_id, area_id, address, opened_at, outcome, paused_reason, paused_days, moved_because)
    VALUES (gen_random_uuid(), v_row.case_id, 'quality.freeze', '', p_due, p_due, '', '', '', false, 'coordinator',
      v_row.owner_id, v_row.area_id, 'second-rating/' || v_key, tc.at(), '', '', 0, '');
    PERFORM tc.audit('quality:sampled', v_row.case_id, 'quality.sampledcase', v_key::text, tc.at());
  END LOOP;
  RETURN cardinality(p_assessments);
END $$;

-- How far each study number is: nothing of the case, and no name.
CREATE OR REPLACE FUNCTION tc.study_progress(p_study bigint)
RETURNS TABLE (sampled bigint, number integer, stratum text, frozen_at timestamptz, pieces integer, sha256 text, asked integer,
  declined integer, finished integer, agreed boolean, asks_again boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT q.id, q.number, q.stratum, k.frozen_at, k.pieces, k.sha256, count(r.id)::int, count(r.declined_at)::int, count(r.finished_at)::int,
    n.id IS NOT NULL, coalesce(n.asks_again, false)
  FROM public.quality_sampled q JOIN public.quality_sampledcase k ON k.sampled_id = q.id
  LEFT JOIN public.quality_secondrating r ON r.sampled_id = q.id LEFT JOIN public.quality_studyconsensus n ON n.sampled_id = q.id
  WHERE q.study_id = (SELECT (tc.study_of_mine(p_study, 'read')).id)
  GROUP BY q.id, k.id, n.id ORDER BY q.number
$$;

-- What stands against a colleague rating a study number: they rated it first, they have or had a part in the case, their
-- post opens it, or they were kept out of it.
CREATE OR REPLACE FUNCTION tc.conflicts_of(p_sampled bigint, p_staff bigint) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT ARRAY(SELECT DISTINCT w.word FROM public.quality_sampledcase k JOIN public.cases_case c ON c.id = k.case_id
    CROSS JOIN LATERAL (
      SELECT 'first' AS word WHERE k.first_id = p_staff OR EXISTS (
        SELECT 1 FROM public.assessments_assessment a WHERE a.case_id = c.id AND a.by_id = p_staff)
      UNION ALL
      SELECT 'team' WHERE p_staff IN (c.owner_id, c.police_owner_id, k.frozen_by_id)
        OR EXISTS (SELECT 1 FROM public.cases_grant g WHERE g.case_id = c.id AND g.staff_id = p_staff)
        OR EXISTS (SELECT 1 FROM public.assessments_countersignature s WHERE s.case_id = c.id AND s.by_id = p_staff)
        OR EXISTS (SELECT 1 FROM public.assessments_start t WHERE t.case_id = c.id AND t.by_id = p_staff)
      UNION ALL
      SELECT 'post' WHERE EXISTS (
        SELECT 1 FROM public.agencies_post p JOIN public.access_matrixrow m ON m.role = p.role AND m.reach = 'area'
        WHERE p.staff_id = p_staff AND p.area_id = c.area_id AND p.from_on <= (tc.at() AT TIME ZONE 'Europe/London')::date
          AND (p.until_on IS NULL OR p.until_on >= (tc.at() AT TIME ZONE 'Europe/London')::date))
      UNION ALL
      SELECT 'lead' WHERE EXISTS (
        SELECT 1 FROM public.agencies_post p WHERE p.staff_id = p_staff AND p.role = 'quality_lead'
          AND (p.until_on IS NULL OR p.until_on >= (tc.at() AT TIME ZONE 'Europe/London')::date))
      UNION ALL
      SELECT 'kept_out' WHERE EXISTS (
        SELECT 1 FROM public.cases_exclusion e WHERE e.case_id = c.id AND e.staff_id = p_staff
          AND e.from_at <= tc.at() AND (e.until_at IS NULL OR e.until_at > tc.at()))
    ) w WHERE k.sampled_id = p_sampled)
$$;

-- Of some colleagues, what stands against each as a rater of one study number of mine; empty where nothing does.
CREATE OR REPLACE FUNCTION tc.raters_for(p_sampled bigint, p_staff bigint[]) RETURNS TABLE (staff bigint, conflicts text[], asked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT s, tc.conflicts_of(p_sampled, s),
    EXISTS (SELECT 1 FROM public.quality_secondrating r WHERE r.sampled_id = p_sampled AND r.staff_id = s)
  FROM unnest(p_staff) s
  WHERE EXISTS (SELECT 1 FROM public.quality_sampled q WHERE q.id = p_sampled AND q.agency_id = ANY (tc.visible_agencies('study', 'read')))
$$;

-- Ask a colleague, against whom nothing stands and whose evidence is frozen.
CREATE OR REPLACE FUNCTION tc.ask_second_rating(p_sampled bigint, p_staff bigint, p_due date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_study public.quality_study;
  v_row public.quality_sampled;
  v_case public.quality_sampledcase;
  v_id bigint;
BEGIN
  SELECT q.* INTO v_row FROM public.quality_sampled q WHERE q.id = p_sampled;
  v_study := tc.study_of_mine(v_row.study_id, 'write');
  SELECT k.* INTO v_case FROM public.quality_sampledcase k WHERE k.sampled_id = p_sampled;
  IF v_study.id IS NULL OR v_case.frozen_at IS NULL OR cardinality(tc.conflicts_of(p_sampled, p_staff)) > 0 THEN
    RAISE EXCEPTION 'nobody is asked who has a part in the case, nor before the evidence is frozen';
  END IF;
  INSERT INTO public.quality_secondrating (key, staff_id, case_id, sampled_id, instrument, version, arm, number, asked_by_id, asked_at,
    due_on, revision, declined_because)
  VALUES (gen_random_uuid(), p_staff, v_case.case_id, p_sampled, v_study.instrument, v_study.version, v_study.arm, v_row.number, tc.me(),
    tc.at(), p_due, 0, '') RETURNING id INTO v_id;
  RETURN v_id;
END $$;

-- The frozen evidence of a second rating of mine, as long as nothing has come to stand against me.
CREATE OR REPLACE FUNCTION tc.my_second_bundle(p_rating bigint) RETURNS TABLE (place integer, what text, day date, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT e.position::int, e.what, e.day, e.text
  FROM public.quality_secondrating r JOIN public.quality_sampledcase k ON k.sampled_id = r.sampled_id
  JOIN public.quality_piece e ON e.sampled_case_id = k.id
  JOIN public.agencies_staff s ON s.id = r.staff_id AND s.is_active
  WHERE r.id = p_rating AND r.staff_id = tc.me() AND r.declined_at IS NULL AND cardinality(tc.conflicts_of(r.sampled_id, r.staff_id)) = 0
  ORDER BY e.position
$$;

-- The ratings of a study, by study number and by rater without a name: 0 rated first, the others as they were asked. The
-- first rating comes with those alone that have a second. Whether two numbers had the same assessor is told, not who it was.
CREATE OR REPLACE FUNCTION tc.study_ratings(p_study bigint)
RETURNS TABLE (number integer, rater integer, assessor integer, item text, measure text, answer text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH mine AS (
    SELECT q.id, q.number, k.assessment_id, k.first_id FROM public.quality_sampled q JOIN public.quality_sampledcase k ON k.sampled_id = q.id
    WHERE q.study_id = (SELECT (tc.study_of_mine(p_study, 'read')).id)
      AND EXISTS (SELECT 1 FROM public.quality_secondrating r WHERE r.sampled_id = q.id AND r.finished_at IS NOT NULL)
  ), panel AS (
    SELECT r.staff_id, (row_number() OVER (ORDER BY min(r.id)))::int AS place FROM public.quality_secondrating r JOIN mine m ON m.id = r.sampled_id
    WHERE r.finished_at IS NOT NULL GROUP BY r.staff_id
  ), every_one AS (
    SELECT m.number, 0 AS rater, m.first_id AS staff, t.factor AS item, t.measure, t.presence AS answer
    FROM mine m JOIN public.assessments_rating t ON t.assessment_id = m.assessment_id
    UNION ALL
    SELECT m.number, 0, m.first_id, j.code, 'judgement', j.answer
    FROM mine m JOIN public.assessments_judgement j ON j.assessment_id = m.assessment_id
    UNION ALL
    SELECT m.number, p.place, r.staff_id, y.item, y.measure, y.answer
    FROM mine m JOIN public.quality_secondrating r ON r.sampled_id = m.id AND r.finished_at IS NOT NULL
    JOIN panel p ON p.staff_id = r.staff_id JOIN public.quality_studyrating y ON y.rating_id = r.id
  )
  SELECT e.number, e.rater, (dense_rank() OVER (ORDER BY md5(e.staff::text || p_study::text)))::int, e.item, e.measure, e.answer
  FROM every_one e ORDER BY e.number, e.rater, e.item, e.measure
$$;

-- What I and the other assessor may discuss: study numbers that I rated first or second, with all asked ratings finished.
CREATE OR REPLACE FUNCTION tc.my_discussions()
RETURNS TABLE (sampled bigint, case_id bigint, key uuid, instrument text, version text, number integer, other text, is_recorded boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT r.sampled_id, r.case_id, r.key, r.instrument, r.version, r.number, s.name,
    EXISTS (SELECT 1 FROM public.quality_studyconsensus n WHERE n.sampled_id = r.sampled_id)
  FROM public.quality_secondrating r JOIN public.quality_sampledcase k ON k.sampled_id = r.sampled_id
  JOIN public.agencies_staff s ON s.id = CASE WHEN r.staff_id = tc.me() THEN k.first_id ELSE r.staff_id END
  WHERE r.arm = 'field' AND r.finished_at IS NOT NULL AND tc.me() IN (r.staff_id, k.first_id)
    AND k.case_id <> ALL ((SELECT tc.excluded_cases())::bigint[])
    AND NOT EXISTS (SELECT 1 FROM public.quality_secondrating o WHERE o.sampled_id = r.sampled_id AND o.finished_at IS NULL AND o.declined_at IS NULL)
  ORDER BY r.finished_at DESC, r.id
$$;

-- Both ratings of a pair, for the two who made them and nobody else.
CREATE OR REPLACE FUNCTION tc.pair_of_study(p_key uuid) RETURNS TABLE (item text, measure text, first text, second text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT y.item, y.measure, coalesce(t.presence, j.answer, ''), y.answer
  FROM tc.my_discussions() d JOIN public.quality_secondrating r ON r.key = d.key JOIN public.quality_sampledcase k ON k.sampled_id = r.sampled_id
  JOIN public.quality_studyrating y ON y.rating_id = r.id
  LEFT JOIN public.assessments_rating t ON t.assessment_id = k.assessment_id AND t.factor = y.item AND t.measure = y.measure
  LEFT JOIN public.assessments_judgement j ON j.assessment_id = k.assessment_id AND j.code = y.item AND y.measure = 'judgement'
  WHERE d.key = p_key ORDER BY y.id
$$;

-- Ask whoever leads the case to look at the assessment again, once, after a consensus of mine that asks for it. No rating
-- goes along.
CREATE OR REPLACE FUNCTION tc.ask_for_reassessment(p_sampled bigint, p_due date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_case public.cases_case;
BEGIN
  SELECT c.* INTO v_case FROM public.quality_studyconsensus n JOIN public.cases_case c ON c.id = n.case_id
  WHERE n.sampled_id = p_sampled AND n.staff_id = tc.me() AND n.asks_again AND n.at = tc.at();
  IF v_case.id IS NULL THEN
    RETURN false;
  END IF;
  INSERT INTO public.cases_task (key, case_id, code, what, due_on, first_due_on, rule, pathway_rule, rule_source, verify, for_role,
    assigned_to_id, area_id, address, opened_at, outcome, paused_reason, paused_days, moved_because)
  VALUES (gen_random_uuid(), v_case.id, 'quality.reassess', '', p_due, p_due, '', '', '', false, 'coordinator',
    v_case.owner_id, v_case.area_id, '', tc.at(), '', '', 0, '');
  PERFORM tc.audit('quality:reassessment_asked', v_case.id, 'quality.sampledcase', p_sampled::text, tc.at());
  RETURN true;
END $$;

-- How items of an instrument were rated in the newest assessment of each case of my areas, by a number that stands for nobody.
CREATE OR REPLACE FUNCTION tc.programme_ratings(p_instrument text, p_version text, p_measure text) RETURNS TABLE (place bigint, item text, answer text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH newest AS (
    SELECT DISTINCT ON (a.case_id) a.id FROM public.assessments_assessment a JOIN public.cases_case c ON c.id = a.case_id
    WHERE a.instrument = p_instrument AND a.version = p_version AND c.area_id = ANY (tc.study_areas()) AND c.id <> ALL (tc.excluded_cases())
    ORDER BY a.case_id, a.happened_at DESC, a.id DESC
  ), numbered AS (SELECT n.id, row_number() OVER (ORDER BY md5(n.id::text)) AS place FROM newest n)
  SELECT n.place, t.factor, t.presence FROM numbered n JOIN public.assessments_rating t ON t.assessment_id = n.id AND t.measure = p_measure
  ORDER BY 1, 2
$$;
