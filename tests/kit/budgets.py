"""How long each folder of tests took, beside what it may take."""

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

_seconds: dict[str, float] = defaultdict(float)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add what each step of a test took to its folder."""
    _seconds[report.nodeid.split("::")[0]] += report.duration


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the seconds of each folder beside its budget."""
    budgets = _budgets(config.rootpath)
    used = _by_folder(_seconds, budgets)
    if not used:
        return
    terminalreporter.write_sep("-", "seconds a folder took, and may take")
    for folder, seconds in sorted(used.items()):
        budget = budgets.get(folder)
        line = f"{seconds:8.1f}  of {budget if budget is not None else 'no budget':>9}  {folder}"
        over = budget is None or seconds > budget
        terminalreporter.write_line(line + ("  OVER" if over else ""), bold=over)


def _budgets(root: Path) -> dict[str, float]:
    with (root / "pyproject.toml").open("rb") as file:
        return dict(tomllib.load(file)["tool"]["throughcare"]["budgets"])


def _by_folder(seconds: dict[str, float], budgets: dict[str, float]) -> dict[str, float]:
    """Add up the files of each folder that has a budget; a file outside all of them stands for its own folder."""
    total: dict[str, float] = defaultdict(float)
    for file, took in seconds.items():
        homes = [folder for folder in budgets if file.startswith(folder + "/")]
        total[max(homes, key=len) if homes else str(Path(file).parent)] += took
    return total
