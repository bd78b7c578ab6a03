"""Attaching a document, putting a newer version before it, withdrawing it; and what is done with the files as such."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.actions import tell
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.files import cabinet, queries, rules, scanning, sealing, sniffing
from throughcare.commons.files.models import Attached
from throughcare.kernel.answers import YES, Answer, Mend, Refusal, no
from throughcare.kernel.definitions import codelist
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

TOLD_IN = ("core", "police")  # elsewhere a line of the timeline would tell others that there is something
SWEPT_AFTER = timedelta(hours=1)  # a request that wrote a file has long ended
STRANGERS = 20
SCANNED_AT_A_RUN, MOST_SILENCES = 200, 2


@dataclass(frozen=True)
class NewFile:
    """A file as it was sent: the name and the kind that its sender gave it, and what is in it."""

    name: str
    declared: str
    content: bytes
    size: int


@dataclass(frozen=True)
class NewDocument:
    """What is said of a document: who may read it, what it is, when it was made, and whose statement it is."""

    compartment: str
    what: str
    title: str
    happened_at: datetime
    kind: str = "fact"
    source: str = ""


class Infected(Refusal):
    """A file in which the scanner knows something harmful; `found` is the scanner's name for it."""

    found: str = ""


@dataclass(frozen=True)
class Swept:
    """What a sweep removed, and what is not as it should be: files that are missing, or a folder of somebody else's."""

    removed: int
    missing: tuple[tuple[str, int], ...]
    strangers: int = 0


def attach(case: OpenCase, *, new: NewDocument, file: NewFile, at: datetime) -> Attached:
    """This will keep a file with the case, sealed, for the readers of one compartment.

    Refused are who may not write there, a file that may not be taken, and one that harms (`Infected`).
    """
    not_done = _("The document was not attached")
    _may(case, "files.attach", new.compartment).or_refuse(not_done, ask=agencies.contact(case.owner_id))
    values = carried(case, at=at, happened_at=new.happened_at, kind=new.kind, source=new.source)
    row: Attached = queries.TABLES[new.compartment].objects.create(
        **values, thread=uuid4(), what=new.what, title=new.title, **_kept(case, file, not_done)
    )
    _tell(case, new.compartment, "files.attach", _("Document attached: %(what)s"), row, at)
    act(case, "files:attached", row, at=at)
    return row


def replace(
    case: OpenCase, *, key: UUID, what: str, title: str, reason: str, file: NewFile | None, at: datetime
) -> Attached:
    """This will put a newer version before the one that was read; without a file only its words are corrected."""
    not_done = _("The document was not replaced")
    found = queries.one(case, key)
    answer = _may(case, "files.replace", found.compartment) & _still_holds(found)
    answer.or_refuse(not_done, ask=agencies.contact(case.owner_id))
    kept = _kept(case, file, not_done) if file else _as_before(found.row)
    row = _next(case, found, not_done, what=what, title=title, reason=reason, at=at, **kept)
    _tell(case, found.compartment, "files.replace", _("Document replaced: %(what)s"), row, at)
    act(case, "files:replaced", row, at=at, reason=reason)
    return row


def withdraw(case: OpenCase, *, key: UUID, reason: str, at: datetime) -> Attached:
    """This will take a document out of use; its file stays for whoever may look at withdrawn ones, until an erasure."""
    not_done = _("The document was not withdrawn")
    found = queries.one(case, key)
    answer = _may(case, "files.withdraw", found.compartment) & _still_holds(found)
    answer.or_refuse(not_done, ask=agencies.contact(case.owner_id))
    without = {"file_name": "", "media": found.row.media, "size": 0, "scan": found.row.scan, "withdrawn": True}
    words = {"what": found.row.what, "title": found.row.title, "reason": reason}
    row = _next(case, found, not_done, at=at, **words, **without)
    _tell(case, found.compartment, "files.withdraw", _("Document withdrawn: %(what)s"), row, at)
    act(case, "files:withdrawn", row, at=at, reason=reason)
    return row


def _may(case: OpenCase, verb: str, compartment: str) -> Answer:
    return case.may(verb) & matrix().may(case.roles, compartment, "write")


def _still_holds(found: queries.One) -> Answer:
    if found.row.pk == found.latest.pk and not found.latest.withdrawn:
        return YES
    by = found.latest.by.name if found.latest.by else ""
    words = _("%(name)s withdrew it meanwhile") if found.latest.withdrawn else _("%(name)s replaced it meanwhile")
    return no(words % {"name": by}, mends=[Mend(_("Open the documents again, and look at what holds now"))])


def _next(case: OpenCase, found: queries.One, not_done: str, *, at: datetime, **values: Any) -> Attached:
    """Of two who write the next version at once, the second is told so."""
    read = found.row
    every = carried(case, at=at, happened_at=read.happened_at, kind=read.kind, source=read.source)
    try:
        with transaction.atomic():
            row: Attached = queries.TABLES[found.compartment].objects.create(
                **every, thread=read.thread, version=read.version + 1, **values
            )
    except IntegrityError:
        _still_holds(queries.one(case, read.key)).or_refuse(not_done, ask=agencies.contact(case.owner_id))
        raise
    return row


def _as_before(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("file_name", "media", "size", "scan", "stored", "sealed_key")}


def _kept(case: OpenCase, file: NewFile, not_done: str) -> dict[str, Any]:
    """The file is whole on the disk before the row that names it is written."""
    taken, ask = queries.file_rules(), agencies.contact(case.owner_id)
    found = sniffing.look(file.content, rules=taken)
    answer = rules.may_be_taken(name=file.name, declared=file.declared, size=file.size, found=found, rules=taken)
    (answer & _can_be_sealed()).or_refuse(not_done, ask=ask)
    scanned = _scanned(file.content, not_done, ask)
    name, (key, sealed_key) = cabinet.new_name(), sealing.key_of_a_file()
    cabinet.keep(name, sealing.seal(file.content, key=key, name=name))
    told = {"file_name": rules.plain_name(file.name), "media": found.code, "size": len(file.content)}
    return {**told, "scan": scanned.state, "stored": name, "sealed_key": sealed_key}


def _can_be_sealed() -> Answer:
    if sealing.is_ready():
        return YES
    mend = Mend(_("Ask whoever runs the site to set its keys for files"))
    return no(_("this site has no keys to seal files with"), mends=[mend])


def _scanned(content: bytes, not_done: str, ask: Any) -> scanning.Scan:
    scan = scanning.scan(content)
    if scan.found:
        mend = Mend(_("Do not open the file again. Tell your agency's security desk where it came from"))
        reason = no(_("the scanner found something harmful in the file: %(name)s") % {"name": scan.found}, mends=[mend])
        stop = Infected(not_done, reasons=reason.reasons, ask=ask)
        stop.found = scan.found
        raise stop
    if settings.CLAMAV_REQUIRED and scan.state != scanning.CLEAN:
        mend = Mend(_("Try again in some minutes. If it lasts, tell whoever runs the site"))
        no(_("the scanner did not answer, and no file is taken without it"), mends=[mend]).or_refuse(not_done, ask=ask)
    return scan


def _tell(case: OpenCase, compartment: str, verb: str, words: str, row: Attached, at: datetime) -> None:
    if compartment in TOLD_IN:
        what = {"what": codelist("document_kinds").label(row.what)}
        tell(case, verb=verb, words=words % what, at=at, address=queries.PAGE, police=compartment == "police")


def forget(case_ids: Collection[int]) -> None:
    """This will remove the files of cases once the erasure that empties their records is kept; the eraser asks for it."""
    rows = (table.objects.filter(case_id__in=list(case_ids)).exclude(stored="") for table in queries.TABLES.values())
    names = [name for each in rows for name in each.values_list("stored", flat=True)]
    transaction.on_commit(lambda: cabinet.remove(names))


def sweep(*, at: datetime, all_of_them: bool = False) -> Swept:
    """This will remove files that no record names, and tell which records name a file that is not there.

    A folder in which many files lie and none is known is somebody else's: nothing is removed from it unless asked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT stored, case_id FROM tc.stored_files()")
        named = dict(cursor.fetchall())
    lying = dict(cabinet.kept())
    missing = tuple(sorted((name, case_id) for name, case_id in named.items() if name not in lying))
    before = (at - SWEPT_AFTER).timestamp()
    strange = [name for name, written in lying.items() if name not in named and written < before]
    if len(strange) > STRANGERS and not named.keys() & lying.keys() and not all_of_them:
        return Swept(0, missing, strangers=len(strange))
    return Swept(cabinet.remove(strange), missing)


def sweep_unnamed(*, at: datetime) -> int:
    """This will remove files that no record names, as the clock does, and give their number."""
    return sweep(at=at).removed


def scan_unscanned(*, at: datetime) -> int:
    """This will scan files that were not when they came, a few at a run, and give their number; nothing without a scanner.

    One in which something is found is never given out again, and its case's audit says what was found.
    """
    if not scanning.is_set():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT stored, sealed_key, case_id FROM tc.unscanned_files(%s)", [SCANNED_AT_A_RUN])
        waiting = cursor.fetchall()
    scanned = silent = 0
    for stored, sealed_key, case_id in waiting:
        scan = _scanned_later(stored, sealed_key)
        if scan.state != scanning.NOT_SCANNED:
            _keep_scan(stored, scan, case_id=case_id, at=at)
            scanned += 1
        silent += scan.state == scanning.NOT_SCANNED and scan.tried
        if silent == MOST_SILENCES:
            break  # the next run asks again, of others first
    return scanned


def _scanned_later(stored: str, sealed_key: str) -> scanning.Scan:
    """What cannot be read is passed over: the sweep and whoever opens it tell of it."""
    try:
        content = sealing.unseal(cabinet.read(stored), key=sealing.opened(sealed_key), name=stored)
    except (cabinet.Missing, sealing.Unreadable, sealing.NoKeys):
        return scanning.Scan(scanning.NOT_SCANNED, tried=False)
    return scanning.scan(content)


def _keep_scan(stored: str, scan: scanning.Scan, *, case_id: int, at: datetime) -> None:
    if scan.found:
        record("files:found_harmful", kind="view", subject=scan.found, at=at, case_id=case_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.keep_scan(%s, %s)", [stored, scan.state])


def rotate() -> int:
    """This will seal the key of every file anew under the site's first key, and give their number.

    What is erased meanwhile stays erased: a row is written only where it is as it was read.
    """
    done = 0
    for table in queries.TABLES.values():
        for pk, before in table.objects.exclude(sealed_key="").values_list("pk", "sealed_key").iterator():
            after = sealing.resealed(before)
            done += table.objects.filter(pk=pk, sealed_key=before).update(sealed_key=after)
    return done


def under_earlier_keys() -> int:
    """This will count the files whose key only an earlier one of the site's keys opens."""
    rows = (
        table.objects.exclude(sealed_key="").values_list("sealed_key", flat=True) for table in queries.TABLES.values()
    )
    return sum(not sealing.is_under_the_first(each) for some in rows for each in some.iterator())
