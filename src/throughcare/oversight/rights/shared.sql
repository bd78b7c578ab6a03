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

-- What was corrected, or holds no longer, after somebody was given the part of the record that it lies in: the disclosure, which
-- of the two, the part, the change's own key and when it was recorded; not a word of either. `p_parts` names the parts that each
-- table lies in. Whoever asks finds as much as the row policies let them read. Of an entry that was corrected several times the
-- last correction is given, and none of an entry that was not there yet, or that was left out because somebody else told it.
-- Where the hour of the giving is not known, or it was written down later, what they hold may be of either side of a correction:
-- they are told. An order that ran out on its day is no change: whoever has it knows the day.
DROP FUNCTION IF EXISTS tc.corrected_since_given(jsonb, bigint);
DROP FUNCTION IF EXISTS tc.corrected_since_given_overseen(jsonb, bigint);
CREATE OR REPLACE FUNCTION tc.changed_since_given(p_parts jsonb)
RETURNS TABLE (case_id bigint, disclosure_id bigint, what text, part text, key uuid, at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT d.case_id, d.id, f.what, p.part, f.key, f.at
  FROM public.sharing_disclosure d
  JOIN public.cases_case c ON c.id = d.case_id AND c.erased_at IS NULL
  CROSS JOIN LATERAL unnest(d.parts) AS p(part)
  CROSS JOIN LATERAL (
    SELECT 'corrected' AS what, n.key, n.recorded_at AS at FROM public.cases_note n
    WHERE p_parts->'cases.note' ? p.part AND n.case_id = d.case_id AND n.version > 1 AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.cases_note l WHERE l.thread = n.thread AND l.version > n.version)
      AND EXISTS (SELECT 1 FROM public.cases_note b WHERE b.thread = n.thread AND b.recorded_at <= greatest(d.happened_at, d.recorded_at)
        AND (d.rules_version = '' OR b.kind <> 'third_party'))
    UNION ALL
    SELECT 'corrected', n.key, n.recorded_at FROM public.cases_healthnote n
    WHERE p_parts->'cases.healthnote' ? p.part AND n.case_id = d.case_id AND n.version > 1 AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.cases_healthnote l WHERE l.thread = n.thread AND l.version > n.version)
      AND EXISTS (SELECT 1 FROM public.cases_healthnote b WHERE b.thread = n.thread AND b.recorded_at <= greatest(d.happened_at, d.recorded_at)
        AND (d.rules_version = '' OR b.kind <> 'third_party'))
    UNION ALL
    SELECT 'corrected', n.key, n.recorded_at FROM public.cases_beliefsnote n
    WHERE p_parts->'cases.beliefsnote' ? p.part AND n.case_id = d.case_id AND n.version > 1 AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.cases_beliefsnote l WHERE l.thread = n.thread AND l.version > n.version)
      AND EXISTS (SELECT 1 FROM public.cases_beliefsnote b WHERE b.thread = n.thread AND b.recorded_at <= greatest(d.happened_at, d.recorded_at)
        AND (d.rules_version = '' OR b.kind <> 'third_party'))
    UNION ALL
    SELECT 'corrected', n.key, n.recorded_at FROM public.cases_networknote n
    WHERE p_parts->'cases.networknote' ? p.part AND n.case_id = d.case_id AND n.version > 1 AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.cases_networknote l WHERE l.thread = n.thread AND l.version > n.version)
      AND EXISTS (SELECT 1 FROM public.cases_networknote b WHERE b.thread = n.thread AND b.recorded_at <= greatest(d.happened_at, d.recorded_at)
        AND (d.rules_version = '' OR b.kind <> 'third_party'))
    UNION ALL
    (SELECT 'corrected', w.key, w.recorded_at FROM (
      SELECT s.id, s.key, s.recorded_at, s.said, lag(s.said) OVER (ORDER BY s.id) AS before
      FROM (SELECT k.id, k.key, k.recorded_at, ARRAY[k.safe_contact, k.take_care] AS said FROM public.cases_care k
        WHERE p_parts->'cases.care' ? p.part AND k.case_id = d.case_id) s) w
    WHERE w.recorded_at > d.happened_at AND w.said <> w.before
      AND EXISTS (SELECT 1 FROM public.cases_care b WHERE b.case_id = d.case_id AND b.recorded_at <= greatest(d.happened_at, d.recorded_at))
    ORDER BY w.id DESC LIMIT 1)
    UNION ALL
    SELECT 'corrected', n.key, n.recorded_at FROM public.referrals_amendment n
    WHERE p_parts->'referrals.amendment' ? p.part AND n.case_id = d.case_id AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.referrals_amendment l
        WHERE l.case_id = n.case_id AND l.field = n.field AND l.version > n.version)
    UNION ALL
    (SELECT 'corrected', md5('people.birthcorrection ' || n.id)::uuid, n.recorded_at FROM public.people_birthcorrection n
    WHERE p_parts->'people.particulars' ? p.part AND n.person_id = c.person_id AND n.recorded_at > d.happened_at
    ORDER BY n.id DESC LIMIT 1)
    UNION ALL
    SELECT 'corrected', n.key, n.recorded_at FROM public.meetings_correction n JOIN public.meetings_minutes m ON m.id = n.minutes_id
    WHERE p_parts->'meetings.decision' ? p.part AND n.case_id = d.case_id AND n.recorded_at > d.happened_at
      AND EXISTS (SELECT 1 FROM public.meetings_decision b WHERE b.item_id = m.item_id AND b.recorded_at <= greatest(d.happened_at, d.recorded_at))
    UNION ALL
    SELECT 'outdated', n.key, n.recorded_at FROM public.orders_version n
    WHERE p_parts->'orders.version' ? p.part AND n.case_id = d.case_id AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.orders_version l WHERE l.order_id = n.order_id AND l.number > n.number)
      AND EXISTS (SELECT 1 FROM public.orders_version b WHERE b.order_id = n.order_id AND b.number < n.number
        AND b.recorded_at <= greatest(d.happened_at, d.recorded_at))
      AND NOT EXISTS (SELECT 1 FROM public.orders_ending e WHERE e.order_id = n.order_id AND e.how <> 'expired')
    UNION ALL
    SELECT 'outdated', n.key, n.recorded_at FROM public.orders_condition n
    WHERE p_parts->'orders.condition' ? p.part AND n.case_id = d.case_id AND n.recorded_at > d.happened_at
      AND NOT EXISTS (SELECT 1 FROM public.orders_condition l WHERE l.thread = n.thread AND l.number > n.number)
      AND EXISTS (SELECT 1 FROM public.orders_condition b WHERE b.thread = n.thread AND b.number < n.number
        AND b.recorded_at <= greatest(d.happened_at, d.recorded_at))
      AND NOT EXISTS (SELECT 1 FROM public.orders_ending e WHERE e.order_id = n.order_id AND e.how <> 'expired')
    UNION ALL
    SELECT 'outdated', n.key, n.recorded_at FROM public.orders_conditionending n JOIN public.orders_condition b ON b.id = n.condition_id
    WHERE p_parts->'orders.condition' ? p.part AND n.case_id = d.case_id AND n.recorded_at > d.happened_at
      AND b.recorded_at <= greatest(d.happened_at, d.recorded_at)
      AND NOT EXISTS (SELECT 1 FROM public.orders_conditionending l WHERE l.condition_id = n.condition_id AND l.id > n.id)
      AND NOT EXISTS (SELECT 1 FROM public.orders_condition l WHERE l.thread = b.thread AND l.number > b.number)
      AND NOT EXISTS (SELECT 1 FROM public.orders_ending e WHERE e.order_id = b.order_id AND e.how <> 'expired')
    UNION ALL
    SELECT 'outdated', n.key, n.recorded_at FROM public.orders_ending n
    WHERE p_parts->'orders.order' ? p.part AND n.case_id = d.case_id AND n.recorded_at > d.happened_at AND n.how <> 'expired'
      AND NOT EXISTS (SELECT 1 FROM public.orders_ending l WHERE l.order_id = n.order_id AND l.id > n.id)
      AND EXISTS (SELECT 1 FROM public.orders_order b WHERE b.id = n.order_id AND b.recorded_at <= greatest(d.happened_at, d.recorded_at))
  ) f
$$;

-- The same for the data protection officer, who opens no case: of every case that I watch over.
CREATE OR REPLACE FUNCTION tc.changed_since_given_overseen(p_parts jsonb)
RETURNS TABLE (case_id bigint, disclosure_id bigint, what text, part text, key uuid, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT f.* FROM tc.changed_since_given(p_parts) f WHERE f.case_id = ANY ((SELECT tc.overseen_cases())::bigint[])
$$;

-- Cases in which somebody is to be told of a change, and since when each change stands: for the clock, which reads of neither
-- more than that. `p_done` are the outcomes of a request by which something was put right, `p_gone` those by which a recipient
-- has nothing left.
CREATE OR REPLACE FUNCTION tc.changes_to_tell(p_parts jsonb, p_done text[], p_gone text[])
RETURNS TABLE (case_id bigint, nation text, regime text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH changes AS (
    SELECT a.case_id, NULL::bigint AS disclosure_id, a.key, k.happened_at AS at
    FROM public.rights_asked a JOIN public.rights_decided k ON k.request_id = a.id
    WHERE a.asked = 'rectification' AND k.outcome = ANY (p_done)
    UNION ALL
    SELECT b.case_id, b.disclosure_id, b.key, b.happened_at FROM public.sharing_takenback b
    JOIN public.sharing_disclosure g ON g.id = b.disclosure_id AND g.way <> 'here'
    UNION ALL
    SELECT f.case_id, f.disclosure_id, f.key, f.at FROM tc.changed_since_given(p_parts) f
  )
  SELECT DISTINCT d.case_id, r.nation::text, d.regime::text, ch.at
  FROM changes ch
  JOIN public.sharing_disclosure d ON d.case_id = ch.case_id AND d.id = coalesce(ch.disclosure_id, d.id) AND d.happened_at <= ch.at
  JOIN public.cases_case c ON c.id = d.case_id AND c.erased_at IS NULL JOIN public.agencies_area r ON r.id = c.area_id
  WHERE NOT EXISTS (SELECT 1 FROM public.sharing_recipienttold t WHERE t.disclosure_id = d.id AND t.change = ch.key)
    AND NOT EXISTS (SELECT 1 FROM public.sharing_becameof o WHERE o.disclosure_id = d.id AND o.outcome = ANY (p_gone) AND o.happened_at <= ch.at)
$$;

-- Take off the lists what was asked for a day by which nobody is to be told any more; `p_days` are the days that still stand.
CREATE OR REPLACE FUNCTION tc.finish_telling(p_case bigint, p_days date[], p_outcome text) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  WITH finished AS (
    UPDATE public.cases_task t SET done_at = tc.at(), done_by_id = tc.me(), outcome = left(p_outcome, 200)
    WHERE t.case_id = p_case AND t.code = 'disclosures.tell' AND t.done_at IS NULL AND t.first_due_on <> ALL (p_days)
      AND (tc.me() IS NULL OR p_case = ANY ((SELECT tc.overseen_cases())::bigint[]))
    RETURNING 1)
  SELECT count(*) FROM finished
$$;
