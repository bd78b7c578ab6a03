"""A case to which something is added day by day, so that there is a past to look back to."""

from __future__ import annotations

from datetime import datetime, timedelta

from throughcare.commons.cases import actions
from throughcare.commons.cases.actions import NewTask, add_note, ask, finish_all
from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import NOW, Town, a_case, a_town, opened

BEGAN = NOW
FIRST, SECOND, THIRD = (NOW + timedelta(days=number) for number in (1, 2, 3))
TODAY = NOW + timedelta(days=30)


def a_past() -> tuple[Town, Case]:
    """Build a case to which Ada adds a note on each of three days; on the second she asks for something, done on the third."""
    town = a_town()
    case = born(town)
    with opened(case, town.ada, at=BEGAN) as found:
        actions.tell(found, verb="referrals.receive", words="A concern was received", at=BEGAN)
    note(town, case, "The school rang.", at=FIRST)
    with opened(case, town.ada, at=SECOND) as found:
        ask(
            found,
            NewTask(code="cases.ring_back", due_on=THIRD.date(), for_role="coordinator", what="Ring back"),
            at=SECOND,
        )
        actions.record_care(found, safe_contact="Text only", take_care="Not at home", at=SECOND)
    with opened(case, town.ada, at=THIRD) as found:
        finish_all(found, "cases.ring_back", at=THIRD, outcome="Nobody answered")
        actions.record_care(found, safe_contact="Ring after 4pm", take_care="Not at home", at=THIRD)
    note(town, case, "The clinic wrote.", at=THIRD, compartment="health")
    return town, case


def born(town: Town) -> Case:
    """Build a case whose own rows were recorded when it began, as they are in real life."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.at', %s, false)", [BEGAN.isoformat()])
        case = a_case(town)
        cursor.execute("SELECT set_config('app.at', '', false)")
    return case


def note(town: Town, case: Case, text: str, *, at: datetime, compartment: str = "core", by: str = "ada") -> None:
    """Add a note as one of the people."""
    with opened(case, getattr(town, by), at=at) as found:
        add_note(found, compartment=compartment, text=text, kind="fact", source="", happened_at=at, at=at)
