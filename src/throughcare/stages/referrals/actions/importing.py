"""Bringing a file of referrals in: chosen, matched, checked, and then all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.people.matching import Match, possible_matches
from throughcare.kernel.answers import Answer, NotFound, no
from throughcare.kernel.bulk import insert_all, update_all
from throughcare.kernel.sheets.reading import Sheet
from throughcare.kernel.time import format_date, uk_today
from throughcare.safeguards.audit.record import record
from throughcare.stages.referrals import queries, rules
from throughcare.stages.referrals.actions.matching import asked_about, settle_match
from throughcare.stages.referrals.actions.receiving import receive_all
from throughcare.stages.referrals.files.judging import Judged, Lists, as_referral, judge, person_in
from throughcare.stages.referrals.models import ColumnMap, ImportRow, ImportRun
from throughcare.stages.referrals.telling import Received


def choose_file(sheet: Sheet, *, area_id: int, by: int, at: datetime) -> ImportRun:
    """This will keep a file's rows for whoever chose it, until they are imported or given up; the same file twice is refused."""
    agency_id = agencies.staff(by).agency_id
    answer = queries.may_in_area("referrals.import", staff_id=by, area_id=area_id, on=uk_today(at))
    (answer & _never_twice(agency_id, sheet.sha256)).or_refuse(_("The file was not taken"))
    forget_old(by=by, at=at)
    run = ImportRun.objects.create(
        agency_id=agency_id,
        by_id=by,
        area_id=area_id,
        sha256=sheet.sha256,
        coding=sheet.coding,
        delimiter=sheet.delimiter,
        headings=list(sheet.headings),
        row_count=len(sheet.rows),
        started_at=at,
        expires_at=at + timedelta(days=queries.limits("import")["kept_days"]),
    )
    rows = [ImportRow(run=run, staff_id=by, number=number, cells=list(row)) for number, row in sheet.numbered()]
    insert_all(rows)
    record("imports:chosen", kind=ImportRun._meta.label_lower, subject=run.key, at=at)
    return run


def _never_twice(agency_id: int, sha256: str) -> Answer:
    done = queries.when_imported(agency_id, sha256=sha256)
    if done is None:
        return Answer()
    return no(_("this file was imported on %(day)s") % {"day": format_date(uk_today(done))}, rule="referrals.import")


def match_columns(run: ImportRun, *, columns: Mapping[str, str], by: int, at: datetime) -> ImportRun:
    """This will say which heading fills which column, remember it for the agency, and have every row checked anew."""
    ImportRow.objects.filter(run=run).update(faults=None, matches=None, decided=None)
    run.columns, run.checked, run.faulty, run.alike = dict(columns), 0, 0, 0
    run.save(update_fields=["columns", "checked", "faulty", "alike"])
    saved = {"columns": dict(columns), "saved_at": at, "by_id": by}
    if not ColumnMap.objects.filter(agency_id=run.agency_id).update(**saved):
        ColumnMap.objects.create(agency_id=run.agency_id, **saved)
    record("imports:matched", kind=ImportRun._meta.label_lower, subject=run.key, at=at)
    return run


def check_rows(run: ImportRun, *, at: datetime) -> ImportRun:
    """This will check the next rows of a file and look for earlier records like them; it saves nothing but what it found."""
    if run.checked >= run.row_count or run.columns is None:
        return run
    lists = queries.lists_of(run, at=at)
    end = run.checked + queries.limits("import")["rows_checked_at_a_time"]
    rows = list(ImportRow.objects.filter(run=run).order_by("number")[run.checked : end])
    judged = [_judge(run, row, lists) for row in rows]
    alike = _look_for_earlier(rows, judged)
    for row, found in zip(rows, judged, strict=True):
        row.faults = [asdict(fault) for fault in found.faults] or None
        row.matches = alike.get(row.number)
    update_all([row for row in rows if row.faults or row.matches], "faults", "matches")
    run.checked += len(rows)
    run.faulty += sum(bool(row.faults) for row in rows)
    run.alike += sum(bool(row.matches) for row in rows)
    run.save(update_fields=["checked", "faulty", "alike"])
    return run


def _judge(run: ImportRun, row: ImportRow, lists: Lists) -> Judged:
    return judge(tuple(row.cells or ()), headings=tuple(run.headings), columns=run.columns or {}, lists=lists)


def _look_for_earlier(rows: Sequence[ImportRow], judged: Sequence[Judged]) -> dict[int, list[dict[str, Any]]]:
    clean = [(row, found) for row, found in zip(rows, judged, strict=True) if not found.faults and found.values["name"]]
    found: dict[int, list[dict[str, Any]]] = {}
    for match in possible_matches([asked_about(person_in(one.values)) for _row, one in clean]):
        found.setdefault(clean[match.asked][0].number, []).append(_kept(match))
    return found


def _kept(match: Match) -> dict[str, Any]:
    return {
        "person": match.person_id,
        "reference": match.reference,
        "owner": match.owner_id,
        "evidence": list(match.evidence),
    }


def decide_row(run: ImportRun, *, number: int, answers: Mapping[str, str], reason: str) -> ImportRow:
    """This will keep what somebody said of a row that looks like earlier records, until the file is imported."""
    row = ImportRow.objects.filter(run=run, number=number, matches__isnull=False).first()
    if row is None:
        raise NotFound
    row.decided = {"answers": dict(answers), "reason": reason}
    row.save(update_fields=["decided"])
    return row


def import_file(run: ImportRun, *, by: int, at: datetime) -> int:
    """This will receive every row of a checked file as a case, or none of them, and give their number."""
    answer = queries.may_in_area("referrals.import", staff_id=by, area_id=run.area_id, on=uk_today(at))
    (answer & _may_be_imported(run)).or_refuse(_("The file was not imported"))
    lists, today = queries.lists_of(run, at=at), uk_today(at)
    rows = list(ImportRow.objects.filter(run=run).order_by("number"))
    judged = [_judge(run, row, lists) for row in rows]
    if any(found.faults for found in judged):
        no(_("some rows need mending today, since days have passed"), rule="referrals.import").or_refuse(
            _("The file was not imported")
        )
    with transaction.atomic():
        _claim(run, today=today, at=at)
        received = receive_all([as_referral(found.values, lists=lists) for found in judged], by=by, at=at)
        for row, one in zip(rows, received, strict=True):
            _settle(row, one, by=by, at=at)
        ImportRow.objects.filter(run=run).delete()
        record("imports:imported", kind=ImportRun._meta.label_lower, subject=run.key, at=at)
    return len(received)


def _may_be_imported(run: ImportRun) -> Answer:
    return rules.may_be_imported(
        rows=run.row_count,
        checked=run.checked,
        faulty=run.faulty,
        undecided=queries.undecided(run),
        imported_on=format_date(uk_today(run.imported_at)) if run.imported_at else "",
    )


def _claim(run: ImportRun, *, today: date, at: datetime) -> None:
    """Two clicks, or two colleagues with the same file: the first marks it, the second is told so."""
    try:
        with transaction.atomic():
            mine = ImportRun.objects.filter(pk=run.pk, imported_at__isnull=True).update(imported_at=at)
    except IntegrityError:
        mine = 0
    if not mine:
        day = {"day": format_date(today)}
        no(_("this file was imported on %(day)s") % day, rule="referrals.import").or_refuse(
            _("The file was not imported")
        )


def _settle(row: ImportRow, received: Received, *, by: int, at: datetime) -> None:
    if not row.matches or not row.decided:
        return
    said: Mapping[str, str] = row.decided["answers"]
    decided = {one["person"]: (said[one["reference"]], one["evidence"]) for one in row.matches if one["person"]}
    for person_id, (answer, evidence) in decided.items():
        reason = row.decided["reason"]
        settle_match(received, person_id=person_id, answer=answer, evidence=evidence, reason=reason, by=by, at=at)


def give_up(run: ImportRun, *, at: datetime) -> None:
    """This will forget the rows of a file that is not imported."""
    ImportRow.objects.filter(run=run).delete()
    record("imports:given_up", kind=ImportRun._meta.label_lower, subject=run.key, at=at)


def forget_old(*, by: int, at: datetime) -> None:
    """This will forget the rows of this colleague's files that were kept for too long."""
    ImportRow.objects.filter(staff_id=by, run__expires_at__lt=at).delete()


def forget_expired(*, at: datetime) -> int:
    """This will forget the rows of every file that nobody imported in time, and give the number of files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.forget_old_import_rows()")
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])
