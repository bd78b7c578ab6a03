from importlib.resources import files

from django.apps import AppConfig

from throughcare.commons.cases import erased
from throughcare.oversight.equality import facts
from throughcare.safeguards.access.register import facts_view, may_execute, sql_functions


class EqualityConfig(AppConfig):
    name = "throughcare.oversight.equality"
    label = "equality"

    def ready(self) -> None:
        """This will hand the functions that alone reach the answers to `throughcare db policies`, and forget with a case."""
        sql_functions((files("throughcare.oversight.equality") / "functions.sql").read_text(encoding="utf-8"), order=45)
        may_execute("tc_public_form", "send_equality", "own_equality", "change_equality", "erase_equality")
        may_execute("tc_staff", "send_equality")
        may_execute("tc_eraser", "erase_equality")
        may_execute("tc_facts", "count_equality")
        facts_view(facts.VIEW, facts.view, order=90)
        erased.also_forgets(_forget)


def _forget(case_ids: list[int]) -> None:
    from throughcare.oversight.equality import actions  # its models are there once every application is ready

    actions.forget(case_ids)
