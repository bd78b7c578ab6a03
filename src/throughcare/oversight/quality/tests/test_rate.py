"""A second rating is blind: by another certified assessor, of frozen evidence alone, and it never enters the case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.db.utils import ProgrammingError

from throughcare.commons.agencies.models import Post, Qualification
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.models import Assessment, Rating
from throughcare.commons.assessments.tests.builders import FRAMEWORK
from throughcare.commons.cases.models import Case, Note, Task
from throughcare.commons.cases.tests.builders import a_browser, a_certificate, a_grant, as_staff
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.oversight.quality import actions, queries
from throughcare.oversight.quality.models import (
    SampledCase,
    SecondRating,
    Study,
    StudyConsensus,
    StudyRating,
)
from throughcare.oversight.quality.tests.builders import (
    LATER,
    a_study,
    an_assessed_case,
    an_office,
    asked,
    finished,
    frozen,
)
from throughcare.oversight.rights import erasing
from throughcare.safeguards.access.register import register
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
TRACES = ("Sam Tarrow", "Ada Marsh", "attendance register", "Sam feels wronged and alone")


@pytest.fixture
def office():
    made = an_office(others=3)
    an_assessed_case(made.town)
    frozen(made, SampledCase.objects.get(sampled__study=a_study(made, size=1)))
    return made


@pytest.fixture
def rating(office):
    return asked(office, Study.objects.get(), number=1, who=office.others[0])


def test_who_rates_sees_the_evidence_and_the_instrument_and_no_trace_of_the_case(office, rating):
    rater, case = office.others[0], Case.objects.get()
    browser = a_browser(rater)

    page = browser.get(f"/second-ratings/{rating.key}/")

    assert "the person told a colleague" in page.text
    assert "Feelings of grievance and injustice" in page.text
    for trace in (*TRACES, case.reference):
        assert trace not in page.text
        assert trace not in browser.get("/second-ratings/").text
    for typed in ("Sam Tarrow", case.reference):
        found = browser.post("/search/", {"q": typed}, follow=True)
        assert f"/cases/{case.reference}/" not in found.text
    for part in ("", "assessment/", f"assessment/{Assessment.objects.get().key}/", "plan/", "panel/", "notes/"):
        assert browser.get(f"/cases/{case.reference}/{part}").status_code == 404


def test_no_row_of_any_case_is_read_by_whoever_rates(office, rating):
    with as_staff(office.others[0], at=LATER):
        seen = [
            label
            for label, handling in register().items()
            if handling.scope in ("case", "person") and handling.model.objects.exists()
        ]
        assert seen == []
        assert [one.pk for one in SecondRating.objects.all()] == [rating.pk]
    with as_staff(office.others[1], at=LATER):
        assert list(SecondRating.objects.all()) == []
        assert queries.bundle(rating) == []
        with pytest.raises(NotFound):
            queries.my_rating(str(rating.key), staff_id=office.others[1].pk)


def test_a_draft_is_its_writers_alone_and_a_finished_rating_is_never_changed(office, rating):
    rater = office.others[0]
    with as_staff(rater, at=LATER):
        actions.save(rating, answers={"grievance.presence": "some"}, revision=0, at=LATER)
    with as_staff(office.quin, at=LATER):
        assert list(SecondRating.objects.all()) == []

    finished(rating)

    rows = StudyRating.objects.filter(rating=rating)
    assert (rows.count(), SecondRating.objects.get().parts) == (22, None)
    with pytest.raises(Refusal), as_staff(rater, at=LATER):
        actions.save(SecondRating.objects.get(), answers={"grievance.presence": "absent"}, revision=1, at=LATER)
    with pytest.raises(ProgrammingError), as_staff(rater, at=LATER), transaction.atomic():
        rows.update(answer="absent")


def test_study_ratings_never_enter_the_case(office, rating):
    before = {
        label: handling.model.objects.count() for label, handling in register().items() if handling.scope == "case"
    }
    lines = Line.objects.filter(case_id=Case.objects.get().pk).count()

    finished(rating)

    after = {
        label: handling.model.objects.count() for label, handling in register().items() if handling.scope == "case"
    }
    assert after == before
    assert Line.objects.filter(case_id=Case.objects.get().pk).count() == lines
    assert Rating.objects.filter(presence="strong").count() == 0


def test_no_table_outside_this_package_refers_to_a_study():
    ours = set(apps.get_app_config("quality").get_models())
    others = [model for model in apps.get_models() if model not in ours]

    assert [m for m in others for field in m._meta.concrete_fields if field.related_model in ours] == []


def test_unanswered_questions_are_all_told_at_once(office, rating):
    with pytest.raises(Refusal) as refused, as_staff(office.others[0], at=LATER):
        actions.finish(rating, answers={"grievance.presence": "some"}, at=LATER)

    assert len(refused.value.reasons) == 21
    assert not StudyRating.objects.exists()


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda office: office.town.ada, "they assessed this person before"),
        (lambda office: office.town.mo, "their post opens the case"),
        (lambda office: office.town.dee, "they have or had a part in the case"),
    ],
)
def test_whoever_has_a_part_in_the_case_is_refused(office, make, why):
    who = make(office)
    with as_staff(office.quin, at=LATER):
        sampled = queries.line(Study.objects.get(), 1).sampled
        found = queries.SQL.rows("raters", {"sampled": sampled, "staff": [who.pk]})[0]
    with pytest.raises((Refusal, NotFound)):
        asked(office, Study.objects.get(), number=1, who=who)

    from throughcare.oversight.quality.rules import CONFLICTS

    assert why in [CONFLICTS[code]() for code in found.conflicts]
    assert not SecondRating.objects.exists()


def test_a_grant_that_came_to_an_end_still_stands_against_rating(office):
    rater, case = office.others[0], Case.objects.get()
    grant = a_grant(case, rater, "assessor")
    grant.until_at = LATER - timedelta(days=1)
    grant.save()

    with pytest.raises(Refusal) as refused:
        asked(office, Study.objects.get(), number=1, who=rater)

    assert "they have or had a part in the case" in refused.value.as_text()


def test_whoever_is_let_into_the_case_afterwards_sees_the_evidence_no_more(office, rating):
    rater = office.others[0]
    a_grant(Case.objects.get(), rater, "assessor")

    with as_staff(rater, at=LATER):
        assert queries.bundle(rating) == []
        with pytest.raises(Refusal) as refused:
            actions.save(rating, answers={}, revision=0, at=LATER)

    assert "would not be blind" in refused.value.as_text()


def test_the_database_itself_asks_nobody_who_has_a_part(office):
    with as_staff(office.quin, at=LATER):
        sampled = queries.line(Study.objects.get(), 1).sampled
        with pytest.raises(ProgrammingError, match="has a part"), transaction.atomic():
            queries.called("SELECT tc.ask_second_rating(%s, %s, %s)", sampled, office.town.ada.pk, date(2026, 7, 1))


def test_in_everyday_work_one_is_asked_and_of_a_panel_several(office):
    asked(office, Study.objects.get(), number=1, who=office.others[0])
    with pytest.raises(Refusal):
        asked(office, Study.objects.get(), number=1, who=office.others[1])

    research = a_study(office, size=1, arm="research", seed=8)
    frozen(office, SampledCase.objects.get(sampled__study=research))
    for who in office.others:
        asked(office, research, number=1, who=who)

    assert SecondRating.objects.filter(arm="research").count() == 3


def test_handed_back_another_is_asked(office, rating):
    with as_staff(office.others[0], at=LATER):
        actions.decline(rating, because="I know them", at=LATER)
        assert queries.bundle(SecondRating.objects.get()) == []
    for somebody in (office.others[0], office.town.ada):
        with as_staff(somebody, at=LATER):
            assert queries.discussions() == [], "there is nothing to talk over, and no name to learn"

    asked(office, Study.objects.get(), number=1, who=office.others[1])

    with as_staff(office.quin, at=LATER):
        line = queries.line(Study.objects.get(), 1)
    assert (line.asked, line.declined, line.finished) == (2, 1, 0)


ENDED = {"expires_on": LATER.date() - timedelta(days=1)}
CERTIFICATES = {
    "none, where none is asked for": (None, {}, True),
    "none, where one is asked for": (None, {"needs_certificate": True}, False),
    "in date": ({}, {"needs_certificate": True}, True),
    "ended": (ENDED, {"needs_certificate": True}, False),
    "ended, where none is asked for": (ENDED, {}, False),
    "of another version": ({"version": "2009"}, {"needs_certificate": True}, False),
    "older than the instrument lets it be": ({}, {"needs_certificate": True, "certificate_months": 24}, False),
}


@pytest.mark.parametrize(("held", "asks", "certified"), CERTIFICATES.values(), ids=CERTIFICATES)
def test_a_certificate_counts_for_a_study_as_it_does_for_a_case(office, held, asks, certified):
    rater = office.others[0]
    if held is not None:
        given = a_certificate(rater, FRAMEWORK)
        Qualification.objects.filter(pk=given.pk).update(**held)
    used = replace(instrument(FRAMEWORK), **asks)

    with as_staff(office.quin, at=LATER):
        assert queries.is_certified(rater.pk, used, on=LATER.date()) is certified


def test_nobody_is_asked_whose_certificate_has_ended(office):
    a_certificate(office.others[0], FRAMEWORK, **ENDED)

    with pytest.raises(Refusal) as refused:
        asked(office, Study.objects.get(), number=1, who=office.others[0])

    assert "they have no certificate in date for this instrument" in refused.value.as_text()
    assert not SecondRating.objects.exists()


@pytest.mark.parametrize("gone", ["certificate", "post"])
def test_a_certificate_or_a_post_that_ended_meanwhile_stops_finishing_and_not_drafting(office, rating, gone):
    rater = office.others[0]
    if gone == "certificate":
        a_certificate(rater, FRAMEWORK, **ENDED)
    else:
        Post.objects.filter(staff=rater).update(until_on=ENDED["expires_on"])

    with as_staff(rater, at=LATER):
        kept = actions.save(rating, answers={"grievance.presence": "some"}, revision=0, at=LATER)
    with pytest.raises(Refusal) as refused:
        finished(rating)

    assert kept.parts == {"grievance.presence": "some"}
    assert f"you h{'ave' if gone == 'certificate' else 'old'} no {gone}" in refused.value.as_text()
    assert SecondRating.objects.get().finished_at is None and not StudyRating.objects.exists()


def test_before_both_have_finished_neither_sees_the_other(office, rating):
    for somebody in (office.others[0], office.town.ada):
        with as_staff(somebody, at=LATER):
            assert queries.discussions() == []
            assert queries.pair(str(rating.key)) == []
    finished(rating)

    with as_staff(office.others[0], at=LATER):
        pairs = {row.item: (row.first, row.second) for row in queries.pair(str(rating.key))}
    assert pairs["threat"] == ("not_known", "some")
    for somebody in (office.quin, office.others[1], office.town.mo):
        with as_staff(somebody, at=LATER):
            assert queries.pair(str(rating.key)) == []


def test_what_both_agree_on_can_only_ask_for_a_new_look(office, rating):
    finished(rating)
    before = Rating.objects.values_list("factor", "presence").order_by("id")
    kept = list(before)

    with as_staff(office.others[0], at=LATER):
        made = actions.agree(
            key=str(rating.key),
            answers={"threat.presence": "some"},
            words="",
            again=True,
            by=office.others[0].pk,
            at=LATER,
        )

    task = Task.objects.get(code=queries.REASSESS)
    assert (task.case_id, task.assigned_to_id, task.what) == (made.case_id, office.town.ada.pk, "")
    assert list(before) == kept
    with pytest.raises(Refusal), as_staff(office.town.ada, at=LATER):
        actions.agree(key=str(rating.key), answers={}, words="", again=True, by=office.town.ada.pk, at=LATER)
    assert Note.objects.count() == 1


def test_without_a_wish_for_a_new_look_the_case_hears_nothing(office, rating):
    finished(rating)
    with as_staff(office.town.ada, at=LATER):
        actions.agree(key=str(rating.key), answers={}, words="", again=False, by=office.town.ada.pk, at=LATER)
        assert queries.called("SELECT tc.ask_for_reassessment(%s, %s)", rating.sampled_id, date(2026, 7, 1)) is False

    assert not Task.objects.filter(code=queries.REASSESS).exists()


def test_an_erasure_removes_second_ratings_and_what_was_agreed(office, rating):
    finished(rating)
    with as_staff(office.others[0], at=LATER):
        actions.agree(key=str(rating.key), answers={}, words="w", again=False, by=office.others[0].pk, at=LATER)

    erasing.erase(rating.case_id)

    assert not StudyRating.objects.exists()
    assert not StudyConsensus.objects.exists()
    assert not SecondRating.objects.exists()


def test_the_pages_ask_rate_and_talk_over(office):
    study = Study.objects.get()
    lead = a_browser(office.quin)
    page = lead.get(f"/agreement/{study.key}/1/ask/")
    assert "Ada Marsh" in page.text.partition("Who cannot be asked")[2]
    done = lead.post(f"/agreement/{study.key}/1/ask/", {"who": str(office.others[0].pk)}, follow=True)
    assert "They see the frozen evidence" in done.text
    rating = SecondRating.objects.get()
    rater = a_browser(office.others[0])
    here = f"/second-ratings/{rating.key}/"
    names = [f"{code}.presence" for code in factor_codes()]

    draft = rater.post(here, {names[0]: "strong"}, follow=True)
    assert "Draft saved" in draft.text
    lacking = rater.post(here, {names[0]: "strong", "revision": "1", "finish": "yes"})
    assert (lacking.status_code, lacking.text.count("govuk-error-message")) == (422, 21)
    whole = rater.post(here, {**dict.fromkeys(names, "strong"), "revision": "1", "finish": "yes"}, follow=True)
    assert "Your rating stays in the study" in whole.text
    after = rater.get(here).text
    assert "Rate from this evidence alone" in draft.text and "Rate from this evidence alone" not in after
    assert "never enters the case" in after and "Talk over number 1 with Ada Marsh" in after
    assert after.count("Strong sign") == 22
    over = rater.get(f"{here}talk-over/")
    assert "You differ on 22 answers" in over.text
    said = rater.post(f"{here}talk-over/", {**dict.fromkeys(names, "some"), "again": "no"}, follow=True)
    assert "Recorded in the study" in said.text
    assert "Nothing is left for you to do" in rater.get(here).text


def factor_codes():
    return [factor.code for factor in instrument(FRAMEWORK).factors]
