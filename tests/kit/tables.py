"""Tables written as text: a line of heads, a line of dashes, a line for each case."""

from __future__ import annotations

Case = dict[str, str]


def rows(table: str) -> list[Case]:
    """This will read a table into one dictionary a row; a dash alone means nothing, a row of another width is a defect."""
    head, _dashes, *lines = [line for line in table.splitlines() if line.strip()]
    names = _cells(head)
    return [dict(zip(names, _cells(line), strict=True)) for line in lines]


def name_of(case: Case) -> str:
    """This will name a case for the test report."""
    return ", ".join(f"{key} {value}" for key, value in case.items() if value and key != "because")


def _cells(line: str) -> list[str]:
    return ["" if cell.strip() == "-" else cell.strip() for cell in line.split("|")]
