from importlib.resources import files

from django.apps import AppConfig

from throughcare.safeguards.access.register import may_execute, sql_functions


class ApiConfig(AppConfig):
    name = "throughcare.api"
    label = "api"

    def ready(self) -> None:
        """This will hand the function that forgets old answers to `throughcare db policies`, for the clock alone."""
        sql_functions((files("throughcare.api") / "functions.sql").read_text(encoding="utf-8"), order=90)
        may_execute("tc_clock", "forget_kept_answers")
