import pytest

from throughcare.kernel.definitions import DefinitionError, load, profiles

BASE = {
    "title": "Lending",
    "clocks": {"loan": {"length": 10, "unit": "days"}, "bell": {"length": 5}},
    "who": ["a", "b"],
}


def test_a_profile_says_only_what_differs():
    profile = {"title": "Borrowing", "clocks": {"loan": {"length": 7}, "bell": None}, "who": ["c"]}

    assert profiles.united(BASE, profile) == {
        "title": "Borrowing",
        "clocks": {"loan": {"length": 7, "unit": "days"}},
        "who": ["c"],
    }
    assert BASE["clocks"]["loan"]["length"] == 10


def test_a_profile_may_not_take_away_what_is_not_there():
    profile = {"clocks": {"horn": None}, "bells": None}

    assert list(profiles.faults(BASE, profile)) == [
        "clocks/horn is taken away, and is not there",
        "bells is taken away, and is not there",
    ]


@pytest.fixture
def a_site(tmp_path, monkeypatch):
    """A folder of definitions of a site's own, with what is written into one profile of Channel."""
    monkeypatch.setenv("DEFINITIONS_DIR", str(tmp_path))

    def write(text):
        path = tmp_path / "pathways" / "elsewhere" / "2026-01-01.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text)

    return write


def test_the_loader_hands_out_the_whole_of_a_profile(a_site):
    a_site("profile_of: channel/2023-12-15\ntitle: Elsewhere\nopens_for: null\nclocks: {gateway: {length: 9}}\n")

    found = load("pathways", "elsewhere").data

    assert (found["title"], found["clocks"]["gateway"]["length"]) == ("Elsewhere", 9)
    assert found["clocks"]["gateway"]["unit"] == "working days"
    assert "opens_for" not in found


def test_a_profile_that_does_not_come_to_a_whole_is_refused(a_site):
    a_site("profile_of: channel/2023-12-15\ntitle: null\nclocks: {horn: null}\n")

    with pytest.raises(DefinitionError, match=r"clocks/horn is taken away.*'title' is missing"):
        load("pathways", "elsewhere")
