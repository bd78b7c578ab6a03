"""A file of groups is checked whole, and the first colleague of a site is let in by a code."""

import pytest
from django.test import Client
from typer.testing import CliRunner

from throughcare.cli import connection
from throughcare.cli.main import app
from throughcare.cli.problems import CannotGoOn
from throughcare.commons.agencies.groups import Given, given_by, groups_in, mistakes_in
from throughcare.commons.agencies.models import Account, Post

GOOD = """
groups:
  - {group: coordinators, role: coordinator, agency: northmere_council, area: northmere}
  - {group: readers, role: board, agency: northmere_council, because: "reads figures"}
"""


def told(tmp_path, text: str, *more: str):
    (tmp_path / "groups.yaml").write_text(text)
    return CliRunner().invoke(app, ["signin", "check", str(tmp_path / "groups.yaml"), *more])


def test_a_good_file_says_what_it_gives(tmp_path):
    result = told(tmp_path, GOOD)

    assert result.exit_code == 0
    assert "2 groups give 2 posts. Every other group gives nothing." in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("groups: []", "groups"),
        ("- a list", "the file"),
        ("groups: [{group: a, role: coordinator}]", "'agency' is a required property"),
        ("groups: [{group: a, role: king, agency: b}]", "a: there is no role king"),
        ("groups: [{group: a, role: coordinator, agency: b}]", "a: coordinator needs an area"),
        ("groups: [{group: a, role: panel_listed, agency: b, area: c}]", "never as a post"),
        ("groups: [{group: a, role: board, agency: b, regio: c}]", "regio"),
        ("groups: [{group: 7, role: board, agency: b}]", "groups/0/group"),
        ("groups: {", "cannot be read"),
        ("\x00", "cannot be read"),
    ],
)
def test_each_mistake_is_named(tmp_path, text, reason):
    result = told(tmp_path, text)

    assert result.exit_code == 1
    assert isinstance(result.exception, CannotGoOn)
    assert reason in str(result.exception)


def test_every_mistake_is_named_at_once():
    wrong = {
        "groups": [{"group": "a", "role": "king", "agency": "b"}, {"group": "c", "role": "manager", "agency": "d"}]
    }

    assert len(mistakes_in(wrong)) == 2


def test_a_group_gives_what_the_file_says_and_an_unknown_one_nothing():
    mapping = [Given("a", "board", "x"), Given("b", "board", "x"), Given("b", "manager", "x", "y")]

    assert given_by(mapping, {"a", "b", "c"}) == [Given("b", "board", "x"), Given("b", "manager", "x", "y")]
    assert given_by(mapping, {"A", "c", ""}) == []
    assert [groups_in(claim) for claim in (None, 3, {"a": 1}, "a", ["a", 7, None, ["b"]])] == [
        set(),
        set(),
        set(),
        {"a"},
        {"a"},
    ]


@pytest.mark.parametrize(
    ("groups", "held"),
    [
        (["coordinators", "everybody"], "- coordinator for northmere_council in northmere"),
        (["readers"], "- board for northmere_council\n"),
        (["everybody"], "- nothing: whoever is in these groups alone stays out"),
    ],
)
def test_what_somebody_in_some_groups_holds_is_said(tmp_path, groups, held):
    result = told(tmp_path, GOOD, *(word for group in groups for word in ("--group", group)))

    assert held in result.output
    assert result.output.count("- ") == 1


@pytest.mark.django_db
def test_agencies_and_areas_are_looked_up_where_one_asks(tmp_path, invented, monkeypatch):
    monkeypatch.setattr(connection, "connect_as_owner", lambda: None)

    assert told(tmp_path, GOOD, "--codes").exit_code == 0
    result = told(tmp_path, GOOD.replace("northmere_council", "elsewhere"), "--codes")
    assert "there is no agency elsewhere" in str(result.exception)


@pytest.mark.django_db
def test_the_first_colleague_is_let_in_by_a_code(invented, monkeypatch):
    monkeypatch.setattr(connection, "connect_as_owner", lambda: None)
    new = ["--name", "Nell Bright", "--job", "Manager", "--role", "manager", "--area", "northmere"]

    result = CliRunner().invoke(app, ["signin", "invite", "nell", "--agency", "northmere_council", *new])
    sent = {"username": "nell", "code": result.output.strip(), "new_password": "seven quiet lanterns"}

    assert Post.objects.filter(staff__name="Nell Bright", role="manager").count() == 1
    assert Client().post("/sign-in/code/", sent).headers["Location"] == "/begin/"
    assert Account.objects.get(username="nell").has_usable_password()


@pytest.mark.django_db
def test_nobody_is_invited_by_halves(invented, monkeypatch):
    monkeypatch.setattr(connection, "connect_as_owner", lambda: None)
    for arguments in (["nell", "--agency", "nowhere"], ["nell", "--agency", "northmere_council"]):
        assert CliRunner().invoke(app, ["signin", "invite", *arguments]).exit_code == 1

    assert not Account.objects.filter(username="nell").exists()
