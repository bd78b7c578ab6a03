"""What no committed file may be, hold or name."""

import re

import pytest

from tests.kit.tree import PROJECT, files, place

LONGEST = 400  # lines; above it a file wants to become a folder, one file per verb group
BINARY = (".png", ".woff2", ".pdf", ".ico", ".mo")
HOSTS = [
    "pypi" + r"\.org",
    "python" + r"hosted\.org",
    "npm" + r"js\.(org|com)",
    "deb" + r"ian\.org/debian",
    "/simp" + "le/",
]
PLACES = ["/ro" + r"ot/", "/ho" + r"me/\w", "/Us" + r"ers/\w", "/wo" + r"rk/(main|wt|shared|notes|\.)"]
FORBIDDEN = re.compile("|".join([*HOSTS, *PLACES, re.escape(str(PROJECT))]))
UNFINISHED = re.compile(
    r"NotImplemented" + r"Error|\bTO" + r"DO\b|\bFIX" + r"ME\b|pytest\.sk" + r"ip\(|mark\.(sk" + r"ip|xf" + r"ail)"
    r"|assert Tr" + r"ue\b|# type: igno" + r"re(\[[\w-]+\])?\s*$|# no" + r"qa(: ?[A-Z0-9, ]+)?\s*$",
    re.MULTILINE,
)
TEXTS = [path for path in files() if not path.name.endswith(BINARY)]


def found(pattern: re.Pattern[str], paths) -> list[str]:
    return [
        f"{place(path)}:{number}: {line.strip()[:120]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_place_of_one_machine_or_the_host_of_a_registry():
    assert TEXTS
    assert found(FORBIDDEN, TEXTS) == []


def test_nothing_is_unfinished_or_switched_off_without_a_reason():
    code = [path for path in TEXTS if path.suffix in (".py", ".html", ".js", ".scss", ".yaml", ".toml")]

    assert found(UNFINISHED, code) == []


@pytest.mark.parametrize(
    "line",
    [
        "see /ho" + "me/ada/notes",
        "--index https://pypi" + ".org/x",
        "x = 1  # type: igno" + "re[misc]",
        "# TO" + "DO later",
    ],
)
def test_the_patterns_find_what_they_are_for(line):
    assert FORBIDDEN.search(line) or UNFINISHED.search(line)


def test_no_file_of_code_is_too_long():
    code = [path for path in files(".py", ".sql", ".html", ".scss", ".js") if "migrations" not in path.parts]
    long = {
        place(path): lines for path in code if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }

    assert not long, f"Make each a folder of the same name, one file per verb group: {long}"


def test_who_looks_at_a_page_waits_for_it():
    """A page that has begun to come is not there yet: `expect` waits for it, a look at this moment does not."""
    assert found(re.compile(r"\.is_(visi" + r"ble|hidd" + r"en)\("), files(".py")) == []
