import pytest

from throughcare.safeguards.pathways import problems
from throughcare.safeguards.pathways.checking import reachable
from throughcare.safeguards.pathways.tests.builders import a_pathway


def change(*steps, **values):
    """Set values somewhere in the data."""

    def break_it(data):
        place = data
        for step in steps:
            place = place[step]
        place.update(values)

    return break_it


def remove(*steps):
    """Take something out of the data."""

    def break_it(data):
        *way, last = steps
        place = data
        for step in way:
            place = place[step]
        del place[last]

    return break_it


VERB = {"label": "X", "kind": "authorises", "who": ["librarian"], "source": ["act"]}


def test_the_small_pathway_is_sound():
    assert problems(a_pathway()) == []


@pytest.mark.parametrize(
    ("break_it", "problem"),
    [
        (change("verbs", "books.lend", to="attic"), "books.lend names the stage attic, which is not there"),
        (change("verbs", "books.lend", gates=["mood"]), "books.lend names the gate mood, which is not there"),
        (change("verbs", "books.lend", who=["cat"]), "books.lend names the role cat, which is not there"),
        (change("stages", "lent", owner="cat"), "lent is owned by cat, which is not there"),
        (remove("verbs", "books.note"), "the gate card_in_date is mended by books.note, which is not there"),
        (change("clocks", "loan", starts=["books.eat"]), "the clock loan names the verb books.eat, which is not there"),
        (change("promises", clear="mood"), "the promises name the gate mood, which is not there"),
        (change("promises", threat="flood"), "start and promises name the stage flood, which is not there"),
        (change("verbs", "books.note", section="2.1"), "section 2.1 stands twice"),
        (change("verbs", "books.note", section="9.1"), "sections belong to chapter 9, which is not there"),
        (change("gates", "reason_given", source=[]), "the gate reason_given has no source"),
        (change("clocks", "loan", source=["hearsay"]), "the clock loan cites hearsay, which is not there"),
    ],
)
def test_names_sections_and_sources_must_be_there(break_it, problem):
    assert problem in problems(a_pathway(break_it))


def test_a_move_from_a_stage_where_the_verb_is_not_done_is_told():
    def break_it(data):
        verb = data["verbs"]["books.lend"]
        del verb["to"]
        verb["moves"] = {"lent": "back"}

    assert "books.lend moves from a stage where it is not done: lent, which is not there" in problems(
        a_pathway(break_it)
    )


def test_a_stage_that_no_case_comes_to_is_told():
    attic = {"label": "Attic", "owner": "librarian", "about": "Nobody.", "open": False, "end": True}

    assert problems(a_pathway(change("stages", attic=attic))) == ["no case ever comes to attic"]


def test_a_stage_without_a_way_on_is_told():
    broken = a_pathway(remove("verbs", "books.put_out"))

    assert "fire has no way on and is no end" in problems(broken)
    assert "no ungated verb leads from fire to checks" in problems(broken)


def test_stages_that_lead_to_no_end_are_told():
    def break_it(data):
        del data["verbs"]["books.let_ask"]["routes"]["away"]
        data["verbs"]["books.return"]["moves"] = {"lent": "asked"}

    found = problems(a_pathway(break_it))

    assert "no end can be reached from lent" in found
    assert "no case ever comes to back" in found


@pytest.mark.parametrize(
    ("break_it", "problem"),
    [
        (change("verbs", "books.return", gates=["card_in_date"]), "no gate and no route may stop it"),
        (change("verbs", "books.note", **{"from": ["lent"]}), "it must be possible at any stage"),
        (change("verbs", "books.lend", contradicts=["card_in_date"]), "belongs among its gates"),
    ],
)
def test_nothing_may_stop_a_record(break_it, problem):
    assert any(problem in found for found in problems(a_pathway(break_it)))


def test_contact_without_the_clearing_gate_is_told():
    broken = a_pathway(change("verbs", "books.ring", gates=["card_in_date"]))

    assert problems(broken) == ["books.ring contacts someone without the gate shelf_is_clear"]


def test_contact_while_the_case_is_checked_is_told():
    broken = a_pathway(change("verbs", "books.ring", **{"from": ["checks", "fire", "asked"]}))

    assert problems(broken) == ["books.ring contacts someone while the case is at checks"]


@pytest.mark.parametrize(
    ("break_it", "problem"),
    [
        (change("verbs", "books.recall", **{"from": ["asked"]}), "no ungated verb leads from lent to checks"),
        (change("verbs", "books.recall", gates=["reason_given"]), "no ungated verb leads from asked to checks"),
        (remove("verbs", "books.cry_fire"), "no ungated verb leads from asked to fire"),
    ],
)
def test_the_way_back_to_checks_and_to_the_alarm_is_always_open(break_it, problem):
    assert problem in problems(a_pathway(break_it))


def test_what_others_do_while_police_hold_a_case_they_do_whatever_police_do_with_it():
    pathway = a_pathway(change("verbs", "books.lend", **{"from": ["asked", "checks"]}))

    said = "books.lend is not only for police and is done while they hold a case: it must be possible at fire too"
    assert said in problems(pathway)


def test_a_short_cut_past_a_stage_is_told():
    short_cut = VERB | {"section": "2.7", "who": ["warden"], "from": ["checks"], "to": "lent"}

    assert problems(a_pathway(change("verbs", **{"books.hurry": short_cut}))) == [
        "a case can come to lent without asked"
    ]


def test_going_back_to_where_a_case_stood_is_no_short_cut():
    assert "lent" not in reachable(a_pathway(), start="checks", without="asked")
