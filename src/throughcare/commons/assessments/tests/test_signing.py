"""What stands beside a finished assessment: a second signature, the file, and a new look after something happened."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from throughcare.commons.assessments import actions, queries, readings
from throughcare.commons.assessments.grounds import Grounds, gaps_of
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.models import Countersignature, Formulation
from throughcare.commons.assessments.pdf import assessment_pdf
from throughcare.commons.assessments.tests.builders import GROUNDS, TEXTS, a_finished_assessment
from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_grant, a_town, opened
from throughcare.commons.orders.models import NameOnPaper
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def finished_by_hana():
    town = a_town()
    case = a_case(town)
    a_grant(case, town.hana, "assessor")
    return town, case, a_finished_assessment(town, case, by=town.hana)


def countersigned(case, by, row):
    with opened(case, by) as case_open:
        return actions.countersign(case_open, key=str(row.key), words="Read and discussed.", at=NOW)


def test_a_second_person_countersigns_once_and_the_assessor_never():
    town, case, row = finished_by_hana()
    a_grant(case, town.hana, "assessor")
    with pytest.raises(Refusal) as own:
        countersigned(case, town.hana, row)

    signed = countersigned(case, town.ada, row)

    assert [reason.text for reason in own.value.reasons] == ["you finished it yourself"]
    assert (signed.by, Countersignature.objects.get().words) == (town.ada, "Read and discussed.")
    with pytest.raises(Refusal):
        countersigned(case, town.dee, row)


def test_nobody_countersigns_what_is_not_there_and_a_panel_member_nothing():
    town, case, row = finished_by_hana()
    a_grant(case, town.ben, "panel_member")
    other = a_case(town, name="Robin Vale")

    with pytest.raises(NotFound):
        countersigned(other, town.ada, row)
    with pytest.raises(Refusal):
        countersigned(case, town.ben, row)


def test_where_a_court_withheld_the_name_the_file_holds_it_nowhere_though_it_was_typed():
    town, case, row = finished_by_hana()
    Formulation.objects.filter(assessment=row, part="drives").update(text="Sam Tarrow wants friends. Sam said so.")
    NameOnPaper.objects.create(
        case=case,
        shown_as="reference",
        from_on=date(2020, 1, 1),
        happened_at=NOW,
        controller=town.council,
        regime="uk_gdpr",
        basis="public_task",
        review_on=date(2032, 1, 1),
    )
    with opened(case, town.ada) as case_open:
        pdf = PdfReader(BytesIO(assessment_pdf(case_open, readings.reading(case_open, str(row.key)))))
    text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())

    assert f"{case.reference} wants friends" in text
    assert "Sam" not in text and "Tarrow" not in text


def test_the_file_names_instrument_version_assessor_unknowns_and_sources_and_no_name_in_its_title():
    town, case, row = finished_by_hana()
    countersigned(case, town.ada, row)
    with opened(case, town.ada) as case_open:
        found = readings.reading(case_open, str(row.key))
        pdf = PdfReader(BytesIO(assessment_pdf(case_open, found)))

    text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
    for words in (
        "version 2012-10-23",
        "Hana Reed",
        "Ada Marsh",
        TEXTS["drives"],
        "the school's account",
        "attendance register",
        "Looked for, none found",
        "Nobody has met the person yet.",
        "No evidence from",
    ):
        assert words in text, words
    assert text.count("Superseded") == 1
    assert pdf.metadata.title == f"Assessment, {case.reference}, 15 June 2026"
    assert "Sam" not in str(pdf.metadata)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value
    assert not [word for word in ("Total", "Score", "out of") if word in text]


def test_taking_the_file_is_recorded_and_cleo_finds_none():
    town, case, row = finished_by_hana()
    page = f"/cases/{case.reference}/assessment/{row.key}/pdf/"

    answer = a_browser(town.ada).get(page)

    assert answer["Content-Type"] == "application/pdf"
    assert Line.objects.filter(verb="assessments:downloaded").count() == 1
    assert a_browser(town.cleo).get(page).status_code == 404


def test_the_reading_page_says_how_it_was_done_with_the_gaps():
    town, case, row = finished_by_hana()

    page = a_browser(town.ada).get(f"/cases/{case.reference}/assessment/{row.key}/").content.decode()

    for words in ("How it was done", "Nothing from", "Psychology", "No evidence from", "An interview with the person"):
        assert words in page, words


def test_something_that_happened_makes_it_due_today():
    town, case, _row = finished_by_hana()
    later = NOW + timedelta(days=20)

    with opened(case, town.ada, at=later) as case_open:
        actions.call_for(case_open, event="new_information", words="A friend came forward.", at=later)

    task = Task.objects.get(code="assessments.reassess", done_at__isnull=True)
    assert (task.due_on, task.rule) == (later.date(), "New information bears on the assessment")


def test_an_event_that_the_instrument_does_not_name_is_refused():
    town, case, _row = finished_by_hana()

    with opened(case, town.ada) as case_open, pytest.raises(Refusal):
        actions.call_for(case_open, event="full_moon", words="It was bright.", at=NOW)


def test_a_new_look_is_asked_for_on_a_page():
    town, case, _row = finished_by_hana()
    ada, page = a_browser(town.ada), f"/cases/{case.reference}/assessment/call-for/"

    assert "New information" in ada.get(page).content.decode()
    assert ada.post(page, {"event": "circumstances", "words": "He moved."}).status_code == 302
    assert a_browser(town.cleo).get(page).status_code == 404


SAID = Grounds("interviews", "yes", "", ("psychology",), "yes", "", "They got my school wrong.")


@pytest.mark.parametrize(
    ("said", "told", "lacks"),
    [
        (SAID, True, []),
        (SAID, False, ["offered"]),
        (GROUNDS, False, []),
        (replace(GROUNDS, limits_because=" "), False, ["limits_because"]),
        (replace(GROUNDS, offered_because=""), False, ["offered_because"]),
        (Grounds(), True, ["rests_on", "limits", "disciplines", "offered"]),
    ],
)
def test_how_it_was_done_is_said_in_full(said, told, lacks):
    assert [gap.box for gap in gaps_of(said, told=told)] == lacks


def test_an_instrument_not_made_for_some_people_asks_before_it_begins():
    from throughcare.commons.assessments import rules

    people = ["People convicted of extremist violence or terrorism"]

    assert rules.fits_or_has_a_reason(not_for=people, fits=True, reason="")
    assert rules.fits_or_has_a_reason(not_for=people, fits=False, reason="No other is to be had")
    assert not rules.fits_or_has_a_reason(not_for=people, fits=False, reason=" ")
    assert rules.fits_or_has_a_reason(not_for=[], fits=False, reason="")


def test_an_instrument_with_an_interval_of_its_own_is_taken_again_by_it():
    town, case, _row = finished_by_hana()

    with opened(case, town.ada) as case_open:
        own = queries.rule_of(case_open, instrument("saprof"))
        by_clock = queries.rule_of(case_open, instrument("vulnerability_framework"))
        never = queries.rule_of(case_open, instrument("trap_18"))

    assert (own.due(date(2026, 6, 15)), own.verify) == (date(2027, 6, 15), True)
    assert (by_clock.due(date(2026, 6, 15)), never) == (date(2026, 9, 15), None)
    assert own.explanation.startswith("12 months from the day the last assessment was finished")


def asked_to_sign(case, by, row, who, *, days=7):
    with opened(case, by) as case_open:
        due_on = uk_today(NOW) + timedelta(days=days)
        return actions.ask_to_countersign(case_open, key=str(row.key), staff_key=str(who.key), due_on=due_on, at=NOW)


def test_a_supervisor_who_is_asked_to_countersign_has_a_task_until_it_is_signed():
    town, case, row = finished_by_hana()

    asked_to_sign(case, town.ada, row, town.dee)
    asked = Task.objects.get(code="assessments.countersign", done_at__isnull=True)
    countersigned(case, town.dee, row)

    assert (asked.assigned_to, asked.address, asked.due_on) == (
        town.dee,
        f"assessment/{row.key}/countersign",
        uk_today(NOW) + timedelta(days=7),
    )
    assert Task.objects.get(pk=asked.pk).outcome == "Countersigned"
    assert Line.objects.filter(verb="assessments:put_for_countersign").count() == 1


def test_asking_again_moves_the_task_and_nobody_is_asked_who_wrote_it_or_may_not_sign():
    town, case, row = finished_by_hana()
    asked_to_sign(case, town.ada, row, town.dee)
    asked_to_sign(case, town.ada, row, town.ada)

    assert [task.assigned_to for task in Task.objects.filter(code="assessments.countersign", done_at__isnull=True)] == [
        town.ada
    ]
    for who, days in ((town.hana, 7), (town.ben, 7), (town.dee, -1)):
        with pytest.raises(Refusal):
            asked_to_sign(case, town.ada, row, who, days=days)
    countersigned(case, town.ada, row)
    with pytest.raises(Refusal):
        asked_to_sign(case, town.ada, row, town.dee)


def test_somebody_is_asked_to_countersign_on_a_page():
    town, case, row = finished_by_hana()
    ada, page = a_browser(town.ada), f"/cases/{case.reference}/assessment/{row.key}/countersign/ask/"
    due = {"due_on-day": "1", "due_on-month": "1", "due_on-year": "2100"}

    shown = ada.get(page).content.decode()
    asked = ada.post(page, {"colleague": town.dee.key, **due})

    assert ("Dee Frost" in shown, "Hana Reed" in shown) == (True, False)
    assert asked.status_code == 302
    assert "Countersign the assessment" in a_browser(town.dee).get("/work/").content.decode()
    assert "Ask somebody to countersign" in ada.get(f"/cases/{case.reference}/assessment/{row.key}/").content.decode()
    assert a_browser(town.cleo).get(page).status_code == 404
