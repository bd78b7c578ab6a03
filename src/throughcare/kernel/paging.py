"""One page of a list: 25 rows, a next page or not, and a total that stops counting at a thousand."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

SIZE = 25
COUNT_LIMIT = 1000
_LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows to show, where they stand, and how many there are as far as we counted."""

    rows: Sequence[Row]
    number: int = 1
    size: int = SIZE
    counted: int | None = None
    has_next: bool = False

    @classmethod
    def of(cls, fetched: Sequence[Row], *, number: int = 1, size: int = SIZE, counted: int | None = None) -> Page[Row]:
        """This will make a page from rows fetched with `limit(size)`; the one row too many tells of a next page."""
        return cls(fetched[:size], number=number, size=size, counted=counted, has_next=len(fetched) > size)

    @property
    def total_shown(self) -> str:
        """This will write the total as people see it: 48, 1,000 or 1,000+; empty when nothing was counted."""
        if self.counted is None:
            return ""
        return f"{COUNT_LIMIT:,}+" if self.counted > COUNT_LIMIT else f"{self.counted:,}"

    @property
    def first(self) -> int:
        """This will give the position of the first row shown; 0 when the page is empty."""
        return offset(self.number, size=self.size) + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """This will give the position of the last row shown; 0 when the page is empty."""
        return offset(self.number, size=self.size) + len(self.rows) if self.rows else 0

    @property
    def has_previous(self) -> bool:
        """This will say whether a page comes before."""
        return self.number > 1


def page_number(typed: str | None) -> int:
    """This will read a page number from an address; anything else than a positive number is the first page."""
    is_number = typed is not None and typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_NUMBER
    return max(int(typed), 1) if typed and is_number else 1


def offset(number: int, *, size: int = SIZE) -> int:
    """This will say how many rows lie before a page."""
    return (number - 1) * size


def limit(size: int = SIZE) -> int:
    """This will say how many rows to fetch: one more than is shown."""
    return size + 1


def count_limit() -> int:
    """This will say where a query may stop counting: one beyond what is shown as a number."""
    return COUNT_LIMIT + 1


def cursor_after(*values: str) -> str:
    """This will write where a list goes on after a row, for machines: the row's own sorting values, and no number of rows."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def read_cursor(written: str, *, parts: int) -> tuple[str, ...] | None:
    """This will read where a list goes on; none where no list of ours gave it."""
    try:
        raw = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
        values = json.loads(raw)
    except (binascii.Error, ValueError, RecursionError):
        return None
    is_ours = isinstance(values, list) and len(values) == parts and all(isinstance(value, str) for value in values)
    return tuple(values) if is_ours else None
