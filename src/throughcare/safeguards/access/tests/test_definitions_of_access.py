"""The matrix is read through the one loader: a site's newer file reaches it, and a broken one is refused."""

import pytest

from throughcare.kernel.definitions import Definition, DefinitionError, load
from throughcare.safeguards.access.checking import definition_problems
from throughcare.safeguards.access.matrix import matrix

CHAIRS_WRITE_PLANS = """
verbs:
  plans.write: {compartment: core, needs: write, roles: [chair], because: "here the chair writes the plan"}
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setenv("DEFINITIONS_DIR", str(tmp_path))
    return tmp_path


def write(site, place, text):
    path = site / place
    path.parent.mkdir(parents=True)
    path.write_text(text)


def test_a_sites_newer_verbs_are_obeyed(site):
    write(site, "access/verbs/plans/2099-01-01.yaml", CHAIRS_WRITE_PLANS)

    assert matrix().may_do({"chair"}, "plans.write")
    assert not matrix().may_do({"coordinator"}, "plans.write")
    assert matrix().may_do({"chair"}, "panels.adopt")


def test_without_a_site_ours_are_obeyed(site):
    assert matrix().may_do({"coordinator"}, "plans.write")
    assert matrix().version == load("access", "matrix").version


def test_verbs_out_of_shape_are_refused(site):
    write(site, "access/verbs/plans/2099-01-01.yaml", CHAIRS_WRITE_PLANS.replace("needs: write", "needs: everything"))

    with pytest.raises(DefinitionError, match=r"plans\.write/needs"):
        matrix()


def problems_of(name, version, data):
    shipped = load("access", "matrix")
    return list(definition_problems(Definition("access", name, version, data, "", shipped.path)))


def test_roles_and_compartments_that_are_not_there_are_told():
    rows = {"juggler": {"core": {}}, "chair": {"attic": {}}}

    assert problems_of("matrix", "2026-01-01", {"version": "2026-01-01", "rows": rows}) == [
        "juggler is not among the roles",
        "attic is not among the compartments",
    ]


def test_a_file_without_its_date_and_one_with_another_are_told():
    assert len(problems_of("verbs", "plans", {"verbs": {}})) == 1
    assert problems_of("roles", "2026-01-01", {"version": "2025-01-01", "roles": {}}) == [
        "it says version 2025-01-01, its file 2026-01-01"
    ]
