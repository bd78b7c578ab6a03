-- What was given of the cases I watch over that were closed without concern: to whom, when, for what, and what became of it.
-- It names nobody: a reference, the organisation, and codes. Of police steps nothing is read.
CREATE OR REPLACE FUNCTION tc.shared_without_concern(p_endings text[], p_came_further text[])
RETURNS TABLE (key uuid, case_reference text, reference text, recipient text, happened_at timestamptz, purpose text, legal_basis text,
  closed_at timestamptz, ending text, taken_back boolean, became text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT d.key, c.reference::text, d.reference::text, coalesce(a.name, d.recipient)::text, d.happened_at, d.purpose::text, d.legal_basis::text,
    c.closed_at, coalesce(k.ending, '')::text, b.id IS NOT NULL,
    coalesce((SELECT o.outcome FROM public.sharing_becameof o WHERE o.disclosure_id = d.id ORDER BY o.id DESC LIMIT 1), '')::text
  FROM public.sharing_disclosure d
  JOIN public.cases_case c ON c.id = d.case_id
  LEFT JOIN public.agencies_agency a ON a.id = d.agency_id
  LEFT JOIN public.sharing_takenback b ON b.disclosure_id = d.id
  LEFT JOIN LATERAL (SELECT x.ending FROM public.closure_closing x WHERE x.case_id = c.id ORDER BY x.id DESC LIMIT 1) k ON true
  WHERE c.closed_at IS NOT NULL AND c.id = ANY ((SELECT tc.overseen_cases())::bigint[])
    AND (k.ending = ANY (p_endings)
      OR (k.ending IS NULL AND NOT EXISTS (
        SELECT 1 FROM public.cases_stagechange g WHERE g.case_id = c.id AND g.to_stage = ANY (p_came_further))))
$$;

-- What was corrected after somebody was given the part of the record that it lies in: the disclosure, the part, the correction's
-- own key and when it was recorded; not a word of either. `p_parts` names the parts that each table lies in; `p_owner` holds it to
-- the cases of one owner. Whoever asks finds as much as the row policies let them read. Of an entry that was corrected several
-- times the last correction is given, and none of an entry that was not there yet, or that was left out because somebody else
-- told it. Where the hour of the giving is not known, or it was written down later, what they hold may be of either side of a
-- correction: they are told.
CREATE OR REPLACE FUNCTION tc.corrected_since_given(p_parts jsonb, p_owner bigint)
RETURNS TABLE (case_id bigint, disclosure_id bigint, part text, key uuid, at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT d.case_id, d.id, p.part, f.key, f.at
  FROM public.sharing_disclosure d
  JOIN public.cases_case c ON c.id = d.case_id AND c.erased_at IS NULL AND (p_owner IS NULL OR c.owner_id = p_owner)
  CROSS JOIN LATERAL unnest(d.parts) AS p(part)
  CROSS JOIN LATERAL (
    SELECT n.key, n.recorded_at AS at FROM public.cases_note n
    WHERE p_parts->'cases.note' ? p.part AND n.case_id = d.case_id AND n.version > 1 AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.cases_note l WHERE l.thread = n.thread AND l.version > n.version)
      AND EXISTS (SELECT 1 FROM public.cases_note b WHERE b.thread = n.thread AND b.recorded_at <= greatest(d.happened_at, d.recorded_at)
        AND (d.rules_version = '' OR b.kind <> 'third_party'))
    UNION ALL
    SELECT n.key, n.recorded_at FROM public.cases_healthnote n
    WHERE p_parts->'cases.healthnote' ? p.part AND n.case_id = d.case_id AND n.version > 1 AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.cases_healthnote l WHERE l.thread = n.thread AND l.version > n.version)
      AND EXISTS (SELECT 1 FROM public.cases_healthnote b WHERE b.thread = n.thread AND b.recorded_at <= greatest(d.happened_at, d.recorded_at)
        AND (d.rules_version = '' OR b.kind <> 'third_party'))
    UNION ALL
    SELECT n.key, n.recorded_at FROM public.cases_beliefsnote n
    WHERE p_parts->'cases.beliefsnote' ? p.part AND n.case_id = d.case_id AND n.version > 1 AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.cases_beliefsnote l WHERE l.thread = n.thread AND l.version > n.version)
      AND EXISTS (SELECT 1 FROM public.cases_beliefsnote b WHERE b.thread = n.thread AND b.recorded_at <= greatest(d.happened_at, d.recorded_at)
        AND (d.rules_version = '' OR b.kind <> 'third_party'))
    UNION ALL
    SELECT n.key, n.recorded_at FROM public.cases_networknote n
    WHERE p_parts->'cases.networknote' ? p.part AND n.case_id = d.case_id AND n.version > 1 AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.cases_networknote l WHERE l.thread = n.thread AND l.version > n.version)
      AND EXISTS (SELECT 1 FROM public.cases_networknote b WHERE b.thread = n.thread AND b.recorded_at <= greatest(d.happened_at, d.recorded_at)
        AND (d.rules_version = '' OR b.kind <> 'third_party'))
    UNION ALL
    (SELECT w.key, w.recorded_at FROM (
      SELECT s.id, s.key, s.recorded_at, s.said, lag(s.said) OVER (ORDER BY s.id) AS before
      FROM (SELECT k.id, k.key, k.recorded_at, ARRAY[k.safe_contact, k.take_care] AS said FROM public.cases_care k
        WHERE p_parts->'cases.care' ? p.part AND k.case_id = d.case_id) s) w
    WHERE w.recorded_at > d.happened_at AND w.said <> w.before
      AND EXISTS (SELECT 1 FROM public.cases_care b WHERE b.case_id = d.case_id AND b.recorded_at <= greatest(d.happened_at, d.recorded_at))
    ORDER BY w.id DESC LIMIT 1)
    UNION ALL
    SELECT n.key, n.recorded_at FROM public.referrals_amendment n
    WHERE p_parts->'referrals.amendment' ? p.part AND n.case_id = d.case_id AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.referrals_amendment l
        WHERE l.case_id = n.case_id AND l.field = n.field AND l.version > n.version)
    UNION ALL
    (SELECT md5('people.birthcorrection ' || n.id)::uuid, n.recorded_at FROM public.people_birthcorrection n
    WHERE p_parts->'people.particulars' ? p.part AND n.person_id = c.person_id AND n.recorded_at > d.happened_at
    ORDER BY n.id DESC LIMIT 1)
    UNION ALL
    SELECT n.key, n.recorded_at FROM public.meetings_correction n JOIN public.meetings_minutes m ON m.id = n.minutes_id
    WHERE p_parts->'meetings.decision' ? p.part AND n.case_id = d.case_id AND n.recorded_at > d.happened_at
      AND EXISTS (SELECT 1 FROM public.meetings_decision b WHERE b.item_id = m.item_id AND b.recorded_at <= greatest(d.happened_at, d.recorded_at))
  ) f
$$;

-- The same for the data protection officer, who opens no case: of every case that I watch over.
CREATE OR REPLACE FUNCTION tc.corrected_since_given_overseen(p_parts jsonb, p_owner bigint)
RETURNS TABLE (case_id bigint, disclosure_id bigint, part text, key uuid, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT f.* FROM tc.corrected_since_given(p_parts, p_owner) f WHERE f.case_id = ANY ((SELECT tc.overseen_cases())::bigint[])
$$;
