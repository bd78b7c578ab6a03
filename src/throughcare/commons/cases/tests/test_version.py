"""A case in flight keeps the version of its pathway until a person moves it, with a reason."""

import pytest
import yaml

from tests.kit.invented import NOW
from throughcare.commons.cases import actions
from throughcare.commons.cases.models import Case, Event, VersionChange
from throughcare.commons.cases.pages import version as version_page
from throughcare.kernel.answers import Refusal
from throughcare.kernel.definitions import forget, load
from throughcare.safeguards.audit.models import Line

TODAYS, LATER = load("pathways", "channel").version, "2099-01-01"


def another_version(folder, monkeypatch, change=lambda data: None):
    """Write a later version of Channel among a site's own definitions."""
    path = folder / "pathways" / "channel" / f"{LATER}.yaml"
    path.parent.mkdir(parents=True)
    data = yaml.safe_load(load("pathways", "channel", TODAYS).path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    monkeypatch.setenv("DEFINITIONS_DIR", str(folder))
    forget()


def longer(data):
    data["clocks"]["first_panel"]["length"] = 2


def without_gathering(data):
    data["stages"]["collecting"] = data["stages"].pop("gathering")


def move(invented, reference, *, who="ada", to=LATER, reason="The new guidance is kinder"):
    with invented.opened(reference, who) as case:
        return actions.move_version(case, to=to, reason=reason, at=NOW)


@pytest.fixture
def reference(invented, tmp_path, monkeypatch):
    """A case that began under the version of today, and a later version beside it."""
    received = invented.receive()
    another_version(tmp_path, monkeypatch, longer)
    return received


def test_a_new_version_moves_no_case_by_itself(invented, reference):
    with invented.opened(reference, "ada") as case:
        assert case.pathway.version == TODAYS
        assert case.pathway.clock("first_panel").length == 1


@pytest.mark.parametrize("who", ["ada", "mo"])
def test_the_owner_or_the_manager_moves_it_with_a_reason(invented, reference, who):
    row = move(invented, reference, who=who)

    assert (row.from_version, row.to_version, row.reason) == (TODAYS, LATER, "The new guidance is kinder")
    with invented.opened(reference, "ada") as case:
        assert case.pathway.clock("first_panel").length == 2
        assert Event.objects.filter(verb="cases.move_version").count() == 1
    assert Line.objects.filter(verb="cases:version_moved").count() == 1


@pytest.mark.parametrize(
    ("who", "said", "because"),
    [
        ("ada", {"reason": "  "}, "nothing says why"),
        ("ada", {"to": TODAYS}, "the case follows this version already"),
        ("ada", {"to": "1999-01-01"}, "there is no such version"),
        ("dee", {}, "this is for"),
    ],
)
def test_every_refusal_says_why_and_leaves_no_trace(invented, reference, who, said, because):
    with pytest.raises(Refusal) as refused:
        move(invented, reference, who=who, **said)

    assert because in refused.value.as_text()
    assert refused.value.ask is not None
    assert not VersionChange.objects.exists()
    assert Case.objects.get(reference=reference).pathway_version == TODAYS


def test_a_version_without_the_stage_of_the_case_does_not_take_it(invented, tmp_path, monkeypatch):
    received = invented.receive()
    Case.objects.filter(reference=received).update(stage="gathering")
    another_version(tmp_path, monkeypatch, without_gathering)

    with pytest.raises(Refusal) as refused:
        move(invented, received)

    assert "that version has no stage like the one at which the case stands" in refused.value.as_text()


def test_the_page_shows_what_changes_and_moves_the_case(invented, reference):
    ada, address = invented.browser("ada"), f"/cases/{reference}/team/version/"

    page = ada.get(address).text
    refused = ada.post(address, {"to": LATER, "reason": ""})
    moved = ada.post(address, {"to": LATER, "reason": "The new guidance is kinder"}, follow=True)

    assert "1 month from the day the case was routed to the panel. Guidance." in page
    assert "2 months from the day the case was routed to the panel. Guidance." in page
    assert refused.status_code == 422
    assert "Say why the case moves to another version" in refused.text
    assert f"The case follows version {LATER}." in moved.text
    assert "The new guidance is kinder" in moved.text


def test_police_read_it_and_move_nothing_and_a_stranger_finds_nothing(invented, reference):
    address = f"/cases/{reference}/team/version/"

    assert "Move case to this version" not in invented.browser("dee").get(address).text
    assert invented.browser("cleo").get(address).status_code == 404
    assert VersionChange.objects.count() == 0


def test_where_there_is_one_version_the_page_says_so(invented, monkeypatch):
    monkeypatch.setattr(version_page, "versions", lambda _kind, _name: (TODAYS,))
    page = invented.browser("ada").get(f"/cases/{invented.receive()}/team/version/").text

    assert "There is no other version." in page
    assert "Move case to this version" not in page
