"""How the items of an instrument are used and hang together in a programme: one part for each measure. Never of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from throughcare.commons.assessments.instruments import Instrument, Measure
from throughcare.methods.rounding import round_to_base
from throughcare.methods.structure import FEWEST_PEOPLE, PEOPLE_AN_ITEM, Structure, structure
from throughcare.oversight.quality import queries
from throughcare.oversight.quality.matrices import values_of, whole_scale
from throughcare.oversight.quality.questions import JUDGEMENT, Question, questions
from throughcare.oversight.quality.saying import number


@dataclass(frozen=True)
class Part:
    """One measure of an instrument: what is told of it, or why nothing is."""

    label: str
    found: Structure
    refused: str
    enough: int
    heads: tuple[str, ...]
    items: tuple[list[str], ...]
    alpha: str
    eigenvalues: tuple[list[str], ...]
    factors: int
    loadings: tuple[list[str], ...]

    @property
    def loading_heads(self) -> list[str]:
        """This will head the table of loadings."""
        numbered = (_("Factor %(number)s") % {"number": place} for place in range(1, self.factors + 1))
        return [_("Item"), *numbered, _("Shared")]


def hanging_together(used: Instrument) -> list[Part]:
    """This will tell of each measure how often each answer was given, alpha with its interval, and factors beyond chance."""
    return [_part(used, one) for one in used.measures]


def _part(used: Instrument, measure: Measure) -> Part:
    asked = [one for one in questions(used) if one.measure == measure.code and one.measure != JUDGEMENT]
    found = structure(values_of(queries.programme_ratings(used, measure.code), asked), scale=whole_scale(measure.scale))
    refused = _(str(found.refused_because)) if found.refused_because else ""
    answers = tuple(_(one.label) for one in measure.scale.answers)
    return Part(
        label=_(measure.label),
        found=found,
        refused=refused,
        enough=max(FEWEST_PEOPLE, PEOPLE_AN_ITEM * len(asked)),
        heads=(_("Item"), *answers, _("Missing or not known")),
        items=tuple(_use(asked, found)),
        alpha=_alpha(found),
        eigenvalues=tuple(_eigenvalues(found)),
        factors=found.factors.number if found.factors else 0,
        loadings=tuple(_loadings(asked, found)),
    )


def _use(asked: Sequence[Question], found: Structure) -> list[list[str]]:
    """Every count is rounded to five by itself, so that none tells how many people there were."""
    return [
        [one.label, *(str(round_to_base(count)) for count in (*use.counts, use.missing))]
        for one, use in zip(asked, found.items, strict=False)
    ]


def _alpha(found: Structure) -> str:
    if found.consistency is None:
        return ""
    one = found.consistency
    words = {"alpha": number(one.alpha), "low": number(one.low), "high": number(one.high)}
    return _("%(alpha)s (%(low)s to %(high)s)") % words


def _eigenvalues(found: Structure) -> list[list[str]]:
    if found.factors is None:
        return []
    pairs = zip(found.factors.eigenvalues, found.factors.by_chance, strict=True)
    shown = [(float(value), float(chance)) for value, chance in pairs][: found.factors.number + 2]
    return [
        [str(place), number(value), number(chance), _("Yes") if place <= found.factors.number else _("No")]
        for place, (value, chance) in enumerate(shown, start=1)
    ]


def _loadings(asked: Sequence[Question], found: Structure) -> list[list[str]]:
    if found.factors is None:
        return []
    return [
        [one.label, *(number(float(value)) for value in row), number(float(shared))]
        for one, row, shared in zip(asked, found.factors.loadings, found.factors.communalities, strict=True)
    ]
