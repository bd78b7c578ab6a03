"""What is shipped: which instruments, what of them, and what is refused of a file."""

from copy import deepcopy
from datetime import date

import pytest
from yaml import safe_dump

from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.instruments.checking import problems
from throughcare.commons.assessments.instruments.reading import read
from throughcare.kernel.definitions import DefinitionError, all_of, forget, judged, load

SHELLS = {"erg_r", "ers", "vera_2r", "rrap_irs", "paf", "trap_18", "saprof", "hcr_20"}
SHIPPED = {one.name: read(one.name, one.version, one.data, sha256=one.sha256) for one in all_of("instruments")}
pytestmark = pytest.mark.django_db


def a_file(**changes):
    """The vulnerability framework's file with something changed, as somebody else might write it."""
    data = deepcopy(dict(load("instruments", "vulnerability_framework").data)) | changes
    return {key: value for key, value in data.items() if value is not None}


def test_the_extremism_risk_guidance_has_22_factors_three_ratings_and_a_judgement_for_each_domain():
    used = instrument("erg22plus")

    assert [(one.code, len(one.factors)) for one in used.domains] == [
        ("engagement", 13),
        ("intent", 6),
        ("capability", 3),
    ]
    assert [(one.kind, one.moment) for one in used.measures_of("grievance")] == [
        ("presence", "index_offence"),
        ("presence", "now"),
        ("relevance", "now"),
    ]
    assert [one.scope for one in used.judgements] == ["engagement", "intent", "capability"]
    assert (used.is_superseded(date(2025, 2, 28)), used.is_superseded(date(2025, 3, 1))) == (False, True)
    assert "wording of the 22 factor names" in " ".join(used.to_verify)


def test_shells_hold_no_item_and_say_where_items_come_from():
    assert {name for name, one in SHIPPED.items() if one.is_shell} == SHELLS
    assert [name for name in SHELLS if SHIPPED[name].factors or not SHIPPED[name].shell] == []
    assert [
        (name, SHIPPED[name].count) for name in ("erg_r", "vera_2r", "rrap_irs", "trap_18", "saprof", "hcr_20")
    ] == [
        ("erg_r", 36),
        ("vera_2r", 45),
        ("rrap_irs", 39),
        ("trap_18", 18),
        ("saprof", 17),
        ("hcr_20", 20),
    ]


def test_the_screening_of_prisoners_is_not_for_people_convicted_of_terrorism():
    used = SHIPPED["rrap_irs"]

    assert [one.code for one in used.not_for] == ["convicted_of_terrorism"]
    assert not used.is_made_for("ddp_licence")


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_everything_shipped_has_a_licence_an_attribution_and_a_source_and_may_not_be_added_up(name):
    used = SHIPPED[name]

    assert used.licence
    assert used.attribution
    assert used.source
    assert load("instruments", name).data["may_total"] is False


def test_a_file_of_the_site_that_wants_a_total_is_refused_by_its_shape(tmp_path, monkeypatch):
    place = tmp_path / "instruments" / "own_scale" / "2026-01-01.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(safe_dump(a_file(may_total=True)), encoding="utf-8")
    monkeypatch.setenv("DEFINITIONS_DIR", str(tmp_path))
    forget()

    with pytest.raises(DefinitionError, match="at may_total: it must be false"):
        instrument("own_scale")
    place.write_text(safe_dump(a_file()), encoding="utf-8")
    forget()
    assert instrument("own_scale").title == instrument("vulnerability_framework").title
    monkeypatch.delenv("DEFINITIONS_DIR")
    forget()


@pytest.mark.parametrize("licence", [None, "", "   "])
def test_a_file_without_a_licence_is_refused(licence):
    faults = judged("instruments", a_file(licence=licence)).faults

    assert any("licence" in fault for fault in faults)


WRONG = {
    "an unknown role": ({"assessor": {"roles": ["wizard"], "certificate": False, "about": "-"}}, "the role wizard"),
    "an unknown pathway": ({"population": {"pathways": ["moon"], "about": "-", "word": "risk"}}, "the pathway moon"),
    "an unknown clock": ({"review": {"clock": "sundial", "about": "-"}}, "the clock sundial"),
    "a count that is not so": ({"count": 23}, "there are 22 items, and the instrument has 23"),
    "no scales": ({"scales": None, "ratings": None}, "it does not say scales"),
    "no formulation": ({"formulation": None}, "it does not say formulation"),
    "an end before its beginning": ({"in_force": {"from": "2020", "until": "2012-01-01"}}, "a day before it begins"),
    "items in a shell": ({"shell": "Ask the publisher."}, "it is a shell and has items"),
    "a judgement of nothing": (
        {"judgements": [{"code": "one", "label": "One", "scope": "moon", "scale": "presence"}]},
        "of the domain moon",
    ),
    "a judgement without answers": (
        {"judgements": [{"code": "one", "label": "One", "scope": "whole"}]},
        "has no scale",
    ),
}


@pytest.mark.parametrize(("changes", "said"), WRONG.values(), ids=WRONG)
def test_a_file_that_does_not_agree_with_itself_is_refused_with_the_reason(changes, said):
    assert any(said in problem for problem in problems(a_file(**changes)))


def test_a_scale_has_no_answer_for_what_is_not_known():
    data = a_file()
    data["scales"][0]["answers"].append({"code": "not_known", "label": "Who knows"})

    assert any("no part of a scale" in problem for problem in problems(data))
