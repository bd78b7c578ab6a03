"""A country of two hundred cases: as true as a large one, and built by the same statements."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from throughcare.cli.national import building, drawing
from throughcare.commons.agencies.models import Area, Post, Staff
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Case, Note, PoliceTask, StageChange, Task
from throughcare.commons.people.models import Person
from throughcare.frame.transaction import acting
from throughcare.kernel.definitions import load
from throughcare.kernel.ids import read_reference
from throughcare.oversight.evaluation import facts
from throughcare.safeguards.audit.record import verify
from throughcare.stages.panels.models import Adoption
from throughcare.web import slices

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
SMALL = load("demo", "national").data["scales"]["small"]
KEYS = "SELECT count(*) FROM pg_constraint WHERE contype IN ('f', 'u')"
INDEXES = "SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'"


@pytest.fixture
def country(invented):
    """A country beside the invented world."""
    before = [counted(KEYS), counted(INDEXES)]
    assert building.build("small", at=AT, progress=lambda done, total, what: None) == SMALL["cases"]
    assert [counted(KEYS), counted(INDEXES)] == before
    return invented


def counted(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_country_has_its_places_people_and_cases_and_an_audit_that_holds(country):
    assert Area.objects.filter(code__startswith="place-").count() == SMALL["areas"]
    assert Staff.objects.count() == pytest.approx(SMALL["staff"] + len(country.staff), abs=20)
    assert Case.objects.count() == SMALL["cases"]
    assert Note.objects.count() == pytest.approx(SMALL["notes"], rel=0.1)
    assert Adoption.objects.count() == pytest.approx(0.12 * SMALL["cases"], abs=6)
    checked, broken = verify()
    assert checked > Note.objects.count() + StageChange.objects.count()
    assert broken == []


@pytest.mark.django_db
def test_what_stands_open_has_something_due_and_what_is_closed_has_not(country):
    open_cases = set(Case.objects.exclude(stage="closed").values_list("id", flat=True))
    due = {
        case
        for model in (Task, PoliceTask)
        for case in model.objects.filter(done_at=None).values_list("case_id", flat=True)
    }

    assert open_cases and due == open_cases
    assert not Case.objects.filter(stage="closed", closed_at=None).exists()
    assert set(Case.objects.values_list("stage", flat=True)) <= {stage.code for stage in case_pathway().stages}


def case_pathway():
    from throughcare.safeguards.pathways import Pathway

    return Pathway.load("channel")


@pytest.mark.django_db
def test_an_adopted_case_opens_through_the_gate_and_every_card_can_be_drawn(country):
    for adopted in Adoption.objects.order_by("id"):
        case = Case.objects.get(pk=adopted.case_id)
        with acting("staff", staff=case.owner_id, at=AT):
            opened = gate.open(case.reference, by=case.owner_id, at=AT)
            titles = [card.title for card in slices.cards(opened)]

        assert opened.roles >= {"coordinator"}
        assert any(title.startswith("Panel, adopted") for title in titles)


@pytest.mark.django_db
def test_nobody_of_another_place_opens_a_case(country):
    case = Case.objects.order_by("id").first()
    elsewhere = Post.objects.filter(role="coordinator").exclude(area_id=case.area_id).order_by("-id").first()

    with acting("staff", staff=elsewhere.staff_id, at=AT), pytest.raises(gate.NotFound):
        gate.open(case.reference, by=elsewhere.staff_id, at=AT)


@pytest.mark.django_db
def test_statistics_count_every_case_once(country):
    with acting("facts", staff=None, at=AT):
        told = list(facts.rows())

    assert len(told) == SMALL["cases"]
    assert sum(one.adopted_on is not None for one in told) == Adoption.objects.count()


@pytest.mark.django_db
def test_a_country_is_built_once(country):
    assert building.build("small", at=AT, progress=lambda done, total, what: None) == 0


def test_the_same_names_and_references_are_drawn_each_time_and_none_twice():
    references = [reference for _n, reference in drawing.references(500, seed=7, taken=set())]

    assert drawing.words() == drawing.words()
    assert len(set(references)) == 500
    assert all(read_reference(reference) == reference for reference in references)
    assert references[0] not in [taken for _n, taken in drawing.references(500, seed=7, taken={references[0]})]


@pytest.mark.django_db
def test_many_are_called_alike_and_most_are_not(country):
    names = list(Person.objects.values_list("name", flat=True))

    assert len(set(names)) > 0.9 * len(names)
