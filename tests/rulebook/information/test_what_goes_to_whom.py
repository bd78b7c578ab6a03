import pytest

from tests.kit.tables import name_of, rows
from throughcare.commons.sharing.rules import disclosures as rules
from throughcare.kernel.definitions import load
from throughcare.safeguards.pathways import Pathway

title = "What of a case goes to whom"
text = """What an agency is given follows from its sector and from what it needs for that: a school is told how to be in touch safely
and what it promised, and nothing else. What other agencies answered goes to nobody. An order of a court says itself what is
given. Of what no case can hold under its pathway nothing is said at all. Police steps, who raised the concern, and who protects whom leave by no disclosure, whoever asks."""

CASES = """
    pathway     | sector             | basis               | part         | goes?
    ------------+--------------------+---------------------+--------------+--------------
    channel     | education          | channel_cooperation | safe_contact | yes
    channel     | education          | channel_cooperation | own_actions  | yes
    channel     | education          | channel_cooperation | concern      | no
    channel     | education          | channel_cooperation | assessment   | no
    channel     | education          | channel_cooperation | health       | no
    channel     | education          | channel_cooperation | answers      | no
    channel     | education          | channel_cooperation | orders       | not spoken of
    channel     | health             | channel_cooperation | health       | yes
    channel     | health             | channel_cooperation | beliefs      | no
    channel     | police             | channel_cooperation | health       | no
    channel     | police             | channel_cooperation | orders       | not spoken of
    channel     | police             | court_order         | orders       | not spoken of
    channel     | local_authority    | children_act        | family       | yes
    channel     | community          | public_task         | support      | yes
    channel     | community          | public_task         | contact      | no
    channel     | friends_and_family | public_task         | safe_contact | no
    channel     | unspecified        | public_task         | safe_contact | no
    channel     | other              | public_task         | own_actions  | yes
    channel     | nobody_knows       | public_task         | safe_contact | no
    channel     | other              | court_order         | answers      | yes
    channel     | other              | court_order         | notes        | yes
    ddp_licence | education          | offender_management | orders       | no
    ddp_licence | police             | offender_management | orders       | yes
    ddp_licence | hmpps              | offender_management | assessment   | yes
    ddp_licence | hmpps              | offender_management | kept         | yes
    ddp_custody | hmpps              | offender_management | orders       | yes
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_goes_to_whom(case):
    verbs = {verb.code for verb in Pathway.load(case["pathway"]).verbs}
    views = load("sharing", "views").data
    every = rules.parts_for(views, verbs=verbs, sector=case["sector"], basis=case["basis"])
    part = next((one for one in every if one.code == case["part"]), None)

    assert ("not spoken of" if part is None else "yes" if part.gives else "no") == case["goes?"]
    assert part is None or part.reason
    assert bool(rules.may_hold(every, chosen=[case["part"]])) is (part is not None and part.gives)
