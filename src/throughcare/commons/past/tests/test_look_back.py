"""What was known of a case at a moment: exactly what was recorded by then and may be read today."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.actions import correct_note
from throughcare.commons.cases.models import Case, HealthNote, Note
from throughcare.commons.cases.queries import record
from throughcare.commons.cases.tests.builders import Town, a_grant, a_town, an_exclusion, opened
from throughcare.commons.orders.tests.builders import a_region, under
from throughcare.commons.past import queries, rules, shown, words
from throughcare.commons.past.queries.rows import Kept, tables
from throughcare.commons.past.tests.builders import BEGAN, FIRST, SECOND, THIRD, TODAY, a_past, born, note
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway

pytestmark = pytest.mark.django_db

READERS = ("ada", "mo", "dee", "gail", "ben")
COMPARTMENTS = ("core", "health", "beliefs", "network", "safety")


def back(case: Case, staff, *, at: datetime) -> list[Kept]:
    with opened(case, staff, at=TODAY) as found:
        return queries.rows(found, at=at)


def of(rows: list[Kept], label: str) -> list[Kept]:
    return [row for row in rows if row.label == label]


def test_what_was_added_later_was_not_known_then():
    town, case = a_past()

    assert len(of(back(case, town.ada, at=FIRST), "cases.note")) == 1
    assert of(back(case, town.ada, at=SECOND), "cases.healthnote") == []
    assert len(of(back(case, town.ada, at=THIRD), "cases.healthnote")) == 1
    assert back(case, town.ada, at=BEGAN - timedelta(days=1)) == []


def test_what_was_done_later_shows_as_not_yet_done():
    town, case = a_past()

    before = of(back(case, town.ada, at=SECOND), "cases.task")[0].values
    after = of(back(case, town.ada, at=THIRD), "cases.task")[0].values

    assert (before["done_at"], before["done_by"], before["outcome"]) == (None, None, None)
    assert (after["done_at"], after["done_by"], after["outcome"]) == (THIRD, town.ada.pk, "Nobody answered")


def test_the_version_that_held_then_stands_without_the_one_that_came_after():
    town, case = a_past()
    first = Note.objects.get(case=case)
    with opened(case, town.ada, at=THIRD) as found:
        correct_note(
            found,
            compartment="core",
            thread=str(first.thread),
            version=1,
            text="The tutor rang.",
            reason="a slip",
            at=THIRD,
        )

    then, now = (of(back(case, town.ada, at=at), "cases.note") for at in (SECOND, THIRD))

    assert [row.values["text"] for row in then] == ["The school rang."]
    assert [row.values["text"] for row in now] == ["The school rang.", "The tutor rang."]


def test_where_it_stood_is_told_from_what_was_recorded_by_then():
    town, case = a_past()

    with opened(case, town.ada, at=TODAY) as found:
        second = queries.stood(found, queries.rows(found, at=SECOND), at=SECOND)
        third = queries.stood(found, queries.rows(found, at=THIRD), at=THIRD)

    assert (second.safe_contact, third.safe_contact) == ("Text only", "Ring after 4pm")
    assert (second.area_id, third.area_id) == (town.area.pk, town.area.pk)


def test_access_is_that_of_today_whatever_the_day():
    town, case = a_past()
    a_grant(case, town.ben, "panel_member")

    assert of(back(case, town.ben, at=THIRD), "cases.healthnote") == []
    assert of(back(case, town.mo, at=THIRD), "cases.healthnote") == []
    assert len(of(back(case, town.ben, at=THIRD), "cases.note")) == 1


def test_police_rows_come_back_to_police_alone():
    town, case = a_past()
    note(town, case, "Asked the other force.", at=SECOND, compartment="police", by="dee")

    assert len(of(back(case, town.dee, at=SECOND), "cases.policenote")) == 1
    for reader in (town.ada, town.mo):
        assert [row for row in back(case, reader, at=TODAY) if "police" in row.label] == []


def test_who_could_see_what_then_is_by_posts_and_grants_of_that_moment():
    town, case = a_past()
    grant = a_grant(case, town.gail, "chair")
    grant.from_at, grant.until_at = SECOND, THIRD
    grant.save()
    an_exclusion(case, town.hana, by=town.mo)

    with opened(case, town.ada, at=TODAY) as found:
        then = {(one.name, one.role) for one in queries.readers_at(found.id, at=SECOND)}
        later = {(one.name, one.role) for one in queries.readers_at(found.id, at=THIRD)}
        tables_ = {t.compartment: {one.name for one in t.readers}
                   for t in queries.tables_then(queries.readers_at(found.id, at=SECOND), at=SECOND, case=found)}  # fmt: skip

    assert ("Gail Pike", "chair") in then and ("Gail Pike", "chair") not in later
    assert ("Ada Marsh", "coordinator") in then and not any(name == "Cleo Finch" for name, _role in then)
    assert {"Ada Marsh", "Gail Pike"} <= tables_["health"] and "Mo Quill" not in tables_["health"]
    assert "police" not in tables_ and "exclusion" not in tables_


def test_a_supervising_officer_could_see_the_orders_and_what_the_matrix_gives_them():
    town = a_region()
    case = under(town)

    with opened(case, town.ada, at=TODAY) as found:
        who = queries.readers_at(found.id, at=SECOND)
        tables_ = {t.compartment: {(one.name, one.role) for one in t.readers}
                   for t in queries.tables_then(who, at=SECOND, case=found)}  # fmt: skip

    noor = ("Noor Haddon", "supervising_officer")
    assert noor in {(one.name, one.role) for one in who}
    assert all(noor in tables_[name] for name in ("core", "orders", "compliance", "enforcement"))
    assert ("Ada Marsh", "coordinator") in tables_["orders"]
    assert ("Mo Quill", "manager") not in tables_["beliefs"]


def test_what_a_version_of_the_matrix_does_not_know_is_read_as_the_first_that_knows_it():
    first = rules.Known({"core", "health"}, {"coordinator": {"core"}})
    second = rules.Known(
        {"core", "health", "orders"}, {"coordinator": {"health", "orders"}, "officer": {"core", "orders"}}
    )
    third = rules.Known({"core", "health", "orders"}, {"coordinator": {"core"}, "officer": {"health"}})
    every = [first, second, third]

    assert rules.reads("coordinator", every) == {"core", "orders"}
    assert rules.reads("officer", every) == {"core", "orders"}
    assert rules.reads("officer", [third]) == {"health"}
    assert rules.reads("nobody", every) == frozenset()


def test_whoever_was_kept_out_could_not_see_it():
    town, case = a_past()
    an_exclusion(case, town.dee, by=town.mo)

    with opened(case, town.ada, at=TODAY) as found:
        assert not any(one.name == "Dee Frost" for one in queries.readers_at(found.id, at=SECOND))


def test_a_member_is_not_told_who_could_see_it():
    town, case = a_past()
    a_grant(case, town.ben, "panel_member")

    with opened(case, town.ben, at=TODAY) as found:
        assert queries.readers_at(found.id, at=SECOND) == []
        assert queries.lines(found, until=TODAY) == []


def test_the_audit_lines_beneath_say_nothing_of_police():
    town, case = a_past()
    note(town, case, "Asked the other force.", at=SECOND, compartment="police", by="dee")

    with opened(case, town.ada, at=TODAY) as found:
        seen = queries.lines(found, until=TODAY)
        by_then = queries.lines(found, until=FIRST)

    assert any(row.verb == "notes:added" and row.staff == "Ada Marsh" for row in seen)
    assert not any(row.staff == "Dee Frost" for row in seen)
    assert {row.line_id for row in by_then} < {row.line_id for row in seen}


def test_what_is_new_is_what_came_after_the_last_sitting():
    town, case = a_past()
    with opened(case, town.mo, at=SECOND):
        pass
    note(town, case, "Added meanwhile.", at=THIRD)
    with opened(case, town.mo, at=TODAY - timedelta(minutes=5)):
        pass

    with opened(case, town.mo, at=TODAY) as found:
        assert cases.my_last_look(found) == SECOND
        new = queries.rows(found, at=TODAY, since=SECOND)

    assert [row.values["text"] for row in of(new, "cases.note")] == ["Added meanwhile."]
    assert of(new, "cases.healthnote") == []


def test_who_never_looked_has_no_last_look():
    town, case = a_past()

    with opened(case, town.femi, at=TODAY) as found:
        assert cases.my_last_look(found) is None


def test_what_is_erased_stays_erased_and_says_so():
    town, case = a_past()
    Note.objects.filter(case=case).update(text="")
    HealthNote.objects.filter(case=case).update(text="")
    case.person.erased_at = TODAY
    case.person.save()

    with opened(case, town.ada, at=TODAY) as found:
        then = shown.then(found, at=THIRD, whole_day=True)

    notes = [one for part in then.parts for one in part.entries if one.what.startswith("Note")]
    assert then.erased and len(notes) == 2
    assert all(one.is_erased and one.said == () and one.when for one in notes)


def test_todays_look_back_is_the_timeline():
    town, case = a_past()

    with opened(case, town.ada, at=TODAY) as found:
        then, _page = shown.events(found, at=TODAY, number=1)
        now = record.timeline(found).rows

    assert len(then) == len(now) > 0
    assert [event.happened_at for event in then] == [row.happened_at for row in now]


def test_every_table_of_a_case_is_read():
    labels = set(tables())

    assert {
        "cases.note",
        "meetings.view",
        "plans.goal",
        "delivery.report",
        "people.contact",
        "files.document",
    } <= labels
    assert not labels & {"cases.draft", "cases.case", "rights.reasonasked", "meetings.meeting"}


@st.composite
def additions(draw: st.DrawFn) -> list[tuple[str, int]]:
    """Notes in any compartment, each at some hour after the case began."""
    return draw(st.lists(st.tuples(st.sampled_from(COMPARTMENTS), st.integers(1, 20)), min_size=1, max_size=6))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(added=additions(), back_to=st.integers(0, 21))
def test_what_shows_is_exactly_what_was_recorded_by_then_and_may_be_read_today(added, back_to: int):
    with transaction.atomic():
        town = a_town()
        case = born(town)
        a_grant(case, town.ben, "panel_member")
        a_grant(case, town.gail, "chair")
        for number, (compartment, hour) in enumerate(added):
            note(town, case, f"Note {number}", at=BEGAN + timedelta(hours=hour), compartment=compartment)
        at = BEGAN + timedelta(hours=back_to)
        for name in READERS:
            _compare(town, case, name, at=at)
        transaction.set_rollback(True)


def _compare(town: Town, case: Case, name: str, *, at: datetime) -> None:
    with opened(case, getattr(town, name), at=TODAY) as found:
        roles = found.roles
        seen = {(row.label, row.id) for row in queries.rows(found, at=at)}
        everything = {(row.label, row.id) for row in queries.rows(found, at=TODAY)}
        on_paper = [row.recorded_at for row in record.timeline(found, until=at).rows]
        whole = [row for row in record.timeline(found).rows if row.recorded_at <= at]
    assert seen == set(_kept(case, roles, until=at)), name
    assert everything >= seen
    assert len(on_paper) == len(whole) and all(moment <= at for moment in on_paper)


def _kept(case: Case, roles: frozenset[str], *, until: datetime) -> Iterator[tuple[str, int]]:
    """Every row by the tables themselves, as their owner finds them, held against the matrix in Python."""
    for label, handling in tables().items():
        if not matrix().may(roles, handling.compartment, "read"):
            continue
        whose = case.pk if handling.scope == "case" else case.person_id
        rows = handling.model._default_manager.filter(**{handling.column: whose}, recorded_at__lte=until)
        yield from ((label, row.pk) for row in rows)


def test_a_stage_of_a_pathway_that_the_case_has_left_keeps_its_name():
    town, case = a_past()
    values = {"from_pathway": "pmap", "from_version": "2023-12-15"}
    crossed = Kept("programme.crossing", 1, SECOND, SECOND, town.ada.pk, "fact", "", values)

    with opened(case, town.ada, at=TODAY) as found:
        known = queries.stages_of(found, [crossed])
        here = {stage.code for stage in found.pathway.stages}

    left = {stage.code for stage in Pathway.load("pmap", "2023-12-15").stages}
    assert left | here == set(known)


@pytest.mark.parametrize(
    ("pathway", "said"),
    [
        ("channel", {"The local authority is at the meeting", "The police of the area where the person lives are at the meeting"}),
        ("ddp_teo", {"Those who work on rehabilitation are at the joint review: the programme", "Those who hold the risk are at the joint review: the police"}),
        ("exit_programme", set()),
    ],
)  # fmt: skip
def test_who_was_there_is_said_in_the_words_of_the_pathway(pathway, said):
    town = a_region()
    case = under(town, pathway)
    values = {"local_authority_there": True, "police_there": False}
    row = Kept("reviews.review", 1, THIRD, THIRD, None, "opinion", "", values)

    with opened(case, town.ada, at=TODAY) as found:
        (part,) = words.parts(found, [row], erased=False)

    assert {field for field, _value in part.entries[0].said} == said
