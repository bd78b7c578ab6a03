"""What falls due by itself, one list for `throughcare clock run` and for the worker: what is done, as whom, and how often.

Every job does whatever is due at its moment, however late it comes, and a job twice does its work once. Two that meet do
not wait for each other: the second finds the first at work and leaves it to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from throughcare.frame.transaction import acting

# When, as cron writes it and in UTC: a change of the clocks then neither loses a run nor repeats one.
EVERY_MINUTE, EVERY_FIVE_MINUTES, EVERY_HOUR, EVERY_NIGHT = "* * * * *", "*/5 * * * *", "7 * * * *", "30 1 * * *"
LOCKS_OF_JOBS = 4829


@dataclass(frozen=True)
class Job:
    """One thing that time asks for: its name, how often, and in words what its number counts."""

    name: str
    when: str
    words: str
    run: Callable[[datetime], int]


def jobs() -> tuple[Job, ...]:
    """This will list all jobs, the most urgent first, and mails after what writes them."""
    from throughcare.commons.agencies import machines
    from throughcare.commons.assessments import actions as assessments
    from throughcare.commons.cases import actions as cases
    from throughcare.commons.cases import drafts, reminders
    from throughcare.commons.files import actions as files
    from throughcare.commons.mail import actions as mail
    from throughcare.commons.sharing import reminding
    from throughcare.commons.transfers import actions as transfers
    from throughcare.oversight.rights import actions as rights
    from throughcare.stages.aftercare import actions as aftercare
    from throughcare.stages.checks import actions as checks
    from throughcare.stages.delivery import actions as delivery
    from throughcare.stages.referrals import actions as referrals

    return (
        _as_clock("ring_next", EVERY_MINUTE, checks.ring_next, "threats handed to the next officer"),
        _as_clock("reminders", EVERY_FIVE_MINUTES, reminders.remind, "colleagues to be told that something waits"),
        _as_clock("agreements", EVERY_FIVE_MINUTES, reminding.remind_of_reviews, "colleagues to be told that an agreement waits"),
        _as_clock("unreported", EVERY_FIVE_MINUTES, delivery.notice_unreported, "reports of sessions asked for"),
        _as_clock("recipients", EVERY_FIVE_MINUTES, rights.notice_recipients, "owners asked to tell of a change"),
        _as_clock("ready", EVERY_FIVE_MINUTES, delivery.notice_ready_to_start, "owners asked to start support"),
        _as_clock("offers", EVERY_FIVE_MINUTES, transfers.escalate, "unanswered offers of a case brought before a manager"),
        Job("mails", EVERY_MINUTE, "mails sent", lambda at: mail.send_waiting(at=at)),
        _as_clock("chains", EVERY_FIVE_MINUTES, rights.check_chains, "lines of the audit checked"),
        _as_clock("packs", EVERY_MINUTE, rights.make_waiting_packs, "access packs made"),
        _as_clock("clocks", EVERY_NIGHT, cases.catch_up, "dates counted anew, since a calendar, a rule or a birthday changed"),
        _as_clock("reviews", EVERY_HOUR, aftercare.open_missing, "closed cases given their reviews"),
        _as_clock("drafts", EVERY_HOUR, drafts.remove_expired, "expired drafts removed"),
        _as_clock("assessments", EVERY_HOUR, assessments.remove_expired, "expired drafts of assessments removed"),
        _as_clock("saved_forms", EVERY_HOUR, referrals.remove_expired_forms, "saved forms removed that nobody came back to"),
        _as_clock("old_mails", EVERY_HOUR, mail.forget_old, "old mails forgotten"),
        _as_clock("imports", EVERY_HOUR, referrals.forget_expired, "files of referrals forgotten that nobody imported"),
        _as_clock("erasures", EVERY_FIVE_MINUTES, rights.complete_ledger, "erasures added to the list outside the database"),
        Job("retention", EVERY_NIGHT, "records erased whose time is over", lambda at: rights.run_retention(at=at).erased),
        Job("equality", EVERY_NIGHT, "years of the equality form counted", _count_equality),
        _as_clock("kept_answers", EVERY_HOUR, machines.forget_old_answers, "answers to machines forgotten"),
        _as_clock("scans", EVERY_HOUR, files.scan_unscanned, "files scanned that were not when they came"),
        _as_clock("files", EVERY_HOUR, files.sweep_unnamed, "files removed that no record names"),
    )  # fmt: skip


def figures() -> Job:
    """This will give the nightly job that makes the figures of the quarter that closed last, which no run does in passing."""
    return Job("figures", EVERY_NIGHT, "tables of figures made", _make_figures)


def do_all(*, at: datetime) -> Iterator[tuple[int, str]]:
    """This will do what falls due by itself at a moment, one job after another, and say how often each was needed."""
    for job in jobs():
        yield job.run(at), job.words


def _as_clock(name: str, when: str, action: Callable[..., int], words: str) -> Job:
    def run(at: datetime) -> int:
        with acting("clock", staff=None, at=at):
            return action(at=at) if _is_alone(name) else 0

    return Job(name, when, words, run)


def _make_figures(at: datetime) -> int:
    from throughcare.kernel.time import uk_today
    from throughcare.oversight.evaluation import queries, rules

    until = rules.last_closed_quarter(uk_today(at))
    with acting("facts", staff=None, at=at):
        if not _is_alone("figures") or queries.latest_quarter() == until:
            return 0
        from throughcare.oversight.evaluation import actions  # draws charts: much to load for every start of a worker

        return actions.make_tables(until=until, at=at)


def _count_equality(at: datetime) -> int:
    from throughcare.oversight.equality import actions

    with acting("facts", staff=None, at=at):
        return actions.make_tables(at=at) if _is_alone("equality") else 0


def _is_alone(name: str) -> bool:
    """Hold the job's lock until its transaction ends, unless somebody else holds it and so does the work already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [LOCKS_OF_JOBS, name])
        row = cursor.fetchone()
    return bool(row and row[0])
