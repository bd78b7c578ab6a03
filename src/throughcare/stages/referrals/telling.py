"""What somebody tells when they are concerned: the same shape from the public form, from staff and from a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from throughcare.commons.people.actions import NewPerson

PUBLIC, STAFF, IMPORTED, MACHINE = "public", "staff", "import", "machine"


@dataclass(frozen=True)
class NewOriginator:
    """Who first was concerned. A wish to stay anonymous that nobody asked for counts as a yes."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    anonymous_to_person: bool = True
    anonymous_to_panel: bool = True
    wish_was_asked: bool = False

    @property
    def can_be_answered(self) -> bool:
        """This will say whether there is a way to answer whoever told the concern."""
        return bool(self.phone or self.email)


@dataclass(frozen=True)
class AskedThemselves:
    """That the person asked, how and when: by their own asking they know, and need not be told."""

    how: str
    asked_at: datetime


@dataclass(frozen=True)
class NewReferral:
    """A concern as it is told. Everything may be unknown but what worries and the area that receives it."""

    what_worries: str
    area_id: int
    channel: str
    received_at: datetime
    person: NewPerson = field(default_factory=lambda: NewPerson(name=""))
    originator: NewOriginator = field(default_factory=NewOriginator)
    residence: str = ""
    where_and_when: str = ""
    noticed_on: date | None = None
    noticed_precision: str = ""
    how_known: str = ""
    known_words: str = ""
    others_know: str = ""
    child_worry: str = ""
    child_words: str = ""
    person_knows: str = ""
    person_knows_words: str = ""
    safe_contact: str = ""
    sector: str = "unspecified"
    concern_type: str = ""
    privacy_version: str = ""
    key: UUID | None = None
    asked: AskedThemselves | None = None
    pathway: str = ""  # none: the one that the nation of the area has for referrals


@dataclass(frozen=True)
class Received:
    """What was made of a concern: the reference to tell, and what the same transaction may go on with."""

    reference: str
    case_id: int
    person_id: int
    area_id: int
    received_at: datetime
