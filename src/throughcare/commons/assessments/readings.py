"""A finished assessment as it is read, under the version of the instrument it was taken with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from throughcare.commons.assessments import hands, queries, rules
from throughcare.commons.assessments.drafting import HandLine
from throughcare.commons.assessments.instruments import Domain, Factor, Instrument, instrument
from throughcare.commons.assessments.models import (
    Assessment,
    Countersignature,
    Evidence,
    Formulation,
    Judgement,
    Provenance,
    Rating,
)
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today


@dataclass(frozen=True)
class Answered:
    """One question about a factor, and the answer in words."""

    label: str
    words: str
    code: str = ""


@dataclass(frozen=True)
class Shown:
    """One piece of evidence as it is read, with what is said of its source."""

    side: str
    text: str
    kind: str
    source: str
    about_source: str
    origin: str = ""


@dataclass(frozen=True)
class Rated:
    """One factor of a finished assessment: every answer, what is missing, and the evidence."""

    factor: Factor
    answers: Sequence[Answered]
    unknown: bool
    missing: str
    pieces: Sequence[Shown]
    none_against: bool = False
    writer: str = ""

    def on(self, side: str) -> list[Shown]:
        """This will give the evidence for or against."""
        return [piece for piece in self.pieces if piece.side == side]

    @property
    def presence(self) -> str:
        """This will give the answer to the leading question in words."""
        return self.answers[0].words if self.answers else ""


@dataclass(frozen=True)
class JudgedLine:
    """A summary judgement as it was made."""

    label: str
    words: str
    because: str


@dataclass(frozen=True)
class Reading:
    """A finished assessment as it is read: the formulation first, then the factors."""

    row: Assessment
    instrument: Instrument
    formulation: Sequence[tuple[str, str, str]]
    domains: Sequence[tuple[Domain | None, Sequence[Rated]]]
    judged: Sequence[JudgedLine]
    basis: Provenance | None = None
    countersigned: Countersignature | None = None
    hands: Sequence[HandLine] = ()

    @property
    def written_by(self) -> list[str]:
        """This will name everybody who wrote it, the lead signatory first, each colleague with the parts asked for."""
        if not self.hands or self.row.by is None:
            return []
        labels = {domain.code: _(domain.label) for domain in self.instrument.domains}
        lead = _("%(name)s, lead signatory") % {"name": self.row.by.name}
        return [
            lead,
            *(f"{one.name}: {', '.join(labels.get(p, _('Other factors')) for p in one.parts)}" for one in self.hands),
        ]

    @property
    def finished_on(self) -> date:
        """This will give the day it was finished."""
        return uk_today(self.row.happened_at)

    @property
    def rated(self) -> list[Rated]:
        """This will list every factor in order."""
        return [one for _domain, ratings in self.domains for one in ratings]

    @property
    def own_apart(self) -> list[Rated]:
        """This will list the factors of the instrument; what was added for this person alone has no counterpart elsewhere."""
        return [one for domain, ratings in self.domains if domain for one in ratings]

    @property
    def unknown(self) -> list[Rated]:
        """This will list what is not known."""
        return [one for one in self.rated if one.unknown]

    @property
    def disciplines(self) -> tuple[list[str], list[str]]:
        """This will list the disciplines that took part, and those from which nothing came."""
        return _here_and_missing("disciplines", set(self.basis.disciplines) if self.basis else set())

    @property
    def kinds_of_source(self) -> tuple[list[str], list[str]]:
        """This will list the kinds of source that evidence came from, and those from which none came."""
        return _here_and_missing("evidence_origins", {one.origin for each in self.rated for one in each.pieces})

    @property
    def sources(self) -> list[str]:
        """This will list every source that the evidence names, once, in order."""
        return list(dict.fromkeys(piece.source for one in self.rated for piece in one.pieces if piece.source))


def reading(case: OpenCase, key: str) -> Reading | None:
    """This will read one finished assessment whole, or none where the case has none of this key."""
    row = Assessment.objects.filter(case_id=case.id, key=key).select_related("by", "start").first()
    if row is None:
        return None
    used = instrument(row.instrument, row.version)
    return Reading(
        row,
        used,
        _formulation(row, used),
        _by_domain(used, _ratings(row, used)),
        _judged(row, used),
        Provenance.objects.filter(assessment=row).first(),
        Countersignature.objects.filter(assessment=row).select_related("by").first(),
        hands.of_start(row.start_id),
    )


def reading_of_text(case: OpenCase, key: str) -> Reading | None:
    """This will read one finished assessment by a key that somebody typed, or none where it is no key at all."""
    try:
        return reading(case, str(UUID(key)))
    except ValueError:
        return None


def rated(case: OpenCase, factor: str, *, used: Instrument) -> Rated | None:
    """This will give how a factor was rated in the newest finished assessment with the same instrument, or none.

    Another instrument, and another version of this one, are other questions: nothing of theirs stands beside the answer.
    """
    last = queries.latest_finished(case)
    if last is None or (last.instrument, last.version) != (used.name, used.version):
        return None
    read = reading(case, last.key)
    return next((one for one in read.rated if one.factor.code == factor), None) if read else None


def _ratings(row: Assessment, used: Instrument) -> list[Rated]:
    pieces = _evidence(row)
    by_factor: dict[str, list[Rating]] = defaultdict(list)
    for one in Rating.objects.filter(assessment=row).select_related("written_by").order_by("position", "id"):
        by_factor[one.factor].append(one)
    return [
        _rated(used, rows, [piece for one in rows for piece in pieces.get(one.pk, ())]) for rows in by_factor.values()
    ]


def _evidence(row: Assessment) -> Mapping[int, list[Shown]]:
    found: dict[int, list[Shown]] = defaultdict(list)
    for piece in Evidence.objects.filter(assessment=row).order_by("rating_id", "-side", "position"):
        about = _about_source(piece)
        found[piece.rating_id].append(Shown(piece.side, piece.text, piece.kind, piece.source, about, piece.origin))
    return found


def _here_and_missing(name: str, here: set[str]) -> tuple[list[str], list[str]]:
    known = [(code.code, _(code.label)) for code in codelist(name).values]
    return [label for code, label in known if code in here], [label for code, label in known if code not in here]


def _about_source(piece: Evidence) -> str:
    known = (("evidence_origins", piece.origin), ("evidence_reliability", piece.reliability))
    return "; ".join(codelist(name).label(code) for name, code in known if code)


def _rated(used: Instrument, rows: Sequence[Rating], pieces: Sequence[Shown]) -> Rated:
    code = rows[0].factor
    factor = used.factor(code) or Factor(code, rows[0].label)
    labels = {one.code: _(one.label) for one in used.measures_of(code)}
    answers = [
        Answered(labels.get(one.measure, ""), used.answer(code, one.measure, one.presence), one.presence)
        for one in rows
    ]
    missing = next((one.missing for one in rows if one.missing), "")
    unknown = any(one.presence == rules.NOT_KNOWN for one in rows)
    writer = rows[0].written_by.name if rows[0].written_by else ""
    return Rated(factor, answers, unknown, missing, pieces, rows[0].none_against, writer)


def _formulation(row: Assessment, used: Instrument) -> list[tuple[str, str, str]]:
    texts = dict(Formulation.objects.filter(assessment=row).values_list("part", "text"))
    return [(part.code, _(part.label), part.in_words(texts.get(part.code, ""))) for part in used.formulation]


def _judged(row: Assessment, used: Instrument) -> list[JudgedLine]:
    labels = {one.code: _(one.label) for one in used.judgements}
    rows = Judgement.objects.filter(assessment=row).order_by("position")
    return [JudgedLine(labels[one.code], used.judged(one.code, one.answer), one.because) for one in rows]


def _by_domain(used: Instrument, ratings: Sequence[Rated]) -> list[tuple[Domain | None, list[Rated]]]:
    by_code: dict[str, list[Rated]] = defaultdict(list)
    for one in ratings:
        by_code[used.domain_of(one.factor.code)].append(one)
    found: list[tuple[Domain | None, list[Rated]]] = [(domain, by_code[domain.code]) for domain in used.domains]
    return found + ([(None, by_code[""])] if by_code[""] else [])
