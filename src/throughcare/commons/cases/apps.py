from importlib.resources import files

from django.apps import AppConfig

from throughcare.commons.cases import facts
from throughcare.safeguards.access.register import facts_view, may_execute, sql_functions


class CasesConfig(AppConfig):
    name = "throughcare.commons.cases"
    label = "cases"

    def ready(self) -> None:
        """This will hand the database functions of the gate and of visibility to `throughcare db policies`."""
        sql_functions((files("throughcare.commons.cases") / "functions.sql").read_text(encoding="utf-8"), order=10)
        sql_functions((files("throughcare.commons.cases") / "access.sql").read_text(encoding="utf-8"), order=11)
        sql_functions((files("throughcare.commons.cases") / "looks.sql").read_text(encoding="utf-8"), order=12)
        sql_functions((files("throughcare.commons.cases") / "search.sql").read_text(encoding="utf-8"), order=30)
        sql_functions((files("throughcare.commons.cases") / "ties.sql").read_text(encoding="utf-8"), order=31)
        may_execute("tc_reception", "look_for_ties")
        may_execute(
            "tc_staff",
            "look_for_tie",
            "earlier_cases",
            "gate_open_offer",
            "is_offered_to_me",
            "openable_cases",
            "search_people",
            "changed_cases",
        )
        may_execute("tc_matcher", "openable_cases", "search_everybody", "search_mine")
        may_execute("tc_staff", "kept_out", "step_out", "my_tasks", "finish_my_task")
        may_execute("tc_staff", "keep_out", "is_still_mine", "look_for_ties")
        may_execute("tc_oversight", "keep_out", "ties_matched")
        may_execute("tc_clock", "remove_expired_drafts", "kept_out_now")
        may_execute("tc_reception", "kept_out")
        facts_view(facts.CASES, facts.cases, order=10)
        facts_view(facts.STEPS, facts.steps, order=10)
        facts_view(facts.CLOCKS, facts.clocks, order=10)
