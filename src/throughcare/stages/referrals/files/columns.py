"""The columns a file may have: what each means, what it may hold, and which other headings we know it by."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font

from throughcare.kernel.sheets.reading import plain
from throughcare.kernel.sheets.writing import as_csv

Words = str | Promise
YES_NO = "yes_no"


@dataclass(frozen=True)
class Column:
    """One column: its code, its heading, what to write, an example, and how its cells are judged."""

    code: str
    heading: Words
    what: Words
    example: str = ""
    kind: str = "text"
    longest: int = 400
    needed: bool = False
    also: tuple[str, ...] = ()


COLUMNS = (
    Column("what_worries", lazy("What worries"), lazy("What happened, in sentences. The only column that must be filled"), "Wrote in a lesson that nobody would miss the people there", longest=8000, needed=True, also=("concern", "description", "details", "reason for referral")),
    Column("received_on", lazy("Received on"), lazy("Day the referral came. Empty means the day of the import"), "03/06/2026", kind="day", also=("date received", "referral date", "date of referral", "date")),
    Column("area", lazy("Area"), lazy("Name of the area where the person lives. Empty means the area chosen for the file"), "Northmere", kind="area", also=("local authority", "council", "district")),
    Column("name", lazy("Full name"), lazy("As far as it is known"), "Sam Tarrow", longest=200, also=("name", "person", "person name")),
    Column("name_used", lazy("Name used"), lazy("The name the person uses, if it is another"), "Sammy", longest=100, also=("known as", "preferred name")),
    Column("other_names", lazy("Other names"), lazy("Other names or spellings, with semicolons between"), "Samuel Tarow", also=("aliases", "alias", "aka")),
    Column("born", lazy("Date of birth"), lazy("Day first: 14/03/2009, or 2009-03-14. A year, or month and year, is enough"), "14/03/2009", kind="birth", also=("dob", "born", "birth date", "birthday")),
    Column("age", lazy("About how old"), lazy("Years, where no date of birth is known"), "", kind="age", longest=3, also=("age", "approximate age")),
    Column("gender", lazy("Gender"), lazy("One of the answers of the form"), "Male", kind="genders", also=("sex",)),
    Column("address", lazy("Address"), lazy("As far as it is known"), "14 Quay Street, Northmere", longest=500, also=("home address", "postcode")),
    Column("phone", lazy("Phone number"), lazy("Of the person"), "01632 960 181", kind="phone", longest=40, also=("telephone", "phone", "mobile")),
    Column("email", lazy("Email address"), lazy("Of the person"), "sam@example.org", kind="email", longest=254, also=("email", "e-mail")),
    Column("safe_contact", lazy("Safe contact"), lazy("How the person can be reached safely, and how not"), "Text only, after school", longest=500),
    Column("interpreter", lazy("Interpreter"), lazy("Language, if one is needed"), "", longest=80, also=("language", "first language")),
    Column("communication_needs", lazy("Help to communicate"), lazy("Anything else that helps to understand and be understood"), "Large print", longest=1000, also=("communication needs", "needs")),
    Column("noticed_on", lazy("When it happened"), lazy("A date as above. A year, or month and year, is enough"), "05/2026", kind="past", also=("date of concern", "incident date")),
    Column("where_and_when", lazy("Where"), lazy("Where, and anything else about when"), "In class", longest=1000, also=("place", "location")),
    Column("how_known", lazy("How it is known"), lazy("One of the answers of the form"), "Somebody told me", kind="how_known"),
    Column("others_know", lazy("Who else knows"), lazy("Family, school, other services, and what they did"), "Form tutor", longest=2000, also=("other agencies", "agencies involved")),
    Column("child_worry", lazy("Other child"), lazy("Yes, no or not known: is another child a worry too"), "No", kind="yes_no_not_known"),
    Column("person_knows", lazy("Person knows"), lazy("Yes, no or not known: does the person know of this"), "No", kind="yes_no_not_known", also=("informed", "individual informed")),
    Column("sector", lazy("Sector"), lazy("Where the referral comes from, as in the form"), "Education", kind="sectors", also=("source", "referring sector")),
    Column("concern_type", lazy("Kind of concern"), lazy("One of the kinds of the statistics in force on the day it came"), "", kind="concern_types", also=("type of concern", "concern type", "ideology")),
    Column("from_name", lazy("Who referred"), lazy("Name of whoever was first worried"), "Kit Lowe", longest=200, also=("referrer", "referrer name", "referred by")),
    Column("from_role", lazy("Their role"), lazy("What they are to the person"), "Teacher", longest=200, also=("referrer role", "job title")),
    Column("from_organisation", lazy("Their organisation"), lazy("If they write for one"), "Northmere School", longest=200, also=("referrer organisation", "organisation", "agency")),
    Column("from_phone", lazy("Their phone number"), lazy("To answer them"), "01632 960 151", kind="phone", longest=40, also=("referrer phone", "referrer telephone")),
    Column("from_email", lazy("Their email address"), lazy("To answer them"), "", kind="email", longest=254, also=("referrer email",)),
    Column("hide_from_person", lazy("Anonymous to the person"), lazy("Yes or no. Empty means yes, until they are asked"), "No", kind=YES_NO),
    Column("hide_from_panel", lazy("Anonymous to the panel"), lazy("Yes or no. Empty means yes, until they are asked"), "Yes", kind=YES_NO),
)  # fmt: skip
BY_CODE: Mapping[str, Column] = {column.code: column for column in COLUMNS}


def known_headings() -> tuple[str, ...]:
    """This will list every heading by which a column is known."""
    return tuple(str(word) for column in COLUMNS for word in (column.heading, column.code, *column.also))


def proposed(headings: Sequence[str], *, saved: Mapping[str, str]) -> dict[str, str]:
    """This will propose which heading of a file fills which column: as the agency chose before, then by its words."""
    by_words = {plain(heading): heading for heading in reversed(headings)}
    found: dict[str, str] = {}
    for column in COLUMNS:
        before = saved.get(column.code, "")
        words = (plain(str(word)) for word in (column.heading, column.code, *column.also))
        matching = before if before in headings else next((by_words[word] for word in words if word in by_words), "")
        if matching and matching not in found.values():
            found[column.code] = matching
    return found


def template() -> str:
    """This will write a file with every heading and one invented row, to be filled in."""
    return as_csv([[str(column.heading) for column in COLUMNS], [column.example for column in COLUMNS]])


def template_workbook() -> bytes:
    """This will write the same file as a workbook, its days as days."""
    book = Workbook()
    sheet = book.active
    sheet.append([str(column.heading) for column in COLUMNS])
    for place, column in enumerate(COLUMNS, 1):
        head, cell = sheet.cell(1, place), sheet.cell(2, place)
        head.font = Font(bold=True)
        sheet.column_dimensions[head.column_letter].width = max(12, len(str(column.heading)) + 2)
        _write(cell, column)
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write(cell: Cell, column: Column) -> None:
    """Text is written as text, whatever it begins with; a whole date as a day that Excel can count with."""
    if re.fullmatch(r"\d\d/\d\d/\d{4}", column.example):
        cell.value = date(*(int(part) for part in reversed(column.example.split("/"))))
        cell.number_format = "dd/mm/yyyy"
    elif column.example:
        cell.value, cell.data_type = column.example, "s"
