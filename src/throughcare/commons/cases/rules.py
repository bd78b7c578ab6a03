"""What must be true of a clock that is paused or counted anew, and of access that is given by name: pure, no database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.kernel.time import working_days
from throughcare.safeguards.pathways import ClockRule

STATUTORY, WORKING_DAYS = "statutory", "working days"
# What a grant comes of: the team that works on the case, an agenda, a task, a request for a purpose, an emergency.
TEAM, AGENDA, TASK, REQUEST, EMERGENCY = "team", "agenda", "task", "request", "emergency"


def clock_of(clocks: Iterable[ClockRule], number: str) -> ClockRule | None:
    """This will find the rule of a pathway that made a date, by its number; none where somebody chose the date."""
    return next((one for one in clocks if number and one.rule == number), None)


def is_in_law(clock: ClockRule | None) -> bool:
    """This will say whether a date is in law, so that nobody pauses it."""
    return clock is not None and clock.kind == STATUTORY


def is_counted(clock: ClockRule | None) -> bool:
    """This will say whether a rule counts the date, so that it can be counted anew."""
    return clock is not None and not clock.is_chosen


def may_use_restricted(*, stopped: bool, goes_on: bool, source: str) -> Answer:
    """This will say whether something may be done with a restricted record: what protects people goes on, and so does keeping it."""
    if goes_on or not stopped:
        return YES
    mend = Mend(_("Ask the data protection officer whether the restriction can be lifted"))
    return no(_("the record is restricted"), rule="rights.restriction", source=source, mends=[mend])


def may_pause(clock: ClockRule | None, *, is_paused: bool, reason: str, until: date, today: date) -> Answer:
    """This will say whether a date may be paused: with a reason, until a day to look again, and never a date in law."""
    answer = YES
    if clock is not None and is_in_law(clock):
        mend = Mend(_("Do it by its day, or record why it was late"))
        answer &= no(_("a date in law is not paused"), rule=clock.rule, source=clock.source, mends=[mend])
    if is_paused:
        answer &= no(_("it is paused already"), mends=[Mend(_("Let it go on first"))])
    if until <= today:
        answer &= no(_("the day to look again does not lie ahead"), mends=[Mend(_("Choose a day after today"))])
    return answer & _reasoned(reason)


def may_resume(*, is_paused: bool, reason: str) -> Answer:
    """This will say whether a date may go on: it is paused, and somebody says why it goes on."""
    answer = YES if is_paused else no(_("it is not paused"))
    return answer & _reasoned(reason)


def may_recount(clock: ClockRule | None, *, is_paused: bool, from_day: date, today: date, reason: str) -> Answer:
    """This will say whether a date may be counted anew from another day: its rule counts, and that day has come."""
    answer = YES
    if not is_counted(clock):
        mend = Mend(_("Pause it until another day instead"))
        answer &= no(_("no rule counts this date: somebody chose it"), mends=[mend])
    if is_paused:
        answer &= no(_("it is paused"), mends=[Mend(_("Let it go on first"))])
    if from_day > today:
        answer &= no(_("the day that it runs from has not come yet"))
    return answer & _reasoned(reason)


def stood(clock: ClockRule | None, *, since: date, until: date) -> int:
    """This will count the days for which a date stood still: working days where its rule counts those."""
    if clock is not None and clock.unit == WORKING_DAYS:
        return max(working_days(clock.nation).between(since, until), 0)
    return max((until - since).days, 0)


def later(clock: ClockRule | None, day: date, *, by: int) -> date:
    """This will move a day by as many days as it stood still, in the days that its rule counts."""
    if clock is not None and clock.unit == WORKING_DAYS:
        return working_days(clock.nation).add(day, by)
    return day + timedelta(days=by)


def counts_days(clock: ClockRule) -> bool:
    """This will say whether a date may keep from which day it runs: not one in years, which runs from a birth."""
    return not clock.is_chosen and clock.unit in ("working days", "days", "months")


def ran_from(clock: ClockRule | None, due_on: date, *, asked_on: date) -> date | None:
    """This will say from which day a new date runs, where that is the day it was asked on; else nobody said it."""
    if clock is None or not counts_days(clock) or clock.due(asked_on) != due_on:
        return None
    return asked_on


def may_be_given(
    *, until: datetime, at: datetime, longest_days: int, purpose: str, reason: str, has_it: bool, is_own: bool
) -> Answer:
    """This will say whether a colleague may be let into a case on request: for a purpose, with a reason, until a day soon."""
    answer = _reasoned(reason)
    if not purpose:
        answer &= no(_("no purpose is named"), mends=[Mend(_("Choose a purpose"))])
    if until <= at:
        answer &= no(_("its end does not lie ahead"), mends=[Mend(_("Choose a later day"))])
    if until > at + timedelta(days=longest_days + 1):
        mend = Mend(_("Choose an earlier day; it can be given again then"))
        answer &= no(_("it would last longer than %(days)s days") % {"days": longest_days}, mends=[mend])
    if has_it:
        answer &= no(_("this colleague is let in already"), mends=[Mend(_("End that access first"))])
    if is_own:
        answer &= no(_("nobody lets themselves in"))
    return answer


def may_be_kept_out(*, answers_for_it: bool, is_out: bool, reason: str) -> Answer:
    """This will say whether a colleague may be kept out of a case: nobody who answers for it, once, and with a reason."""
    answer = _reasoned(reason)
    if answers_for_it:
        mend = Mend(_("Hand the case on first"))
        answer &= no(_("the owner and the police risk owner hand the case on first"), mends=[mend])
    if is_out:
        answer &= no(_("this colleague is kept out already"))
    return answer


def may_declare_tie(*, name: str, born_on: date, today: date) -> Answer:
    """This will say whether somebody may be named as close to a colleague: by name, and a day of birth that has come."""
    answer = YES if name.strip() else no(_("nobody is named"), mends=[Mend(_("Enter a name"))])
    if born_on > today:
        answer &= no(_("this day has not come yet"), mends=[Mend(_("Enter a day in the past"))])
    return answer


def may_be_taken_back(*, runs: bool, ended_by: str, answers_for_it: bool, reason: str) -> Answer:
    """This will say whether somebody's access may be ended: it runs, they do not answer for the case, and with a reason."""
    if runs and answers_for_it:
        mend = Mend(_("Hand the case on first"))
        return no(_("they answer for the case as its owner or police risk owner"), mends=[mend])
    if runs:
        return _reasoned(reason)
    by = _("it has ended already, by the word of %(name)s") % {"name": ended_by}
    return no(by if ended_by else _("it has ended already"))


def _reasoned(reason: str) -> Answer:
    return YES if reason.strip() else no(_("no reason is given"), mends=[Mend(_("Say why"))])
