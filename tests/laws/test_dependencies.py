"""Few dependencies, each with its reason, locked with hashes, and from nowhere in particular."""

import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import grimp
import pytest

from tests.kit.tree import PROJECT, files, place

PYPROJECT = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
SETTINGS = tomllib.loads(PYPROJECT)
LOCKED = sorted((PROJECT / "requirements").glob("*.txt"))
FROM_SOMEWHERE = re.compile(r"https?://|index[-_]url|find[-_]links|trusted[-_]host|file://", re.IGNORECASE)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!; ]", name, maxsplit=1)[0]).lower()


def wanted() -> list[str]:
    project = SETTINGS["project"]
    extras = project["optional-dependencies"].values()
    return [
        *SETTINGS["build-system"]["requires"],
        *project["dependencies"],
        *(name for extra in extras for name in extra),
    ]


def test_every_dependency_has_its_reason():
    lines = PYPROJECT.splitlines()
    groups = [name for group in SETTINGS["dependency-groups"].values() for name in group]
    bare = [name for name in [*wanted(), *groups] if not any(f'"{name}"' in line and "# " in line for line in lines)]

    assert not bare, f"Say on the line of each in pyproject.toml why it is there: {bare}"


def test_every_imported_package_is_a_declared_dependency():
    graph = grimp.build_graph("throughcare", include_external_packages=True, cache_dir=None)
    outside = {module for module in graph.modules if graph.is_module_squashed(module)} - set(sys.stdlib_module_names)
    declared = {canonical(name) for name in wanted()}
    makers = packages_distributions()
    undeclared = {
        module
        for module in outside
        if not declared & {canonical(name) for name in makers.get(module.split(".")[0], [])}
    }

    assert outside
    assert not undeclared, f"Add to pyproject.toml, with the reason: {sorted(undeclared)}"


@pytest.mark.parametrize("path", LOCKED, ids=place)
def test_every_locked_requirement_has_hashes_and_names_no_address(path):
    text = path.read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9][\w.-]*==\S+ ?(.*)$", text, re.MULTILINE)

    assert pinned
    assert all(rest.endswith("\\") for rest in pinned), "Run: make lock"
    assert text.count("--hash=sha256:") >= len(pinned)
    assert FROM_SOMEWHERE.findall(text) == []


def test_the_locked_files_hold_what_is_asked_for():
    locked = {path.stem: set(re.findall(r"^([a-z0-9][\w.-]*)==", path.read_text(), re.MULTILINE)) for path in LOCKED}
    extras = SETTINGS["project"]["optional-dependencies"]
    asked = {
        "base": SETTINGS["project"]["dependencies"],
        "demo": SETTINGS["project"]["dependencies"] + extras["embedded"] + extras["evaluation"],
        "evaluation": SETTINGS["project"]["dependencies"] + extras["evaluation"],
        "dev": wanted(),
    }
    missing = {
        name: {canonical(each) for each in asked[name]} - {canonical(each) for each in locked[name]} for name in asked
    }

    assert not any(missing.values()), f"Run: make lock. Not locked yet: {missing}"


def test_the_lock_of_page_assets_names_no_address():
    locks = files("package-lock.json")
    assert locks
    for path in locks:
        packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
        fetched = {name: entry for name, entry in packages.items() if name}
        assert all("integrity" in entry for entry in fetched.values())
        assert [name for name, entry in fetched.items() if "resolved" in entry] == [], (
            f'strip "resolved" from {place(path)}'
        )
