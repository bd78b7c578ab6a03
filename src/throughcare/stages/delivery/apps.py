from importlib.resources import files

from django.apps import AppConfig

from throughcare.commons.cases.addresses import pages_show
from throughcare.safeguards.access.register import may_execute, sql_functions


class DeliveryConfig(AppConfig):
    name = "throughcare.stages.delivery"
    label = "delivery"

    def ready(self) -> None:
        """This will hand the functions that keep providers apart to `throughcare db policies`, and say who is offered links."""
        sql_functions((files("throughcare.stages.delivery") / "functions.sql").read_text(encoding="utf-8"), order=60)
        may_execute("tc_staff", "cases_with_all_reports", "myself")
        pages_show("delivery", "sessions")
