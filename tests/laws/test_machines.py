"""What must be true of every address for machines."""

import pytest
from django.urls import get_resolver

from throughcare.api import description
from throughcare.commons.agencies import machines
from throughcare.safeguards.access.matrix import matrix

PEOPLES = ("police_officer", "police_supervisor", "named_officer", "chair", "panel_member", "assessor", "manager")
OPEN = {"openapi.json": "the description tells what there is, and nothing of anybody"}


def patterns():
    return next(each for each in get_resolver().url_patterns if str(each.pattern) == "api/").url_patterns


def test_every_address_but_the_description_stands_behind_the_door():
    without = [str(each.pattern) for each in patterns() if not hasattr(each.callback, "is_behind_the_door")]

    assert len(patterns()) > len(OPEN)
    assert without == list(OPEN)


@pytest.mark.django_db
def test_every_address_names_a_scope_that_there_is_and_every_scope_has_an_address():
    verbs = [verb for paths in description.whole()["paths"].values() for verb in paths.values()]

    assert {verb["x-scope"] for verb in verbs} == set(machines.scopes())
    assert all(verb["description"] for verb in verbs)


def test_no_scope_holds_a_post_that_needs_a_persons_judgement_or_reads_police_steps():
    roles = {scope.role for scope in machines.scopes().values()}

    assert roles
    assert not roles & set(PEOPLES)
    assert not matrix().may(roles, "police", "read")
