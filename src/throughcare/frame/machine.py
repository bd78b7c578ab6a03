"""What every `api.py` stands on: the shapes of what machines send, the words that may stand in them, and a no by field.

What is said here stands in the description of the addresses too, so that what it allows is taken, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints

from throughcare.kernel.answers import Reason, Refusal
from throughcare.kernel.paging import Page, cursor_after, read_cursor

# No control characters but a tab and line ends, and nothing that turns the direction of what follows. The signs stand as
# they are, for the readers of a description spell them differently.
_NEVER = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e"
WORDS = f"^[^{_NEVER}]*$"
SOME_WORDS = rf"^[^{_NEVER}]*[^{_NEVER}\s][^{_NEVER}]*$"
# A moment of this century, on a day that there is: a machine is never told that what has this shape is no moment.
_DAY = (
    r"([0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|([02468][048]|[13579][26])-02-29)"
)
MOMENT = rf"^20{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9](Z|\+0[01]:00)$"
CURSOR = r"^[A-Za-z0-9_-]{1,400}$"


class Sent(Schema):
    """What a machine sends: exactly what is described, in exactly those types."""

    model_config = ConfigDict(extra="forbid", strict=True)


def words(most: int, *, needed: bool = False) -> StringConstraints:
    """This will describe words of so many characters at most; needed ones hold a letter, a figure or another sign."""
    return StringConstraints(max_length=most, min_length=1 if needed else 0, pattern=SOME_WORDS if needed else WORDS)


@dataclass(frozen=True)
class Whole:
    """A whole number between two others; 16.0 is one, "16" and true are none."""

    least: int
    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """This will take a whole number, with a point and nothing behind it or without."""
        return handler(Annotated[int, Field(ge=self.least, le=self.most), BeforeValidator(_without_point)])


def _without_point(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass(frozen=True)
class OneOf:
    """One of the codes that hold today; they are asked when they are needed, for lists have versions."""

    codes: Callable[[], Iterable[str]]

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """This will take a code of the list and nothing else."""
        return handler(Annotated[str, AfterValidator(self._of_the_list)])

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """This will name the codes in the description."""
        return {"type": "string", "enum": sorted(self.codes())}

    def _of_the_list(self, code: str) -> str:
        if code not in set(self.codes()):
            raise ValueError("it is none of the codes that hold today")
        return code


SentKey: TypeAlias = Annotated[UUID, Field(strict=False)]  # in what is sent: JSON has no type of its own for it
Reference: TypeAlias = Annotated[str, Path(description="The case's reference, such as TC-4HX7RN", max_length=40)]
After: TypeAlias = Annotated[
    str | None,
    Query(description="Where the list goes on: `next` of the page before", pattern=CURSOR, examples=["WyJ4Il0"]),
]


def described(scope: str, gives: Any, *, status: int = 200, name: str, takes: Mapping[str, Any] | None = None) -> Any:
    """This will give what every verb says of itself: the scope that a token needs for it, what it answers, its name."""
    extra: dict[str, Any] = {"x-scope": scope}
    if takes:
        extra["requestBody"] = {"required": True, "content": takes}
    return {"response": {status: gives}, "operation_id": name, "openapi_extra": extra}


class Mistakes(Refusal):
    """What was sent has the described shape, and a rule says no to some of it: each with its place."""

    def __init__(self, not_done: str, *, at_places: Iterable[tuple[str, str]]) -> None:
        self.at_places = tuple(at_places)
        super().__init__(not_done, reasons=[Reason(text) for _place, text in self.at_places])


class OutOfScope(Refusal):
    """The token was not made for this."""


def staff_of(request: HttpRequest) -> int:
    """This will give the staff record as which a machine acts."""
    found: int = request.machine.staff_id  # type: ignore[attr-defined]  # set at the door, before any verb
    return found


def moment_of(request: HttpRequest) -> datetime:
    """This will give the one moment that a request speaks of."""
    found: datetime = request.at  # type: ignore[attr-defined]  # set at the door, before any verb
    return found


def past_moment(written: str, *, at: datetime, not_done: str) -> datetime:
    """This will read when something happened, as a machine sends it; what has not come yet is a mistake at its place."""
    found = datetime.fromisoformat(written)
    if found > at:
        text = _("it has not come yet: enter the day it happened, today or earlier")
        raise Mistakes(not_done, at_places=[("/happened_at", text)])
    return found


def page_after(after: str | None, *, not_done: str) -> int:
    """This will say which page a cursor leads to, in lists that are read a page at a time; the first without one."""
    found = read_cursor(after, parts=1) if after else ("1",)
    if found is None or not found[0].isdigit() or not 0 < len(found[0]) < 6:
        raise unknown_cursor(not_done)
    return max(int(found[0]), 1)


def next_page(page: Page[Any]) -> str | None:
    """This will write where a list goes on after a page, and nothing after the last."""
    return cursor_after(str(page.number + 1)) if page.has_next else None


def unknown_cursor(not_done: str) -> Mistakes:
    """This will say that a list cannot go on from there."""
    text = _("no list goes on from here: send `next` of the page before as it was given")
    return Mistakes(not_done, at_places=[("?after", text)])
