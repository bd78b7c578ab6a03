"""The rules of which agency is given what name true tables, every sector, and nothing that never leaves."""

from throughcare.kernel.definitions import codelist, load, names
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.access.register import register
from throughcare.safeguards.pathways import Pathway

VIEWS = load("sharing", "views").data


def test_every_part_names_true_tables_and_columns_and_no_table_is_in_two():
    named = [table for part in VIEWS["parts"].values() for table in part["tables"]]

    assert set(named) <= set(register())
    assert len(named) == len(set(named))
    for part in VIEWS["parts"].values():
        fields = {field.name for table in part["tables"] for field in register()[table].model._meta.concrete_fields}
        columns = {*part.get("without", ()), *part.get("own", "").split()}
        columns |= {part["newest"]} - {"row", "running"} if "newest" in part else set()
        assert columns <= fields, part


def test_nothing_that_never_leaves_is_in_a_part():
    never = {one["compartment"] for one in VIEWS["never"]}
    named = {register()[table].compartment for part in VIEWS["parts"].values() for table in part["tables"]}

    assert {"police", "safety", "originator"} <= never <= set(matrix().compartments)
    assert not named & never


def test_every_sector_is_there_and_gives_only_parts_that_there_are():
    assert set(VIEWS["sectors"]) == {code.code for code in codelist("sectors").values}
    given = {one["part"] for sector in VIEWS["sectors"].values() for one in sector["gives"]}

    assert given <= set(VIEWS["parts"])
    assert "answers" not in given
    assert {one["part"] for one in VIEWS["sectors"]["education"]["gives"]} == {"safe_contact", "own_actions"}


def test_whoever_gives_may_read_every_name_of_others_so_that_it_is_found_and_left_out():
    named = {one.rpartition(".")[0] for one in load("records", "others").data["names"]}

    assert {"people.relative", "consents.giver", "referrals.originator"} <= named
    for table in named:
        for role in matrix().verbs["disclosures.give"].roles:
            assert matrix().may({role}, register()[table].compartment, "read"), (role, table)


def test_who_gives_support_and_where_is_in_no_part():
    for part in VIEWS["parts"].values():
        fields = {field.name for table in part["tables"] for field in register()[table].model._meta.concrete_fields}
        assert fields & {"provider_name", "staff_safety"} <= set(part.get("without", ())), part
    assert "place" in VIEWS["parts"]["sessions"]["without"]


def test_what_hangs_on_verbs_hangs_on_verbs_that_some_pathway_has_and_another_has_not():
    having = {name: {verb.code for verb in Pathway.load(name).verbs} for name in names("pathways")}
    hanging = [one["verbs"] for one in (*VIEWS["parts"].values(), *VIEWS["never"]) if "verbs" in one]

    assert hanging
    for verbs in hanging:
        assert [verb for verb in verbs if not any(verb in own for own in having.values())] == []
        assert not set(verbs) & having["channel"]


def test_every_paper_names_parts_that_there_are():
    assert {part for paper in VIEWS["papers"].values() for part in paper["parts"]} <= set(VIEWS["parts"])
