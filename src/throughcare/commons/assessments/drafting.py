"""What a draft holds, read from and written to its one row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.assessments import rules
from throughcare.commons.assessments.grounds import Grounds
from throughcare.commons.assessments.instruments import Factor, Instrument
from throughcare.commons.assessments.rules import Gap, Judged, Piece, Progress, Written
from throughcare.kernel.time import uk_today

OTHER = "other"
OTHERS_MOST = 20


@dataclass(frozen=True)
class HandLine:
    """A colleague who was asked to write parts of a draft."""

    key: str
    staff_id: int
    name: str
    parts: tuple[str, ...]
    runs: bool


@dataclass(frozen=True)
class Draft:
    """An assessment as far as it is written, with the instrument it uses."""

    id: int
    start_id: int
    instrument: Instrument
    saved_at: datetime
    expires_at: datetime
    factors: Mapping[str, Written] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    texts_revision: int = 0
    judged: Mapping[str, Judged] = field(default_factory=dict)
    judged_revision: int = 0
    grounds: Grounds = field(default_factory=Grounds)
    grounds_revision: int = 0
    is_lead: bool = True
    lead: str = ""
    parts: tuple[str, ...] = ()
    hands: tuple[HandLine, ...] = ()

    @property
    def is_shared(self) -> bool:
        """This will say whether anybody but the lead signatory was ever asked to write in it."""
        return bool(self.hands)

    @property
    def running(self) -> tuple[HandLine, ...]:
        """This will list the colleagues who write in it now."""
        return tuple(one for one in self.hands if one.runs)

    def is_mine(self, part: str) -> bool:
        """This will say whether its reader writes a part: the lead signatory every one, a colleague those asked for."""
        return self.is_lead or part in self.parts

    def part_of(self, factor: str) -> str:
        """This will name the part that a factor stands in."""
        return OTHER if is_other(factor) else self.instrument.domain_of(factor)

    def writer(self, factor: str) -> str:
        """This will name who wrote a factor last; nobody where the draft has one hand."""
        by = self.written(factor).by
        names = {one.staff_id: one.name for one in self.hands}
        return names.get(by, self.lead if by else "") if self.is_shared else ""

    @property
    def saved_on(self) -> date:
        """This will give the day it was last saved."""
        return uk_today(self.saved_at)

    @property
    def expires_on(self) -> date:
        """This will give the day after which it is gone."""
        return uk_today(self.expires_at)

    def written(self, factor: str) -> Written:
        """This will give what is written of one factor."""
        return self.factors.get(factor, Written())

    def answers_in_words(self, factor: str, written: Written | None = None) -> str:
        """This will put the answers about a factor into words, each under its label where several are asked."""
        used, said = self.instrument, written or self.written(factor)
        leading, *further = used.measures_of(factor)
        if not further:
            return used.presence(factor, said.presence)
        codes = {leading.code: said.presence, **said.further}
        measures = (leading, *further)
        return " · ".join(
            f"{_(one.label)}: {used.answer(factor, one.code, codes.get(one.code, ''))}" for one in measures
        )

    def others(self) -> tuple[Factor, ...]:
        """This will list the factors of the person's own, in the order they were added."""
        own = sorted((code for code in self.factors if is_other(code)), key=lambda code: int(code.rpartition("_")[2]))
        return tuple(Factor(code, self.factors[code].label) for code in own)

    def next_other(self) -> str:
        """This will give the code of a new factor of the person's own."""
        numbers = [int(factor.code.rpartition("_")[2]) for factor in self.others()]
        return f"{OTHER}_{max(numbers, default=0) + 1}"

    def everything(self) -> tuple[Factor, ...]:
        """This will list every factor that is to be answered."""
        return (*self.instrument.factors, *self.others())

    def gaps(self, factor: str) -> list[Gap]:
        """This will say what one factor still lacks."""
        further = [one.code for one in self.instrument.measures_of(factor)[1:]]
        found = rules.gaps_of(self.written(factor), further=further)
        if is_other(factor) and not self.written(factor).label.strip():
            return [Gap(_("Name this factor"), "label"), *found]
        return found

    def all_gaps(self) -> dict[str, list[Gap]]:
        """This will say what every factor still lacks."""
        return {factor.code: self.gaps(factor.code) for factor in self.everything()}

    def progress(self) -> Progress:
        """This will say how far the draft is."""
        gaps = self.all_gaps()
        whole = frozenset(code for code, missing in gaps.items() if not missing)
        begun = frozenset(code for code in gaps if code not in whole and self.written(code).is_begun)
        return Progress(whole, begun)


def is_other(factor: str) -> bool:
    """This will say whether a code is of a factor of the person's own."""
    head, _line, number = factor.rpartition("_")
    return head == OTHER and number.isdigit() and 0 < int(number) <= OTHERS_MOST


def read_parts(parts: Mapping[str, Any] | None) -> dict[str, Any]:
    """This will read what a row keeps: factors, formulation and judgements with their revisions."""
    kept = parts or {}
    return {
        "factors": {code: _written(row) for code, row in kept.get("factors", {}).items()},
        "texts": dict(kept.get("texts", {})),
        "texts_revision": int(kept.get("texts_revision", 0)),
        "judged": {code: Judged(**row) for code, row in kept.get("judged", {}).items()},
        "judged_revision": int(kept.get("judged_revision", 0)),
        "grounds": _grounds(kept.get("grounds", {})),
        "grounds_revision": int(kept.get("grounds_revision", 0)),
    }


def read_written(row: Mapping[str, Any]) -> Written:
    """This will read what is written of one factor."""
    return _written(row)


def write_written(written: Written) -> dict[str, Any]:
    """This will write what is written of one factor."""
    return asdict(written)


def write_parts(draft: Draft | None = None, **changed: Any) -> dict[str, Any]:
    """This will write what a row keeps: a draft, with what changed in it."""
    kept = {name: changed.get(name, getattr(draft, name, {})) for name in ("factors", "texts", "judged")}
    grounds = changed.get("grounds", getattr(draft, "grounds", Grounds()))
    revisions = ("texts_revision", "judged_revision", "grounds_revision")
    return {
        "factors": {code: asdict(written) for code, written in kept["factors"].items()},
        "texts": dict(kept["texts"]),
        "judged": {code: asdict(judged) for code, judged in kept["judged"].items()},
        "grounds": asdict(grounds),
        **{name: changed.get(name, getattr(draft, name, 0)) for name in revisions},
    }


def _grounds(row: Mapping[str, Any]) -> Grounds:
    return Grounds(**{**row, "disciplines": tuple(row.get("disciplines", ()))})


def _written(row: Mapping[str, Any]) -> Written:
    return Written(**{**row, "pieces": tuple(Piece(**piece) for piece in row.get("pieces", ()))})
