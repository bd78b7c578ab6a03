"""One factor: its answers, what is missing, and the evidence with its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.commons.assessments import rules
from throughcare.commons.assessments.instruments import Instrument, Measure
from throughcare.commons.assessments.queries import COMPARTMENT
from throughcare.commons.assessments.rules import Piece, Written
from throughcare.commons.cases.citing import Citable, citable, cited
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.forms import CodeChoice, CodeChoices, Form, LongText, ShortText
from throughcare.kernel.definitions import codelist

PIECES_MOST = 12
CITE = re.compile(r"(for|against)-cite-\d+")
PARTS = ("text", "cite", "source", "origin", "kind", "reliability")
LABELS = {rules.FOR: _("Evidence for"), rules.AGAINST: _("Evidence against")}


def codes(name: str) -> list[tuple[str, str]]:
    """This will give code and label of everything on a code list."""
    return [(code.code, str(_(code.label))) for code in codelist(name).values]


class Sources:
    """What may be cited: all of it for the page that shows it, and of what was sent only what was cited there."""

    def __init__(self, case: OpenCase, *, before: Iterable[str], data: Mapping[str, object] | None) -> None:
        self.case, self.before = case, tuple(before)
        self.sent = [str(value) for name, value in (data or {}).items() if CITE.fullmatch(name) and value]

    @cached_property
    def every(self) -> list[Citable]:
        """This will list all that may be cited, and what was cited before."""
        return citable(self.case, also=(*self.before, *self.found))

    def listed(self) -> list[tuple[str, str]]:
        """This will list all that may be cited as choices, asked for when they are shown."""
        return [(one.code, one.label) for one in self.every]

    @cached_property
    def found(self) -> Mapping[str, Citable]:
        """This will find what was sent, as far as it may be cited."""
        return cited(self.case, self.sent)


class Cited(CodeChoice):
    """What a piece of evidence cites. A draft is kept every few seconds: only what is shown asks for the whole list."""

    def __init__(self, *, label: str, sources: Sources) -> None:
        super().__init__(label=label, choices=sources.listed, kind="select", required=False)
        self.sources = sources

    def refuse_unknown(self, codes: Iterable[str]) -> None:
        """This will refuse what is not on this case, or may not be opened."""
        if not set(codes) <= self.sources.found.keys():
            super().refuse_unknown(codes)


class FactorForm(Form):
    """One factor: how present, what is missing where it is not known, evidence for and against with its sources."""

    missing = LongText(label="", compartment=COMPARTMENT, required=False)

    def __init__(
        self,
        *args: Any,
        used: Instrument,
        factor: str,
        sources: Sources,
        counts: Mapping[str, int],
        own: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.used, self.sources, self.counts = used, sources, dict(counts)
        leading, *self.measures = used.measures_of(factor)
        self.fields["presence"] = self._answers(leading)
        for measure in self.measures:
            self.fields[f"further-{measure.code}"] = self._answers(measure)
        self.fields["missing"].label = _(used.not_known_asks)
        if own:
            self.fields["label"] = ShortText(label=_("What do you call this factor?"), limit=200, required=False)
        self.fields["none-against"] = CodeChoices(
            label=_("Nothing found against it?"),
            choices=[("yes", _("I looked for evidence against, and found none"))],
            required=False,
        )
        for side in rules.SIDES:
            for number in self.numbers(side):
                self._add_piece(side, number)

    def _answers(self, measure: Measure) -> CodeChoice:
        answers = [(one.code, _(one.label)) for one in (*measure.scale.answers, self.used.not_known)]
        return CodeChoice(
            label=_(measure.question), choices=answers, divider_before=self.used.not_known.code, required=False
        )

    def further(self) -> list[Any]:
        """This will give the boxes of the questions beside the leading one, for the page."""
        return [self[f"further-{measure.code}"] for measure in self.measures]

    def _add_piece(self, side: str, number: int) -> None:
        added = {
            "text": LongText(label=LABELS[side], compartment=COMPARTMENT, required=False),
            "cite": Cited(label=_("Source"), sources=self.sources),
            "source": ShortText(label=_("Or another source"), limit=150, required=False),
            "origin": CodeChoice(
                label=_("What it is"), choices=codes("evidence_origins"), kind="select", required=False
            ),
            "kind": CodeChoice(label=_("Kind"), choices=codes("statement_kinds"), kind="select", required=False),
            "reliability": CodeChoice(
                label=_("How reliable, if somebody told it"),
                choices=codes("evidence_reliability"),
                kind="select",
                required=False,
            ),
        }
        for part, field in added.items():
            self.fields[f"{side}-{part}-{number}"] = field

    def numbers(self, side: str) -> range:
        """This will give the numbers of the pieces on one side."""
        return range(1, min(self.counts[side], PIECES_MOST) + 1)

    def boxes(self, side: str) -> list[dict[str, Any]]:
        """This will give the boxes of each piece on one side, for the page."""
        return [{part: self[f"{side}-{part}-{number}"] for part in PARTS} for number in self.numbers(side)]

    def cites(self) -> dict[str, list[Citable]]:
        """This will group what can be cited, for the select."""
        found: dict[str, list[Citable]] = {}
        for one in self.sources.every:
            found.setdefault(one.group, []).append(one)
        return found

    def written(self) -> Written:
        """This will give what was typed, whole or not; only what can be kept at all."""
        value = self.cleaned_data.get
        pieces = (
            Piece(
                side,
                value(f"{side}-text-{number}", ""),
                value(f"{side}-kind-{number}", ""),
                value(f"{side}-cite-{number}", ""),
                value(f"{side}-source-{number}", ""),
                value(f"{side}-origin-{number}", ""),
                value(f"{side}-reliability-{number}", ""),
            )
            for side in rules.SIDES
            for number in self.numbers(side)
        )
        kept = tuple(piece for piece in pieces if piece.text.strip() or piece.has_source or piece.kind or piece.origin)
        further = {measure.code: value(f"further-{measure.code}", "") for measure in self.measures}
        none = bool(value("none-against"))
        return Written(
            value("presence", ""), value("missing", ""), kept, value("label", ""), further=further, none_against=none
        )

    def say(self, gaps: Sequence[rules.Gap]) -> None:
        """This will put what is still missing beside its box."""
        for gap in gaps:
            box = gap.box if gap.box in self.fields else None
            self.add_error(box, gap.text)


def counts_sent(data: Mapping[str, object]) -> dict[str, int]:
    """This will count the pieces on each side that a page had when it was sent."""
    return {
        side: max(sum(f"{side}-text-{number}" in data for number in range(1, PIECES_MOST + 1)), 1)
        for side in rules.SIDES
    }


def counts_of(written: Written) -> dict[str, int]:
    """This will count the pieces that are written on each side, one box at least."""
    return {side: max(len(written.on(side)), 1) for side in rules.SIDES}


def initial_of(written: Written) -> dict[str, Any]:
    """This will fill the boxes of a factor from what is written."""
    found: dict[str, Any] = {"presence": written.presence, "missing": written.missing, "label": written.label}
    found["none-against"] = ["yes"] if written.none_against else []
    found |= {f"further-{code}": answer for code, answer in written.further.items()}
    for side in rules.SIDES:
        for number, piece in enumerate(written.on(side), 1):
            words = {part: getattr(piece, part) for part in PARTS}
            found |= {f"{side}-{part}-{number}": value for part, value in words.items()}
    return found
