"""Who must be there is the pathway's to say: in its words, and where it asks for nobody no quorum is spoken of."""

import pytest

from tests.kit.seven import SEVEN, lived
from tests.kit.wording import pages_of
from throughcare.commons.meetings import queries
from throughcare.commons.meetings.models import Item
from throughcare.commons.meetings.rules import QUORUM, Quorum, asked_of
from throughcare.safeguards.pathways import Pathway

NOBODY = Quorum(local_authority=False, police_of_residence=False)


@pytest.mark.parametrize("name", SEVEN)
def test_a_pathway_asks_for_those_whom_its_gates_name_and_for_nobody_else(name):
    pathway = Pathway.load(name)
    gates = [gate for gate in pathway.gates if gate.code in QUORUM]
    found = asked_of(pathway, NOBODY, police="Merevale Police")

    assert [part.claim.partition(" (")[0] for part in found.parts] == [gate.claim for gate in gates]
    assert bool(found) == (not gates)
    assert len(found.missing) == len(gates)


def test_an_exit_programme_asks_for_no_quorum_and_the_others_for_two_parties():
    assert {name: len(asked_of(Pathway.load(name), NOBODY).parts) for name in SEVEN} == {
        **dict.fromkeys(SEVEN, 2),
        "exit_programme": 0,
    }


@pytest.mark.parametrize(("name", "is_said"), [("exit_programme", False), ("ddp_custody", True)])
def test_agenda_item_and_minutes_speak_of_a_quorum_only_where_the_pathway_has_one(invented, name, is_said):
    life = next(life for halt, life in lived(invented, name) if halt == "plan sent")
    agenda = f"/panels/{Item.objects.latest('id').meeting.key}/"
    pages = dict(pages_of(invented.browser("gail"), life.reference, agenda, known=set()))

    about = {address: text for address, text in pages.items() if "/panel" in address}
    assert any("/panels/" in address for address in about)
    assert any("minutes" in address for address in about)
    assert any("uorum" in text for text in about.values()) == is_said
    with invented.opened(life.reference, "gail") as case:
        minutes = queries.content_of(case, queries.open_items(case)[0])
    assert bool(minutes["quorum"]) == is_said
