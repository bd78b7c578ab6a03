"""From the programme to Channel: a person chooses it, a person says what goes along, and each side reads its own case alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from throughcare.commons.agencies.models import Agency, Area, Post
from throughcare.commons.cases.models import Case, PoliceTask, Task
from throughcare.commons.cases.tests.builders import LONG_AGO, NOW, a_browser, opened
from throughcare.commons.orders import actions as orders
from throughcare.commons.orders.tests.builders import ADULT, FIRST, a_region, under
from throughcare.commons.people.models import Contact, Particulars, Person
from throughcare.commons.programme import actions as programme
from throughcare.commons.programme.models import Referred
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.actions import Onward
from throughcare.stages.referrals.models import Originator, Referral

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
WORDS = "The licence ends in August. He asks for somebody to talk to."


def a_programme_beside_an_area():
    """Ashcombe is a region of the programme; Brindle is an area with Cleo as coordinator and Una as police officer."""
    town = a_region()
    Agency.objects.filter(pk=town.council.pk).update(kind="programme_office")
    brindle = Area.objects.get(code="brindle")
    Area.objects.filter(pk=brindle.pk).update(local_authority=town.school)
    Post.objects.create(staff=town.una, role="police_officer", area=brindle, agency=town.police, from_on=LONG_AGO)
    case = under(town)
    Person.objects.filter(pk=case.person_id).update(name="Sam Tarrow", name_used="Sam")
    carried = {name: getattr(case, name) for name in ("controller_id", "regime", "basis", "review_on")}
    Contact.objects.create(person_id=case.person_id, way="phone", value="01632 960 777", happened_at=NOW, **carried)
    return town, brindle, case


def chosen(town, case, choice="channel", *, at=NOW):
    with opened(case, town.ada, at=at) as held:
        programme.choose_after_order(held, choice=choice, reasons="It fits.", at=at)


def referred(town, brindle, case, *passed_on, who="ada", words=WORDS, at=LATER):
    with opened(case, town.people[who], at=at) as held:
        return actions.refer_on(held, Onward(brindle.pk, words, passed_on, "yes", "He agrees."), at=at)


def the_new(reference):
    case = Case.objects.get(reference=reference)
    return case, Person.objects.get(pk=case.person_id), Particulars.objects.get(person_id=case.person_id)


def test_it_is_received_as_every_referral_with_what_was_chosen_and_nothing_else():
    town, brindle, case = a_programme_beside_an_area()
    chosen(town, case)
    new, person, particulars = the_new(referred(town, brindle, case, "born"))

    assert (new.pathway, new.area_id, new.stage, new.owner_id) == ("channel", brindle.pk, "checks", town.cleo.pk)
    assert (person.name, person.name_used, particulars.born_on) == ("Sam Tarrow", "", ADULT)
    assert not Contact.objects.filter(person_id=person.pk).exists()
    assert (Referral.objects.get(case=new).what_worries, Originator.objects.get(case=new).name) == (WORDS, "Ada Marsh")
    assert PoliceTask.objects.get(case=new).code == "checks.deconflict"
    assert new.person_id != case.person_id


def test_what_came_of_it_stands_on_the_case_and_the_task_is_done():
    town, brindle, case = a_programme_beside_an_area()
    chosen(town, case)
    task = Task.objects.get(case=case, code="programme.refer_to_channel")
    assert task.address == "programme/refer"
    reference = referred(town, brindle, case, "phone")

    row = Referred.objects.get(case=case)
    assert (row.to_reference, row.area_id, row.passed_on) == (reference, brindle.pk, ["phone"])
    task.refresh_from_db()
    assert task.done_at == LATER
    page = a_browser(town.ada).get(reverse("programme", kwargs={"reference": case.reference})).text
    assert f"to Brindle, under {reference}." in page


def test_each_side_opens_its_own_case_alone():
    town, brindle, case = a_programme_beside_an_area()
    chosen(town, case)
    new, _person, _particulars = the_new(referred(town, brindle, case))

    for who, which in ((town.ada, new), (town.noor, new), (town.cleo, case)):
        with pytest.raises(NotFound), opened(which, who, at=LATER):
            pass
    with opened(case, town.ada, at=LATER) as held:
        assert queries.came_of(new.reference).answered_at is None
        assert held.reference == case.reference
    with opened(case, town.noor, at=LATER):
        assert queries.came_of(new.reference) is None


@pytest.mark.parametrize("choice", [None, "voluntary", "close"])
def test_nobody_is_referred_before_somebody_chose_it(choice):
    town, brindle, case = a_programme_beside_an_area()
    if choice:
        chosen(town, case, choice)
    with pytest.raises(Refusal) as refused:
        referred(town, brindle, case)

    assert "nobody has chosen a referral after the order" in refused.value.reasons[0].text
    assert refused.value.ask and refused.value.reasons[0].mends
    assert Case.objects.count() == 1


def test_the_same_choice_refers_once_and_a_new_one_again():
    town, brindle, case = a_programme_beside_an_area()
    chosen(town, case)
    referred(town, brindle, case)
    with pytest.raises(Refusal, match="not referred"):
        referred(town, brindle, case)
    later = LATER + timedelta(hours=1)
    chosen(town, case, at=later)
    referred(town, brindle, case, at=later)

    assert Referred.objects.filter(case=case).count() == 2


def test_a_region_of_the_programme_and_an_empty_reason_are_refused_together():
    town, _brindle, case = a_programme_beside_an_area()
    chosen(town, case)
    with pytest.raises(Refusal) as refused:
        referred(town, town.area, case, words=" ")

    words = " ".join(reason.text for reason in refused.value.reasons)
    assert "region of the programme" in words and "the reasons are not written down" in words


def test_only_what_the_reader_sees_can_go_along_and_an_order_on_the_name_is_told():
    town, brindle, case = a_programme_beside_an_area()
    chosen(town, case)
    with opened(case, town.ada) as held:
        assert [code for code, _label in queries.known_of(held).choices] == ["born", "name_used", "phone"]
        orders.withhold_name(held, shown_as="initials", made_by="Crown Court", from_on=FIRST, at=NOW)
    new, _person, _particulars = the_new(referred(town, brindle, case, "court"))

    assert Referral.objects.get(case=new).what_worries.endswith("A court ordered that prints do not name the person.")


def test_the_page_offers_what_is_known_and_shows_what_came_of_it():
    town, _brindle, case = a_programme_beside_an_area()
    address = reverse("programme-refer", kwargs={"reference": case.reference})
    assert "Nobody has chosen a referral after the order." in a_browser(town.ada).get(address).text
    chosen(town, case)

    page = a_browser(town.ada).get(address).text
    assert "Date of birth: 2 July 1991" in page and "Telephone: 01632 960 777" in page and "checked" not in page
    said = {"area": "brindle", "words": WORDS, "passed_on": ["phone"], "person_knows": "yes"}
    assert "What should whoever receives it know?" in a_browser(town.ada).post(address, {**said, "words": ""}).text
    answer = a_browser(town.ada).post(address, said, follow=True)
    assert "It arrived. You have not been answered yet" in answer.text
    assert "Ask whoever referred" in a_browser(town.noor).get(address).text
    assert a_browser(town.cleo).get(address).status_code == 404
    assert a_browser(town.dee).post(address, said).status_code == 422
