"""The formulation: the same parts whatever the instrument, one of them chosen from a list, all of them shown and printed."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from throughcare.commons.assessments import actions
from throughcare.commons.assessments.actions import drafts
from throughcare.commons.assessments.instruments import every_version, instrument
from throughcare.commons.assessments.instruments.checking import problems
from throughcare.commons.assessments.models import Formulation
from throughcare.commons.assessments.tests.builders import (
    TEXTS,
    a_draft,
    a_finished_assessment,
    a_whole_draft,
    my_draft,
)
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_town, opened
from throughcare.kernel.answers import Refusal
from throughcare.kernel.definitions import load

pytestmark = pytest.mark.django_db
ASKED = {
    "needs", "protects", "resilience", "responsivity", "influence", "influence_how", "scenarios", "management",
    "not_known", "would_change",
}  # fmt: skip


@pytest.fixture(autouse=True)
def drafts_do_not_expire_meanwhile(monkeypatch):
    """The builders begin at a fixed moment; browsers ask at the real one."""
    monkeypatch.setattr(drafts, "lives", lambda kind: timedelta(days=36500))


def test_every_instrument_asks_for_every_part_and_where_influence_comes_from_by_a_list():
    for used in every_version():
        parts = {part.code: part.codes for part in used.formulation}
        assert set(parts) >= ASKED, used.label
        assert {code: codes for code, codes in parts.items() if codes} == {"influence": "influence_ways"}


def test_influence_is_chosen_kept_shown_and_printed():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    ada, address = a_browser(town.ada), f"/cases/{case.reference}/assessment/"

    page = ada.get(f"{address}formulation/").text
    for words in (
        "Where influence comes from",
        "Online",
        "Offline",
        "Both online and offline",
        "Looked for, none seen",
    ):
        assert words in page
    assert page.count("Seen by") == 1
    off_the_list = ada.post(f"{address}formulation/", {"influence": "television", "revision": "0", "go": "close"})
    assert my_draft(case, town.ada).texts.get("influence", "") == ""
    assert off_the_list.status_code == 422
    ada.post(f"{address}formulation/", {"influence": "both", "revision": "0", "go": "close"})
    assert my_draft(case, town.ada).texts["influence"] == "both"
    assert 'value="both" checked' in ada.get(f"{address}formulation/").text


def test_a_finished_assessment_says_in_words_where_influence_comes_from():
    town = a_town()
    case = a_case(town)
    row = a_finished_assessment(town, case)
    ada, address = a_browser(town.ada), f"/cases/{case.reference}/assessment/{row.key}/"

    page = ada.get(address).text
    paper = PdfReader(BytesIO(ada.get(f"{address}pdf/").content))

    printed = " ".join(" ".join(one.extract_text() for one in paper.pages).split())
    for words in ("Where influence comes from", "Both online and offline"):
        assert words in page
        assert words in printed
    assert Formulation.objects.get(assessment=row, part="influence").text == "both"


def test_page_and_print_speak_of_susceptibility_before_any_crime_and_never_of_risk():
    town = a_town()
    case = a_case(town)
    row = a_finished_assessment(town, case)
    ada, address = a_browser(town.ada), f"/cases/{case.reference}/assessment/{row.key}/"

    page = ada.get(address).text
    paper = PdfReader(BytesIO(ada.get(f"{address}pdf/").content))

    printed = " ".join(" ".join(one.extract_text() for one in paper.pages).split())
    for shown in (page.partition("<main")[2], printed):
        assert "How far the person may be susceptible" in shown
        assert " risk" not in shown.casefold()
    guidance = instrument("erg22plus")
    assert (guidance.looks_at("ddp_licence"), guidance.looks_at("channel")) == ("Risk, and what the person needs", "")


def test_what_was_written_before_there_was_a_list_is_read_as_it_stands():
    town = a_town()
    case = a_case(town)
    row = a_finished_assessment(town, case)
    Formulation.objects.filter(assessment=row, part="influence").update(text="By two friends, at work.")

    page = a_browser(town.ada).get(f"/cases/{case.reference}/assessment/{row.key}/").text

    assert "By two friends, at work." in page


def test_an_older_window_does_not_take_the_choice_away():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    with opened(case, town.ada) as case_open:
        actions.save_formulation(case_open, texts={"influence": "online"}, revision=0, at=NOW)
        draft = actions.save_formulation(case_open, texts={"drives": "Alone."}, revision=0, at=NOW)

    assert (draft.texts["influence"], draft.texts["drives"]) == ("online", "Alone.")


def test_without_the_choice_it_cannot_be_finished():
    town = a_town()
    case = a_case(town)
    a_whole_draft(case, town.ada)
    with opened(case, town.ada) as case_open:
        actions.save_formulation(case_open, texts={**TEXTS, "influence": ""}, revision=1, at=NOW)
        with pytest.raises(Refusal) as refused:
            actions.finish(case_open, at=NOW)

    assert "a part of the formulation is not written" in refused.value.as_text()


def test_a_list_that_there_is_not_is_refused():
    data = dict(load("instruments", "vulnerability_framework").data)
    data["formulation"] = [{"code": "influence", "label": "Where from", "codes": "no_such_list"}]

    assert problems(data) == ["a part of the formulation is chosen from the code list no_such_list, which there is not"]
