"""Where machines come in: api/. All but the description stands behind the door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, re_path
from django.urls.resolvers import URLResolver

from throughcare.api import description, problems
from throughcare.api.door import behind_the_door
from throughcare.api.map import api
from throughcare.frame.transaction import database_role


@database_role("public_form")
def openapi(request: HttpRequest) -> HttpResponse:
    """This will describe every address, to anybody."""
    if request.method not in ("GET", "HEAD"):
        return problems.not_allowed("GET, HEAD")
    return JsonResponse(description.whole())


openapi.csrf_exempt = True  # type: ignore[attr-defined]  # it does nothing but tell


def nothing(_request: HttpRequest, **_rest: str) -> HttpResponse:
    """This will say that there is no such address, to whoever has a token."""
    return problems.nothing_here()


def _behind_the_door(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    assert isinstance(pattern, URLPattern), "Ninja gives one pattern for each address"
    pattern.callback = behind_the_door(pattern.callback)
    return pattern


urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    *[_behind_the_door(pattern) for pattern in api.urls[0] if getattr(pattern, "name", "") != "api-root"],
    re_path(r"^(?P<rest>.*)$", behind_the_door(nothing), name="api-nothing"),
]
