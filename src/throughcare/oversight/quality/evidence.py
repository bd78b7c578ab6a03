"""What of a case a second assessor may be shown: notes, session reports and documents of before the first assessment ended.

Never among them: plan, minutes, views, formulation, ratings. Names of the person and of colleagues are withheld by the
words that prints use; what still names somebody is taken out by whoever freezes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.queries.record import notes
from throughcare.commons.files import queries as files
from throughcare.commons.people import queries as people
from throughcare.frame.off_paper import without_names
from throughcare.kernel.time import format_date_short, uk_today
from throughcare.oversight.quality.words import piece_in_words
from throughcare.stages.delivery import queries as delivery

NOTES = {"core": "note", "health": "health_note", "beliefs": "beliefs_note", "network": "network_note"}
DOCUMENTS = ("core", "health", "beliefs", "network")
PAGES = 20


@dataclass(frozen=True)
class Original:
    """One piece of the record as it stands: what it is, of which day, its words, and the digest of what it was taken from."""

    code: str
    what: str
    day: date
    title: str
    text: str
    sha256: str

    @property
    def label(self) -> str:
        """This will name the piece for whoever chooses."""
        words = " ".join((self.title or self.text).split())
        short = words if len(words) <= 70 else f"{words[:69]}…"
        return f"{piece_in_words(self.what)}, {format_date_short(self.day)}: {short}"

    @property
    def is_document(self) -> bool:
        """This will say whether it is a file, whose words somebody has to write out."""
        return self.what == "document"


@dataclass(frozen=True)
class Frozen:
    """One piece as it is frozen."""

    what: str
    day: date
    text: str
    original_sha256: str


def originals(case: OpenCase, *, until: datetime) -> list[Original]:
    """This will list what may be shown of a case as it stood at a moment, oldest first."""
    found = [*_notes(case, until), *_sessions(case, until), *_documents(case, until)]
    return sorted(found, key=lambda one: (one.day, one.code))


def withheld(case: OpenCase) -> dict[str, str]:
    """This will give the words in place of each name: of the person, of each part of it, and of colleagues on the case."""
    names = people.names(case.person_id)
    parts = [part for name in names for part in name.split() if len(part) > 1 and part[0].isupper()]
    team = {agencies.staff(row.staff_id).name for row in cases.team(case)} | {agencies.staff(case.owner_id).name}
    colleagues = {name: _("a colleague") for name in team}
    return {**colleagues, **dict.fromkeys((*names, *parts), _("the person"))}


def freeze(chosen: Sequence[Original], texts: Mapping[str, str], names: Mapping[str, str]) -> list[Frozen]:
    """This will give the chosen pieces as they are frozen: the words that were looked over, names withheld once more."""
    return [Frozen(one.what, one.day, str(without_names(texts[one.code], names)), one.sha256) for one in chosen]


def digest_of(frozen: Iterable[Frozen]) -> str:
    """This will give the digest of all frozen pieces in their order."""
    rows = [[one.what, one.day.isoformat(), one.text, one.original_sha256] for one in frozen]
    return sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def _of_words(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def _notes(case: OpenCase, until: datetime) -> Iterable[Original]:
    for compartment, what in NOTES.items():
        if not case.may_read(compartment):
            continue
        for number in range(1, PAGES + 1):
            page = notes(case, compartment=compartment, number=number)
            for thread in page.rows:
                known = [row for row in thread.versions if row.recorded_at <= until]
                if known and known[0].text.strip():
                    row = known[0]
                    code = f"{what}:{thread.thread}"
                    yield Original(code, what, uk_today(row.happened_at), "", row.text, _of_words(row.text))
            if not page.has_next:
                break


def _sessions(case: OpenCase, until: datetime) -> Iterable[Original]:
    if not case.may_read("delivery_reports"):
        return
    for line in delivery.sessions(case):
        report = delivery.report_of(case, line)
        if report is None or report.recorded_at > until:
            continue
        words = "\n\n".join(part for part in (report.worked_on, report.person_said, report.went_well) if part.strip())
        if words:
            yield Original(
                f"session:{report.key}", "session", uk_today(report.happened_at), "", words, _of_words(words)
            )


def _documents(case: OpenCase, until: datetime) -> Iterable[Original]:
    for compartment in DOCUMENTS:
        if not case.may_read(compartment):
            continue
        for thread in files.documents(case, compartment=compartment).rows:
            row = thread.latest
            if thread.withdrawn or row.recorded_at > until:
                continue
            digest = _of_words(f"{row.key}:{row.stored}:{row.size}")
            yield Original(f"document:{row.key}", "document", uk_today(row.happened_at), row.title, "", digest)
