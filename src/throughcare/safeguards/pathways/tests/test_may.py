import pytest

from throughcare.kernel.definitions import all_of
from throughcare.safeguards.pathways import FactsMissing, NotInPathway, Pathway
from throughcare.safeguards.pathways.tests.builders import a_pathway

PATHWAY = a_pathway()
SHIPPED = [Pathway.of(one) for one in all_of("pathways")]
ALL_TRUE = {"shelf_is_clear": True, "card_in_date": True, "reason_given": True}
ALL_FALSE = dict.fromkeys(ALL_TRUE, False)


def test_the_right_person_at_the_right_stage_with_open_gates_may():
    assert PATHWAY.may("books.ring", stage="lent", facts=ALL_TRUE, roles=["reader"])


def test_every_reason_is_told_at_once():
    answer = PATHWAY.may("books.lend", stage="lent", facts=ALL_FALSE, roles=["reader"])

    assert [reason.text for reason in answer.reasons] == [
        "this is for the librarian",
        "the case is at “Lent”, and this is done at “Asked”",
        "the card is out of date",
    ]


def test_a_closed_gate_gives_its_section_source_mark_and_what_mends_it():
    (reason,) = PATHWAY.may("books.lend", stage="asked", facts=ALL_FALSE, roles=["librarian"]).reasons

    assert (reason.rule, reason.source, reason.verify) == ("2.9", "Custom of the house", True)
    assert [(mend.text, mend.verb) for mend in reason.mends] == [("Renew the card", "books.note")]


def test_several_who_may_are_named_as_people_write_it():
    (reason,) = PATHWAY.may("books.cry_fire", stage="asked", facts={}, roles=[]).reasons

    assert reason.text == "this is for the librarian, a reader or the warden"


def test_roles_are_united():
    assert PATHWAY.may("books.lend", stage="asked", facts=ALL_TRUE, roles={"reader", "librarian"})


def test_a_route_adds_its_own_gates():
    facts = ALL_TRUE | {"reason_given": False}

    assert PATHWAY.may("books.let_ask", stage="checks", facts=facts, roles=["warden"], route="on")
    assert not PATHWAY.may("books.let_ask", stage="checks", facts=facts, roles=["warden"], route="away")


@pytest.mark.parametrize("stage", ["checks", "asked", "lent", "fire", "back"])
def test_a_record_is_never_refused_by_stage_or_gate(stage):
    assert PATHWAY.may("books.return", stage=stage, facts=ALL_FALSE, roles=["reader"])


@pytest.mark.parametrize("verb", ["books.lend", "books.ring", "books.let_ask", "books.put_out", "books.recall"])
def test_to_others_a_held_case_answers_the_same_whatever_holds_it(verb):
    route = "on" if verb == "books.let_ask" else None

    answers = {
        PATHWAY.may(verb, stage=stage, facts=facts, roles=["librarian"], route=route)
        for stage in ("checks", "fire")
        for facts in (ALL_TRUE, ALL_FALSE)
    }

    (answer,) = answers
    assert "the case is with police for checks" in [reason.text for reason in answer.reasons]


def test_those_who_hold_the_case_are_told_the_true_reasons():
    answer = PATHWAY.may("books.put_out", stage="checks", facts=ALL_FALSE, roles=["warden"])

    assert [reason.text for reason in answer.reasons] == [
        "the case is at “With the warden”, and this is done at “Fire”",
        "there is no reason",
    ]


def test_asking_without_a_fact_is_a_defect_and_names_it():
    with pytest.raises(FactsMissing, match="card_in_date"):
        PATHWAY.may("books.lend", stage="asked", facts={}, roles=["librarian"])


def test_a_verb_with_routes_wants_one():
    with pytest.raises(NotInPathway, match="one of on, away"):
        PATHWAY.may("books.let_ask", stage="checks", facts=ALL_TRUE, roles=["warden"])


@pytest.mark.parametrize("ask", [PATHWAY.verb, PATHWAY.stage, PATHWAY.gate, PATHWAY.clock, PATHWAY.role])
def test_a_code_that_is_not_in_the_file_is_a_defect(ask):
    with pytest.raises(NotInPathway, match=r"lending 2026-01-01 has no .* 'burn'"):
        ask("burn")


def test_the_facts_of_a_verb_are_known_beforehand():
    assert PATHWAY.gate_facts("books.let_ask") == ("shelf_is_clear", "reason_given")
    assert PATHWAY.gate_facts("books.let_ask", route="on") == ("shelf_is_clear",)
    assert PATHWAY.gate_facts("books.return") == ("card_in_date", "shelf_is_clear")


def test_a_pathway_names_itself_and_its_first_stage():
    assert (PATHWAY.label, PATHWAY.first) == ("Lending, version 2026-01-01", "checks")


def lend_while_held(data):
    data["verbs"]["books.lend"]["from"] = ["asked", "checks", "fire"]


def test_what_is_theirs_while_police_hold_a_case_they_may_do_and_nobody_else_learns_why_not():
    held = a_pathway(lend_while_held)

    assert held.may("books.lend", stage="fire", facts=ALL_TRUE, roles=["librarian"])
    (_who, reason) = held.may("books.lend", stage="fire", facts=ALL_FALSE, roles=["reader"]).reasons
    assert reason.text == "the case is with police for checks"


@pytest.mark.parametrize("pathway", SHIPPED, ids=lambda one: f"{one.name}-{one.version}")
def test_what_is_proved_of_a_held_case_is_what_is_answered_of_it(pathway):
    facts = {gate.code: True for gate in pathway.gates}
    asked = [
        (verb.code, {"stage": stage.code, "facts": facts, "roles": {role.code}, "route": route})
        for verb in pathway.verbs
        for route in [one.code for one in verb.routes] or [None]
        for stage in pathway.stages
        if stage.with_police
        for role in pathway.parts.roles
    ]

    assert [one for one in asked if bool(pathway.may(one[0], **one[1])) != pathway.permits(one[0], **one[1])] == []
