"""Asks a served site as a browser would: one connection that is kept, a cookie, the token of the last form."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Browser:
    """Somebody's browser at the site."""

    def __init__(self, site: str, cookies: Mapping[str, str] | None = None) -> None:
        parts = urlsplit(site)
        self.connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self.cookies = dict(cookies or {})

    def get(self, address: str) -> tuple[int, str]:
        """Ask for a page and give its status and text, following where it leads."""
        return self._ask("GET", address)

    def post(self, address: str, values: Mapping[str, str], *, follow: bool = True) -> tuple[int, str]:
        """Send a form with the token that belongs to it, and follow where the answer leads, unless told not to."""
        body = urlencode({**values, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
        return self._ask("POST", address, body, follow=follow)

    def _ask(self, method: str, address: str, body: str = "", *, follow: bool = True) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, body or None, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for sent in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = sent.split(";")[0].partition("=")
            self.cookies[name] = value
        if follow and answer.status in (302, 303):
            return self.get(answer.headers["Location"])
        return answer.status, text


def signed_in(site: str, *, username: str, password: str) -> Browser:
    """Sign somebody in by the ordinary form."""
    browser = Browser(site)
    browser.get("/sign-in/")
    status, text = browser.post("/sign-in/", {"username": username, "password": password})
    if status != 200 or 'name="password"' in text:
        raise RuntimeError(f"{username} could not sign in: status {status}.")
    return browser


@dataclass(frozen=True)
class Timed:
    """Milliseconds of requests that one reader sent one after the other."""

    middle: float
    p95: float


def one_reader(ask: Callable[[int], None], *, number: int, warm: int = 5) -> Timed:
    """Ask so many times, one after the other; the first ones warm up and are not counted."""
    for place in range(warm):
        ask(place)
    taken = []
    for place in range(number):
        began = time.perf_counter()
        ask(place)
        taken.append((time.perf_counter() - began) * 1000)
    return Timed(median(taken), quantiles(taken, n=20)[18])


def many_readers(asks: list[Callable[[int], None]], *, seconds: float) -> float:
    """Ask all at once for so many seconds, and give how many requests a second were answered."""
    until, answered = time.perf_counter() + seconds, count()

    def go(ask: Callable[[int], None], offset: int) -> None:
        place = offset
        while time.perf_counter() < until:
            ask(place)
            next(answered)
            place += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=go, args=(ask, offset * 3)) for offset, ask in enumerate(asks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return next(answered) / (time.perf_counter() - began)
