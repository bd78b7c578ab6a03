"""The OWASP ASVS 5.0 as a page of the manual: `python -m tests.kit.asvs` writes it from the table, a law test compares it."""

from __future__ import annotations

import csv
from collections import Counter

from tests.kit.tree import PROJECT

TABLE = PROJECT / "docs" / "reference" / "asvs.csv"
PAGE = TABLE.with_suffix(".md")
STATES = ("met", "partly", "not met", "the site's", "not applicable")
CHAPTERS = {
    "1": "Encoding and cleaning", "2": "Validation and business logic", "3": "The browser", "4": "Machines",
    "5": "Files", "6": "Signing in", "7": "Sessions", "8": "Who may do what", "9": "Signed tokens",
    "10": "The provider of sign-in", "11": "Cryptography", "12": "Transport", "13": "Configuration",
    "14": "Personal data", "15": "Code and libraries", "16": "Logs and errors", "17": "WebRTC",
}  # fmt: skip
INTRODUCTION = """\
Every requirement of levels 1 and 2 of the [OWASP Application Security Verification Standard 5.0.0](https://owasp.org/www-project-application-security-verification-standard/),
by its number, in a few words of ours; the standard's own words decide. **Met** and **partly** name the test or say why there is
none, **the site's** is what whoever runs a site sees to, and **not met** says what is missing. It is written by those who build
the program: nobody else has verified it. To change a line, change `docs/reference/asvs.csv`."""


def rows() -> list[dict[str, str]]:
    """This will read the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page() -> str:
    """This will write the whole page."""
    counted = Counter(row["state"] for row in rows())
    summary = ["| state | requirements |\n| --- | --- |", *(f"| {state} | {counted[state]} |" for state in STATES)]
    parts = [
        "<!-- Made from the table by `make docs`. Do not edit. -->",
        "# OWASP ASVS 5.0, levels 1 and 2",
        INTRODUCTION,
    ]
    return "\n\n".join([*parts, "\n".join(summary), *(_chapter(number) for number in CHAPTERS)]) + "\n"


def _chapter(number: str) -> str:
    lines = [_line(row) for row in rows() if row["id"].partition(".")[0] == number]
    head = ["| number | level | what | state | how, or why not | test |", "| --- | --- | --- | --- | --- | --- |"]
    return f"## {number}. {CHAPTERS[number]}\n\n" + "\n".join([*head, *lines])


def _line(row: dict[str, str]) -> str:
    tests = "<br>".join(f"`{each}`" for each in row["tests"].split("; ") if each)
    state = f"**{row['state']}**" if row["state"] in ("partly", "not met") else row["state"]
    return f"| {row['id']} | {row['level']} | {row['what']} | {state} | {row['how']} | {tests or '–'} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
