"""The pages of intake: for those who run the programme, and for its cases alone."""

import re

import pytest

from throughcare.commons.cases.models import Case
from throughcare.stages.intake.models import Classification, Eligibility, Housing, WorkLevel
from throughcare.stages.intake.tests.builders import accepted, at_intake

FORMS = ["decide", "classify", "position", "housing", "level", "override", "aftercare"]
DAY = {"-day": "12", "-month": "6", "-year": "2026"}


def day(name: str, **changed: str) -> dict[str, str]:
    return {f"{name}{part}": changed.get(part.strip("-"), number) for part, number in DAY.items()}


@pytest.mark.parametrize("page", ["", *[f"{form}/" for form in FORMS]])
def test_the_pages_open_for_the_programme_and_look_missing_to_a_stranger(invented, page):
    reference = accepted(invented)

    assert invented.browser("mo").get(f"/cases/{reference}/intake/{page}").status_code == 200
    hidden = invented.browser("cleo").get(f"/cases/{reference}/intake/{page}")
    missing = invented.browser("cleo").get(f"/cases/TC-NEVERX/intake/{page}")
    assert (hidden.status_code, missing.status_code) == (404, 404)


def test_a_case_of_another_pathway_has_no_intake(invented):
    reference = invented.receive()

    assert invented.browser("ada").get(f"/cases/{reference}/intake/").status_code == 404
    assert "Intake" not in invented.browser("ada").get(f"/cases/{reference}/").text


def test_a_case_is_opened_from_the_list_of_cases_by_those_who_may(invented):
    ada = invented.browser("ada")
    assert "Open a case under the exit programme" in ada.get("/cases/").text
    assert invented.browser("ben").get("/intake/begin/").status_code == 404

    empty = ada.post("/intake/begin/", {"area": "northmere"})
    assert empty.status_code == 422 and not Case.objects.exists()
    typed = {"area": "northmere", "name": "Karl Voss", "what": "He wants out.", "themselves": "no"}
    made = ada.post("/intake/begin/", typed, follow=True)

    assert "Case opened. Police check first." in made.text
    assert Case.objects.get().pathway == "exit_programme"


def test_whoever_asked_themselves_is_told_by_it_and_the_pages_say_so_in_the_words_of_the_programme(invented):
    ada = invented.browser("ada")
    typed = {"area": "northmere", "name": "Karl Voss", "what": "He wants out.", "themselves": "yes"}
    refused = ada.post("/intake/begin/", typed)
    assert "Write how they asked, and whom" in refused.text and "Enter the day on which they asked" in refused.text
    assert refused.status_code == 422 and "He wants out." in refused.text and not Case.objects.exists()

    page = ada.post(
        "/intake/begin/", {**typed, "how": "A letter to the chaplain", **day("asked_on", day="1")}, follow=True
    )
    reference = Case.objects.get().reference
    timeline = ada.get(f"/cases/{reference}/timeline/").text
    told = ada.get(f"/cases/{reference}/told/").text

    assert "Told on 1 June 2026" in page.text and "Not told" not in page.text
    assert "What brings them here" in page.text and "Came to the programme" in timeline
    assert "They asked themselves: A letter to the chaplain" in told
    for text in (page.text, timeline, ada.get(f"/cases/{reference}/concern/").text):
        assert not re.search("What worries|A concern was received|The concern", text)


def test_each_form_keeps_what_it_asks(invented):
    reference = at_intake(invented)
    ada, intake = invented.browser("ada"), f"/cases/{reference}/intake/"
    decided = {"target_group": ["wishes_to_leave"], "in_custody": "yes", "accepted": "yes", "reasons": "He asked."}
    ada.post(f"{intake}decide/", {**decided, **day("happened")})
    quoted = {"kind": "security", "level": "Category B", "authority": "Category board", **day("set_on")}
    ada.post(f"{intake}classify/", quoted)
    ada.post(f"{intake}position/", {"position": "alone", "authority": "The court", **day("set_on")})
    ada.post(f"{intake}level/", {"mode": "both", "why": "He learns from others."})
    house = {"considered": ["with_others"], "decided": "alone", "why_not_less": "Threats", "authority": "Governor"}
    ada.post(
        f"{intake}housing/", {**house, **day("look_again_on", year="2099"), "copy_given": "yes", **day("happened")}
    )

    assert Eligibility.objects.get().in_custody is True
    assert set(Classification.objects.values_list("of_what", flat=True)) == {"security", "position"}
    assert (WorkLevel.objects.get().mode, Housing.objects.get().decided) == ("both", "alone")
    shown = ada.get(intake).text
    assert all(words in shown for words in ("Category B", "Category board", "Acted alone", "With others", "2020-05-13"))
    assert "Authorise start" not in shown and "Authorise start" in invented.browser("mo").get(intake).text
