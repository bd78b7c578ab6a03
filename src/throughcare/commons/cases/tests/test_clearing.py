"""What gates of contact read is the answer of police: no pathway lets a case leave them open without it."""

import pytest

from throughcare.kernel.definitions import names, versions
from throughcare.safeguards.pathways import Pathway

EVERY = [(name, version) for name in names("pathways") for version in versions("pathways", name)]
PREVIOUS = "previous"


def ways_on(pathway):
    """Every act by which a case that police hold comes to where others go on with it, with the gates of the way."""
    held = {stage.code for stage in pathway.stages if stage.with_police}
    for verb in pathway.verbs:
        leads = [(route.to, {*verb.gates, *route.gates}) for route in verb.routes]
        leads += [(to, set(verb.gates)) for stage, to in verb.moves.items() if stage in held]
        if verb.records or held & set(verb.stages):
            yield from ((verb.code, to, gates) for to, gates in leads if _goes_on(pathway, to))


def _goes_on(pathway, to):
    return to == PREVIOUS or not (pathway.stage(to).with_police or pathway.stage(to).is_end)


@pytest.mark.parametrize(("name", "version"), EVERY)
def test_police_give_no_case_on_or_back_before_they_have_answered_that_contact_is_clear(name, version):
    pathway = Pathway.load(name, version)
    found = list(ways_on(pathway))

    assert {verb for verb, _to, _gates in found} == {"checks.approve_route", "checks.resume"}
    assert [one for one in found if pathway.parts.promises.clear not in one[2]] == []
