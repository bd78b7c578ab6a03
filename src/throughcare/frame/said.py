"""The one sentence that says what was just done, shown on the next page and gone after it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

KEY = "said"


def say(request: HttpRequest, sentence: str) -> None:
    """This will show the sentence in the banner of the next page: say(request, "Note added at 2:14pm.")."""
    request.session[KEY] = [*request.session.get(KEY, []), str(sentence)]


def take_said(request: HttpRequest) -> list[str]:
    """This will give what was said and forget it; nothing where there is no session, or where the database is not asked."""
    session = None if getattr(request, "asks_nothing", False) else getattr(request, "session", None)
    return session.pop(KEY) if session is not None and KEY in session else []


def done(request: HttpRequest, url: str, sentence: str) -> HttpResponse:
    """This will lead to a page that begins with what was just done."""
    say(request, sentence)
    return HttpResponseRedirect(url)
