"""How a rule answers: yes, or no with every reason, what would mend it, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Mend:
    """One thing that would make the act possible; `verb` names the act, `url` the page where it is done."""

    text: str
    url: str = ""
    verb: str = ""


@dataclass(frozen=True)
class Reason:
    """Why not: in words, with the section of the rulebook and the source of the rule."""

    text: str
    rule: str = ""
    source: str = ""
    mends: tuple[Mend, ...] = ()
    verify: bool = False
    about: str = ""  # two rules may say one no in their own words: of those about the same thing the first is told


@dataclass(frozen=True)
class Contact:
    """A person to ask, with the number to ring."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class Answer:
    """What a rule says: no reasons means yes."""

    reasons: tuple[Reason, ...] = ()

    def __bool__(self) -> bool:
        return not self.reasons

    def __and__(self, other: Answer) -> Answer:
        """This will unite two answers, keeping every reason once and in order, and one about each thing."""
        told: dict[str, Reason] = {}
        every = dict.fromkeys(self.reasons + other.reasons)
        return Answer(tuple(one for one in every if not one.about or told.setdefault(one.about, one) is one))

    @property
    def mends(self) -> tuple[Mend, ...]:
        """This will list what would make it possible, each thing once."""
        return tuple(dict.fromkeys(mend for reason in self.reasons for mend in reason.mends))

    def or_refuse(self, not_done: str, *, ask: Contact | None = None, pathway: str = "") -> None:
        """This will do nothing when the answer is yes, and raise Refusal with every reason when it is no."""
        if self.reasons:
            raise Refusal(not_done, reasons=self.reasons, ask=ask, pathway=pathway)


YES = Answer()


def no(
    text: str, *, rule: str = "", source: str = "", mends: Iterable[Mend] = (), verify: bool = False, about: str = ""
) -> Answer:
    """This will answer no for one reason."""
    return Answer((Reason(text, rule=rule, source=source, mends=tuple(mends), verify=verify, about=about),))


class Refusal(Exception):
    """A no that was to be expected: shown in four parts, counted, and never logged as a defect."""

    def __init__(
        self, not_done: str, *, reasons: Iterable[Reason] = (), ask: Contact | None = None, pathway: str = ""
    ) -> None:
        super().__init__(not_done)
        self.not_done = not_done
        self.reasons = tuple(reasons)
        self.ask = ask
        self.pathway = pathway

    @property
    def mends(self) -> tuple[Mend, ...]:
        """This will list what would make it possible, each thing once."""
        return Answer(self.reasons).mends

    def as_text(self) -> str:
        """This will tell the four parts in plain lines, for a command, a letter or a machine."""
        lines = [self.not_done, *(_("Why: %(reason)s") % {"reason": self._why(reason)} for reason in self.reasons)]
        lines += [_("What would make it possible: %(mend)s") % {"mend": mend.text} for mend in self.mends]
        if self.ask:
            asked = " ".join(part for part in (self.ask.name, self.ask.phone) if part)
            lines.append(_("Whom to ask: %(contact)s") % {"contact": asked})
        return "\n".join(lines)

    def _why(self, reason: Reason) -> str:
        section = _("section %(number)s") % {"number": reason.rule} if reason.rule else ""
        where = ", ".join(part for part in (self.pathway, section, reason.source) if part)
        return f"{reason.text} ({where})" if where else reason.text


class NotFound(Exception):
    """There is no such thing, or not for this person: the two look alike."""

    def __init__(self) -> None:
        super().__init__("not found")


class Conflict(Exception):
    """Two people wrote the same thing; neither text is lost."""

    def __init__(self, *, theirs: str, yours: str, by: str, at: datetime, field: str = "") -> None:
        super().__init__(f"two people edited {field or 'the same record'}")
        self.theirs = theirs
        self.yours = yours
        self.by = by
        self.at = at
        self.field = field
