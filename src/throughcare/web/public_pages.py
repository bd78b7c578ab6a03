"""Pages for everyone: what this is, and what the footer promises."""

from __future__ import annotations

from importlib.resources import files

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from throughcare.frame.transaction import for_everyone
from throughcare.web import demo_people, navigation

TITLES = {
    "promises": lambda: _("Promises"),
    "privacy": lambda: _("Privacy"),
    "accessibility": lambda: _("Accessibility"),
    "complain": lambda: _("Complain"),
}


@for_everyone
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """This will explain the programme in plain words, and in the demo offer the invented people."""
    people = demo_people.people() if settings.PHASE == "demo" else []
    context = {"people": people, "refer_url": navigation.address_of("concern-start")}
    return render(request, "web/home.html", context)


@for_everyone
@require_GET
def words(request: HttpRequest, name: str) -> HttpResponse:
    """This will show one of the footer's pages, written in a text file."""
    text = (files("throughcare.web") / "words" / f"{name}.md").read_text(encoding="utf-8")
    return render(request, "web/words.html", {"title": TITLES[name](), "blocks": blocks(text)})


def blocks(text: str) -> list[tuple[str, str | list[str]]]:
    """This will read a text of headings (`## `), lists (`- `) and paragraphs, parted by empty lines."""
    return [_block(" ".join(part.split("\n")), part) for part in text.strip().split("\n\n")]


def _block(line: str, part: str) -> tuple[str, str | list[str]]:
    if part.startswith("## "):
        return "heading", part[3:]
    if part.startswith("- "):
        return "list", [item.strip().replace("\n", " ") for item in part[2:].split("\n- ")]
    return "paragraph", line
