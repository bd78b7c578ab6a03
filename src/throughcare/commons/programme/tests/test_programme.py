"""Taken on by a person inside, begun under an order or with consent, crossing with every record kept."""

from datetime import date

import pytest
import yaml
from django.urls import reverse

from throughcare.commons.agencies.models import Agency, Area, Post
from throughcare.commons.cases.models import Case, PoliceTask, StageChange, Task
from throughcare.commons.cases.tests.builders import LONG_AGO, NOW, a_browser, a_grant, as_staff, opened
from throughcare.commons.consents import actions as consents
from throughcare.commons.consents.tests.builders import ADULT, CHILD, the_person
from throughcare.commons.orders import actions as orders
from throughcare.commons.orders.models import Condition, Event, Order
from throughcare.commons.orders.tests.builders import a_condition, a_missed, a_region, an_order, under
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.people.models import Particulars
from throughcare.commons.programme import actions, queries
from throughcare.commons.programme.actions import NewEntry
from throughcare.commons.programme.models import Crossing, TakenOn
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.definitions import load
from throughcare.stages.delivery import gates
from throughcare.stages.referrals import queries as referrals

pytestmark = pytest.mark.django_db
WRITTEN = ("title", "about", "source", "approver", "values")
SOMEBODY = NewPerson(name="Alder Quince", born_on=ADULT, birth_precision="exact")


def a_programme():
    """A region of the programme: its responsible body is the programme's office, its people are its own."""
    town = a_region()
    Agency.objects.filter(pk=town.council.pk).update(kind="programme_office")
    Area.objects.exclude(pk=town.area.pk).update(local_authority=town.school)
    return town


def an_entry(town, **more):
    said = {"cohort": "licence", "eligibility": "tact", "footing": "in_instrument", **more}
    return NewEntry(**{"person": SOMEBODY, "area_id": town.area.pk, **said})


def taken_on(town, **more):
    with as_staff(town.ada):
        return actions.take_on(an_entry(town, **more), by=town.ada.pk, at=NOW)


def ready_to_begin(town, case):
    """Lay down the history of an approved plan."""
    values = {
        "case": case, "happened_at": NOW, "verb": "-", "controller_id": case.controller_id, "regime": case.regime,
        "basis": case.basis, "review_on": case.review_on,
    }  # fmt: skip
    for start, end in (("panel", "planning"), ("planning", "consent")):
        StageChange.objects.create(from_stage=start, to_stage=end, **values)


def test_a_case_is_taken_on_with_cohort_eligibility_and_footing_and_police_are_asked_first():
    town = a_programme()
    case = Case.objects.get(reference=taken_on(town))

    row = TakenOn.objects.get(case=case)
    assert (row.cohort, row.eligibility, row.footing) == ("licence", "tact", "in_instrument")
    assert (case.pathway, case.stage, case.owner_id) == ("ddp_licence", "checks", town.ada.pk)
    assert StageChange.objects.get(case=case).verb == "programme.take_on"
    assert PoliceTask.objects.get(case=case).code == "checks.deconflict"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"footing": "case_by_case"}, "on what basis attendance is required"),
        ({"person": NewPerson(name="Rowan Teel", born_on=CHILD, birth_precision="exact")}, "youth offending team"),
        ({"person": NewPerson(name="Rowan Teel")}, "youth offending team"),
    ],
)
def test_what_is_not_said_refuses_and_leaves_no_trace(more, why):
    town = a_programme()
    with pytest.raises(Refusal) as refused:
        taken_on(town, **more)

    assert why in refused.value.reasons[0].text
    assert not Case.objects.exists()


def test_an_area_of_a_panel_takes_nobody_on_and_a_region_receives_no_concern():
    town = a_region()
    with pytest.raises(Refusal) as refused:
        taken_on(town)
    assert "not a region of the programme" in refused.value.reasons[0].text

    Agency.objects.filter(pk=town.council.pk).update(kind="programme_office")
    assert referrals.areas() == []


def test_nobody_outside_the_region_knows_of_a_case_that_was_taken_on():
    town = a_programme()
    case = Case.objects.get(reference=taken_on(town))
    for who in (town.cleo, town.noor, town.ivo, town.ben):
        with pytest.raises(NotFound), opened(case, who):
            pass
    assert a_browser(town.cleo).get(f"/cases/{case.reference}/").status_code == 404
    assert a_browser(town.cleo).get("/programme/take-on/").status_code == 404
    assert a_browser(town.ada).get("/programme/take-on/").status_code == 200


def test_support_begins_under_an_order_that_requires_attendance_and_not_without():
    town = a_programme()
    case = under(town, stage="consent")
    ready_to_begin(town, case)
    order = an_order(case, town)
    with opened(case, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.begin(held, happened_at=NOW, at=NOW)
    assert "neither consent nor an order" in refused.value.reasons[0].text

    a_condition(case, town, order)
    with opened(case, town.noor) as held:
        actions.begin(held, happened_at=NOW, at=NOW)
    assert Case.objects.get(pk=case.pk).stage == "support"


def test_an_order_is_no_authority_in_custody():
    town = a_programme()
    case = under(town, "ddp_custody", stage="consent")
    ready_to_begin(town, case)
    a_condition(case, town, an_order(case, town))
    with opened(case, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.begin(held, happened_at=NOW, at=NOW)

    assert "consent to support is not in force" in refused.value.reasons[0].text


def test_gates_of_support_know_the_order_and_the_supplier():
    town = a_programme()
    case = under(town)
    a_condition(case, town, an_order(case, town))
    with opened(case, town.ada) as held:
        actions.commission(
            held, supplier="Harbour Mentoring", from_on=date(2026, 6, 1), until_on=None, reference="", words="-", at=NOW
        )
        facts = gates.now(held)

    assert (facts["order_mandates"], facts["consent_in_force"], facts["supplier_commissioned"]) == (True, False, True)


def test_release_recall_and_re_release_keep_every_record():
    town = a_programme()
    case = under(town, "ddp_custody")
    a_grant(case, town.wes, "prison_lead")
    order = an_order(case, town)
    with opened(case, town.wes) as held:
        actions.cross(held, to="ddp_licence", why="release", reason="Released on 15 June.", at=NOW)
    case.refresh_from_db()
    assert (case.pathway, case.stage) == ("ddp_licence", "consent")
    a_missed(case, town.noor, a_condition(case, town, order))
    for to, why in (("ddp_custody", "recall"), ("ddp_licence", "re_release")):
        with opened(case, town.noor) as held:
            actions.cross(held, to=to, why=why, reason=f"{why}.", at=NOW)

    assert list(Crossing.objects.order_by("id").values_list("why", flat=True)) == ["release", "recall", "re_release"]
    assert (Order.objects.count(), Condition.objects.count(), Event.objects.count()) == (1, 1, 1)
    assert Task.objects.filter(case=case, code="programme.begin", done_at__isnull=True).exists()


def test_a_crossing_says_why_and_names_the_youth_team_of_a_child():
    town = a_programme()
    case = under(town)
    Particulars.objects.filter(person_id=case.person_id).update(born_on=CHILD)
    with opened(case, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.cross(held, to="ddp_custody", why="recall", reason=" ", at=NOW)

    said = " ".join(reason.text for reason in refused.value.reasons)
    assert "reasons are not written down" in said and "youth offending team" in said
    assert not Crossing.objects.exists()


def test_before_an_order_ends_a_person_chooses_and_nothing_follows_by_itself():
    town = a_programme()
    case = under(town)
    an_order(case, town)
    with opened(case, town.noor) as held:
        actions.choose_after_order(held, choice="voluntary", reasons="Alder wants to go on.", at=NOW)
        assert queries.after_order(held)[0][0] == "Go on by consent"

    open_codes = set(Task.objects.filter(case=case, done_at__isnull=True).values_list("code", flat=True))
    assert "orders.choose" not in open_codes and "consents.ask" in open_codes
    assert Case.objects.get(pk=case.pk).stage == "support"


@pytest.mark.parametrize(
    ("more", "task"),
    [
        ({}, ("programme.do_as_chosen", "programme")),
        ({"asks": "programme.cross", "page": "programme/cross"}, ("programme.cross", "programme/cross")),
    ],
)
def test_a_choice_that_a_site_adds_asks_for_what_its_list_says(tmp_path, monkeypatch, more, task):
    found = load("codelists", "ddp_after_order")
    data = dict(found.data)
    data["values"] = [
        *data["values"],
        {"code": "youth", "label": "Go to youth work", "valid_from": "2016-10-01", **more},
    ]
    (tmp_path / "codelists" / "ddp_after_order").mkdir(parents=True)
    place = tmp_path / "codelists" / "ddp_after_order" / "2026-12-01.yaml"
    place.write_text(yaml.safe_dump({name: data[name] for name in WRITTEN}), encoding="utf-8")
    monkeypatch.setenv("DEFINITIONS_DIR", str(tmp_path))
    town = a_programme()
    case = under(town)
    with opened(case, town.noor) as held:
        actions.choose_after_order(held, choice="youth", reasons="A place is free.", at=NOW)

    row = Task.objects.get(case=case, done_at__isnull=True)
    assert (row.code, row.address) == task


def test_a_case_is_taken_on_in_the_browser():
    town = a_programme()
    Post.objects.filter(staff=town.ada).update(from_on=LONG_AGO)
    said = {
        "region": "ashcombe", "name": "Alder Quince", "born-year": "1991", "cohort": "custody", "eligibility": "tact",
        "footing": "voluntary",
    }  # fmt: skip
    answer = a_browser(town.ada).post(reverse("take-on"), said)
    assert answer.status_code == 302, answer.content.decode()

    case = Case.objects.get()
    shown = a_browser(town.ada).get(f"/cases/{case.reference}/programme/").content.decode()
    assert "DDP in custody" in shown and "In prison" in shown


def test_support_goes_on_with_consent_when_the_order_ends_and_waits_for_a_decision_without():
    town = a_programme()
    with_consent, without = under(town, name="Alder Quince"), under(town, name="Rowan Teel")
    with opened(with_consent, town.ada) as held:
        consents.record_given(held, purpose="support", words=the_person(), happened_at=NOW, at=NOW)
    for case in (with_consent, without):
        order = an_order(case, town)
        with opened(case, town.noor) as held:
            orders.record_ended(
                held, str(order.key), how="expired", on_day=NOW.date(), words="-", happened_at=NOW, at=NOW
            )

    stages = [Case.objects.get(pk=case.pk).stage for case in (with_consent, without)]
    assert stages == ["support", "decision_after_no"]


def test_the_way_to_take_a_case_on_is_shown_to_those_who_may_and_to_nobody_else():
    town = a_programme()
    address = reverse("take-on")

    for page in ("/work/", "/cases/"):
        assert f'href="{address}"' in a_browser(town.ada).get(page).text, page
        for who in ("cleo", "mo", "dee", "hana", "noor"):
            answer = a_browser(town.people[who]).get(page)
            assert address not in answer.text, (page, who)
    shown = {who: a_browser(town.people[who]).get(address).status_code for who in ("ada", "cleo", "mo", "dee", "noor")}
    assert shown == {"ada": 200, "cleo": 404, "mo": 404, "dee": 404, "noor": 404}


def test_whoever_supervises_in_a_region_and_coordinates_elsewhere_is_shown_no_way_in():
    town = a_programme()
    Post.objects.create(
        staff=town.cleo, role="supervising_officer", area=town.area, agency=town.council, from_on=LONG_AGO
    )

    assert reverse("take-on") not in a_browser(town.cleo).get("/cases/").text
    assert a_browser(town.cleo).get(reverse("take-on")).status_code == 404


def test_lists_print_the_words_that_a_court_ordered_in_place_of_a_name():
    town = a_programme()
    case = under(town)
    for page in ("/work/?list=team", "/cases/"):
        assert "tc-on-paper" not in a_browser(town.ada).get(page).text
    with opened(case, town.ada) as held:
        orders.withhold_name(held, shown_as="reference", made_by="Crown Court", from_on=NOW.date(), at=NOW)
        orders.record_made(held, orders.NewOrder("licence", NOW.date(), None, reference="L-1"), happened_at=NOW, at=NOW)

    instead = f'<span class="tc-off-paper">Sam</span><span class="tc-on-paper">{case.reference}</span>'
    for page in ("/work/?list=team", "/cases/"):
        assert instead in a_browser(town.ada).get(page).text, page
        assert case.reference not in a_browser(town.cleo).get(page).text
    with opened(case, town.ada) as held:
        orders.withhold_name(held, shown_as="name", made_by="Crown Court", from_on=NOW.date(), at=NOW)
    assert "tc-on-paper" not in a_browser(town.ada).get("/cases/").text
