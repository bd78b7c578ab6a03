import pytest

from throughcare.kernel import definitions
from throughcare.kernel.definitions import checking, loading, places
from throughcare.kernel.definitions.strict_yaml import read_own_yaml, read_yaml, yaml

LIST = """
title: Colours
about: Colours of folders.
source: invented
approver: nobody
values:
  - {code: red, label: Red, valid_from: "2020-01-01", valid_until: "2021-12-31", becomes: [scarlet]}
  - {code: scarlet, label: Scarlet, valid_from: "2022-01-01", edition: "2022"}
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site with a folder of its own definitions."""
    monkeypatch.setenv("DEFINITIONS_DIR", str(tmp_path))
    return tmp_path


def write(site, place, text):
    path = site / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_site_adds_a_list_of_its_own(site):
    write(site, "codelists/colours/2020-01-01.yaml", LIST)

    found = definitions.load("codelists", "colours")

    assert (found.version, found.title, found.is_released) == ("2020-01-01", "Colours", False)
    assert "colours" in definitions.names("codelists")


def test_the_newest_version_is_read_unless_one_is_named(site):
    write(site, "codelists/colours/2020-01-01.yaml", LIST)
    write(site, "codelists/colours/2024-01-01.yaml", LIST.replace("Colours", "New colours"))

    assert definitions.load("codelists", "colours").title == "New colours"
    assert definitions.load("codelists", "colours", "2020-01-01").title == "Colours"
    assert definitions.versions("codelists", "colours") == ("2020-01-01", "2024-01-01")


@pytest.mark.parametrize(
    ("version", "is_sound"),
    [
        ("2011", True),
        ("2026-03", True),
        ("2026-03-14-ours", True),
        ("yesterday", False),
        ("20260314", False),
        ("v2", False),
    ],
)
def test_a_version_begins_with_its_year_for_the_last_in_order_is_the_newest(site, version, is_sound):
    write(site, f"codelists/colours/{version}.yaml", LIST)
    problems = [problem for problem in definitions.check_all() if "colours" in problem]
    assert [f"the version {version} does not begin with a year" in one for one in problems] == [True] * (not is_sound)


def test_a_definition_that_is_not_there_says_which_versions_are(site):
    write(site, "codelists/colours/2020-01-01.yaml", LIST)

    with pytest.raises(definitions.DefinitionError, match=r"codelists/colours/1999.*2020-01-01"):
        definitions.load("codelists", "colours", "1999")


def test_a_file_of_the_wrong_shape_names_the_place(site):
    write(site, "codelists/colours/2020-01-01.yaml", LIST.replace("2022-01-01", "soon"))

    with pytest.raises(definitions.DefinitionError, match="values/1/valid_from"):
        definitions.load("codelists", "colours")


def test_a_kind_without_a_declared_shape_is_refused(site):
    write(site, "colours/red.yaml", "title: Red")

    with pytest.raises(definitions.DefinitionError, match=r"schemas/colours\.schema\.json"):
        definitions.load("colours", "red")


def test_a_released_file_that_was_changed_is_refused(site):
    path = write(site, "codelists/colours/2020-01-01.yaml", LIST)
    definitions.release(definitions.load("codelists", "colours"))
    path.write_text(LIST.replace("Scarlet", "Crimson"))

    problems = [problem for problem in definitions.check_all() if "colours" in problem]

    assert len(problems) == 1
    assert "changed after its release" in problems[0]


def test_what_is_released_is_released_once_and_in_order(site):
    for version in ("2024-01-01", "2020-01-01"):
        write(site, f"codelists/colours/{version}.yaml", LIST)
        assert definitions.release(definitions.load("codelists", "colours", version))

    again = definitions.release(definitions.load("codelists", "colours", "2020-01-01"))

    lines = (site / "RELEASED").read_text().splitlines()
    assert not again
    assert [line.split()[1] for line in lines] == [
        "codelists/colours/2020-01-01.yaml",
        "codelists/colours/2024-01-01.yaml",
    ]


def test_a_released_file_that_is_missing_is_told(site):
    write(site, "RELEASED", "0" * 64 + "  codelists/colours/1999.yaml\n")
    definitions.forget()

    assert any("codelists/colours/1999.yaml" in problem and "missing" in problem for problem in definitions.check_all())


def test_a_site_may_not_replace_what_is_released(site, monkeypatch, tmp_path_factory):
    shipped = tmp_path_factory.mktemp("shipped")
    ours = write(shipped, "codelists/colours/2020-01-01.yaml", LIST)
    write(shipped, "RELEASED", "0" * 64 + "  codelists/colours/2020-01-01.yaml\n")
    write(site, "codelists/colours/2020-01-01.yaml", LIST.replace("Colours", "Theirs"))
    roots = (shipped, site)
    monkeypatch.setattr(places, "_folders", lambda _site: roots)
    monkeypatch.setattr("throughcare.kernel.definitions.checking.SHIPPED", shipped)

    assert loading.files("codelists")["colours", "2020-01-01"] == ours
    assert any("may not replace" in problem for problem in checking._replaced())


def test_a_folder_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setenv("DEFINITIONS_DIR", "/nowhere/at/all")

    with pytest.raises(NotADirectoryError, match="unset the variable"):
        definitions.load("codelists", "colours")


def test_everything_shipped_is_whole():
    assert definitions.check_all() == []


def test_an_owner_may_add_a_check_of_its_own(site):
    write(site, "codelists/colours/2020-01-01.yaml", LIST)

    found = definitions.check_all({"codelists": lambda definition: [f"{definition.name} is too bright"]})

    assert "codelists/colours/2020-01-01.yaml: colours is too bright" in found


def test_yaml_has_no_surprises():
    assert read_yaml("{on: 2020-01-01, country: no, verify: true}") == {
        "on": "2020-01-01",
        "country": "no",
        "verify": True,
    }


def test_yaml_with_a_key_written_twice_is_refused():
    with pytest.raises(yaml.YAMLError, match="written twice: who"):
        read_yaml("who: ada\nwho: ben\n")


def test_the_quick_reader_reads_every_shipped_file_as_the_careful_one_does():
    texts = [path.read_text(encoding="utf-8") for path in places.SHIPPED.rglob("*.yaml")]

    assert len(texts) > 100
    assert [repr(read_own_yaml(text)) for text in texts] == [repr(read_yaml(text)) for text in texts]


@pytest.mark.parametrize("read", [read_yaml, read_own_yaml])
def test_both_readers_keep_days_as_text_and_refuse_a_key_that_stands_twice(read):
    assert read("on: no\nday: 2026-01-02\nis: true") == {"on": "no", "day": "2026-01-02", "is": True}
    with pytest.raises(yaml.YAMLError, match="written twice: a"):
        read("a: 1\na: 2")


def test_what_is_sent_is_read_by_the_reader_that_ends_before_the_stack_does():
    with pytest.raises(RecursionError):
        read_yaml("[" * 200_000)
