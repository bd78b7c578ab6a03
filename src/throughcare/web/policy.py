"""What every answer tells the browser to refuse: whatever is not ours, and whatever is written into a page.

Django has this from version 6 on, and a library would add a dependency for one constant line.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = "Content-Security-Policy"
ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
UNUSED = (
    "accelerometer camera display-capture fullscreen geolocation gyroscope magnetometer microphone midi payment usb"
)
BESIDES = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED.split()),
    "Cross-Origin-Resource-Policy": "same-origin",
}


class PolicyMiddleware:
    """Stands outside whatever answers, so that a refusal, a defect and a file carry the policy too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(POLICY, policy(settings.OIDC_ISSUER, *settings.OIDC_ORIGINS))
        for name, value in BESIDES.items():
            response.headers.setdefault(name, value)
        return response


def policy(*providers: str) -> str:
    """This will write the policy: forms lead to this site and, to sign in, to the providers that the site names."""
    targets = " ".join(["'self'", *sorted({origin(address) for address in providers if address})])
    return "; ".join(f"{name} {value}" for name, value in {**ALLOWED, "form-action": targets}.items())


def origin(address: str) -> str:
    """This will give the scheme and machine of an address, and nothing of what stands behind them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
