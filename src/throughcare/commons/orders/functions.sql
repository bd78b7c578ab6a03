-- Whether an order that runs on a day requires attendance, as a plain yes or no: whoever has the case open, or the clock, must
-- know whether support goes on where consent has ended, and nothing more. The same rule stands in commons/orders/queries.
CREATE OR REPLACE FUNCTION tc.order_mandates(p_case bigint, p_on date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, tc AS $$
  SELECT (cardinality(tc.my_roles(p_case)) > 0 OR current_setting('role', true) = 'tc_clock') AND EXISTS (
    SELECT 1 FROM public.orders_condition c JOIN public.orders_version v ON v.order_id = c.order_id
    WHERE c.case_id = p_case AND c.mandated
      AND daterange(c.from_on, c.last_on, '[]') @> p_on AND daterange(v.from_on, v.last_on, '[]') @> p_on
      AND NOT EXISTS (SELECT 1 FROM public.orders_ending e WHERE e.order_id = c.order_id AND e.on_day <= p_on))
$$;
