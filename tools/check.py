"""Runs every check, shows each, and counts the failures at the end: `make check`, and `make fix` with --fix.

With --without-laws it leaves the law tests to the run of all tests that follows: `make test`.
"""

import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PYTHON = [sys.executable, "-m"]
LINT_IMPORTS = str(Path(sys.executable).parent / "lint-imports")
CODE = ["src", "tests", "bench", "tools", "conftest.py"]


def checks() -> dict[str, list[str]]:
    """This will name each check with the command that makes it."""
    return {
        "Style": [*PYTHON, "ruff", "check", *CODE],
        "Format": [*PYTHON, "ruff", "format", "--check", *CODE],
        "Types": [*PYTHON, "mypy"],
        "Floors": [LINT_IMPORTS],
        "Definitions": [*PYTHON, "throughcare.cli.main", "definitions", "check"],
        "Pathways": [*PYTHON, "throughcare.cli.main", "pathways", "check"],
        "Laws": [*PYTHON, "pytest", "tests/laws", "-q", "--no-header"],
        "Generated pages": [*PYTHON, "throughcare.cli.docs", "--check"],
    }


def repairs() -> dict[str, list[str]]:
    """This will name what can be repaired, with the command that does it."""
    return {
        "Style": [*PYTHON, "ruff", "check", "--fix", *CODE],
        "Format": [*PYTHON, "ruff", "format", *CODE],
        "Rulebook": [*PYTHON, "tests.kit.rulebook"],
        "Licences": [*PYTHON, "tests.kit.supply"],
        "Standard of security": [*PYTHON, "tests.kit.asvs"],
        "Addresses for machines": [*PYTHON, "tests.kit.api_reference"],
        "Generated pages": [*PYTHON, "throughcare.cli.docs"],
    }


def passes(title: str, command: list[str]) -> bool:
    """This will run one command, show it with the time it took, and say whether it passed."""
    print(f"\n\033[1m{title}\033[0m", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, cwd=PROJECT, check=False).returncode
    print(f"  {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.1f} s", flush=True)
    return code == 0


def main() -> int:
    """This will run everything that is wanted and count what failed."""
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
