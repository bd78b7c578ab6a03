import pytest

from tests.kit.tables import name_of, rows
from throughcare.safeguards.pathways import Pathway

title = "Authority to support"
text = """Under an order, support begins where an order in force requires attendance, or with consent. In custody the programme
is voluntary: an order is no authority there, and no step against anybody is known."""

CASES = """
    pathway     | consent | order mandates | may? | because
    ------------+---------+----------------+------+------------------------------------------------------------------
    ddp_licence | no      | yes            | yes  | -
    ddp_licence | yes     | no             | yes  | -
    ddp_licence | no      | no             | no   | neither consent nor an order that requires attendance is in force
    ddp_tpim    | no      | yes            | yes  | -
    ddp_tpim    | no      | no             | no   | neither consent nor an order that requires attendance is in force
    ddp_teo     | no      | yes            | yes  | -
    ddp_custody | yes     | no             | yes  | -
    ddp_custody | no      | yes            | no   | consent to support is not in force
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_authority_to_support(case):
    pathway = Pathway.load(case["pathway"])
    facts = {"consent_in_force": case["consent"] == "yes", "order_mandates": case["order mandates"] == "yes"}
    asked = {code: facts.get(code, True) for code in pathway.gate_facts("programme.begin")}
    answer = pathway.may("programme.begin", stage="consent", facts=asked, roles=["coordinator"])

    told = "; ".join(reason.text for reason in answer.reasons)
    assert ("yes" if answer else "no", told) == (case["may?"], case["because"])


def test_in_custody_no_verb_is_a_step_against_anybody():
    known = {verb.code for verb in Pathway.load("ddp_custody").verbs}

    assert not {code for code in known if code.startswith("ladder.")}


@pytest.mark.parametrize("name", ["ddp_licence", "ddp_tpim", "ddp_teo", "ddp_custody"])
def test_support_never_starts_without_an_assessment_and_a_supplier(name):
    gates = set(Pathway.load(name).gate_facts("delivery.start_support"))

    assert {"assessment_finished", "supplier_commissioned", "plan_approved", "deconfliction_clear"} <= gates
