from importlib.resources import files

from django.apps import AppConfig

from throughcare.safeguards.access.register import may_execute, sql_functions


class PastConfig(AppConfig):
    name = "throughcare.commons.past"
    label = "past"

    def ready(self) -> None:
        """This will hand the functions of the past to `throughcare db policies`, and say who may ask them."""
        sql_functions((files("throughcare.commons.past") / "functions.sql").read_text(encoding="utf-8"), order=30)
        may_execute("tc_staff", "could_open", "lines_of_open_case")
        may_execute("tc_oversight", "could_open")
