"""What is known of a person of the programme that may go along when they are referred on, and what came of a referral."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.on_paper import is_withheld
from throughcare.commons.people import queries as people
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date, uk_today
from throughcare.stages.referrals.queries.intake import Stands, sent_by_me

BORN, COURT = "born", "court"


@dataclass(frozen=True)
class Known:
    """The particulars that the reader may see: the name always, and what else there is, by the name of its box."""

    name: str
    born_on: date | None
    precision: str
    values: Mapping[str, str]
    court: bool

    @property
    def choices(self) -> list[tuple[str, str]]:
        """This will list what may go along, each with what it says, so that nothing goes along unread."""
        labels = {
            "name_used": _("Name they use: %(what)s"),
            "communication_needs": _("What helps them to communicate: %(what)s"),
            "address": _("Address: %(what)s"),
            "phone": _("Telephone: %(what)s"),
            "email": _("E-mail: %(what)s"),
        }
        born = [(BORN, _("Date of birth: %(what)s") % {"what": self._born()})] if self.born_on else []
        found = [(name, labels[name] % {"what": value}) for name, value in self.values.items() if value]
        court = [(COURT, _("That a court ordered that prints do not name the person"))] if self.court else []
        return [*born, *found, *court]

    def _born(self) -> str:
        assert self.born_on is not None
        if self.precision == "exact":
            return format_date(self.born_on)
        return _("about %(year)s") % {"year": self.born_on.year}


def known_of(case: OpenCase) -> Known:
    """This will give what whoever opened the case knows of the person, as far as they may read it."""
    name, used = people.name_and_used(case.person_id)
    birth = people.birth(case.person_id)
    ways = {one.way: one.value for one in people.contacts(case.person_id, on=uk_today(case.at))}
    needs, _adjusted = people.help_needed(case.person_id)
    values = {
        "name_used": used,
        "communication_needs": needs,
        **{way: ways.get(way, "") for way in ("address", "phone", "email")},
    }
    return Known(name, birth.born_on, birth.precision, values, is_withheld(case))


def came_of(reference: str) -> Stands | None:
    """This will say how a referral stands, to whoever sent it and to nobody else: that it came, and whether it was answered."""
    try:
        return sent_by_me(reference)
    except NotFound:
        return None
