"""A page that keeps its draft by itself: what it sends, and what it is answered (see `assets/keep.js`)."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, JsonResponse

KEEP = "keep"


def is_keeping(request: HttpRequest) -> bool:
    """This will say whether a page keeps its draft by itself, and nobody pressed a button."""
    return request.POST.get("go") == KEEP


def kept(request: HttpRequest, *, saved: str, revision: int) -> JsonResponse:
    """This will answer such a page: when its draft was saved, which saving comes next, and that it stays open."""
    shell = request.shell  # type: ignore[attr-defined]  # what every page of somebody signed in stands in
    return JsonResponse({"saved": saved, "revision": revision, "locks_in": shell.locks_in, "words": shell.lock_words})


def revision_of(typed: Mapping[str, str]) -> int:
    """This will read which saving a page was made from; nought where it does not say."""
    said = typed.get("revision", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0
