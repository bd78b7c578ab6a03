"""The groups of a breakdown across editions of its list: what is counted under what, in which years it was in use."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from throughcare.kernel.definitions import CodeList
from throughcare.kernel.definitions.codelists import Code
from throughcare.oversight.evaluation.rules import days_of

NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Groups:
    """A code list, read for counting.

    A code of a former edition is counted under today's only where exactly one stands for the whole of it, and keeps a
    line of its own otherwise: splitting or guessing would invent a series.
    """

    codes: CodeList

    def edition_of(self, year: int, *, year_ends: tuple[int, int]) -> str:
        """This will give the edition in use on the last day of a year: of lists without editions the empty one."""
        _first, last = days_of(year, year_ends=year_ends)
        in_use = [value for value in self.codes.values if value.is_valid(last) and value.edition]
        return max((value.edition for value in in_use), default="")

    def counted_under(self, code: str, *, edition: str) -> str:
        """This will give the code under which a code is counted in an edition: its one successor, or itself."""
        found = self.codes.mapped(code, edition=edition)
        return found[0] if len(found) == 1 else code

    def columns(
        self, counted: Collection[str], years: Iterable[int], *, edition: str, year_ends: tuple[int, int]
    ) -> tuple[str, ...]:
        """This will list the groups of a table in the order of the list, and at the end those not known.

        A former code that stands alone has its line whether or not it has a count: a line that comes and goes would
        tell that somebody is there.
        """
        spans = [days_of(year, year_ends=year_ends) for year in years]
        shown = [
            value.code
            for value in self.codes.values
            if value.code in counted
            or (self._stands_alone(value, edition) and any(_in_use(value, *span) for span in spans))
        ]
        return (*(code for code in shown if code != NOT_KNOWN), NOT_KNOWN)

    def not_in_use(
        self, columns: Iterable[str], years: Collection[int], *, edition: str, year_ends: tuple[int, int]
    ) -> set[tuple[int, str]]:
        """This will give the years in which nothing could be counted under a group, because its list did not have it."""
        found = set()
        for code in columns:
            behind = [value for value in self.codes.values if self.counted_under(value.code, edition=edition) == code]
            for year in years:
                if behind and not any(_in_use(value, *days_of(year, year_ends=year_ends)) for value in behind):
                    found.add((year, code))
        return found

    def _stands_alone(self, value: Code, edition: str) -> bool:
        return self.counted_under(value.code, edition=edition) == value.code

    def label(self, code: str, *, not_known: str) -> str:
        """This will give the label of a group."""
        return not_known if code == NOT_KNOWN and code not in self.codes else self.codes.label(code)


def _in_use(value: Code, first: date, last: date) -> bool:
    return value.valid_from <= last and (value.valid_until is None or value.valid_until >= first)
