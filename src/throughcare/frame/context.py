"""What every template knows without being told: the shell, the language, and what has just been done."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language

from throughcare.frame.said import take_said
from throughcare.frame.shell import Shell


def shell(request: HttpRequest) -> dict[str, object]:
    """This will give the templates the shell of the request, or a public one where no middleware has made any."""
    return {
        "shell": getattr(request, "shell", None) or Shell(),
        "language": (get_language() or "en").split("-")[0],
        "said": take_said(request),
    }
