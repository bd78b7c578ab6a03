from importlib.resources import files

from django.apps import AppConfig

from throughcare.commons.cases.addresses import pages_show
from throughcare.safeguards.access.register import may_execute, sql_functions


class OrdersConfig(AppConfig):
    name = "throughcare.commons.orders"
    label = "orders"

    def ready(self) -> None:
        """This will say what the pages of orders show, how the name is withheld on paper, and whether an order requires."""
        from throughcare.commons.cases.on_paper import withheld_by
        from throughcare.commons.orders.called import call
        from throughcare.commons.orders.queries.paper import shown_as

        call()
        pages_show("orders", "orders")
        pages_show("compliance", "orders/compliance")
        pages_show("enforcement", "orders/ladder")
        pages_show("mappa", "mappa")
        withheld_by(shown_as)
        sql_functions((files("throughcare.commons.orders") / "functions.sql").read_text(encoding="utf-8"), order=30)
        may_execute("tc_staff", "order_mandates")
        may_execute("tc_clock", "order_mandates")
