"""A case is offered to another area: its coordinators learn name, reference and the offer, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from tests.kit.walked_ddp import with_two_regions
from throughcare.commons.agencies.models import Post
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case, Grant, OfferTask, Task
from throughcare.commons.cases.queries import lists, work
from throughcare.commons.transfers import actions, queries
from throughcare.commons.transfers.models import Transfer
from throughcare.commons.transfers.tests.builders import LATER, OFFER, a_case_at, as_offered, offered
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.register import register
from throughcare.safeguards.audit.models import Line
from throughcare.safeguards.pathways import Pathway

pytestmark = pytest.mark.django_db
TODAY = uk_today(LATER)


def rows_seen(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def test_an_offer_says_why_what_moves_and_by_when_and_the_sender_stays_owner(invented):
    reference = offered(invented, a_case_at(invented))

    row = Transfer.objects.get()
    assert (row.from_area.code, row.to_area.code, row.from_owner_id) == ("northmere", "ashcombe", invented.staff["ada"])
    assert (row.reasons, row.moves, row.by_on) == (OFFER.reasons, OFFER.moves, OFFER.by_on)
    case = Case.objects.get(reference=reference)
    assert (case.owner_id, case.area.code) == (invented.staff["ada"], "northmere")
    assert Line.objects.filter(verb="transfers:offered", case_id=case.pk).count() == 1


def test_the_answer_is_due_as_the_clock_says_or_sooner_where_the_case_should_move_sooner(invented):
    soon = replace(OFFER, by_on=date(2026, 6, 17))

    offered(invented, a_case_at(invented))
    offered(invented, a_case_at(invented), new=soon)

    assert [row.due_on for row in Transfer.objects.order_by("id")] == [date(2026, 6, 22), date(2026, 6, 17)]


def test_the_answer_is_a_due_task_of_the_receiving_coordinator_and_of_nobody_else(invented):
    reference = offered(invented, a_case_at(invented))

    with invented.acting("cleo", at=LATER) as cleo:
        found = work.due("mine", staff_id=cleo, today=TODAY).rows
    assert [(row.code, row.reference, row.person) for row in found] == [(queries.ANSWER, reference, "Sam Tarrow")]
    with invented.acting("ada", at=LATER) as ada:
        assert queries.ANSWER not in {row.code for row in work.due("mine", staff_id=ada, today=TODAY).rows}
    assert OfferTask.objects.get().pathway_rule == "14.20"


def test_the_receiving_coordinator_cannot_open_the_case_nor_find_it_in_a_list_or_search(invented):
    reference = offered(invented, a_case_at(invented))

    with pytest.raises(NotFound), invented.opened(reference, "cleo", at=LATER):
        pass
    with invented.acting("cleo", at=LATER):
        assert lists.cases(lists.Wanted(), today=TODAY).rows == []
        assert lists.search("Tarrow") == ()
        assert lists.search(reference) == ()


def test_of_the_whole_record_the_receiving_coordinator_reads_name_reference_and_offer_alone(invented):
    reference = offered(invented, a_case_at(invented))
    case_scoped = {h.table: h.compartment for h in register().values() if h.scope in ("case", "person")}

    with as_offered(invented, reference, "cleo") as case:
        assert case.roles == {"receiving_coordinator"}
        assert (case.reference, queries.called(case), queries.offered(case).reasons) == (
            reference,
            "Sam Tarrow",
            OFFER.reasons,
        )
        seen = {compartment for table, compartment in case_scoped.items() if rows_seen(table)}

    assert seen == {"identity", "transfer"}
    line = Line.objects.get(verb="transfers:looked")
    assert (line.case_id, line.staff_id) == (case.id, invented.staff["cleo"])


def test_a_case_that_was_not_offered_is_not_found_by_that_door_either(invented):
    hidden, reference = a_case_at(invented), offered(invented, a_case_at(invented))

    with pytest.raises(NotFound), as_offered(invented, hidden, "cleo"):
        pass
    with pytest.raises(NotFound), as_offered(invented, reference, "hana"):
        pass


def test_a_colleague_who_is_kept_out_is_not_let_in_by_an_offer(invented):
    reference = a_case_at(invented)
    with invented.opened(reference, "mo") as case:
        cases.exclude(case, staff_id=invented.staff["cleo"], reason="a relative", at=case.at)

    with pytest.raises(Refusal) as refused:
        offered(invented, reference)

    assert "no coordinator or no police officer in post" in refused.value.as_text()
    assert not Grant.objects.filter(staff_id=invented.staff["cleo"]).exists()


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"to_area": "northmere"}, "the case lies in this area"),
        ({"to_area": "nowhere"}, "the case lies in this area"),
        ({"reasons": " "}, "the reasons are not written down"),
        ({"moves": " "}, "nothing says what moves with the case"),
        ({"by_on": date(2026, 6, 14)}, "nothing says by when the case should move"),
        ({"by_on": None}, "nothing says by when the case should move"),
    ],
)
def test_half_an_offer_is_refused_and_leaves_no_trace(invented, changed, because):
    with pytest.raises(Refusal) as refused:
        offered(invented, a_case_at(invented), new=replace(OFFER, **changed))

    assert because in refused.value.as_text()
    assert not Transfer.objects.exists()
    assert not OfferTask.objects.exists()


@pytest.mark.parametrize("role", ["coordinator", "police_officer"])
def test_an_area_that_lacks_one_of_the_two_who_would_answer_for_the_case_is_offered_none(invented, role):
    Post.objects.filter(area_id=invented.areas["ashcombe"], role=role).delete()

    with pytest.raises(Refusal) as refused:
        offered(invented, a_case_at(invented))

    assert "no coordinator or no police officer in post" in refused.value.as_text()


def test_no_case_of_a_local_authority_is_offered_to_a_region_of_the_programme_under_orders(invented):
    with_two_regions(invented)
    reference = a_case_at(invented)

    with invented.opened(reference, "ada", at=LATER) as case:
        assert [code for code, _name in queries.areas_to_offer(case)] == ["ashcombe", "lochmuir"]
    for region in ("merevale", "calder"):
        with pytest.raises(Refusal) as refused:
            offered(invented, reference, new=replace(OFFER, to_area=region))
        assert "a case goes to an area of the same nation or of one with the same programme" in refused.value.as_text()
    assert not Transfer.objects.exists()


@pytest.mark.parametrize("pathway", ["exit_programme", "ddp_licence"])
def test_a_case_whose_pathway_another_nation_does_not_have_stays_in_its_own(invented, pathway):
    reference = a_case_at(invented)
    Case.objects.filter(reference=reference).update(pathway=pathway, pathway_version=Pathway.load(pathway).version)

    with invented.opened(reference, "ada", at=LATER) as case:
        assert [code for code, _name in queries.areas_to_offer(case)] == ["ashcombe"]


def test_nothing_is_offered_while_the_case_is_with_police(invented):
    with pytest.raises(Refusal) as refused:
        offered(invented, a_case_at(invented, "checks"))

    assert "the case is with police for checks" in refused.value.as_text()


def test_a_case_is_offered_to_one_area_at_a_time(invented):
    reference = offered(invented, a_case_at(invented))

    with pytest.raises(Refusal) as refused:
        offered(invented, reference)

    assert "the case is offered already" in refused.value.as_text()


def test_an_offer_that_is_withdrawn_leaves_the_other_area_nothing(invented):
    reference = offered(invented, a_case_at(invented))

    with invented.opened(reference, "ada", at=LATER) as case:
        actions.withdraw(case, words="They stay after all.", at=LATER)

    row = Transfer.objects.get()
    assert (row.answer, row.answer_words, row.answered_by_id) == (
        "withdrawn",
        "They stay after all.",
        invented.staff["ada"],
    )
    assert not OfferTask.objects.filter(done_at__isnull=True).exists()
    assert not Task.objects.filter(code=queries.UNANSWERED, done_at__isnull=True).exists()
    with pytest.raises(NotFound), as_offered(invented, reference, "cleo"):
        pass
    with invented.acting("cleo", at=LATER) as cleo:
        assert work.due("team", staff_id=cleo, today=TODAY).rows == []
