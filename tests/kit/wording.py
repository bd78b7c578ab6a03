"""What the pages of a case say, and which of it is a word of another pathway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from io import BytesIO

from django.test import Client
from pypdf import PdfReader

from throughcare.safeguards.pathways import Pathway

LINK = re.compile(r'href="(/[^"#]*)"')
NUMBERED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{2}-\d{2}(T[\d:]+)?|\?.*")
UNSEEN = ("script", "style", "head", "header", "footer")


def pages_of(client: Client, reference: str, *starts: str, most: int = 120) -> Iterator[tuple[str, str]]:
    """This will follow the links of a case, one of each kind, and give each page's address with what it says."""
    todo, seen = [f"/cases/{reference}/", *starts], set()
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
            yield f"{address} ({answer.status_code})", shown(page)
            todo += [link.replace("&amp;", "&") for link in LINK.findall(page) if _is_of(link, reference)]


def _is_of(link: str, reference: str) -> bool:
    return link.startswith((f"/cases/{reference}/", "/panels/")) and link != "/panels/"


def in_pdf(body: bytes) -> str:
    """This will read what a file says."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())


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

    The pathway's own words, its title and the sources that it cites may hold such a word.
    """
    for own in sorted(_own(pathway), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(own)}(?!\w)", "…", text, flags=re.IGNORECASE)
    found = []
    for word in pathway.parts.foreign:
        kept = 0 if word[:1].isupper() else re.IGNORECASE
        for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, flags=kept):
            found.append(f"{word}: …{text[max(0, match.start() - 60) : match.end() + 40]}…")
    return found


def _own(pathway: Pathway) -> Iterable[str]:
    yield from (word.replace("%(area)s ", "") for word in pathway.words.values())
    yield pathway.title
    yield from (source.cite for source in pathway.parts.sources)
