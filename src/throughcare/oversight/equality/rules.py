"""What must be true before a form is handed out and before a year is counted; groups too small to stand apart. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.methods.disclosure import Place, Table, protect
from throughcare.methods.withholding import withhold

STAGES = ("received", "panel", "adopted", "supported", "ended")
NO_FORM, LEFT_EMPTY, NOT_SAID, OWN_WORDS = "no_form", "left_empty", "not_said", "own_words"
TOGETHER, ALL = "together", "all"
BASE = (NOT_SAID, LEFT_EMPTY, NO_FORM)  # who gave no answer, always shown beside those who did
UNIT = "cases"
Counts = Mapping[str, Sequence[int]]


def may_be_handed_out(*, is_told: bool, is_asked: bool) -> Answer:
    """This will say whether an equality form may be handed out: to somebody who was told, where the site asks people."""
    answer = YES
    if not is_told:
        answer &= no(_("the person has not been told"), mends=[Mend(_("Tell the person first"))])
    if not is_asked:
        mend = Mend(_("Ask whoever runs this site whether it should ask people who they are"))
        answer &= no(_("this site hands out no equality forms"), mends=[mend])
    return answer


def days_of(year: int, *, year_ends: tuple[int, int]) -> tuple[date, date]:
    """This will give the first and the last day of a year named by its end."""
    return date(year - 1, *year_ends) + timedelta(days=1), date(year, *year_ends)


def years_since(first: date, today: date, *, year_ends: tuple[int, int]) -> range:
    """This will list the years from that of a day to the last that is over."""
    begins = first.year + ((first.month, first.day) > year_ends)
    return range(begins, today.year + ((today.month, today.day) > year_ends))


def table_of(
    counts: Counts,
    *,
    groups: Sequence[str],
    smallest_base: int,
    smallest_group: int,
    fewest_counts: int,
    round_to: int,
) -> Table | None:
    """This will protect the counts of one question and year, or give none where too few people answered to show any.

    Groups that are too small are counted together, with the next smallest until they are large enough. Cells are withheld
    from a stage whose total would tell one of them.
    """
    whole: dict[str, tuple[int, ...]] = {
        code: tuple(counts.get(code, (0,) * len(STAGES))) for code in (*groups, OWN_WORDS)
    }
    if sum(line[0] for line in whole.values()) < smallest_base:
        return None
    small = _too_small({code: line[0] for code, line in whole.items()}, smallest_group)
    lines = {code: line for code, line in whole.items() if code not in small}
    if small:
        lines[TOGETHER] = _summed(whole[code] for code in small)
    lines |= {code: tuple(counts.get(code, (0,) * len(STAGES))) for code in BASE}
    lines[ALL] = _summed(lines.values())
    places: dict[Place, int] = {
        (code, stage): line[at] for code, line in lines.items() for at, stage in enumerate(STAGES)
    }
    table = protect(places, rows=lines, columns=STAGES, unit=UNIT, base=round_to)
    order = [*reversed(BASE), *(code for code in reversed(table.rows) if code not in (*BASE, ALL))]
    return withhold(table, total=ALL, order=order, fewest=fewest_counts, falling=True)


def _too_small(received: Mapping[str, int], smallest: int) -> frozenset[str]:
    """The groups under the smallest size, and the next ones while those together are still under it."""
    ordered = sorted(received, key=lambda code: received[code])
    small = [code for code in ordered if received[code] < smallest]
    while 0 < sum(received[code] for code in small) < smallest and len(small) < len(ordered):
        small.append(ordered[len(small)])
    return frozenset(small)


def _summed(lines: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*lines, strict=True))
