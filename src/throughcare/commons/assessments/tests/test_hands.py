"""Several hands on one draft: each answer carries who wrote it, nobody's words are lost, and only the lead finishes."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from throughcare.commons.assessments import actions, queries, readings
from throughcare.commons.assessments.actions import drafts
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.models import Hand, Rating, Saving
from throughcare.commons.assessments.pdf import assessment_pdf
from throughcare.commons.assessments.rules import Written
from throughcare.commons.assessments.tests.builders import FRAMEWORK, GROUNDS, KNOWN, SEEN, TEXTS, a_draft, my_draft
from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_grant, a_town, opened
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Conflict, NotFound, Refusal
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
DUE = uk_today(NOW) + timedelta(days=7)
STRONG = replace(KNOWN, presence="strong", pieces=(replace(SEEN, text="Said so to two teachers."),))


@pytest.fixture(autouse=True)
def drafts_do_not_expire_meanwhile(monkeypatch):
    """The builders begin at a fixed moment; browsers ask at the real one."""
    monkeypatch.setattr(drafts, "lives", lambda kind: timedelta(days=36500))


def invited(town, case, who, *parts):
    with opened(case, town.ada) as case_open:
        return actions.invite(case_open, staff_key=str(who.key), parts=parts, due_on=DUE, at=NOW)


def two_hands(*parts):
    town = a_town()
    case = a_case(town)
    a_grant(case, town.hana, "assessor")
    a_draft(case, town.ada)
    saved(case, town.ada, "grievance", KNOWN, revision=0)
    invited(town, case, town.hana, *(parts or ("engagement",)))
    return town, case


def saved(case, by, factor, mine, *, revision, keep=""):
    with opened(case, by) as case_open:
        return actions.save_factor(case_open, factor=factor, mine=mine, revision=revision, keep=keep, at=NOW)


def test_a_colleague_writes_the_named_parts_and_each_answer_says_by_whom():
    town, case = two_hands()

    saved(case, town.hana, "threat", STRONG, revision=0)
    draft = my_draft(case, town.ada)

    assert (draft.writer("grievance"), draft.writer("threat")) == ("Ada Marsh", "Hana Reed")
    assert draft.written("threat").presence == "strong"
    with pytest.raises(NotFound):
        saved(case, town.hana, "knowledge", KNOWN, revision=0)
    assert Line.objects.filter(verb="assessments:invited").count() == 1
    assert Task.objects.get(code="assessments.contribute").assigned_to == town.hana


def test_the_second_of_two_who_write_at_once_sees_both_texts_and_may_keep_both():
    town, case = two_hands()
    saved(case, town.hana, "grievance", STRONG, revision=1)
    mine = replace(KNOWN, pieces=(replace(SEEN, text="Wrote an angry letter."),))

    with pytest.raises(Conflict) as clash:
        saved(case, town.ada, "grievance", mine, revision=1)
    both = saved(case, town.ada, "grievance", mine, revision=1, keep="both")

    assert (clash.value.theirs, clash.value.yours, clash.value.by) == (
        "Said so to two teachers.",
        "Wrote an angry letter.",
        "Hana Reed",
    )
    assert both.written("grievance").pieces[0].text == "Said so to two teachers.\n\nWrote an angry letter."
    assert [one.version for one in Saving.objects.filter(factor="grievance").order_by("version")] == [1, 2, 3]


def test_an_answer_that_somebody_else_changed_is_not_replaced_unseen():
    town, case = two_hands()
    saved(case, town.hana, "grievance", replace(KNOWN, presence="strong"), revision=1)

    with pytest.raises(Conflict) as clash:
        saved(case, town.ada, "grievance", replace(KNOWN, presence="absent"), revision=1)
    kept = saved(case, town.ada, "grievance", replace(KNOWN, presence="absent"), revision=1, keep="saved")

    assert (clash.value.theirs, clash.value.yours, clash.value.field) == ("Strong sign", "No sign", "answer")
    assert kept.written("grievance").presence == "strong"


def test_the_database_takes_no_second_saving_of_one_version():
    town, case = two_hands()
    with opened(case, town.ada) as case_open:
        read_before = queries.my_draft(case_open)
    saved(case, town.hana, "grievance", STRONG, revision=1)

    with opened(case, town.ada) as case_open, pytest.raises(Conflict):
        mine = replace(KNOWN, pieces=(replace(SEEN, text="Wrote an angry letter."),))
        drafts._shared(case_open, read_before, "grievance", mine, keep="", at=NOW)

    assert my_draft(case, town.ada).written("grievance").pieces[0].text == "Said so to two teachers."


def test_only_the_team_who_may_assess_is_asked_once_for_named_parts_by_a_day_to_come():
    town, case = two_hands()

    for who, parts, due in (
        (town.ben, ("intent",), DUE),
        (town.hana, ("intent",), DUE),
        (town.hana, (), DUE),
        (town.hana, ("nothing",), DUE),
        (town.hana, ("intent",), uk_today(NOW) - timedelta(days=1)),
    ):
        with opened(case, town.ada) as case_open, pytest.raises(Refusal):
            actions.invite(case_open, staff_key=str(who.key), parts=parts, due_on=due, at=NOW)
    with opened(case, town.hana) as case_open, pytest.raises(Refusal):
        actions.invite(case_open, staff_key=str(town.ada.key), parts=("intent",), due_on=DUE, at=NOW)


def test_only_the_lead_writes_the_formulation_and_finishes():
    town, case = two_hands()

    with opened(case, town.hana) as case_open:
        for act in (
            lambda: actions.save_formulation(case_open, texts=TEXTS, revision=0, at=NOW),
            lambda: actions.save_grounds(case_open, grounds=GROUNDS, revision=0, at=NOW),
            lambda: actions.discard(case_open, at=NOW),
            lambda: actions.finish(case_open, at=NOW),
        ):
            with pytest.raises(Refusal) as refused:
                act()
            assert "Ada Marsh leads this assessment and finishes it" in [one.text for one in refused.value.reasons]


def finished_by_two():
    town, case = two_hands("engagement", "intent")
    for factor in instrument(FRAMEWORK).factors[1:]:
        by = town.ada if factor.code in ("knowledge", "access", "criminal") else town.hana
        saved(case, by, factor.code, KNOWN, revision=0)
    with opened(case, town.ada) as case_open:
        actions.save_formulation(case_open, texts=TEXTS, revision=0, at=NOW)
        actions.save_grounds(case_open, grounds=GROUNDS, revision=0, at=NOW)
        return town, case, actions.finish(case_open, at=NOW)


def test_what_is_finished_names_all_hands_on_page_and_paper_and_the_savings_are_gone():
    town, case, row = finished_by_two()

    by = {one.factor: one.written_by for one in Rating.objects.filter(assessment=row).select_related("written_by")}
    assert (by["grievance"], by["threat"], by["knowledge"]) == (town.ada, town.hana, town.ada)
    assert not Saving.objects.exists()
    assert not Hand.objects.filter(ended_at__isnull=True).exists()
    assert Task.objects.get(code="assessments.contribute").done_at
    with opened(case, town.ada) as case_open:
        pdf = PdfReader(BytesIO(assessment_pdf(case_open, readings.reading(case_open, str(row.key)))))
    text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
    assert "Ada Marsh, lead signatory; Hana Reed: Engagement, Intent" in text
    assert text.count("Written by Hana Reed") == 18
    page = a_browser(town.ada).get(f"/cases/{case.reference}/assessment/{row.key}/").content.decode()
    assert page.count("written by Hana Reed") == 18


def test_nobody_but_its_hands_reads_a_saving():
    town, case = two_hands()

    seen = {}
    for who in ("ada", "hana", "dee"):
        with opened(case, getattr(town, who)):
            seen[who] = Saving.objects.count()

    assert seen == {"ada": 1, "hana": 1, "dee": 0}


def test_a_part_that_is_done_or_taken_back_is_written_no_longer_and_what_was_written_stays():
    town, case = two_hands()
    saved(case, town.hana, "threat", STRONG, revision=0)
    key = str(Hand.objects.get().key)

    with opened(case, town.dee) as case_open, pytest.raises(NotFound):
        actions.end_part(case_open, key=key, at=NOW)
    with opened(case, town.hana) as case_open:
        actions.end_part(case_open, key=key, at=NOW)

    with pytest.raises(NotFound):
        saved(case, town.hana, "threat", KNOWN, revision=1)
    assert my_draft(case, town.ada).writer("threat") == "Hana Reed"
    assert Task.objects.get(code="assessments.contribute").outcome == "Written"


def test_a_draft_that_expires_ends_its_hands_and_removes_what_they_saved():
    two_hands()
    much_later = NOW + timedelta(days=36501)

    with acting("clock", staff=None, at=much_later):
        actions.remove_expired(at=much_later)

    assert not Saving.objects.exists()
    assert Hand.objects.get().ended_at == much_later


def test_the_pages_of_two_hands():
    town = a_town()
    case = a_case(town)
    a_grant(case, town.hana, "assessor")
    a_draft(case, town.ada)
    ada, hana, root = a_browser(town.ada), a_browser(town.hana), f"/cases/{case.reference}/assessment/"
    due = {"due_on-day": "1", "due_on-month": "1", "due_on-year": "2100"}

    asked = ada.post(root + "hands/invite/", {"colleague": town.hana.key, "parts": ["engagement"], **due})
    mine = hana.get(root).content.decode()
    typed = {"factor": "grievance", "presence": "some", "for-text-1": "Missed school.", "revision": "0"}
    kept = hana.post(root + "part/engagement/", {**typed, "go": "keep"}, HTTP_ACCEPT="application/json")
    late = ada.post(root + "part/engagement/", {**typed, "for-text-1": "Shouted.", "go": "close"})

    assert asked.status_code == 302
    assert "Ada Marsh leads this assessment" in mine
    assert (root + "part/engagement/" in mine, root + "part/intent/" in mine, "formulation" in mine) == (
        True,
        False,
        False,
    )
    assert "Those who write it see it." in kept.json()["saved"]
    assert (late.status_code, "Hana Reed changed this" in late.content.decode()) == (409, True)
    assert "written by Hana Reed" in ada.get(root + "part/engagement/?open=none").content.decode()
    assert hana.get(root + "part/intent/").status_code == 404
    assert hana.get(root + "check/").status_code == 422
    end = f"{root}hands/{Hand.objects.get().key}/end/"
    assert a_browser(town.cleo).get(end).status_code == 404
    assert "Your part is done" in hana.get(end).content.decode()
    assert "Take the part back from Hana Reed" in ada.get(end).content.decode()
    assert hana.post(end, follow=True).status_code == 200
    assert hana.get(end).status_code == 404


def test_a_draft_of_one_is_kept_as_before_and_writes_no_saving():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    draft = saved(case, town.ada, "grievance", Written("some"), revision=0)

    assert (draft.is_shared, draft.writer("grievance"), Saving.objects.count()) == (False, "", 0)
