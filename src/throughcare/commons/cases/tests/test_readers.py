"""Who is said to see what is typed: only roles that a case of this pathway can have, each in the pathway's words."""

import pytest

from tests.kit.seven import SEVEN
from throughcare.commons.cases.readers import readers
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway

COMPARTMENTS = sorted({row.compartment for row in matrix().rows.values()})


@pytest.mark.parametrize("name", SEVEN)
def test_a_box_names_no_role_that_a_case_of_this_pathway_can_never_have(name):
    pathway = Pathway.load(name)
    said = readers(*COMPARTMENTS, under=pathway)
    words = " ".join(f"{one.seen} {one.not_seen} {' '.join(one.reasons)}" for one in said.values())

    is_under_an_order = pathway.family == "ddp_licence"
    assert [("the supervising officer" in words), ("the prison lead" in words)] == [is_under_an_order] * 2
    assert matrix().roles_under(pathway) >= {"coordinator", "panel_listed", "receiving_manager", "evaluator"}


@pytest.mark.parametrize("name", SEVEN)
def test_every_reader_of_the_matrix_whom_the_pathway_has_is_named_with_a_reason(name):
    pathway = Pathway.load(name)
    for compartment, said in readers(*COMPARTMENTS, under=pathway).items():
        can_be = matrix().roles_under(pathway)
        assert len(said.reasons) == len([row for row in matrix().readers(compartment) if row.role in can_be])


def test_the_members_of_what_decides_are_named_as_the_pathway_names_them():
    found = {name: readers("core", under=Pathway.load(name))["core"].seen for name in SEVEN}

    assert "the panel members" in found["channel"]
    assert "the members of the Multi-Agency Panel" in found["pmap"]
    assert "the stakeholders of the joint review" in found["ddp_custody"]
    assert "the members of the case conference" in found["exit_programme"]
