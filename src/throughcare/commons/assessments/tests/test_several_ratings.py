"""An instrument that asks several things of each item, and for a judgement of each domain."""

from datetime import date, timedelta

import pytest

from throughcare.commons.assessments import actions, queries, readings
from throughcare.commons.assessments.actions import drafts
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.models import Judgement, Rating
from throughcare.commons.assessments.rules import Judged, Piece, Written
from throughcare.commons.assessments.tests.builders import GROUNDS, a_finished_assessment
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_certificate, a_grant, a_town, opened
from throughcare.kernel.answers import Refusal

pytestmark = pytest.mark.django_db
SEEN = Piece("for", "Told the officer so on 3 June.", "fact", source="contact note", origin="document")
ANSWERED = Written(
    "strong",
    pieces=(SEEN,),
    further={"presence_now": "partly", "relevance": "not_known"},
    missing="What the prison saw.",
    none_against=True,
)
JUDGED = {
    f"{domain}_level": Judged("medium", "More was present then than now.")
    for domain in ("engagement", "intent", "capability")
}


def a_draft(town, case, *, certified=True):
    """Hana begins with the superseded guidance, giving a reason."""
    a_grant(case, town.hana, "assessor")
    if certified:
        a_certificate(town.hana, "erg22plus", expires_on=date(2027, 1, 1))
    with opened(case, town.hana) as case_open:
        actions.start(case_open, used=instrument("erg22plus"), reason="The newer one is not here", why="", at=NOW)


def write_all(town, case, *, judged=JUDGED):
    used = instrument("erg22plus")
    with opened(case, town.hana) as case_open:
        for factor in used.factors:
            actions.save_factor(case_open, factor=factor.code, mine=ANSWERED, revision=0, at=NOW)
        texts = {part.code: "Said in full." for part in used.formulation}
        actions.save_formulation(case_open, texts=texts, revision=0, at=NOW)
        actions.save_judgements(case_open, judged=judged, revision=0, at=NOW)
        actions.save_grounds(case_open, grounds=GROUNDS, revision=0, at=NOW)


def test_every_rating_is_kept_and_insufficient_information_is_none_of_the_answers():
    town = a_town()
    case = a_case(town)
    a_draft(town, case)
    write_all(town, case)

    with opened(case, town.hana) as case_open:
        row = actions.finish(case_open, at=NOW)

    kept = Rating.objects.filter(assessment=row, factor="grievance").order_by("id")
    assert [(one.measure, one.presence) for one in kept] == [
        ("presence_then", "strong"),
        ("presence_now", "partly"),
        ("relevance", "not_known"),
    ]
    assert [one.missing for one in kept] == ["", "", "What the prison saw."]
    assert Judgement.objects.filter(assessment=row).count() == 3


def test_an_open_question_beside_the_first_is_a_gap():
    town = a_town()
    case = a_case(town)
    a_draft(town, case)

    with opened(case, town.hana) as case_open:
        mine = Written("strong", pieces=(SEEN,), further={"presence_now": "partly"}, none_against=True)
        draft = actions.save_factor(case_open, factor="grievance", mine=mine, revision=0, at=NOW)

    assert [gap.box for gap in draft.gaps("grievance")] == ["further-relevance"]


def test_a_judgement_that_is_not_made_stops_finishing():
    town = a_town()
    case = a_case(town)
    a_draft(town, case)
    write_all(town, case, judged={"intent_level": Judged("low", "No sign of it.")})

    with opened(case, town.hana) as case_open, pytest.raises(Refusal) as refused:
        actions.finish(case_open, at=NOW)

    assert [reason.text for reason in refused.value.reasons] == ["a summary judgement is not made, or does not say why"]


def test_a_finished_one_is_read_with_every_rating_and_judgement_in_words():
    town = a_town()
    case = a_case(town)
    a_draft(town, case)
    write_all(town, case)
    with opened(case, town.hana) as case_open:
        row = actions.finish(case_open, at=NOW)

    with opened(case, town.ada) as case_open:
        found = readings.reading(case_open, str(row.key))

    assert [(one.label, one.words) for one in found.rated[0].answers] == [
        ("At the time of the offence", "Strongly present"),
        ("Now", "Partly present"),
        ("Relevance", "Insufficient information"),
    ]
    assert (found.judged[0].label, found.judged[0].words) == ("Engagement overall", "Medium")
    page = a_browser(town.ada).get(f"/cases/{case.reference}/assessment/{row.key}/").content.decode()
    assert "Insufficient information" in page
    assert "More was present then than now." in page


def test_a_certificate_without_an_end_holds_as_long_as_the_instrument_says():
    town = a_town()
    held = a_certificate(town.hana, "vera_2r")  # issued on 1 January 2020

    assert queries.certified_until(held, instrument("vera_2r")) == date(2022, 1, 1)
    assert queries.certified_until(held, instrument("erg22plus")) is None


def test_another_instrument_is_not_set_beside_what_is_being_written():
    town = a_town()
    case = a_case(town)
    a_finished_assessment(town, case)
    a_grant(case, town.hana, "assessor")
    with opened(case, town.hana) as case_open:
        used = instrument("erg22plus")
        actions.start(case_open, used=used, reason="The newer one is not here", why="Sam was convicted", at=NOW)
        actions.save_factor(case_open, factor="grievance", mine=ANSWERED, revision=0, at=NOW)

        assert readings.rated(case_open, "grievance", used=used) is None
        assert readings.rated(case_open, "grievance", used=instrument("vulnerability_framework")) is not None


def test_the_pages_ask_every_question_and_keep_each_answer(monkeypatch):
    monkeypatch.setattr(drafts, "lives", lambda kind: timedelta(days=36500))  # browsers ask at the real moment
    town = a_town()
    case = a_case(town)
    a_draft(town, case)
    hana, here = a_browser(town.hana), f"/cases/{case.reference}/assessment/"

    page = hana.get(f"{here}part/engagement/").content.decode()

    for question in ("at the time of the offence?", "How present is it now?", "How relevant is it"):
        assert question in page
    typed = {
        "factor": "grievance",
        "revision": "0",
        "presence": "strong",
        "further-presence_now": "partly",
        "go": "close",
    }
    hana.post(f"{here}part/engagement/", typed | {"further-relevance": "not_known", "missing": "What the prison saw."})
    with opened(case, town.hana) as case_open:
        kept = queries.my_draft(case_open).written("grievance")
    assert (kept.presence, kept.further) == ("strong", {"presence_now": "partly", "relevance": "not_known"})
