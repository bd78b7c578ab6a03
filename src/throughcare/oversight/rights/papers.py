"""Papers that the law asks of a controller, filled from what the system knows: on a page, on paper, and as data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from throughcare.frame.pdf import tagged_pdf
from throughcare.kernel.definitions import load, names
from throughcare.kernel.spreadsheets import harmless
from throughcare.kernel.time import format_date, format_moment, uk_today
from throughcare.oversight.rights.paper_facts import Line, Of, lines

if TYPE_CHECKING:
    from throughcare.commons.agencies.models import Agency

TEMPLATE = Path(__file__).with_name("paper.typ")
FOLDER = "papers/"
TEXT, LINES, BLANK = "text", "lines", "blank"


@dataclass(frozen=True)
class Part:
    """One part of a section: a sentence, lines that were filled in, or what the controller writes."""

    kind: str
    text: str = ""
    lines: Sequence[Line] = ()


@dataclass(frozen=True)
class Section:
    """One section with the law that asks for it."""

    heading: str
    source: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Paper:
    """One paper of one controller on one day."""

    name: str
    title: str
    source: str
    verify: bool
    lead: str
    controller: str
    version: str
    made: datetime
    sections: Sequence[Section]

    @property
    def left_to_write(self) -> int:
        """This will count what the controller still has to write."""
        return sum(1 for section in self.sections for one in section.parts for _each in _left(one))


def paper_names() -> list[str]:
    """This will list the papers there are."""
    return [name.removeprefix(FOLDER) for name in names("rights") if name.startswith(FOLDER)]


def title_of(name: str) -> str:
    """This will give the title of a paper."""
    return _(load("rights", FOLDER + name).title)


def filled(name: str, agency: Agency, *, at: datetime) -> Paper:
    """This will fill one paper for a controller from what is known on a day."""
    found, of = load("rights", FOLDER + name), Of(agency, uk_today(at))
    return Paper(
        name=name,
        title=_(found.title),
        source=_source(found.data["source"], of),
        verify=found.data.get("verify", False),
        lead=_(found.data["note"]),
        controller=agency.name,
        version=found.version,
        made=at,
        sections=[_section(one, of) for one in found.data["sections"]],
    )


def on_paper(paper: Paper, *, at: datetime) -> bytes:
    """This will print a paper as a tagged PDF."""
    values = {
        "title": _("%(title)s: %(controller)s") % {"title": paper.title, "controller": paper.controller},
        "labels": {"author": _("Throughcare"), "page": _("Page"), "blank": to_write(), "verify": _("Verify")},
        "lead": paper.lead,
        "made": made_words(paper),
        "sections": [_printed(section) for section in paper.sections],
    }
    return tagged_pdf(TEMPLATE, values, at=at)


def as_csv(paper: Paper) -> str:
    """This will write a paper as CSV, a line each, what is left to write among them."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([_("Section"), _("What"), _("Known"), _("Source"), _("Verify")])
    for section in paper.sections:
        for line in _flat(section):
            verify = _("Yes") if line.verify else ""
            cells = [section.heading, line.label, line.value or to_write(), line.source or section.source, verify]
            writer.writerow([harmless(cell) for cell in cells])
    return written.getvalue()


def as_json(paper: Paper) -> str:
    """This will write a paper as data; an empty value is for the controller to write."""
    data = {**asdict(paper), "made": paper.made.isoformat(), "left_to_write": paper.left_to_write}
    return json.dumps(data, ensure_ascii=False, indent=2)


def made_words(paper: Paper) -> str:
    """This will say when it was drawn, under which law, and after which version of the template."""
    words = {
        "moment": format_moment(paper.made),
        "source": paper.source,
        "version": format_date(date.fromisoformat(paper.version)),
    }
    return _("Drawn on %(moment)s. %(source)s. Template of %(version)s.") % words


def to_write() -> str:
    """This will say that something is not known here and is the controller's to write."""
    return _("To be written by the controller")


def _section(one: Mapping[str, Any], of: Of) -> Section:
    return Section(_(one["label"]), _source(one["source"], of), [_part(part, of) for part in one["parts"]])


def _part(part: Mapping[str, str], of: Of) -> Part:
    if "fill" in part:
        return Part(LINES, lines=lines(part["fill"], of))
    return Part(TEXT, _(part["text"])) if "text" in part else Part(BLANK, _(part["asks"]))


def _source(source: Mapping[str, str], of: Of) -> str:
    """The law of the controller's own regime; where that asks for nothing, the law that does."""
    return source.get(of.regime) or "; ".join(source.values())


def _flat(section: Section) -> Iterator[Line]:
    for part in section.parts:
        if part.kind == LINES:
            yield from part.lines
        elif part.kind == TEXT:
            yield Line("", part.text)
        else:
            yield Line(part.text, "")


def _left(part: Part) -> Iterator[Line]:
    """What of a part is left to write: a blank, or a line of which nothing is known."""
    if part.kind == BLANK:
        yield Line(part.text, "")
    yield from (line for line in part.lines if not line.value)


def _printed(section: Section) -> dict[str, Any]:
    parts = [{**asdict(part), "lines": [asdict(line) for line in part.lines]} for part in section.parts]
    return {"heading": section.heading, "source": section.source, "parts": parts}
