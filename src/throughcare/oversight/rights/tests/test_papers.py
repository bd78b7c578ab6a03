"""The record of processing, and templates of the other papers: filled from the register, with what is left said plainly."""

import csv
import io
import json

import pytest
from django.test import override_settings

from tests.kit.invented import NOW, Invented
from tests.kit.tree import PROJECT
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.sharing import actions
from throughcare.commons.sharing.tests.test_agreements import TERMS
from throughcare.kernel.definitions import codelist, load, names
from throughcare.oversight.rights import paper_facts, papers
from throughcare.safeguards.access.register import register
from throughcare.safeguards.audit.models import Line

TO_WRITE = "To be written by the controller"


@pytest.fixture
def agreed(invented: Invented) -> Invented:
    """This will record an agreement of the council."""
    with invented.acting("dov") as dov:
        actions.record_agreement("NC/ISA/7", TERMS, by=dov, at=NOW)
    return invented


def paper(invented: Invented, name: str) -> papers.Paper:
    with invented.acting("dov") as dov:
        return papers.filled(name, agencies.agency(agencies.staff(dov).agency_id), at=NOW)


def said(one: papers.Paper, heading: str) -> dict[str, str]:
    section = next(each for each in one.sections if each.heading == heading)
    return {line.label: line.value for part in section.parts for line in part.lines}


def test_the_record_of_processing_is_drawn_from_the_register_and_the_agreements_in_force(agreed):
    one = paper(agreed, "processing")

    periods, data = said(one, "Time limits for erasure"), said(one, "Categories of data")
    recipients = said(one, "Agencies to which data goes, by the agreements in force")
    assert periods == {
        code.label: f"Looked at after {code.extra['review_after_months']} months"
        for code in codelist("retention_classes").values
    } | {"Drafts and unfinished forms": "Looked at after 1 month"}
    assert "physical and mental health" in data["Health"] and "Figures" not in data
    purposes = list(said(one, "Purposes").values())
    assert "Channel" in purposes and "Exit programme" in purposes
    assert not any("Multi-Agency" in each for each in purposes), "the council is in England"
    assert "arrange it" in recipients["Northmere School"] and "UK GDPR Art 6(1)(e)" in recipients["Northmere School"]
    assert said(one, "Controller and data protection officer")["Data protection officer"].startswith("Dov Stein")
    assert "coordinator:" in said(one, "Who reads each of them here")["Health"]


def test_every_compartment_that_holds_a_table_is_about_somebody_or_says_that_it_is_not():
    held = {handling.compartment for handling in register().values() if handling.compartment}

    assert held - paper_facts.compartments_said() == set()
    assert paper_facts.compartments_said() <= set(load("access", "compartments").data["compartments"])


def test_every_pathway_has_one_purpose_and_every_measure_a_page_of_the_manual():
    rules = paper_facts.processing()
    purposes = [name for one in rules["purposes"] for name in one["pathways"]]

    assert sorted(purposes) == sorted(names("pathways"))
    missing = [one["page"] for one in rules["measures"] if not (PROJECT / "docs" / f"{one['page']}.md").exists()]
    assert missing == []


def test_what_is_not_known_is_left_to_the_controller_and_never_made_up(agreed):
    unsigned, signed = paper(agreed, "dpia"), None
    with override_settings(DPIA_ON="2026-03-01"):
        signed = paper(agreed, "dpia")
    label = "Impact assessment signed on"

    day = said(unsigned, "Controller, officer and day")[label], said(signed, "Controller, officer and day")[label]
    assert day == ("", "1 March 2026")
    assert signed.left_to_write == unsigned.left_to_write - 1
    rows = list(csv.reader(io.StringIO(papers.as_csv(unsigned))))
    known = {what: value for _section, what, value, *_rest in rows}
    assert known[label] == TO_WRITE
    assert known["Why each purpose cannot be reached with less data, fewer people or a shorter time"] == TO_WRITE
    data = json.loads(papers.as_json(unsigned))
    assert data["left_to_write"] == [row[2] for row in rows].count(TO_WRITE) > 5
    assert data["source"] == "UK GDPR Art 35(7)"


def test_only_the_officer_has_them_on_a_page_on_paper_and_as_data(agreed):
    dov, ada = agreed.browser("dov"), agreed.browser("ada")

    listed = dov.get("/papers/").text
    pages = {name: dov.get(f"/papers/{name}/").text for name in papers.paper_names()}
    prints = {name: dov.post(f"/papers/{name}/paper/") for name in papers.paper_names()}
    data = dov.post("/papers/processing/json/")

    assert set(pages) == {"processing", "dpia", "policy_document"}
    assert all(title in listed for title in ("Record of processing activities", "Appropriate policy document"))
    assert all(TO_WRITE in page and "Northmere Council" in listed for page in pages.values())
    assert "/manual/explanation/need-to-know" in pages["processing"]
    assert [answer.content[:4] for answer in prints.values()] == [b"%PDF"] * 3
    assert data.json()["controller"] == "Northmere Council" and "no-store" in data["Cache-Control"]
    assert dov.post("/papers/processing/xml/").status_code == 404
    refused = [ada.get("/papers/"), ada.get("/papers/dpia/"), ada.post("/papers/dpia/paper/"), dov.get("/papers/core/")]
    assert [answer.status_code for answer in refused] == [404] * 4
    assert Line.objects.filter(verb="rights:paper_printed", staff_id=agreed.staff["dov"]).count() == 3
