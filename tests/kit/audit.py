"""Asks the advisory services about every locked package: `make audit`. Silence is never taken for an all clear.

A mirror of a registry may answer and know nothing, so each service is asked about a version with a fault that is long known.

It ends with 0 where everything was asked about and nothing is known, with 1 where something is known, and with 2 where a
service could not be asked or did not speak of every package.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.kit import supply
from tests.kit.tree import PROJECT

CLEAR, KNOWN, NOT_ASKED = 0, 1, 2
BILL = PROJECT / "dist" / "bill-of-materials.json"
TOOL = [
    "-m",
    "pip_audit",
    "--disable-pip",
    "--format",
    "json",
    "--progress-spinner",
    "off",
    "--timeout",
    "20",
]

OLD_PYTHON, OLD_PAGES = ("jinja2", "2.10"), ("lodash", "4.17.4")  # faults of both have been known for years
IGNORANT = "the service knows nothing even of an old version with a known fault"


@dataclass(frozen=True)
class Verdict:
    """What one service said: whether it spoke of everything, and what it knows."""

    kind: str
    problem: str = ""
    known: list[str] = field(default_factory=list)

    @property
    def code(self) -> int:
        """This will give the code to end with."""
        return NOT_ASKED if self.problem else KNOWN if self.known else CLEAR

    def told(self) -> str:
        """This will say it in words."""
        if self.problem:
            return f"{self.kind}: NOT KNOWN, {self.problem}. This is no all clear."
        if self.known:
            return f"{self.kind}: {len(self.known)} known\n" + "\n".join(f"  - {each}" for each in self.known)
        return f"{self.kind}: nothing is known of any locked package."


def of_python(answer: str, wanted: Mapping[str, object], *, old: str) -> Verdict:
    """This will read what pip-audit says of every package that is locked."""
    kind = "Python packages"
    found = _read(answer)
    if found is None or not isinstance(found.get("dependencies"), list):
        return Verdict(kind, "the advisory service could not be asked")
    spoken = {each["name"].lower().replace("_", "-"): each for each in found["dependencies"]}
    if not any(each.get("vulns") for each in (_read(old) or {}).get("dependencies", [])):
        return Verdict(kind, IGNORANT)
    silent = sorted(name for name in wanted if "vulns" not in spoken.get(name, {}) or "skip_reason" in spoken[name])
    if silent:
        return Verdict(kind, f"the service said nothing of {', '.join(silent)}")
    known = [
        f"{name} {each['version']}: {vuln['id']}, mended in {', '.join(vuln.get('fix_versions', [])) or 'no version yet'}"
        for name, each in sorted(spoken.items())
        for vuln in each["vulns"]
    ]
    return Verdict(kind, known=known)


def of_pages(answer: str, wanted: Mapping[str, object], *, old: str) -> Verdict:
    """This will read what npm says of the packages of the pages' assets."""
    kind, found = "Packages of pages", _read(answer)
    if found is None or "error" in found or not isinstance(found.get("vulnerabilities"), dict):
        return Verdict(kind, "the advisory service could not be asked")
    if not (_read(old) or {}).get("vulnerabilities"):
        return Verdict(kind, IGNORANT)
    asked = found.get("metadata", {}).get("dependencies", {}).get("total", 0)
    if asked < len(wanted):
        return Verdict(kind, f"the service was asked about {asked} of {len(wanted)} packages")
    known = [f"{name}: {each.get('severity', 'unknown')}" for name, each in sorted(found["vulnerabilities"].items())]
    return Verdict(kind, known=known)


def _read(answer: str) -> dict[str, Any] | None:
    try:
        found = json.loads(answer)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def main(python: str) -> int:
    """This will ask both services, write the bill of materials, and say what is known."""
    bill = supply.bill()
    BILL.parent.mkdir(exist_ok=True)
    BILL.write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
    print(f"{BILL.relative_to(PROJECT)}: {len(bill['components'])} packages.")
    with TemporaryDirectory() as folder:
        verdicts = [_asked_of_python(python, Path(folder)), _asked_of_pages(Path(folder))]
    print("\n".join(each.told() for each in verdicts))
    return max(each.code for each in verdicts)


def _asked_of_python(python: str, folder: Path) -> Verdict:
    locks = [part for path in sorted(supply.REQUIREMENTS.glob("*.txt")) for part in ("-r", str(path))]
    (folder / "old.txt").write_text("==".join(OLD_PYTHON), encoding="utf-8")
    old = _answer([python, *TOOL, "--no-deps", "-r", str(folder / "old.txt")])
    return of_python(_answer([python, *TOOL, "--require-hashes", *locks]), supply.locked(), old=old)


def _asked_of_pages(folder: Path) -> Verdict:
    name, version = OLD_PAGES
    wants = {"name": "old", "version": "1.0.0", "dependencies": {name: version}}
    parts = {"": wants, f"node_modules/{name}": {"version": version}}
    (folder / "package.json").write_text(json.dumps(wants), encoding="utf-8")
    (folder / "package-lock.json").write_text(
        json.dumps({**wants, "lockfileVersion": 3, "packages": parts}), encoding="utf-8"
    )
    npm = [shutil.which("npm") or "npm", "audit", "--json", "--package-lock-only"]
    return of_pages(_answer(npm), supply.page_parts(), old=_answer(npm, folder))


def _answer(command: list[str], folder: Path = PROJECT) -> str:
    """What a program says on its standard output, or nothing where it is not there or does not end."""
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
