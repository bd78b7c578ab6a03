"""What is wrong with a row, cell by cell, with how to mend it; and a row that is right, as a concern to receive."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from throughcare.commons.people.actions import NewPerson
from throughcare.frame.dates import PartialDate
from throughcare.frame.forms.days import EARLIEST_YEAR, month_number
from throughcare.frame.forms.text import hidden_character
from throughcare.kernel.sheets.reading import plain
from throughcare.kernel.time import start_of_day
from throughcare.stages.referrals.files.columns import BY_CODE, COLUMNS, YES_NO, Column
from throughcare.stages.referrals.telling import IMPORTED, NewOriginator, NewReferral

SHOWN = 120
OLDEST = 120
PHONE = re.compile(r"\+?[\d\s().-]{5,30}(\s*(x|ext\.?)\s*\d{1,6})?")


@dataclass(frozen=True)
class Fault:
    """One thing to mend: the column as the file calls it, what is wrong, how to mend it, and what stands there."""

    column: str
    wrong: str
    mend: str
    cell: str = ""


@dataclass(frozen=True)
class Lists:
    """What cells are held against: today, the areas the importer may bring referrals into, and the closed lists."""

    today: date
    at: datetime
    area_id: int
    areas: Mapping[str, int]
    area_names: tuple[str, ...]
    codes: Mapping[str, Mapping[str, str]]
    types_by_day: Callable[[date], Mapping[str, str]]
    privacy_version: str = ""


@dataclass
class Judged:
    """What came of a row: the values of its columns, or its faults."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class _Wrong(Exception):
    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong, self.mend = wrong, mend


def judge(cells: tuple[str, ...], *, headings: tuple[str, ...], columns: Mapping[str, str], lists: Lists) -> Judged:
    """This will judge one row; `columns` says which heading fills which column."""
    judged = Judged()
    if len(cells) != len(headings):
        words = _("the row has %(cells)s cells, and there are %(headings)s headings")
        wrong = words % {"cells": len(cells), "headings": len(headings)}
        judged.faults.append(Fault("", wrong, _("Look for a comma or quotation mark too many or too few in this row")))
        return judged
    by_heading = dict(zip(headings, cells, strict=True))
    for column in COLUMNS:
        heading = columns.get(column.code, "")
        cell = by_heading.get(heading, "").strip()
        try:
            judged.values[column.code] = _value(column, cell, lists)
        except _Wrong as fault:
            judged.faults.append(Fault(heading or str(column.heading), fault.wrong, fault.mend, cell[:SHOWN]))
    _judge_together(judged, columns, lists)
    return judged


def _value(column: Column, cell: str, lists: Lists) -> Any:
    if not cell:
        if column.needed:
            raise _Wrong(
                _("the cell is empty"), _("Say in a sentence what worries. The rest of the row may stay empty")
            )
        return None if column.kind in ("day", "birth", "past", "age") else ""
    if hidden_character(cell) >= 0:
        raise _Wrong(_("there is a hidden character that cannot be kept"), _("Type the cell again"))
    if len(cell) > column.longest:
        words = _("the text has %(length)s characters, and %(most)s is the most")
        wrong = words % {"length": f"{len(cell):,}", "most": f"{column.longest:,}"}
        raise _Wrong(wrong, _("Shorten it, and keep the whole text in your own file"))
    return _READERS.get(column.kind, _choice)(column, cell, lists)


def _text(column: Column, cell: str, lists: Lists) -> str:
    return cell


def _phone(column: Column, cell: str, lists: Lists) -> str:
    if not PHONE.fullmatch(cell):
        raise _Wrong(_("nobody could dial this"), _("Write a phone number, such as 01632 960 101"))
    return cell


def _email(column: Column, cell: str, lists: Lists) -> str:
    try:
        validate_email(cell)
    except ValidationError:
        raise _Wrong(_("this is no email address"), _("Write it like name@example.org")) from None
    return cell


def _age(column: Column, cell: str, lists: Lists) -> date:
    if not (re.fullmatch(r"[0-9]{1,3}", cell) and int(cell) <= OLDEST):
        raise _Wrong(_("this is no age in years"), _("Write years alone, such as 16"))
    return date(lists.today.year - int(cell), 1, 1)


def _area(column: Column, cell: str, lists: Lists) -> int:
    found = lists.areas.get(plain(cell))
    if found is None:
        mend = _("Write one of: %(names)s") % {"names": "; ".join(lists.area_names)}
        raise _Wrong(_("this is none of the areas you receive referrals for"), mend)
    return found


def _yes_no(column: Column, cell: str, lists: Lists) -> bool:
    answers = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
    if plain(cell) not in answers:
        raise _Wrong(_("this is neither yes nor no"), _("Write yes or no"))
    return answers[plain(cell)]


def _choice(column: Column, cell: str, lists: Lists) -> str:
    if column.kind == "concern_types":
        return cell
    return _code(cell, lists.codes[column.kind])


def _code(cell: str, known: Mapping[str, str]) -> str:
    found = next((code for code, label in known.items() if plain(cell) in (plain(code), plain(label))), None)
    if found is None:
        raise _Wrong(
            _("this is none of the answers"), _("Write one of: %(labels)s") % {"labels": "; ".join(known.values())}
        )
    return found


def _past(column: Column, cell: str, lists: Lists) -> PartialDate:
    partial = partial_date(cell)
    if partial is None:
        if re.fullmatch(r"[0-9]{5}", cell):
            raise _Wrong(
                _("this is a spreadsheet's own number for a date"),
                _("Format the column as a date, and save the file again"),
            )
        raise _Wrong(
            _("this is no real date"),
            _("Write the day first, such as 14/03/2009, with the year in full. A year, or month and year, is enough"),
        )
    if partial.earliest and partial.earliest > lists.today:
        raise _Wrong(_("this day has not come yet"), _("Write a day that has passed, or leave it empty"))
    return partial


def _day(column: Column, cell: str, lists: Lists) -> date:
    partial = _past(column, cell, lists)
    if partial.precision != "exact" or partial.earliest is None:
        raise _Wrong(_("this is not a whole date"), _("Write day, month and year, such as 03/06/2026"))
    return partial.earliest


_READERS: Mapping[str, Callable[[Column, str, Lists], Any]] = {
    "text": _text,
    "phone": _phone,
    "email": _email,
    "age": _age,
    "area": _area,
    "past": _past,
    "birth": _past,
    "day": _day,
    YES_NO: _yes_no,
}
_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[ /.\-])?(\d{1,2}|[A-Za-z]{3,9})[ /.\-,]+)?(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII)


def partial_date(cell: str) -> PartialDate | None:
    """This will read a date as people and spreadsheets write it, the day first; none where it is not one for certain."""
    if found := _YEAR_FIRST.fullmatch(cell):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(cell):
        day, month, year = found.groups()
    else:
        return None
    try:
        number = month_number(month) if month else None
        if number == 0 or int(year) < EARLIEST_YEAR:
            return None
        return PartialDate(int(year), number, int(day) if day else None)
    except ValueError:
        return None


def _judge_together(judged: Judged, columns: Mapping[str, str], lists: Lists) -> None:
    """The kinds of concern changed over the years: the day the referral came says which may be chosen."""
    typed = judged.values.get("concern_type")
    if not typed:
        return
    known = lists.types_by_day(judged.values.get("received_on") or lists.today)
    try:
        judged.values["concern_type"] = _code(typed, known)
    except _Wrong as fault:
        heading = columns.get("concern_type") or str(BY_CODE["concern_type"].heading)
        judged.faults.append(Fault(heading, fault.wrong, fault.mend, typed[:SHOWN]))


def as_referral(values: Mapping[str, Any], *, lists: Lists) -> NewReferral:
    """This will make a concern to receive of a row that has no faults."""
    noticed: PartialDate | None = values["noticed_on"]
    received_on: date | None = values["received_on"]
    is_today = received_on is None or received_on == lists.today
    return NewReferral(
        what_worries=values["what_worries"],
        area_id=values["area"] or lists.area_id,
        channel=IMPORTED,
        received_at=lists.at if is_today or received_on is None else start_of_day(received_on),
        person=person_in(values),
        originator=_originator(values),
        residence="in_area" if values["area"] else "",
        where_and_when=values["where_and_when"],
        noticed_on=noticed.earliest if noticed else None,
        noticed_precision=noticed.precision if noticed else "",
        how_known=values["how_known"],
        others_know=values["others_know"],
        child_worry=values["child_worry"],
        person_knows=values["person_knows"],
        safe_contact=values["safe_contact"],
        sector=values["sector"] or "unspecified",
        concern_type=values["concern_type"],
        privacy_version=lists.privacy_version,
    )


def person_in(values: Mapping[str, Any]) -> NewPerson:
    """This will give the person of a row that has no faults."""
    born: PartialDate | None = values["born"]
    about: date | None = values["age"]
    others = (name.strip()[:200] for name in values["other_names"].split(";"))
    return NewPerson(
        name=values["name"],
        name_used=values["name_used"],
        other_names=tuple(dict.fromkeys(name for name in others if name)),
        born_on=born.earliest if born else about,
        birth_precision=born.precision if born else ("estimated" if about else "unknown"),
        gender=values["gender"],
        interpreter=values["interpreter"],
        communication_needs=values["communication_needs"],
        address=values["address"],
        phone=values["phone"],
        email=values["email"],
    )


def _originator(values: Mapping[str, Any]) -> NewOriginator:
    from_person, from_panel = values["hide_from_person"], values["hide_from_panel"]
    return NewOriginator(
        name=values["from_name"],
        role=values["from_role"],
        organisation=values["from_organisation"],
        phone=values["from_phone"],
        email=values["from_email"],
        anonymous_to_person=from_person is not False,
        anonymous_to_panel=from_panel is not False,
        wish_was_asked=isinstance(from_person, bool) and isinstance(from_panel, bool),
    )
