-- name: has_order
-- Whether an order is recorded on the case.
EXISTS (SELECT 1 FROM orders_order WHERE case_id = %(case)s)

-- name: has_mappa
-- Whether the case keeps anything of MAPPA.
EXISTS (SELECT 1 FROM orders_mappa WHERE case_id = %(case)s)

-- name: has_name_order
-- Whether a court's order on the person's name is recorded on the case.
EXISTS (SELECT 1 FROM orders_nameonpaper WHERE case_id = %(case)s)
