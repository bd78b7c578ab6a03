from importlib.resources import files

from django.apps import AppConfig

from throughcare.safeguards.access.register import may_execute, sql_functions


class PeopleConfig(AppConfig):
    name = "throughcare.commons.people"
    label = "people"

    def ready(self) -> None:
        """This will hand the matcher's function to `throughcare db policies`."""
        sql_functions((files("throughcare.commons.people") / "functions.sql").read_text(encoding="utf-8"), order=20)
        may_execute("tc_staff", "possible_matches", "ask_owners_out_of_sight")
        may_execute("tc_matcher", "match_cases")
