"""The invented people of the demo, as the sign-in page offers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from throughcare.kernel.definitions import load


@dataclass(frozen=True)
class DemoPerson:
    """One of the invented people: the name for signing in, and one line on who they are."""

    username: str
    name: str
    job: str
    agency: str
    does: str


def world() -> dict[str, Any]:
    """This will read the invented world."""
    return dict(load("demo", "world").data)


def people() -> list[DemoPerson]:
    """This will list the invented people in the order in which a visitor should meet them."""
    worlds = (world(), load("demo", "programme").data)
    agencies = {agency["code"]: agency["name"] for data in worlds for agency in data["agencies"]}
    return [
        DemoPerson(p["username"], p["name"], p["job"], agencies[p["agency"]], p["does"])
        for data in worlds
        for p in data["staff"]
    ]


def choices() -> list[tuple[str, str]]:
    """This will give the invented people as answers of a form."""
    return [(person.username, f"{person.name}, {person.job}") for person in people()]


def hints() -> dict[str, str]:
    """This will give the line that stands under each of the invented people."""
    return {person.username: person.does for person in people()}


def password() -> str:
    """This will give the password that all invented people share; the manual names it."""
    return str(world()["password"])
