"""Pages that need numpy and scipy, which are loaded when the first of them is opened, and not before."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from throughcare.kernel.answers import Mend, no

PAGES = "throughcare.oversight.quality.pages.reporting"


def counted(page: str) -> Callable[..., HttpResponse]:
    """This will give a page of reports, or a refusal that says what the site lacks."""

    def view(request: HttpRequest, **address: Any) -> HttpResponse:
        if find_spec("scipy") is None:
            missing = no(
                _("the part that counts is not installed on this site"),
                rule="quality.report",
                mends=[Mend(_("Ask whoever runs the site for: pip install 'throughcare[evaluation]'"))],
            )
            missing.or_refuse(_("The report was not made"))
        answer: HttpResponse = getattr(import_module(PAGES), page)(request, **address)
        return answer

    return view
