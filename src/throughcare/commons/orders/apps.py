from django.apps import AppConfig

from throughcare.commons.cases.addresses import pages_show


class OrdersConfig(AppConfig):
    name = "throughcare.commons.orders"
    label = "orders"

    def ready(self) -> None:
        """This will say what the pages of orders show, and how the name is withheld on paper."""
        from throughcare.commons.cases.on_paper import withheld_by
        from throughcare.commons.orders.queries.paper import shown_as

        pages_show("orders", "orders")
        pages_show("mappa", "mappa")
        withheld_by(shown_as)
