"""Colleagues refer inside; those who may open the area's cases are asked about earlier records first."""

import pytest

from tests.kit.invented import SAM
from throughcare.commons.cases.models import Case, Draft, Task
from throughcare.commons.people.models import OtherName, Particulars, SamePerson
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line
from throughcare.stages.referrals.models import Originator, Provenance, Referral

from .builders import WORDS

FILLED = {
    "worry": {"words": WORDS},
    "name": {"name": "Sam Tarow"},
    "age": {"born-day": "14", "born-month": "3", "born-year": "2010"},
    "home": {"area": "northmere"},
}


def filled(browser, **more):
    for slug, boxes in {**FILLED, **more}.items():
        assert browser.post(f"/refer/answers/{slug}/", boxes).status_code == 302, slug
    return browser


def test_a_referrer_sends_and_reads_only_the_reference(invented):
    pat = filled(invented.browser("pat"), known={"how": "saw_or_heard"})

    page = pat.post("/refer/answers/check/", follow=True).text

    row = Referral.objects.get()
    assert (row.by_id, row.channel, row.kind) == (None, "staff", "fact")
    assert Originator.objects.get().by_id == invented.staff["pat"]
    assert row.case.reference in page
    assert "Open the case" not in page
    assert pat.get(f"/cases/{row.case.reference}/concern/").status_code == 404
    assert Provenance.objects.get().sector == "education"


def test_a_colleague_who_may_be_named_is(invented):
    pat = filled(invented.browser("pat"), anonymous={"hide_from": "nobody"})

    pat.post("/refer/answers/check/")

    assert Referral.objects.get().by_id == invented.staff["pat"]


def test_who_refers_stands_in_the_boxes_and_can_be_changed(invented):
    pat = invented.browser("pat")

    assert 'value="Pat Finch"' in pat.get("/refer/answers/you/").text
    filled(pat, you={"name": "Kit Lowe"}).post("/refer/answers/check/")

    assert Originator.objects.get().name == "Kit Lowe"


def test_what_is_not_sent_is_a_colleagues_own_draft_and_can_be_thrown_away(invented):
    pat = filled(invented.browser("pat"))

    assert WORDS in pat.get("/refer/answers/worry/").text
    assert WORDS not in invented.browser("cleo").get("/refer/answers/worry/").text
    pat.post("/refer/drop/")

    assert not Draft.objects.exists()
    assert WORDS not in pat.get("/refer/answers/worry/").text


def test_a_referrer_learns_nothing_of_an_earlier_record(invented):
    invented.receive(SAM)
    pat = filled(invented.browser("pat"))

    page = pat.post("/refer/answers/check/", follow=True)

    assert page.redirect_chain[-1][0] == "/refer/sent/"
    assert "earlier record" not in page.text.lower()
    assert pat.get("/refer/answers/earlier/").url == "/refer/answers/check/"


def test_a_coordinator_says_whether_it_is_the_same_person_before_anything_is_created(invented):
    earlier = invented.receive(SAM)
    ada = filled(invented.browser("ada"))

    question = ada.post("/refer/answers/check/", follow=True)
    assert question.redirect_chain[-1][0] == "/refer/answers/earlier/"
    assert "another spelling of the name" in question.text
    assert Case.objects.count() == 1
    ada.post("/refer/answers/earlier/", {earlier: "same", "reason": "Same school, same birthday"})

    known = Case.objects.get(reference=earlier).person_id
    assert set(Case.objects.values_list("person_id", flat=True)) == {known}
    assert SamePerson.objects.get().answer == "same"
    assert OtherName.objects.filter(person_id=known, name="Sam Tarow").exists()


@pytest.mark.parametrize("answer", ["different", "unsure"])
def test_other_answers_keep_the_records_apart(invented, answer):
    earlier = invented.receive(SAM)
    ada = filled(invented.browser("ada"))

    ada.post("/refer/answers/check/")
    ada.post("/refer/answers/earlier/", {earlier: answer, "reason": "Another school"})

    assert Case.objects.values("person_id").distinct().count() == 2
    assert SamePerson.objects.get().answer == answer


def test_a_question_left_open_creates_nothing_and_keeps_what_was_typed(invented):
    earlier = invented.receive(SAM)
    ada = filled(invented.browser("ada"))
    ada.post("/refer/answers/check/")

    page = ada.post("/refer/answers/earlier/", {"reason": "Not sure of the school"})

    assert page.status_code == 422
    assert f"Say of {earlier} whether it is the same person" in page.text
    assert "Not sure of the school" in page.text
    assert Case.objects.count() == 1


def test_a_record_out_of_sight_tells_whom_to_ask_and_gives_them_a_task(invented):
    invented.receive(SAM, area="ashcombe")
    ada = filled(invented.browser("ada"))

    page = ada.post("/refer/answers/check/", follow=True).text

    assert "An earlier record exists. Ask Cleo Ward" in page
    assert Task.objects.get(code="people.asked_about").assigned_to_id == invented.staff["cleo"]
    assert Line.objects.filter(verb="people:owners_asked").count() == 1
    ada.post("/refer/answers/earlier/", {})
    assert Case.objects.count() == 2


def test_without_an_earlier_record_the_question_is_passed_over(invented):
    ada = filled(invented.browser("ada"))

    page = ada.post("/refer/answers/check/", follow=True)

    assert page.redirect_chain[-1][0] == "/refer/sent/"
    assert "No earlier record found" in page.text
    assert "Open the case" in page.text


def test_kinds_of_concern_are_asked_of_colleagues_alone_and_of_today(invented):
    page = invented.browser("pat").get("/refer/answers/type/").text

    assert "extreme_right_wing_2025" in page
    assert "right_wing_to_2021" not in page


def test_a_partial_date_is_kept_as_it_is_known(invented):
    pat = filled(invented.browser("pat"), age={"about": "16"})

    pat.post("/refer/answers/check/")

    known = Particulars.objects.get()
    assert known.birth_precision == "estimated"
    assert known.born_on.year == uk_today(Case.objects.get().opened_at).year - 16
