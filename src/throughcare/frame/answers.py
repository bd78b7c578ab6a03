"""The pages that answer a no, a clash, a nothing-here and a breakdown. What the person typed is always given back.

A view that reads a form sets `request.form = form`, so that its questions stand beside the words; without it the
words are given back under the names of the boxes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string

from throughcare.frame.shell import Help, Shell
from throughcare.kernel.answers import Conflict, NotFound, Refusal

Typed = Iterable[tuple[str, str]]

UNPROCESSABLE = 422
CONFLICTING = 409
NOT_FOUND = 404
LOCKED = 401
DEFECT = 500
CLOSED = 503
RETRY_AFTER = "30"  # seconds
ONCE = "once"
NEVER_SHOWN = ("csrfmiddlewaretoken", "keep", "once")


def answer(request: HttpRequest, stop: Exception) -> HttpResponse:
    """This will answer what stopped a page: a refusal, a conflict, or nothing here."""
    if isinstance(stop, Refusal):
        return refusal(request, stop, typed=typed_in(request))
    if isinstance(stop, Conflict):
        return conflict(request, stop)
    if isinstance(stop, (NotFound, Http404)):
        return not_found(request, typed=typed_in(request))
    raise stop


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """This will list what was typed, question and words; never a password."""
    form = getattr(request, "form", None)
    if form is not None:
        return list(form.typed())
    return in_words(request.POST)


def in_words(sent_with: QueryDict) -> list[tuple[str, str]]:
    """This will list what a form sent under the names of its boxes, where no page knows their questions."""
    return [(_as_question(name), words) for name, words in _shown(sent_with) if words.strip()]


def sent(request: HttpRequest) -> list[tuple[str, str]]:
    """This will list what a form sent, box by box, without its token, its choice of texts and passwords."""
    return _shown(request.POST)


def _shown(sent_with: QueryDict) -> list[tuple[str, str]]:
    pairs = ((name, str(words)) for name in sent_with for words in sent_with.getlist(name))
    return [(name, words) for name, words in pairs if name not in NEVER_SHOWN and "password" not in name]


def _as_question(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


def refusal(request: HttpRequest, refused: Refusal, *, typed: Typed = ()) -> HttpResponse:
    """This will turn a no into a next step: what was not done, why, what would make it possible, whom to ask."""
    shell = getattr(request, "shell", None) or Shell()
    asks_oneself = refused.ask is not None and refused.ask.name == shell.staff_name
    context = {
        "refused": refused,
        "mends": [replace(mend, url=mend.url or shell.door(mend.verb)) for mend in refused.mends],
        "contact": None if asks_oneself else refused.ask,
        "typed": list(typed),
    }
    return _page(request, "frame/refusal.html", context, status=UNPROCESSABLE)


def conflict(
    request: HttpRequest, clash: Conflict, *, keep_url: str = "", question: str = "", stands_at: str = ""
) -> HttpResponse:
    """This will show two people's words side by side, so that neither is lost.

    The choice is posted to the page that was posted to, with everything that was sent, `keep` (both, saved or one),
    and the text under the name of its own box. Where the first stands and nobody may choose, `stands_at` is where to read it.
    """
    box = clash.field or "text"
    context = {
        "clash": clash,
        "keep_url": keep_url or request.get_full_path(),
        "question": question,
        "stands_at": stands_at,
        "box": box,
        "kept": [(name, words) for name, words in sent(request) if name != box],
    }
    return _page(request, "frame/conflict.html", context, status=CONFLICTING)


def not_found(request: HttpRequest, *, typed: Typed = ()) -> HttpResponse:
    """This will say that nothing is here, in the same bytes whether it is hidden or missing, and give back what was typed."""
    request.case = None  # type: ignore[attr-defined]  # a case that was opened before nothing was found shows in no byte
    return _page(request, "frame/not_found.html", {"typed": list(typed)}, status=NOT_FOUND)


def error(request: HttpRequest, *, reference: str, typed: Typed = (), kept: bool = False) -> HttpResponse:
    """This will own up to a defect: what became of the text, the reference to quote, the number to ring."""
    context = {"reference": reference, "typed": list(typed), "kept": kept}
    return _page(request, "frame/error.html", context, status=DEFECT)


def unreachable(request: HttpRequest, *, reference: str, typed: Typed = ()) -> HttpResponse:
    """This will say that the records cannot be reached, and offer the same form again: it does its work once only."""
    context: dict[str, object] = {
        "reference": reference,
        "typed": list(typed),
        "again": _to_send_again(request),
        "address": request.get_full_path(),
    }
    response = _page(request, "frame/unreachable.html", context, status=CLOSED)
    response["Retry-After"] = RETRY_AFTER
    return response


def no_room(request: HttpRequest, *, reference: str, typed: Typed = ()) -> HttpResponse:
    """This will say that what was sent was not saved for want of room, and offer the same form again."""
    context: dict[str, object] = {
        "reference": reference,
        "typed": list(typed),
        "sent": request.method == "POST",
        "again": _to_send_again(request),
        "address": request.get_full_path(),
    }
    response = _page(request, "frame/no_room.html", context, status=CLOSED)
    response["Retry-After"] = RETRY_AFTER
    return response


def _to_send_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything a form sent, its own number and token included; nothing of a form with a password, a file or no number."""
    if ONCE not in request.POST or request.FILES or any("password" in name for name in request.POST):
        return []
    return [(name, str(words)) for name in request.POST for words in request.POST.getlist(name)]


def locked(request: HttpRequest, *, at: datetime | None = None, kept: bool = False) -> HttpResponse:
    """This will show that the page is locked and nothing of the case; `kept` says that a text waits to be saved."""
    return _page(request, "frame/locked.html", {"locked_at": at, "kept": kept}, status=LOCKED)


def closed_for_work(request: HttpRequest, *, opens: str, ring: Help) -> HttpResponse:
    """This will say when the service opens again, and whom to ring meanwhile."""
    return _page(request, "frame/closed.html", {"opens": opens, "ring": ring}, status=CLOSED)


def _page(request: HttpRequest, template: str, context: dict[str, object], *, status: int) -> HttpResponse:
    response = HttpResponse(render_to_string(template, context, request=request), status=status)
    response["Cache-Control"] = "no-store"
    return response
