"""No script and no style is written into a page or a picture: the page policy would refuse it, and must be able to."""

import re

import pytest

from tests.kit.tree import PACKAGE, PROJECT, code, files, place

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=[\"'{]|\son[a-z]+=[\"'{]|javascript:|\bxlink:href=.data:", re.IGNORECASE
)
ELSEWHERE = re.compile(r"<(?:script|link|img|iframe|object|embed|source)\b[^>]*(?:src|href|data)=[\"']?(?:https?:)?//")
BY_SCRIPT = re.compile(
    r"__proto__|\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b|Object\.assign\(|\beval\(|new Function\(|setAttribute\(\s*[\"']style|\.cssText\b|document\.write|\.innerHTML\s*="
)
NOT_PAGES = ("src/throughcare/cli/",)  # the terminal has styles of its own
PAGES = [
    path for path in files(".html", ".svg") if path.is_relative_to(PACKAGE) or path.is_relative_to(PROJECT / "docs")
]
SCRIPTS = [path for path in files(".js") if path.is_relative_to(PACKAGE)]


def test_pages_and_scripts_were_found():
    assert len(PAGES) > 200
    assert len(SCRIPTS) > 4


@pytest.mark.parametrize(
    "wrong",
    [
        "<script>go()</script>",
        '<p style="color:red">',
        "<a onclick='go()'>",
        "<style>p{}</style>",
        'href="javascript:go()"',
    ],
)
def test_the_law_sees_what_it_forbids(wrong):
    assert INLINE.search(wrong)


def test_no_template_and_no_picture_has_script_or_style_within():
    found = {place(path): INLINE.findall(path.read_text(encoding="utf-8")) for path in PAGES}

    assert {name: each for name, each in found.items() if each} == {}, "Give it a class, or a module in frame/assets"


def test_no_code_writes_script_or_style_into_a_page():
    found = {
        place(path): INLINE.findall(path.read_text(encoding="utf-8"))
        for path in code()
        if not place(path).startswith(NOT_PAGES)
    }

    assert {name: each for name, each in found.items() if each} == {}


def test_no_template_loads_a_part_of_itself_from_another_machine():
    assert [place(path) for path in PAGES if ELSEWHERE.search(path.read_text(encoding="utf-8"))] == []


def test_no_script_of_ours_does_what_the_policy_forbids():
    found = {place(path): BY_SCRIPT.findall(path.read_text(encoding="utf-8")) for path in SCRIPTS}

    assert {name: each for name, each in found.items() if each} == {}
