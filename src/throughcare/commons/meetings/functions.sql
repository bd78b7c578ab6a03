-- The meetings that I am invited to, as a standing member, as a guest or in somebody's place.
CREATE OR REPLACE FUNCTION tc.my_meetings() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(DISTINCT t.meeting_id), '{}') FROM public.meetings_seat t
  JOIN public.agencies_staff s ON s.id = t.staff_id AND s.is_active
  WHERE t.staff_id = tc.me() AND t.left_at IS NULL
$$;

-- My own agency, as an array of one, so that it has the form of every other list that a policy asks for.
CREATE OR REPLACE FUNCTION tc.my_agency() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(s.agency_id), '{}') FROM public.agencies_staff s WHERE s.id = tc.me() AND s.is_active
$$;

-- The items on which I may read every agency's view: my own agency's is in, the panel has decided, or I put the papers
-- together. Without an open case only meetings to come are asked about, which keeps the list short.
CREATE OR REPLACE FUNCTION tc.items_open_to_compare() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
DECLARE
  v_open bigint := nullif(current_setting('app.open_case', true), '')::bigint;
  v_panel bigint[] := tc.visible_cases('panel');
  v_all bigint[] := tc.visible_cases('panel_views');
  v_agency bigint[] := tc.my_agency();
  v_found bigint[];
BEGIN
  SELECT coalesce(array_agg(i.id), '{}') INTO v_found
  FROM public.meetings_item i JOIN public.meetings_meeting m ON m.id = i.meeting_id
  WHERE i.case_id = ANY (v_panel) AND (v_open IS NOT NULL OR m.state <> 'held') AND (
    i.case_id = ANY (v_all)
    OR EXISTS (SELECT 1 FROM public.meetings_view v WHERE v.item_id = i.id AND v.agency_id = ANY (v_agency))
    OR EXISTS (SELECT 1 FROM public.meetings_decision d WHERE d.item_id = i.id));
  RETURN v_found;
END $$;

-- The meetings at which the case that I have open was looked at, also those of an area that it has left: when and where.
CREATE OR REPLACE FUNCTION tc.meetings_of_open_case() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT coalesce(array_agg(DISTINCT i.meeting_id), '{}') FROM public.meetings_item i
  WHERE i.case_id = nullif(current_setting('app.open_case', true), '')::bigint
    AND i.taken_off_at IS NULL AND i.case_id = ANY (tc.visible_cases('panel'))
$$;

-- The numbers of an agenda of mine and whether each case on it is over: a number says nothing of the case.
CREATE OR REPLACE FUNCTION tc.agenda_numbers(p_meeting bigint) RETURNS TABLE (number smallint, is_over boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT i.number, i.ended_at IS NOT NULL FROM public.meetings_item i JOIN public.meetings_meeting m ON m.id = i.meeting_id
  WHERE i.meeting_id = p_meeting AND i.taken_off_at IS NULL
    AND (m.area_id = ANY (tc.visible_areas('meeting')) OR m.id = ANY (tc.my_meetings()))
$$;

-- Whether a case that I may know of stands on a published agenda that is not done with it: yes or no, and no more.
CREATE OR REPLACE FUNCTION tc.is_before_a_panel(p_case bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT p_case = ANY (tc.visible_cases('transfer')) AND EXISTS (
    SELECT 1 FROM public.meetings_item i JOIN public.meetings_meeting m ON m.id = i.meeting_id
    WHERE i.case_id = p_case AND i.taken_off_at IS NULL AND i.ended_at IS NULL AND m.published_at IS NOT NULL)
$$;
