"""What this software stands on: every locked package with its hashes and its licence, and the bill of materials.

`python -m tests.kit.supply` adds the licences of packages that were locked since, where their makers name them.
"""

from __future__ import annotations

import base64
import csv
import json
import re
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from tests.kit.tree import PROJECT

REQUIREMENTS = PROJECT / "requirements"
LICENCES, ALLOWED = REQUIREMENTS / "licences.csv", REQUIREMENTS / "licences-allowed.csv"
PINNED = re.compile(r"^([a-z0-9][\w.-]*)==(\S+) \\\n((?:    --hash=sha256:\w+(?: \\)?\n)+)", re.MULTILINE)
LOCKED_PAGES = PROJECT / "package-lock.json"


def locked() -> dict[str, tuple[str, list[str]]]:
    """This will give version and hashes of every locked Python package."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(REQUIREMENTS.glob("*.txt")))
    return {name: (version, re.findall(r"sha256:(\w+)", hashes)) for name, version, hashes in PINNED.findall(text)}


def page_parts() -> dict[str, dict[str, Any]]:
    """This will give what the lock file of the pages' assets says of each package, by name and version."""
    found = json.loads(LOCKED_PAGES.read_text(encoding="utf-8"))["packages"]
    return {f"{key.rpartition('node_modules/')[2]}@{entry['version']}": entry for key, entry in found.items() if key}


def recorded() -> dict[str, str]:
    """This will give the licence that was looked up for each Python package."""
    with LICENCES.open(encoding="utf-8", newline="") as file:
        return {row["package"]: row["licence"] for row in csv.DictReader(file)}


def allowed() -> set[str]:
    """This will give the licences that this project may stand on."""
    with ALLOWED.open(encoding="utf-8", newline="") as file:
        return {row["licence"] for row in csv.DictReader(file)}


def parts_of(licence: str) -> list[list[str]]:
    """This will give the choices that an expression leaves, each with all the licences that then hold."""
    plain = licence.replace("(", "").replace(")", "")
    return [choice.split(" AND ") for choice in plain.split(" OR ")]


def may_be_used(licence: str) -> bool:
    """This will say whether at least one choice of an expression is wholly allowed."""
    return any(all(each.strip() in allowed() for each in choice) for choice in parts_of(licence))


def named_by_its_maker(package: str) -> str:
    """This will give the licence that an installed package names as an expression, or nothing."""
    try:
        return metadata(package).get("License-Expression") or ""
    except PackageNotFoundError:
        return ""


def bill() -> dict[str, Any]:
    """This will write the bill of materials as CycloneDX has it."""
    python = [_component("pypi", name, *told, recorded()[name]) for name, told in sorted(locked().items())]
    pages = [_part(name, entry) for name, entry in sorted(page_parts().items())]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "throughcare"}},
        "components": [*python, *pages],
    }


def _component(kind: str, name: str, version: str, hashes: list[str], licence: str) -> dict[str, Any]:
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:{kind}/{name.replace('@', '%40')}@{version}",
        "hashes": [{"alg": "SHA-256" if kind == "pypi" else "SHA-512", "content": each} for each in hashes],
        "licenses": [{"expression": licence}],
    }


def _part(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    digest = base64.b64decode(entry["integrity"].removeprefix("sha512-")).hex()
    return _component("npm", name.rpartition("@")[0], entry["version"], [digest], entry["license"])


def _add_what_is_missing() -> None:
    known = recorded() if LICENCES.exists() else {}
    with LICENCES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["package", "licence"])
        writer.writerows((name, known.get(name) or named_by_its_maker(name) or "?") for name in sorted(locked()))


if __name__ == "__main__":
    _add_what_is_missing()
