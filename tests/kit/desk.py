"""Somebody at a browser, told in words: what they follow, answer, press and see.

Every page that is reached has one heading and fits its window, and where scripts run it is held against WCAG 2.2 AA: the
first time that a run comes to its address, and whenever it shows a kind of element that no page of that width showed yet;
its contrast, which hangs on the kinds of element alone, then only.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.kit.browser import axe, shot, sign_in, without_scripts
from tests.kit.database import RUN_TOLD, STATE

SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"
KINDS = "[...new Set([...document.body.querySelectorAll('*')].map(e => e.tagName + '.' + e.className + ':' + e.type))]"

NUMBERED = re.compile(r"TC-\w+|[0-9a-f]{8}-[0-9a-f-]{27}|\d+")


@dataclass
class Held:
    """What was held against WCAG so far: addresses without their numbers, and kinds of element, each in a window's width.

    The processes among which a run is shared out tell one another in a file, a line for each page that was in order.
    """

    addresses: set[tuple[str, int]] = field(default_factory=set)
    kinds: set[tuple[str, int]] = field(default_factory=set)
    told: Path | None = None
    _read: int = 0

    def hear(self) -> None:
        """Read what the other processes have held meanwhile."""
        if self.told and self.told.exists():
            with self.told.open("rb") as file:
                file.seek(self._read)
                told = file.read()
            whole = told[: told.rfind(b"\n") + 1]
            self._read += len(whole)
            for address, kinds, width in map(json.loads, whole.splitlines()):
                self._add(address, kinds, width)

    def tell(self, address: str, kinds: Iterable[str], width: int) -> None:
        """Write down that a page was in order."""
        self._add(address, kinds, width)
        if self.told:
            with self.told.open("ab", buffering=0) as file:  # one write, which no other process's falls into
                file.write(json.dumps([address, sorted(kinds), width]).encode() + b"\n")

    def _add(self, address: str, kinds: Iterable[str], width: int) -> None:
        self.addresses.add((address, width))
        self.kinds |= {(kind, width) for kind in kinds}


RUN = os.environ.get(RUN_TOLD, "")
HELD = Held(
    told=STATE / f"tc_run_{RUN}.held" if RUN else None
)  # of a whole run: what one journey held, the next need not


@dataclass(frozen=True)
class Desk:
    """One person's browser, and what was held against WCAG on whose pages so far."""

    page: Page
    held: Held = field(default_factory=lambda: HELD)

    def signs_in(self, username: str) -> Desk:
        """Sign in, as people do who were away for longer than their page stays open."""
        sign_in(self.page, username)
        return self

    def goes_to(self, address: str) -> Desk:
        """Open a page by its address, as from a bookmark."""
        self.page.goto(address)
        return self.looks()

    def follows(self, link: str, *, exact: bool = False) -> Desk:
        """Follow a link by its words; the first where a page has it twice."""
        self.page.get_by_role("link", name=link, exact=exact).first.click()
        return self.looks()

    def writes(self, answers: Mapping[str, str | date], *, under: str = "") -> Desk:
        """Fill in boxes by their labels: words as they are, days in their parts, from a list by what it says."""
        place = self.page.get_by_role("group", name=under) if under else self.page.locator("body")
        for label, answer in answers.items():
            _give(place, label, answer)
        return self

    def chooses(self, *options: str) -> Desk:
        """Tick each of these options."""
        for option in options:
            _labelled(self.page, option).check()
        return self

    def presses(self, button: str) -> Desk:
        """Press a button by its words."""
        self.page.get_by_role("button", name=button).locator("visible=true").first.click()
        return self.looks()

    def downloads(self, button: str) -> Path:
        """Press a button that answers with a file, and give the file."""
        with self.page.expect_download() as found:
            self.page.get_by_role("button", name=button).first.click()
        return found.value.path()

    def sees(self, *words: str) -> Desk:
        """Find each of these words on the page."""
        for each in words:
            expect(self.page.locator("body")).to_contain_text(each)
        return self

    def does_not_see(self, *words: str) -> Desk:
        """Find none of these words on the page."""
        for each in words:
            expect(self.page.locator("body")).not_to_contain_text(each)
        return self

    def is_told(self, words: str) -> Desk:
        """Find these words in the message at the top that says what was done."""
        expect(self.page.get_by_role("alert")).to_contain_text(words)
        return self

    def is_at(self, heading: str) -> Desk:
        """Stand on the page with this heading."""
        expect(self.page.locator("h1")).to_have_text(heading)
        return self

    def looks(self) -> Desk:
        """Look at the page as a whole, once all of it came: one heading, nothing off to the side, nobody kept out."""
        self.page.wait_for_load_state("domcontentloaded")
        expect(self.page.locator("h1")).to_have_count(1)
        if not without_scripts(self.page):
            assert not self.page.evaluate(SIDEWAYS), f"{self.page.url} scrolls sideways"
            self._hold_against_wcag()
        return self

    def _hold_against_wcag(self) -> None:
        width = (self.page.viewport_size or {})["width"]
        address, kinds = NUMBERED.sub("…", urlsplit(self.page.url).path), set(self.page.evaluate(KINDS))
        if self._is_to_be_held(address, kinds, width):
            self.held.hear()
        if self._is_to_be_held(address, kinds, width):
            axe(self.page, contrast=self._is_new(kinds, width))
            self.held.tell(address, kinds, width)

    def _is_to_be_held(self, address: str, kinds: set[str], width: int) -> bool:
        return (address, width) not in self.held.addresses or self._is_new(kinds, width)

    def _is_new(self, kinds: set[str], width: int) -> bool:
        return not {(kind, width) for kind in kinds} <= self.held.kinds

    def pictures(self, name: str) -> Desk:
        """Take a picture of the page for the manual, which shows pages as most people see them: with scripts."""
        if not without_scripts(self.page):
            shot(self.page, name, whole=True)
        return self


def _give(place: Locator, label: str, answer: str | date) -> None:
    if isinstance(answer, date):
        _give_day(place.get_by_role("group", name=label), answer)
    else:
        _write(_labelled(place, label), answer)


def _labelled(place: Page | Locator, label: str) -> Locator:
    exact = place.get_by_label(label, exact=True)
    return exact.first if exact.count() else place.get_by_label(label).first


def _give_day(group: Locator, day: date) -> None:
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part, exact=True).fill(str(number))


def _write(box: Locator, words: str) -> None:
    if box.evaluate("element => element.tagName") == "SELECT":
        box.select_option(label=words)
    else:
        box.fill(words)
