"""Finished assessments of a case side by side in time, item by item. Nothing is added up, and no two instruments meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from throughcare.commons.assessments import readings, rules
from throughcare.commons.assessments.instruments import Instrument, Scale, instrument
from throughcare.commons.assessments.models import Assessment, Judgement, Rating
from throughcare.commons.assessments.readings import Rated, Reading
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.lanes import Lanes, Mark
from throughcare.kernel.time import uk_today

Answers = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Taken:
    """One finished assessment of a run, with its answers by item and question."""

    key: str
    on: date
    answers: Answers


@dataclass(frozen=True)
class Strand:
    """One question about one item, or one judgement, as it was answered each time."""

    label: str
    question: str
    scale: Scale
    not_known: str
    answers: Sequence[tuple[date, str]]

    @property
    def name(self) -> str:
        """This will name item and question in a line."""
        return f"{self.label}. {self.question}" if self.question else self.label

    @property
    def words(self) -> list[str]:
        """This will give each answer in words, as the table beside the picture has them."""
        known = {one.code: _(one.label) for one in self.scale.answers} | {rules.NOT_KNOWN: self.not_known}
        return [known.get(code, _("Not asked")) for _on, code in self.answers]

    @property
    def lanes(self) -> Lanes:
        """This will give what is drawn."""
        codes = [one.code for one in self.scale.answers]
        marks = [
            Mark(on, codes.index(code) if code in codes else None, asked=code in codes or code == rules.NOT_KNOWN)
            for on, code in self.answers
        ]
        return Lanes(
            [_(one.label) for one in self.scale.answers], self.not_known, marks, self.scale.metric != "nominal"
        )


@dataclass(frozen=True)
class Group:
    """A domain with its items, or the judgements of the whole."""

    label: str
    strands: Sequence[Strand]


@dataclass(frozen=True)
class Run:
    """Every assessment taken with one version of one instrument, the oldest first."""

    instrument: Instrument
    taken: Sequence[Taken]

    @property
    def days(self) -> list[date]:
        """This will give the days on which they were finished."""
        return [one.on for one in self.taken]

    @property
    def is_comparable(self) -> bool:
        """This will say whether there are two to hold beside each other."""
        return len(self.taken) > 1

    @property
    def groups(self) -> list[Group]:
        """This will give the items of each domain after what was judged of it, and the judgements of the whole last."""
        used = self.instrument
        found = [
            Group(
                _(domain.label),
                [*self._judged(domain.code), *(one for f in domain.factors for one in self._of(f.code))],
            )
            for domain in used.domains
        ]
        scopes = {domain.code for domain in used.domains}
        whole = [one for scope in {j.scope for j in used.judgements} - scopes for one in self._judged(scope)]
        return found + ([Group(_("Of the whole"), whole)] if whole else [])

    def _of(self, code: str) -> list[Strand]:
        factor, measures = self.instrument.factor(code), self.instrument.measures_of(code)
        assert factor is not None
        label = f"{factor.number} {_(factor.label)}" if factor.number else _(factor.label)
        several = len(measures) > 1
        return [self._strand(label, _(m.label) if several else "", m.scale, (code, m.code)) for m in measures]

    def _judged(self, scope: str) -> list[Strand]:
        ones = [one for one in self.instrument.judgements if one.scope == scope and one.scale]
        return [self._strand(_(one.label), "", one.scale, (one.code, "")) for one in ones if one.scale]

    def _strand(self, label: str, question: str, scale: Scale, asked: tuple[str, str]) -> Strand:
        answers = [(one.on, one.answers.get(asked, "")) for one in self.taken]
        return Strand(label, question, scale, _(self.instrument.not_known.label), answers)


@dataclass(frozen=True)
class Change:
    """What was answered otherwise the later time: from, to, and the later assessor's reasons."""

    label: str
    question: str
    before: str
    after: str
    rated: Rated | None = None
    because: str = ""
    note: str = ""


@dataclass(frozen=True)
class Between:
    """Two finished assessments with the same version of one instrument, and what changed from one to the other."""

    earlier: Reading
    later: Reading
    changes: Sequence[Change]
    same: Sequence[str] = field(default_factory=tuple)


def runs(case: OpenCase) -> list[Run]:
    """This will give the finished assessments of the case by instrument and version, the newest used first."""
    found: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    answers = _answers(case)
    for row in Assessment.objects.filter(case_id=case.id).order_by("happened_at", "id"):
        taken = Taken(str(row.key), uk_today(row.happened_at), answers[row.pk])
        found[(row.instrument, row.version)].append(taken)
    ordered = sorted(found.items(), key=lambda one: one[1][-1].on, reverse=True)
    return [Run(instrument(*name), taken) for name, taken in ordered]


def between(one: Reading, other: Reading) -> Between:
    """This will say what changed from the earlier of two assessments to the later, item by item and never in sum."""
    earlier, later = sorted((one, other), key=lambda each: (each.row.happened_at, each.row.pk))
    before = {(rated.factor.code, said.label): said for rated in earlier.own_apart for said in rated.answers}
    changes, same = [], []
    for rated in later.own_apart:
        for said in rated.answers:
            was = before.get((rated.factor.code, said.label))
            if was is None or was.code == said.code:
                same += [_name(rated, said)] if was else []
                continue
            question = said.label if len(rated.answers) > 1 else ""
            note = _note(was.code, said.code)
            changes.append(Change(_(rated.factor.label), question, was.words, said.words, rated, note=note))
    return Between(earlier, later, [*changes, *_judged(earlier, later)], same)


def _judged(earlier: Reading, later: Reading) -> list[Change]:
    before = {one.label: one.words for one in earlier.judged}
    return [
        Change(one.label, "", before[one.label], one.words, because=one.because)
        for one in later.judged
        if one.label in before and before[one.label] != one.words
    ]


def _name(rated: Rated, said: readings.Answered) -> str:
    label = _(rated.factor.label)
    return f"{label}: {said.label}" if len(rated.answers) > 1 else label


def _note(before: str, after: str) -> str:
    if before == rules.NOT_KNOWN:
        return _("It was not known before, so it need not be new.")
    return _("It is not known now. That is no sign of change.") if after == rules.NOT_KNOWN else ""


def _answers(case: OpenCase) -> dict[int, dict[tuple[str, str], str]]:
    found: dict[int, dict[tuple[str, str], str]] = defaultdict(dict)
    rated = Rating.objects.filter(assessment__case_id=case.id)
    for row, factor, measure, answer in rated.values_list("assessment_id", "factor", "measure", "presence"):
        found[row][(factor, measure)] = answer
    judged = Judgement.objects.filter(assessment__case_id=case.id)
    for row, code, answer in judged.values_list("assessment_id", "code", "answer"):
        found[row][(code, "")] = answer
    return found
