from importlib.resources import files

from django.apps import AppConfig

from throughcare.commons.cases.addresses import pages_show
from throughcare.commons.meetings import facts
from throughcare.safeguards.access.register import facts_view, may_execute, sql_functions

FUNCTIONS = (
    "my_meetings",
    "my_agency",
    "items_open_to_compare",
    "meetings_of_open_case",
    "is_before_a_panel",
    "agenda_numbers",
)


class MeetingsConfig(AppConfig):
    name = "throughcare.commons.meetings"
    label = "meetings"

    def ready(self) -> None:
        """This will hand the database functions of meetings to `throughcare db policies`, and say who is offered links."""
        sql_functions((files("throughcare.commons.meetings") / "functions.sql").read_text(encoding="utf-8"), order=20)
        may_execute("tc_staff", *FUNCTIONS)
        facts_view(facts.DISCUSSIONS, facts.discussions, order=10)
        pages_show("panel", "panel")
