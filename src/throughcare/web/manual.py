"""The manual, served beside the work: closed networks have no other place to read it."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

from throughcare.frame.shell import Link
from throughcare.kernel.answers import NotFound
from throughcare.safeguards.pathways import Pathway, reference
from throughcare.safeguards.pathways.reference import stem

PICTURES = {".svg": "image/svg+xml", ".png": "image/png"}
PARTS = ("tutorial", "how-to", "explanation", "reference", "decisions")
RULEBOOKS = "reference/pathways"


@dataclass(frozen=True)
class Section:
    """One page of the manual."""

    address: str
    title: str
    html: str


@require_safe
def manual(request: HttpRequest, address: str = "") -> HttpResponse:
    """This will show one page of the manual, or its contents."""
    if Path(address).suffix in PICTURES:
        return _picture(address)
    page = _page(address or "README")
    if page is None:
        raise NotFound
    context = {"page": page, "contents": contents(address), "is_contents": not address}
    return render(request, "web/manual.html", context)


@require_safe
def rulebook(request: HttpRequest) -> HttpResponse:
    """This will lead to the rulebook of the first pathway; pages of a case lead to that of the case."""
    return HttpResponseRedirect(rulebook_of(Pathway.newest()[0]))


def rulebook_of(pathway: Pathway) -> str:
    """This will give the address of a pathway's rulebook, in the version that a case began with."""
    return f"/manual/{RULEBOOKS}/{stem(pathway.name, pathway.version)}/"


def contents(address: str) -> list[tuple[str, list[Link]]]:
    """This will list the pages of the manual by part."""
    return [
        (heading, [Link(page.title, f"/manual/{page.address}/", page.address == address) for page in _in(part)])
        for part, heading in _headings()
    ]


def _headings() -> list[tuple[str, str]]:
    words = (_("Learn"), _("Do"), _("Understand"), _("Look up"), _("Decisions"))
    return [(part, words[number]) for number, part in enumerate(PARTS) if _in(part)]


def _in(part: str) -> list[Section]:
    folder = settings.MANUAL_DIR / part
    written = {str(path.relative_to(settings.MANUAL_DIR).with_suffix("")) for path in folder.rglob("*.md")}
    made = {name.removesuffix(".md") for name in _pathways() if name.endswith(".md") and name.startswith(f"{part}/")}
    return [page for page in map(_page, sorted(written | made)) if page]


@lru_cache(maxsize=1)
def _pathways() -> dict[str, str]:
    """Drawings and rulebooks as this site's definitions say them now, its own pathways and sign-offs among them."""
    return {f"{RULEBOOKS}/{name}": text for name, text in reference.pages().items()}


@lru_cache(maxsize=200)
def _page(address: str) -> Section | None:
    text = _text(address if address.endswith(".md") else f"{address}.md")
    if text is None:
        return None
    title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), address)
    body = text.replace(f"# {title}\n", "", 1)
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(body)
    return Section(address, title, mark_safe(_styled(html, posixpath.dirname(address))))  # noqa: S308  # our own pages


def _text(name: str) -> str | None:
    """The words of a page: what is made from definitions, or what lies in the manual; None where there is none."""
    if name in _pathways():
        return _pathways()[name]
    path = settings.MANUAL_DIR / name
    if not path.resolve().is_relative_to(settings.MANUAL_DIR.resolve()) or not path.is_file():
        return None
    return path.read_text(encoding="utf-8")


STYLES = (
    ("<h2>", '<h2 class="govuk-heading-l">'),
    ("<h3>", '<h3 class="govuk-heading-m">'),
    ("<p>", '<p class="govuk-body">'),
    ("<ul>", '<ul class="govuk-list govuk-list--bullet">'),
    ("<ol>", '<ol class="govuk-list govuk-list--number">'),
    ("<a href", '<a class="govuk-link" href'),
    ("<img ", '<img class="tc-picture" loading="lazy" '),
    ("<th", '<th scope="col" class="govuk-table__header"'),
    ("<td", '<td class="govuk-table__cell"'),
    ("<tr>", '<tr class="govuk-table__row">'),
    (
        "<table>",
        '<div class="tc-table-scroll" tabindex="0" role="region" aria-label="Table"><table class="govuk-table">',
    ),
    ("</table>", "</table></div>"),
)


def _styled(html: str, folder: str) -> str:
    for plain, ours in STYLES:
        html = (
            re.sub(re.escape(plain) + r"(?=[\s>])", ours, html)
            if plain in ("<th", "<td")
            else html.replace(plain, ours)
        )
    return re.sub(
        r'(href|src)="(?!https?:|#|/)([^"#]+)', lambda found: f'{found[1]}="{_absolute(found[2], folder)}', html
    )


def _absolute(link: str, folder: str) -> str:
    path = posixpath.normpath(posixpath.join(folder, link))
    return f"/manual/{path.removesuffix('.md')}" + ("/" if path.endswith(".md") or "." not in path else "")


def _picture(address: str) -> HttpResponse:
    if address in _pathways():
        return HttpResponse(_pathways()[address], content_type=PICTURES[Path(address).suffix])
    path = (settings.MANUAL_DIR / address).resolve()
    if not path.is_relative_to(settings.MANUAL_DIR.resolve()) or not path.is_file():
        raise NotFound
    return HttpResponse(path.read_bytes(), content_type=PICTURES[path.suffix])
