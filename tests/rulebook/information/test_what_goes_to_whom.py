import pytest

from tests.kit.tables import name_of, rows
from throughcare.commons.sharing.rules import disclosures as rules
from throughcare.kernel.definitions import load

title = "What of a case goes to whom"
text = """What an agency is given follows from its sector and from what it needs for that: a school is told how to be in touch safely
and what it promised, and nothing else. What other agencies answered goes to nobody. An order of a court says itself what is
given. Police steps, who raised the concern, and who protects whom leave by no disclosure, whoever asks."""

CASES = """
    sector             | basis               | part         | goes?
    -------------------+---------------------+--------------+------
    education          | channel_cooperation | safe_contact | yes
    education          | channel_cooperation | own_actions  | yes
    education          | channel_cooperation | concern      | no
    education          | channel_cooperation | assessment   | no
    education          | channel_cooperation | health       | no
    education          | channel_cooperation | orders       | no
    education          | channel_cooperation | answers      | no
    health             | channel_cooperation | health       | yes
    health             | channel_cooperation | beliefs      | no
    police             | channel_cooperation | orders       | yes
    police             | channel_cooperation | health       | no
    hmpps              | offender_management | assessment   | yes
    local_authority    | children_act        | family       | yes
    community          | public_task         | support      | yes
    community          | public_task         | contact      | no
    friends_and_family | public_task         | safe_contact | no
    unspecified        | public_task         | safe_contact | no
    other              | public_task         | own_actions  | yes
    nobody_knows       | public_task         | safe_contact | no
    other              | court_order         | answers      | yes
    other              | court_order         | notes        | yes
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_goes_to_whom(case):
    views = load("sharing", "views").data
    found = {one.code: one for one in rules.parts_for(views, sector=case["sector"], basis=case["basis"])}

    part = found[case["part"]]
    assert ("yes" if part.gives else "no") == case["goes?"]
    assert part.reason
    assert bool(rules.may_hold(list(found.values()), chosen=[case["part"]])) is part.gives
