"""The view that figures are made from: what it tells of a referral, and what it never can."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from throughcare.commons.cases.models import Case, StageChange
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.people.models import Particulars
from throughcare.frame.transaction import acting
from throughcare.oversight.evaluation import facts
from throughcare.oversight.evaluation.facts_shape import ReferralFact
from throughcare.safeguards.access.register import register
from throughcare.stages.referrals import actions
from throughcare.stages.referrals.models import Provenance, Referral
from throughcare.stages.referrals.telling import STAFF, NewReferral

pytestmark = pytest.mark.django_db

AT = datetime(2026, 6, 15, 12, tzinfo=UTC)
SAM = NewPerson(name="Sam Tarrow", born_on=date(2010, 3, 14), birth_precision="exact", gender="male")
CODES = {"gender", "concern_type", "sector"}


def receive(invented, person=SAM, **said):
    told = {"sector": "education", "concern_type": "no_ideology_2025", **said}
    new = NewReferral("Grew quiet.", invented.areas["northmere"], STAFF, AT, person=person, **told)
    with acting("public_form", staff=None, at=AT):
        return actions.receive(new, by=None, at=AT).case_id


def told() -> list[ReferralFact]:
    with acting("facts", staff=None, at=AT):
        return list(facts.rows())


def step(case_id, verb, from_stage, to_stage, day):
    case = Case.objects.get(pk=case_id)
    values = {
        "controller_id": case.controller_id,
        "regime": case.regime,
        "basis": case.basis,
        "review_on": case.review_on,
    }
    at = datetime(2026, 7, day, 9, tzinfo=UTC)
    StageChange.objects.create(case=case, verb=verb, from_stage=from_stage, to_stage=to_stage, happened_at=at, **values)


def test_a_referral_is_told_as_days_and_codes(invented):
    case_id = receive(invented)
    referral = Referral.objects.get(case_id=case_id)

    assert told() == [
        ReferralFact(
            str(referral.pk),
            date(2026, 6, 15),
            "education",
            "north_west",
            "from_16_to_17",
            "male",
            "no_ideology_2025",
            referral.concern_types_version,
        )
    ]


def test_a_case_counts_as_discussed_from_the_panel_s_decision_and_not_from_its_listing(invented):
    case_id = receive(invented)
    step(case_id, "meetings.list_case", "gathering", "panel", 1)
    assert told()[0].to_panel_on is None

    step(case_id, "panels.adopt", "panel", "planning", 9)

    assert (told()[0].to_panel_on, told()[0].adopted_on) == (date(2026, 7, 9), date(2026, 7, 9))


def test_a_case_that_was_not_adopted_is_discussed_all_the_same(invented):
    step(receive(invented), "panels.no_support", "panel", "closed", 9)

    assert (told()[0].to_panel_on, told()[0].adopted_on) == (date(2026, 7, 9), None)


@pytest.mark.parametrize(
    ("born_on", "precision", "band"),
    [
        (date(2008, 6, 15), "exact", "from_18_to_20"),
        (date(2008, 6, 16), "exact", "from_16_to_17"),
        (date(2008, 6, 1), "month", None),
        (date(2008, 1, 1), "year", None),
        (date(2009, 1, 1), "year", "from_16_to_17"),
        (date(2000, 1, 1), "estimated", None),
        (None, "unknown", None),
    ],
)
def test_an_age_band_is_told_only_where_every_possible_birthday_gives_it(invented, born_on, precision, band):
    receive(invented, NewPerson(name="Sam Tarrow", born_on=born_on, birth_precision=precision))

    assert told()[0].age_band == band


def test_words_that_stand_in_the_place_of_a_code_are_not_told(invented):
    case_id = receive(invented)
    Particulars.objects.update(gender="Sam says: ask me")
    Referral.objects.filter(case_id=case_id).update(concern_type="something about Sam")
    Provenance.objects.filter(case_id=case_id).update(sector="Sam's aunt")

    (fact,) = told()

    assert (fact.gender, fact.concern_type, fact.concern_version, fact.sector) == (None, None, None, None)


def test_a_pathway_that_nobody_named_is_in_no_figure(invented):
    case_id = receive(invented)
    Case.objects.filter(pk=case_id).update(pathway="ddp")

    assert told() == []


def test_no_column_of_facts_is_a_personal_field_but_for_codes_of_closed_lists():
    personal = {name for handling in register().values() for name in handling.personal}

    assert set(facts.COLUMNS) & personal <= CODES
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {facts.VIEW}")
        assert tuple(column.name for column in cursor.description) == facts.COLUMNS


def test_the_role_that_counts_reads_no_personal_field_but_those_that_facts_are_made_from():
    personal = {(one.table, name) for one in register().values() for name in one.personal}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
            "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace "
            "AND has_column_privilege('tc_facts', c.oid, a.attnum, 'SELECT')"
        )
        readable = set(cursor.fetchall())

    births = {("people_particulars", name) for name in ("born_on", "birth_precision", "gender")}
    assert readable & personal == {*births, ("referrals_referral", "concern_type")}


def test_nobody_but_the_role_that_counts_reads_facts():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'tc\\_%%' AND NOT rolsuper", [])
        roles = [name for (name,) in cursor.fetchall() if name not in ("tc_facts", "tc_owner")]
        cursor.execute(
            "SELECT r FROM unnest(%s::text[]) r WHERE has_table_privilege(r, %s, 'SELECT')", [roles, facts.VIEW]
        )
        assert [name for (name,) in cursor.fetchall() if name != "tc_login"] == []
