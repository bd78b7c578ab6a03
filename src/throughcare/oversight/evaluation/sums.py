"""Whether published figures add up. A sum that does not is shown as a warning; nothing is ever rescaled. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from throughcare.oversight.evaluation.published import Check, Figure, Series
from throughcare.oversight.evaluation.words import counted


@dataclass(frozen=True)
class SumWarning:
    """A published sum that does not add up, or cannot be reckoned, in a sentence."""

    check: str
    text: str
    note: str = ""
    measure: str = ""
    years: tuple[int, ...] = ()
    by: str = ""


def warnings(series: Series) -> tuple[SumWarning, ...]:
    """This will reckon every declared sum anew and give those that do not add up or cannot be reckoned."""
    texts = [(check, _KINDS[check.kind](series, check)) for check in series.checks]
    return tuple(
        SumWarning(check.id, text, _(check.note) if check.note else "", check.measure, check.years, check.by)
        for check, text in texts
        if text
    )


def _editions_agree(series: Series, check: Check) -> str:
    year = check.years[0]
    found = series.editions(year, check.measure)
    if len({figure.value for figure in found}) <= 1:
        return ""
    first, last = found[0], found[-1]
    return _("Year to March %(year)s, %(what)s: %(first)s when first published, %(last)s later. Both are kept.") % {
        "year": year,
        "what": counted(check.measure),
        "first": f"{first.value:,}",
        "last": f"{last.value:,}",
    }


def _parts_add_up(series: Series, check: Check) -> str:
    year = check.years[0]
    total = series.editions(year, check.measure)
    parts = [figure.value for figure in series.parts_of(year, check.measure, check.by) if figure.value is not None]
    if not total or not parts or sum(parts) == total[-1].value:
        return ""
    return _(
        "Year to March %(year)s, %(what)s: the published parts add to %(sum)s, the published total is %(total)s."
    ) % {
        "year": year,
        "what": counted(check.measure),
        "sum": f"{sum(parts):,}",
        "total": f"{total[-1].value:,}",
    }


def _percentages_add_up(series: Series, check: Check) -> str:
    year = check.years[0]
    found = series.parts_of(year, check.measure, check.by)
    percentages = [figure.percent for figure in found if figure.percent is not None]
    from_rounding_alone = len(percentages) / 2
    if not percentages or abs(sum(percentages) - 100) <= from_rounding_alone:
        return ""
    return _("Year to March %(year)s, %(what)s: the published percentages add to %(sum)s, not to 100.") % {
        "year": year,
        "what": counted(check.measure),
        "sum": sum(percentages),
    }


def _years_add_up(series: Series, check: Check) -> str:
    missing = [year for year in check.years if not series.editions(year, check.measure)]
    values = {"stated": f"{check.stated:,}", "what": counted(check.measure)}
    if missing:
        years = ", ".join(map(str, missing))
        said = _(
            "A published sum of %(stated)s over the years cannot be compared with %(what)s: %(years)s not confirmed."
        )
        return said % {**values, "years": years}
    sums = [sum(pick(series.editions(year, check.measure)) for year in check.years) for pick in (_least, _most)]
    if sums[0] <= (check.stated or 0) <= sums[1]:
        return ""
    said = _("A published sum of %(stated)s over the years is not the sum of %(what)s: that is %(least)s to %(most)s.")
    return said % {**values, "least": f"{sums[0]:,}", "most": f"{sums[1]:,}"}


def _least(editions: tuple[Figure, ...]) -> int:
    return min(figure.value or 0 for figure in editions)


def _most(editions: tuple[Figure, ...]) -> int:
    return max(figure.value or 0 for figure in editions)


_KINDS: dict[str, Callable[[Series, Check], str]] = {
    "editions_agree": _editions_agree,
    "parts_add_up": _parts_add_up,
    "percentages_add_up": _percentages_add_up,
    "years_add_up": _years_add_up,
}
