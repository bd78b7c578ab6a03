from importlib.resources import files

from django.apps import AppConfig

from throughcare.safeguards.access.register import may_execute, sql_functions


class AgenciesConfig(AppConfig):
    name = "throughcare.commons.agencies"
    label = "agencies"

    def ready(self) -> None:
        """This will hand the database functions that let machines in and give addresses to `throughcare db policies`."""
        sql_functions((files("throughcare.commons.agencies") / "functions.sql").read_text(encoding="utf-8"), order=20)
        sql_functions((files("throughcare.commons.agencies") / "accounts.sql").read_text(encoding="utf-8"), order=21)
        may_execute("tc_staff", "make_machine", "revoke_machine", "addresses_of_colleagues", "give_address")
        may_execute("tc_staff", "ask_recovery", "confirm_recovery", "end_colleague")
        may_execute("tc_login", "use_token", "take_from_provider")
