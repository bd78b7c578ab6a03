"""Each law, and a pathway that breaks it: Channel with one thing changed, caught with its story."""

import pytest

from throughcare.kernel.definitions import all_of
from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.proof import LAWS, story
from throughcare.safeguards.pathways.proof.proving import prove_one
from throughcare.safeguards.pathways.proof.table import table
from throughcare.safeguards.pathways.proof.walking import Walk
from throughcare.safeguards.pathways.tests.broken import BROKEN, ORDER, reasons_first, with_orders
from throughcare.safeguards.pathways.tests.builders import channel

SHIPPED = [Pathway.of(one) for one in all_of("pathways")]


def told(number: int, pathway: Pathway) -> str:
    """What is told of one law; nothing where it holds."""
    return "\n".join(story(prove_one(LAWS[number - 1](pathway), table(pathway))))


@pytest.mark.parametrize("pathway", SHIPPED, ids=lambda one: f"{one.name}-{one.version}")
def test_every_law_holds_of_every_pathway(pathway):
    asked = table(pathway)

    assert {law.number: story(prove_one(law(pathway), asked)) for law in LAWS} == {law.number: [] for law in LAWS}


def test_every_law_is_a_sentence_with_a_number_and_rests_on_rules():
    pathway = channel(with_orders)
    laws = [law(pathway) for law in LAWS]

    assert [law.number for law in laws] == list(range(1, 14))
    assert all(law.sentence.endswith(".") for law in laws)
    assert all(law.sections and law.source for law in laws)


@pytest.mark.parametrize(
    ("number", "break_it", "words"), [(n, b, w) for n, b, *w in BROKEN], ids=lambda one: getattr(one, "__name__", "")
)
def test_a_broken_pathway_is_caught_with_its_story(number, break_it, words):
    said = told(number, channel(break_it))

    assert said.startswith("1. A referral is received. The case stands at “With police for checks”.")
    assert [word for word in words if word not in said] == []


def test_every_law_has_a_pathway_that_breaks_it():
    assert {number for number, *_rest in BROKEN} == {law.number for law in LAWS}


def test_the_story_is_the_shortest_and_names_who_did_what_under_which_facts():
    assert told(5, channel(reasons_first)).splitlines() == [
        "1. A referral is received. The case stands at “With police for checks”.",
        "2. A police supervisor: “Approve the route”, “Police-led”, while the gateway assessment is done; "
        "the reasons are written down; two different people decide. The case comes to “Police-led”.",
        "But: no verb leads from here to “With police for checks” whatever holds.",
    ]


def test_support_may_run_under_an_order_too():
    pathway = channel(with_orders)

    assert {number: told(number, pathway) for number in (1, 2, 8, 9)} == {1: "", 2: "", 8: "", 9: ""}


def test_support_goes_on_under_another_order_and_ends_with_the_last():
    def two_orders(data):
        with_orders(data)
        another = {**ORDER, "section": "8.13", "claim": "another order mandates taking part"}
        data["gates"]["another_mandates"] = {key: value for key, value in another.items() if key != "ends_with"}
        data["gates"]["order_mandates"]["ends_unless"] = ["another_mandates"]
        data["verbs"]["orders.quash"]["stays_while"] = ["another_mandates", "consent_in_force"]

    asked = table(channel(two_orders))
    walk = Walk(asked, follow=["order_mandates", "another_mandates"], watch=lambda act: 0)
    under = walk.start()._replace(stage="support", facts=0b11)
    quashed = [act for act in walk.acts(under) if act.step.verb.code == "orders.quash"]

    assert [(act.to, walk.can_hold(walk.after(act), frozenset({"order_mandates"}))) for act in quashed] == [
        ("support", True),  # under the other
        ("support", False),  # with consent alone
        ("decision_after_no", False),
    ]
    assert told(2, channel(two_orders)) == ""


def test_support_under_an_order_that_was_quashed_is_caught():
    def outlived(data):
        with_orders(data)
        data["gates"]["order_mandates"] |= {"from_the_start": True}

    said = told(2, channel(outlived))

    assert "as if it were true that an order mandates taking part, after that has ended" in said


def test_a_reason_for_leaving_a_part_out_is_told():
    def panel_less(data):
        del data["promises"]["aftercare"], data["promises"]["panel"]
        data["promises"]["without"] = {"aftercare": "Probation looks again.", "panel": "One officer decides."}

    pathway = channel(panel_less)

    assert prove_one(LAWS[10](pathway), table(pathway)).left_out == "Probation looks again."
    assert LAWS[9](pathway).note == "One officer decides."
