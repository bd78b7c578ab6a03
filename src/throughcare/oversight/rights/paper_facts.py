"""What the system knows of itself, line by line, for the papers that the law asks of a controller.

Everything is read where it stands: the register of tables, the matrix, the retention classes, the agreements in force. A
line without a value is for the controller to write.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.sharing import queries as sharing
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.time import format_date
from throughcare.oversight.rights import queries
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.access.register import register
from throughcare.safeguards.pathways import Pathway

if TYPE_CHECKING:
    from throughcare.commons.agencies.models import Agency

CONDITIONS = ("special", "criminal")


@dataclass(frozen=True)
class Line:
    """One line of a paper: what it is about, what is known, from which law, and where in the manual it is told of."""

    label: str
    value: str
    source: str = ""
    verify: bool = False
    page: str = ""


@dataclass(frozen=True)
class Of:
    """Whose paper it is, and on which day."""

    agency: Agency
    today: date

    @property
    def regime(self) -> str:
        """This will name the regime under which the agency keeps its records."""
        return self.agency.regime


def processing() -> Mapping[str, Any]:
    """This will give for what the system is used, about whom, and how it is kept safe."""
    return load("rights", "processing").data


def lines(fill: str, of: Of) -> list[Line]:
    """This will give the lines of one part, by the name that a paper calls it by."""
    return list(FILLS[fill](of))


def _controller(of: Of) -> Iterable[Line]:
    officers = agencies.holders("data_protection", area_id=None, on=of.today)
    own = [one for one in officers if one.agency == of.agency.name]
    yield Line(_("Controller"), of.agency.name)
    yield Line(_("Telephone"), of.agency.phone)
    yield Line(_("Data protection officer"), ", ".join(f"{one.name} {one.phone}".strip() for one in own))
    yield Line(_("Regime"), queries.breach_rules(of.regime)["label"])


def _dpia_day(_of: Of) -> Iterable[Line]:
    yield Line(_("Impact assessment signed on"), _day(settings.DPIA_ON))


def _day(written: str) -> str:
    """A day as the site's settings write it; where they write none, nobody here knows it."""
    try:
        return format_date(date.fromisoformat(written))
    except ValueError:
        return ""


def _purposes(of: Of) -> Iterable[Line]:
    """Of the pathways that cases on this site are under, those of the controller's nation; of all where there is no case."""
    used, nations = {pathway for pathway, _version in queries.pathways_in_use()}, _nations(of)
    for one in processing()["purposes"]:
        pathways = [Pathway.load(name) for name in one["pathways"] if not used or name in used]
        titles = [_(each.title) for each in pathways if _is_there(each, nations)]
        if titles:
            yield Line(_(one["label"]), ", ".join(titles), one["source"], one.get("verify", False))


def _nations(of: Of) -> set[str]:
    return {area.nation for area in agencies.areas() if of.agency.pk in (area.local_authority_id, area.police_id)}


def _is_there(pathway: Pathway, nations: set[str]) -> bool:
    """A pathway that opens by a verb of its own is in every nation; so is any for an agency that has no area."""
    opens = set(pathway.parts.opens_for)
    return not opens or not nations or bool(opens & nations)


def _bases(of: Of) -> Iterable[Line]:
    default = load("records", "defaults").data["regimes"][of.regime]
    named = codelist("bases").label(default["basis"])
    yield Line(_("Lawful basis of what is recorded"), named, default["source"], default.get("verify", False))
    for code in codelist("bases").valid(of.today):
        if code.extra.get("kind") in CONDITIONS and code.extra.get("regime") == of.regime:
            yield Line(_("Condition"), _(code.label), code.source, code.verify)


def _special(_of: Of) -> Iterable[Line]:
    for one in processing()["special"]:
        yield Line(_(one["label"]), _labels(one["compartments"]), one["source"], one.get("verify", False))


def _people(_of: Of) -> Iterable[Line]:
    for one in processing()["people"]:
        yield Line(_(one["label"]), _labels(code for code in one["compartments"] if code in _held()))


def _data(_of: Of) -> Iterable[Line]:
    holds, tables = load("access", "compartments").data["compartments"], _held()
    for code in _personal():
        number = ngettext("%(n)s table", "%(n)s tables", tables[code]) % {"n": tables[code]}
        yield Line(_(holds[code]["label"]), f"{_(holds[code]['holds'])} ({number})")


def _readers(_of: Of) -> Iterable[Line]:
    for code in _personal():
        rows = matrix().readers(code)
        value = "; ".join(f"{matrix().roles[row.role].label}: {row.reason}" for row in rows)
        yield Line(_label(code), value or _("Nobody who works on cases"))


def _recipients(of: Of) -> Iterable[Line]:
    found = sharing.agreements_in_force(today=of.today, controller_id=of.agency.pk)
    for one in found:
        now = one.now
        parties = ", ".join(party.name for party in now.parties)
        bases = ", ".join(f"{_(basis.label)} ({basis.source})" for basis in now.bases)
        words = [now.row.title, now.row.purpose, _("Data: %(data)s") % {"data": ", ".join(now.categories)}]
        review = _("Review by %(day)s") % {"day": format_date(now.row.review_on)}
        yield Line(parties, ". ".join([*words, _("Basis: %(bases)s") % {"bases": bases}, review]), one.row.reference)
    if not found:
        yield Line(_("Agreements in force"), _("None is recorded here."))


def _periods(of: Of) -> Iterable[Line]:
    for one in codelist("retention_classes").valid(of.today):
        months = int(one.extra["review_after_months"])
        words = ngettext("Looked at after %(n)s month", "Looked at after %(n)s months", months) % {"n": months}
        yield Line(_(one.label), words, one.source, one.verify)


def _measures(_of: Of) -> Iterable[Line]:
    for one in processing()["measures"]:
        yield Line(_(one["label"]), _("Told of in the manual: %(page)s") % {"page": one["page"]}, page=one["page"])


def _answering(of: Of) -> Iterable[Line]:
    rules = load("rights", "requests").data["regimes"][of.regime]
    for code, one in rules["kinds"].items():
        yield Line(codelist("request_kinds").label(code), one["article"], one["article"], one.get("verify", False))
    clock = queries.breach_rules(of.regime)["clock"]
    words = _("Told to the Commissioner within %(hours)s hours") % clock
    yield Line(_("Data breaches"), words, clock["source"], clock.get("verify", False))


def _held() -> dict[str, int]:
    """How many tables hold something in each compartment, by the register."""
    found: dict[str, int] = {}
    for handling in register().values():
        if handling.compartment:
            found[handling.compartment] = found.get(handling.compartment, 0) + 1
    return found


def _personal() -> list[str]:
    """The compartments that hold data about people, in the order in which they are written down."""
    other, held = set(processing()["not_personal"]), _held()
    return [code for code in load("access", "compartments").data["compartments"] if code in held and code not in other]


def _label(code: str) -> str:
    return _(matrix().compartments[code])


def _labels(codes: Iterable[str]) -> str:
    return ", ".join(_label(code) for code in codes)


def compartments_said() -> Collection[str]:
    """This will name every compartment of which the rules say whom it is about, or that it is about nobody."""
    said = processing()
    return {code for one in said["people"] for code in one["compartments"]} | set(said["not_personal"])


FILLS: Mapping[str, Callable[[Of], Iterable[Line]]] = {
    "controller": _controller,
    "dpia_day": _dpia_day,
    "purposes": _purposes,
    "bases": _bases,
    "special": _special,
    "people": _people,
    "data": _data,
    "readers": _readers,
    "recipients": _recipients,
    "periods": _periods,
    "measures": _measures,
    "answering": _answering,
}
