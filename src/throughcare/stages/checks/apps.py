from importlib.resources import files

from django.apps import AppConfig

from throughcare.safeguards.access.register import may_execute, sql_functions


class ChecksConfig(AppConfig):
    name = "throughcare.stages.checks"
    label = "checks"

    def ready(self) -> None:
        """This will hand the function that says whether police let a panel adopt to `throughcare db policies`."""
        sql_functions((files("throughcare.stages.checks") / "functions.sql").read_text(encoding="utf-8"), order=50)
        may_execute("tc_staff", "police_let_adopt")
