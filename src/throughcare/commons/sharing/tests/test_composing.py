"""What is put together for somebody outside a case: what holds now, of that agency alone, and nobody else by name or in words."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.tests.builders import NOW, a_case, a_town, opened
from throughcare.commons.consents.models import Consent, Giver
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings.actions import ToDo
from throughcare.commons.meetings.tests.builders import (
    THEN,
    a_listed_case,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    published,
)
from throughcare.commons.orders.models import NameOnPaper
from throughcare.commons.people.models import Contact, Relative
from throughcare.commons.sharing import composing

pytestmark = pytest.mark.django_db
CARRIED = {"regime": "uk_gdpr", "basis": "public_task", "review_on": "2032-01-01", "happened_at": NOW}


@pytest.fixture
def town():
    return a_town()


@pytest.fixture
def case(town):
    return a_case(town)


@pytest.fixture
def ruled(monkeypatch):
    """Change the rules of one part, as a later version of them might."""

    def change(part, **rules):
        views = deepcopy(dict(composing.views()))
        views["parts"][part] |= rules
        monkeypatch.setattr(composing, "views", lambda version=None: views)

    return change


def composed(town, case, *parts, agency=None, added="", at=NOW):
    with opened(case, town.ada, at=at) as one:
        agency_id = agency.pk if agency else None
        return composing.compose(one, called="Sam", agency_id=agency_id, chosen=parts, added=added)


def a_note(town, case, text, *, kind="fact", source=""):
    with opened(case, town.ada) as one:
        return cases.add_note(one, compartment="core", text=text, kind=kind, source=source, happened_at=NOW, at=NOW)


def test_what_a_third_party_reported_is_left_out_and_counted(town, case):
    a_note(town, case, "Sam comes on time")
    a_note(town, case, "They say that Sam shouts", kind="third_party", source="a neighbour")

    given = composed(town, case, "notes")

    assert "comes on time" in given.content
    assert "shouts" not in given.content and "neighbour" not in given.content
    assert given.left_out == 1


def test_of_a_note_the_last_correction_alone_is_given_and_neither_why_nor_who_told_it(town, case):
    note = a_note(town, case, "Sam came at nine", source="the porter at the gate")
    with opened(case, town.ada) as one:
        cases.correct_note(
            one,
            compartment="core",
            thread=str(note.thread),
            version=1,
            text="Sam came at ten",
            reason="A colleague had misheard",
            at=NOW,
        )

    given = composed(town, case, "notes")

    assert "at ten" in given.content
    assert not [word for word in ("at nine", "misheard", "porter") if word in given.content]


def test_where_somebody_lived_before_is_not_given(town, case):
    today = timezone.localdate(NOW)
    for value, until_on in (
        ("1 Old Lane", today - timedelta(days=1)),
        ("2 Last Day Row", today),
        ("3 New Street", None),
    ):
        carried = {**CARRIED, "controller": town.council}
        Contact.objects.create(person_id=case.person_id, way="address", value=value, until_on=until_on, **carried)

    given = composed(town, case, "contact")

    assert "Old Lane" not in given.content
    assert "Last Day Row" in given.content and "New Street" in given.content


def test_of_rows_that_share_a_column_with_the_last_no_earlier_one_is_given(town, case, ruled):
    first = a_note(town, case, "Of the first version")
    with opened(case, town.ada) as one:
        cases.correct_note(
            one, compartment="core", thread=str(first.thread), version=1, text="Put right", reason="-", at=NOW
        )
    a_note(town, case, "Of the first version too")
    ruled("notes", newest="version")

    given = composed(town, case, "notes")

    assert "Of the first version too" in given.content and "Put right" not in given.content


def test_a_column_that_stays_here_is_not_given(town, case, ruled):
    Contact.objects.create(
        person_id=case.person_id,
        way="address",
        value="3 New Street",
        safe="Ring twice",
        **CARRIED,
        controller=town.council,
    )
    ruled("contact", without=["safe"])

    given = composed(town, case, "contact")

    assert "New Street" in given.content and "Ring twice" not in given.content


def test_an_agency_is_given_what_its_own_staff_promised_and_no_colleague_is_named():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    everybody_came(town, case)
    with opened(case, town.gail, at=THEN) as one:
        for who, what in ((town.sol, "Find a tutor"), (town.ben, "Offer a first talk")):
            meetings.record_action(one, item=item_of(one), to_do=ToDo(what, who.pk, date(2026, 7, 9)), at=THEN)

    school = composed(town, case, "own_actions", agency=town.school, at=THEN)
    outside = composed(town, case, "own_actions", at=THEN)

    assert "Find a tutor" in school.content and "first talk" not in school.content
    assert "Sol Weir" not in school.content and "Ben Hale" not in school.content
    assert "tutor" not in outside.content and "first talk" not in outside.content


def test_a_colleague_stands_in_what_is_given_by_their_agency_alone(ruled):
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    everybody_came(town, case)
    with opened(case, town.gail, at=THEN) as one:
        to_do = ToDo("Find a tutor", town.sol.pk, date(2026, 7, 9))
        meetings.record_action(one, item=item_of(one), to_do=to_do, at=THEN)
    ruled("decisions", tables=["meetings.action"])  # a part in which the columns of colleagues are not taken out

    given = composed(town, case, "decisions", at=THEN)

    assert "A colleague of Northmere School" in given.content and "Sol Weir" not in given.content


def test_everybody_else_whom_the_record_knows_is_another_person_by_every_name(town, case):
    carried = {**CARRIED, "controller": town.council}
    Relative.objects.create(person_id=case.person_id, name="Mara Tarrow", relationship="sister", **carried)
    consent = Consent.objects.create(case=case, step="asked", purpose="support", **carried)
    Giver.objects.create(case=case, consent=consent, name="Ruth Amble", **carried)
    Originator = apps.get_model("referrals", "Originator")
    Originator.objects.create(case=case, name="Joan Pryce", **carried)
    a_note(town, case, "Sam Tarrow lives with Mara. RUTH AMBLE signed; Amble was calm. Ms Pryce, joan pryce, rang.")

    given = composed(town, case, "notes", added="Ask Joan first").shown

    words = str(given)
    assert "Sam Tarrow lives with another person." in words, "a name that is the person's own too stays"
    assert "another person signed; another person was calm. Ms another person, another person, rang" in words
    assert given["added"] == "Ask another person first"


def test_where_a_court_withheld_the_name_what_is_given_does_not_hold_it(town, case):
    NameOnPaper.objects.create(
        case=case, shown_as="reference", from_on=date(2020, 1, 1), controller=town.council, **CARRIED
    )
    a_note(town, case, "Sam Tarrow comes on time")

    given = composed(town, case, "notes", added="Tarrow is well")

    assert "comes on time" in given.content
    assert "Sam" not in given.content and "Tarrow" not in given.content
    assert given.shown["about"] == case.reference
