"""What a second assessor answers: every item by every measure, and every summary judgement. Nothing of the own, no formulation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from throughcare.commons.assessments.instruments import NOT_KNOWN, Instrument, Scale

JUDGEMENT = "judgement"


@dataclass(frozen=True)
class Question:
    """One question: of which item and measure, under which domain, on which scale."""

    item: str
    measure: str
    label: str
    about: str
    domain: str
    scale: Scale

    @property
    def code(self) -> str:
        """This will give the code that a form and a draft carry."""
        return f"{self.item}.{self.measure}"


def questions(used: Instrument) -> list[Question]:
    """This will list every question of an instrument: items in their order, then summary judgements."""
    return [*_items(used), *_judgements(used)]


def answers_to(question: Question, used: Instrument) -> list[tuple[str, str]]:
    """This will give the answers of a question: its whole scale, and that it is not known."""
    return [*((one.code, _(one.label)) for one in question.scale.answers), (NOT_KNOWN, _(used.not_known.label))]


def answer_in_words(question: Question, code: str, used: Instrument) -> str:
    """This will give the words of an answer; empty where none was given."""
    return dict(answers_to(question, used)).get(code, "")


def domains(used: Instrument) -> list[tuple[str, str, Sequence[Question]]]:
    """This will give code, label and questions of each domain, and last of the summary judgements where there are any."""
    asked = questions(used)
    found = [(one.code, _(one.label)) for one in used.domains]
    if used.judgements:
        found.append((JUDGEMENT, _("Summary judgements")))
    return [(code, label, [one for one in asked if one.domain == code]) for code, label in found]


def _items(used: Instrument) -> list[Question]:
    found = []
    for domain in used.domains:
        for factor in domain.factors:
            several = len(used.measures_of(factor.code)) > 1
            for measure in used.measures_of(factor.code):
                label = f"{_(factor.label)}: {_(measure.label)}" if several else _(factor.label)
                found.append(Question(factor.code, measure.code, label, _(factor.about), domain.code, measure.scale))
    return found


def _judgements(used: Instrument) -> list[Question]:
    return [
        Question(one.code, JUDGEMENT, _(one.label), "", JUDGEMENT, one.scale) for one in used.judgements if one.scale
    ]
