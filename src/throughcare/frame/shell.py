"""What the frame of a page shows: who is signed in, where they may go, who hosts, when the page locks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.kernel.time import format_time


@dataclass(frozen=True)
class Link:
    """A link in a list: navigation, the parts of a case, a menu. `count` is written after it."""

    label: str
    url: str
    current: bool = False
    count: str = ""


@dataclass(frozen=True)
class Phase:
    """Why this is not the real thing yet, said under the navigation: a tag and a sentence."""

    tag: str
    text: str


@dataclass(frozen=True)
class Addresses:
    """Where the links of the frame lead. The web package names its own."""

    start: str = "/"
    search: str = "/search"
    account: str = "/account"
    sign_in: str = "/sign-in"
    sign_out: str = "/sign-out"
    stay: str = "/stay"
    locked: str = "/locked"
    exit: str = "/exit"
    promises: str = "/promises"
    privacy: str = "/privacy"
    accessibility: str = "/accessibility"
    complain: str = "/complain"
    rulebook: str = "/manual/rulebook"
    who_may: str = "/manual/reference/access/"


@dataclass(frozen=True)
class Help:
    """Whom to ring when a page cannot help."""

    name: str = ""
    phone: str = ""


def no_door(_verb: str) -> str:
    """This will lead nowhere."""
    return ""


@dataclass(frozen=True)
class Shell:
    """Everything around a page's content. The defaults are a public page that nobody is signed in to."""

    staff_name: str = ""
    role_label: str = ""
    items: tuple[Link, ...] = ()
    beside: tuple[Link, ...] = ()  # pages that are found together with this one
    agency: str = ""
    phase: Phase | None = None
    at: datetime | None = None
    locks_at: datetime | None = None
    search: bool = False
    notice: str = ""
    version: str = ""
    ring: Help = field(default_factory=Help)
    addresses: Addresses = field(default_factory=Addresses)
    door: Callable[[str], str] = no_door  # the page where a verb is done, for a reader who may do it

    @property
    def signed_in(self) -> bool:
        """This will say whether somebody is signed in, so that the marking and the lock time show."""
        return bool(self.staff_name)

    @property
    def locks_in(self) -> int:
        """This will give the seconds from this page's moment to its locking, for the script."""
        return int((self.locks_at - self.at).total_seconds()) if self.at and self.locks_at else 0

    @property
    def lock_words(self) -> str:
        """This will say in the footer when the page locks; empty where it does not."""
        if not self.locks_at:
            return ""
        return _("This page locks at %(time)s if nothing happens") % {"time": format_time(self.locks_at)}


@dataclass(frozen=True)
class PartGroup:
    """The parts of a case under one heading of the side navigation."""

    heading: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Identity:
    """What stands over every page of a case. `marks` are sentences: told or not, safe contact, interpreter."""

    name: str
    reference: str
    age: str = ""
    known_as: str = ""
    stage: str = ""
    owner: str = ""
    told: str = ""
    safe_contact: str = ""
    interpreter: str = ""
    not_told: bool = False
    restricted: bool = False
    menu: tuple[Link, ...] = ()
