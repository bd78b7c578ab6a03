-- Whether police let a panel adopt: a plain yes or no, as of contact being clear. Why, only police may read. No investigation
-- is recorded, it is over, or every limb of the gate is met by a named officer.
CREATE OR REPLACE FUNCTION tc.police_let_adopt(p_case bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT cardinality(tc.my_roles(p_case)) > 0 AND coalesce((
    SELECT o.is_over OR (o.told AND o.executive_action_past AND o.risk_can_be_managed AND o.consent_form_warns AND o.officer <> '')
    FROM public.checks_overtinvestigation o WHERE o.case_id = p_case ORDER BY o.id DESC LIMIT 1), true)
$$;
