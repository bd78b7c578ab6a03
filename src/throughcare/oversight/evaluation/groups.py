"""The groups of a breakdown across editions of its list: what is counted under what, in which years it was in use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from throughcare.kernel.definitions import CodeList, codelist
from throughcare.kernel.definitions.codelists import Code
from throughcare.oversight.evaluation.definitions import Breakdown
from throughcare.oversight.evaluation.rules import days_of

NOT_KNOWN = "not_known"
UNSPECIFIED = "unspecified"


@dataclass(frozen=True)
class Groups:
    """A code list, read for counting.

    A code of a former edition is counted under today's only where exactly one stands for the whole of it, and keeps a
    line of its own otherwise: splitting or guessing would invent a series. A code may name the `statistic` it is
    counted under, where the statistics tell fewer groups apart than the record does.
    """

    codes: CodeList

    def edition_of(self, year: int, *, year_ends: tuple[int, int]) -> str:
        """This will give the edition in use on the last day of a year: of lists without editions the empty one."""
        _first, last = days_of(year, year_ends=year_ends)
        in_use = [value for value in self.codes.values if value.is_valid(last)]
        return max(in_use, key=lambda value: value.valid_from).edition if in_use else ""

    def new_editions(self, years: Sequence[int], *, year_ends: tuple[int, int]) -> tuple[int, ...]:
        """This will list the years, after the first, in which a new edition of the list came into use."""
        editions = [self.edition_of(year, year_ends=year_ends) for year in years]
        return tuple(
            year for year, before, now in zip(years[1:], editions, editions[1:], strict=False) if before != now
        )

    def counted_under(self, code: str, *, edition: str) -> str:
        """This will give the group under which a code is counted: its statistic, its one successor, or itself."""
        statistic = self.codes[code].extra.get("statistic")
        if statistic:
            return str(statistic)
        found = self.codes.mapped(code, edition=edition)
        return found[0] if len(found) == 1 else code

    def group_of(self, code: str | None, *, edition: str) -> str:
        """This will give the group of a referral by its code, or by having none."""
        return self.counted_under(code, edition=edition) if code else self.not_known(edition=edition)

    def not_known(self, *, edition: str) -> str:
        """This will give the group of those whose code is not known: the list's own for it, where it has one."""
        own = [code for code in self._groups(edition) if code == UNSPECIFIED or code.startswith(f"{UNSPECIFIED}_")]
        return own[0] if own else NOT_KNOWN

    def columns(
        self, counted: Collection[str], years: Iterable[int], *, edition: str, year_ends: tuple[int, int]
    ) -> tuple[str, ...]:
        """This will list the groups of a table in the order of the list, and at the end those not known.

        A former code that stands alone has its line whether or not it has a count: a line that comes and goes would
        tell that somebody is there.
        """
        spans = [days_of(year, year_ends=year_ends) for year in years]
        shown = [
            group
            for group, behind in self._groups(edition).items()
            if group in counted or any(_in_use(value, *span) for value in behind for span in spans)
        ]
        last = self.not_known(edition=edition)
        return (*(group for group in shown if group != last), last)

    def not_in_use(
        self, columns: Iterable[str], years: Collection[int], *, edition: str, year_ends: tuple[int, int]
    ) -> set[tuple[int, str]]:
        """This will give the years in which nothing could be counted under a group, because its list did not have it."""
        behind = self._groups(edition)
        return {
            (year, group)
            for group in columns
            for year in years
            if group in behind
            and not any(_in_use(value, *days_of(year, year_ends=year_ends)) for value in behind[group])
        }

    def label(self, group: str, *, not_known: str) -> str:
        """This will give the label of a group."""
        if group not in self.codes:
            return not_known
        ended = self.codes[group].valid_until
        said = self.codes.label(group)
        return _("%(group)s (to %(year)s)") % {"group": said, "year": ended.year} if ended else said

    def _groups(self, edition: str) -> dict[str, list[Code]]:
        """Each group with the codes counted under it, today's before those of former editions that stand alone."""
        found: dict[str, list[Code]] = {}
        for value in self.codes.values:
            found.setdefault(self.counted_under(value.code, edition=edition), []).append(value)
        former = {group: group in self.codes and self.codes[group].edition != edition for group in found}
        return dict(sorted(found.items(), key=lambda item: former[item[0]]))


@lru_cache
def groups_of(breakdown: Breakdown) -> Groups:
    """This will give the groups of a breakdown from the code list that its measure names."""
    return Groups(codelist(breakdown.codelist))


def _in_use(value: Code, first: date, last: date) -> bool:
    return value.valid_from <= last and (value.valid_until is None or value.valid_until >= first)
