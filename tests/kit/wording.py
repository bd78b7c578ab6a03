"""What the pages of a case say, and which of it is a word of another pathway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from io import BytesIO

from django.test import Client
from pypdf import PdfReader

from throughcare.commons.orders.definition import order_kinds
from throughcare.kernel.definitions import codelist, load, names
from throughcare.safeguards.pathways import Pathway

LINK = re.compile(r'href="(/[^"#]*)"')
NUMBERED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{2}-\d{2}(T[\d:]+)?|\?.*")
UNSEEN = ("script", "style", "head", "header", "footer")


def pages_of(
    client: Client, reference: str, *besides: str, known: set[str], most: int = 120
) -> Iterator[tuple[str, str]]:
    """This will follow the links of a case, and of addresses besides, one of each kind: each page's address and what it says.

    A form that was drawn before is not asked for again: it goes among the `known`, as what a case holds does not change it.
    """
    todo, seen = [f"/cases/{reference}/", *besides], set(known)
    while todo and len(seen) < most:
        address = todo.pop(0)
        kind = NUMBERED.sub("", address)
        if kind in seen:
            continue
        seen.add(kind)
        answer = client.get(address)
        if answer.status_code in (301, 302):
            todo.insert(0, answer.headers["Location"])
            continue
        body = b"".join(answer) if answer.streaming else answer.content
        if answer.headers["Content-Type"].startswith("application/pdf"):
            yield address, in_pdf(body)
        elif answer.headers["Content-Type"].startswith("text/html"):
            page = body.decode()
            if "<textarea" in page or "govuk-radios" in page:
                known.add(kind)
            yield f"{address} ({answer.status_code})", shown(page)
            todo += [link.replace("&amp;", "&") for link in LINK.findall(page) if _is_of(link, reference)]


def _is_of(link: str, reference: str) -> bool:
    return link.startswith((f"/cases/{reference}/", "/panels/")) and link != "/panels/"


def in_pdf(body: bytes) -> str:
    """This will read what a file says, with what a line's end parted at a hyphen in one again."""
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())
    return re.sub(r"(?<=\w)- (?=\w)", "-", said)


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in UNSEEN
        self.words += [value or "" for name, value in attrs if name in ("aria-label", "alt")]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def shown(page: str) -> str:
    """This will give the words of a page, without the frame that stands round every page."""
    parser = _Shown()
    parser.feed(page)
    return " ".join(" ".join(parser.words).split())


def foreign_in(text: str, pathway: Pathway) -> list[str]:
    """This will list the words of other pathways that a text says, each where it stands.

    The pathway's own words, its title and the sources that it cites may hold such a word, and so may the names of what it
    speaks of on purpose. They are taken out only where there is something to find: that costs more than reading the page.
    """
    if not _said(text, pathway):
        return []
    for own in sorted({*_own(pathway), *_names()}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(own)}(?!\w)", "…", text, flags=re.IGNORECASE)
    return [f"{found[0]}: …{text[max(0, found.start() - 60) : found.end() + 40]}…" for found in _said(text, pathway)]


def _said(text: str, pathway: Pathway) -> list[re.Match[str]]:
    return [found for each in _foreign(pathway.parts.foreign) for found in each.finditer(text)]


@cache
def _foreign(words: tuple[str, ...]) -> list[re.Pattern[str]]:
    """A word with a capital is found as it is written, any other in either case."""
    kept = {word: re.NOFLAG if word[:1].isupper() else re.IGNORECASE for word in words}
    return [re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", kept[word]) for word in words]


def _own(pathway: Pathway) -> Iterable[str]:
    yield from (word.replace("%(area)s ", "") for word in pathway.words.values())
    yield pathway.title
    yield from (source.cite for source in pathway.parts.sources)


@cache
def _names() -> frozenset[str]:
    """What another pathway, a kind of order, a place to go on to or a publication is called, wherever a case names it."""
    found = {" ".join(kind.title for kind in order_kinds()), *(one.title for one in Pathway.newest())}
    found |= {value.label for value in codelist("ddp_after_order").values}
    found |= {said for name in names("instruments") for said in _texts(load("instruments", name).data)}
    return frozenset(said for said in found if len(said) > len("Channel"))


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield " ".join(data.split())
    elif isinstance(data, dict | list | tuple):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _texts(one)
