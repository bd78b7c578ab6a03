"""Measures how long signing in takes while as many others sign in: from the password that is sent to the open session."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from bench import asking

EACH = 12


def signed_in_at_once(site: str, *, number: int) -> float:
    """Let so many people sign in at once, again and again, and give milliseconds at the 95th percentile."""
    from throughcare.kernel.definitions import load

    world = load("demo", "world").data
    people = [person["username"] for person in world["staff"]][:number]
    with ThreadPoolExecutor(len(people)) as pool:
        taken = [ms for each in pool.map(lambda name: _signs_in(site, name, world["password"]), people) for ms in each]
    return sorted(taken)[int(len(taken) * 0.95)]


def _signs_in(site: str, username: str, password: str) -> list[float]:
    taken = []
    for _time in range(EACH):
        browser = asking.Browser(site)
        browser.get("/sign-in/")
        began = time.perf_counter()
        status, _text = browser.post("/sign-in/", {"username": username, "password": password}, follow=False)
        taken.append((time.perf_counter() - began) * 1000)
        if status != 302:
            raise RuntimeError(f"{username} could not sign in: status {status}.")
    return taken
