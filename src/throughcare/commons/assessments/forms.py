"""What is typed into an assessment: how it is begun, one factor, the formulation, who is asked to assess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.commons.assessments import rules
from throughcare.commons.assessments.instruments import Instrument, Measure
from throughcare.commons.assessments.instruments.bringing import LARGEST_MEGABYTES
from throughcare.commons.assessments.queries import COMPARTMENT
from throughcare.commons.assessments.rules import Judged, Piece, Written
from throughcare.commons.cases.citing import Citable
from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText, ShortText, Upload
from throughcare.kernel.definitions import codelist

PIECES_MOST = 12
LABELS = {rules.FOR: _("Evidence for"), rules.AGAINST: _("Evidence against")}


class StartForm(Form):
    """Which instrument, and the reasons where some are needed."""

    instrument = CodeChoice(label=_("Which instrument?"), choices=(), missing=_("Choose an instrument"))
    reason = LongText(
        label=_("Why this instrument, although it is superseded or made for others?"),
        compartment=COMPARTMENT,
        required=False,
        hint=_("Only for an instrument that is superseded, or made for other people."),
    )
    why = LongText(
        label=_("Why is the assessment made again?"),
        compartment=COMPARTMENT,
        required=False,
        hint=_("There is a finished assessment. It is kept as it is."),
    )

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, str]], hints: Mapping[str, str], again: bool, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["instrument"].choices = list(choices)  # type: ignore[attr-defined]  # a field of ours
        self.fields["instrument"].hints = dict(hints)  # type: ignore[attr-defined]  # a field of ours
        if not again:
            del self.fields["why"]


class FactorForm(Form):
    """One factor: how present, what is missing where it is not known, evidence for and against with its sources."""

    missing = LongText(label="", compartment=COMPARTMENT, required=False)

    def __init__(
        self,
        *args: Any,
        used: Instrument,
        factor: str,
        citable: Sequence[Citable],
        counts: Mapping[str, int],
        own: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.used, self.citable, self.counts = used, citable, dict(counts)
        leading, *self.measures = used.measures_of(factor)
        self.fields["presence"] = self._answers(leading)
        for measure in self.measures:
            self.fields[f"further-{measure.code}"] = self._answers(measure)
        self.fields["missing"].label = _(used.not_known_asks)
        if own:
            self.fields["label"] = ShortText(label=_("What do you call this factor?"), limit=200, required=False)
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
        kinds = [(code.code, _(code.label)) for code in codelist("statement_kinds").values]
        cites = [(one.code, one.label) for one in self.citable]
        added = {
            "text": LongText(label=LABELS[side], compartment=COMPARTMENT, required=False),
            "cite": CodeChoice(label=_("Source"), choices=cites, kind="select", required=False),
            "source": ShortText(label=_("Or another source"), limit=150, required=False),
            "kind": CodeChoice(label=_("Kind"), choices=kinds, kind="select", required=False),
        }
        for part, field in added.items():
            self.fields[f"{side}-{part}-{number}"] = field

    def numbers(self, side: str) -> range:
        """This will give the numbers of the pieces on one side."""
        return range(1, min(self.counts[side], PIECES_MOST) + 1)

    def boxes(self, side: str) -> list[dict[str, Any]]:
        """This will give the boxes of each piece on one side, for the page."""
        parts = ("text", "cite", "source", "kind")
        return [{part: self[f"{side}-{part}-{number}"] for part in parts} for number in self.numbers(side)]

    def cites(self) -> dict[str, list[Citable]]:
        """This will group what can be cited, for the select."""
        found: dict[str, list[Citable]] = {}
        for one in self.citable:
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
            )
            for side in rules.SIDES
            for number in self.numbers(side)
        )
        kept = tuple(piece for piece in pieces if piece.text.strip() or piece.has_source or piece.kind)
        further = {measure.code: value(f"further-{measure.code}", "") for measure in self.measures}
        return Written(value("presence", ""), value("missing", ""), kept, value("label", ""), further=further)

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


def initial_of(written: Written) -> dict[str, str]:
    """This will fill the boxes of a factor from what is written."""
    found = {"presence": written.presence, "missing": written.missing, "label": written.label}
    found |= {f"further-{code}": answer for code, answer in written.further.items()}
    for side in rules.SIDES:
        for number, piece in enumerate(written.on(side), 1):
            words = {"text": piece.text, "cite": piece.cite, "source": piece.source, "kind": piece.kind}
            found |= {f"{side}-{part}-{number}": value for part, value in words.items()}
    return found


class FormulationForm(Form):
    """The formulation, part by part as the instrument has it."""

    def __init__(self, *args: Any, used: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in used.formulation:
            self.fields[part.code] = LongText(label=_(part.label), compartment=COMPARTMENT, required=False)


class JudgementsForm(Form):
    """The summary judgements that the instrument asks for, each with its reason. Nothing proposes an answer."""

    def __init__(self, *args: Any, used: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = used.judgements
        for one in used.judgements:
            answers = [*(one.scale.answers if one.scale else ()), used.not_known]
            self.fields[f"answer-{one.code}"] = CodeChoice(
                label=_(one.label),
                choices=[(answer.code, _(answer.label)) for answer in answers],
                divider_before=used.not_known.code,
                required=False,
            )
            self.fields[f"because-{one.code}"] = LongText(label=_("Why"), compartment=COMPARTMENT, required=False)

    def boxes(self) -> list[dict[str, Any]]:
        """This will give the two boxes of each judgement, for the page."""
        return [{part: self[f"{part}-{one.code}"] for part in ("answer", "because")} for one in self.asked]

    def judged(self) -> dict[str, Judged]:
        """This will give what was chosen and written, whole or not."""
        value = self.cleaned_data.get
        return {
            one.code: Judged(value(f"answer-{one.code}", ""), value(f"because-{one.code}", "")) for one in self.asked
        }


class BringForm(Form):
    """A site's own copy of an instrument: the file, what rows cannot say themselves, and by what licence it is here."""

    file = Upload(
        label=_("YAML, CSV or XLSX file"),
        missing=_("Choose a file"),
        largest_mb=LARGEST_MEGABYTES,
        hint=_("YAML says all of an instrument. Rows of a CSV file or a workbook fill one that is known here."),
    )
    name = CodeChoice(
        label=_("Which instrument do the rows belong to?"),
        choices=(),
        kind="select",
        required=False,
        hint=_("Only for CSV and XLSX."),
    )
    version = ShortText(
        label=_("Which version is it?"),
        limit=20,
        required=False,
        hint=_("Its date, such as 2026-03-01. YAML may say it itself."),
    )
    since = ShortText(
        label=_("From when is it in force?"),
        limit=10,
        required=False,
        hint=_("A year, a month such as 2025-03, or a day. Only for CSV and XLSX."),
    )
    licensed = LongText(
        label=_("By what licence does your agency have it?"),
        compartment="instruments",
        missing=_("Name the licence: who gave it, to whom, its number and its last day"),
        hint=_("Who gave it, to whom, its number and its last day."),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = list(choices)  # type: ignore[attr-defined]  # a field of ours


def initial_judged(judged: Mapping[str, Judged]) -> dict[str, str]:
    """This will fill the boxes of the judgements from what is kept."""
    return {
        f"{part}-{code}": words
        for code, said in judged.items()
        for part, words in (("answer", said.answer), ("because", said.because))
    }


class TakeAwayForm(Form):
    """Why an assessment is taken away from whoever was asked."""

    reason = ShortText(label=_("Why is it taken away?"), missing=_("Say why it is taken away"), limit=200)


class AssignForm(Form):
    """Who is asked to assess, and by when."""

    assessor = CodeChoice(label=_("Who is asked to assess?"), choices=(), missing=_("Choose an assessor"))
    due_on = DateParts(label=_("By when?"), exact=True, missing=_("Enter the day by which you need the assessment"))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], hints: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["assessor"].choices = list(choices)  # type: ignore[attr-defined]  # a field of ours
        self.fields["assessor"].hints = dict(hints)  # type: ignore[attr-defined]  # a field of ours
