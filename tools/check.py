"""Runs every check, shows each, and counts the failures at the end: `make check`, and `make fix` with --fix.

With --without-laws it leaves the law tests to the run of all tests that follows: `make test`.
"""

import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PYTHON = [sys.executable, "-m"]
LINT_IMPORTS = str(Path(sys.executable).parent / "lint-imports")
CODE = ["src", "tests", "tools", "conftest.py"]


def checks() -> dict[str, list[str]]:
    found = {
        "Style": [*PYTHON, "ruff", "check", *CODE],
        "Format": [*PYTHON, "ruff", "format", "--check", *CODE],
        "Types": [*PYTHON, "mypy"],
        "Floors": [LINT_IMPORTS],
        "Definitions": [*PYTHON, "throughcare.cli.main", "definitions", "check"],
        "Pathways": [*PYTHON, "throughcare.cli.main", "pathways", "check"],
        "Laws": [*PYTHON, "pytest", "tests/laws", "-q", "--no-header"],
    }
    return found | ({"Generated pages": [*PYTHON, "throughcare.cli.docs", "--check"]} if has_generated_pages() else {})


def repairs() -> dict[str, list[str]]:
    found = {
        "Style": [*PYTHON, "ruff", "check", "--fix", *CODE],
        "Format": [*PYTHON, "ruff", "format", *CODE],
    }
    found["Rulebook"] = [*PYTHON, "tests.kit.rulebook"]
    found["Addresses for machines"] = [*PYTHON, "tests.kit.api_reference"]
    return found | ({"Generated pages": [*PYTHON, "throughcare.cli.docs"]} if has_generated_pages() else {})


def has_generated_pages() -> bool:
    return find_spec("throughcare.cli.docs") is not None


def passes(title: str, command: list[str]) -> bool:
    print(f"\n\033[1m{title}\033[0m", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, cwd=PROJECT, check=False).returncode
    print(f"  {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.1f} s", flush=True)
    return code == 0


def main() -> int:
    wanted = repairs() if "--fix" in sys.argv[1:] else checks()
    if "--without-laws" in sys.argv[1:]:
        del wanted["Laws"]
    failed = [title for title, command in wanted.items() if not passes(title, command)]
    if failed:
        print(f"\n\033[1m{len(failed)} of {len(wanted)} checks failed: {', '.join(failed)}\033[0m")
    else:
        print(f"\nAll {len(wanted)} checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
