"""What orders, conditions and reports may say: pure, no database, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.kernel.time import format_date

BELIEF = "belief"
ATTENDED, MISSED, KEPT, NOT_KEPT = "attended", "missed", "kept", "not_kept"
HAPPENED = (ATTENDED, MISSED, KEPT, NOT_KEPT)
TO_DECIDE = frozenset({MISSED, NOT_KEPT})
QUASHED = "quashed"


@dataclass(frozen=True)
class Span:
    """From which day until which an order or a condition runs; both days count, none is for as long as it runs."""

    from_on: date
    last_on: date | None

    def holds(self, day: date) -> bool:
        """This will say whether a day lies within."""
        return self.from_on <= day and (self.last_on is None or day <= self.last_on)

    def meets(self, other: Span) -> bool:
        """This will say whether two spans share a day."""
        return self._before(other) and other._before(self)

    def _before(self, other: Span) -> bool:
        return other.last_on is None or self.from_on <= other.last_on


def may_be_mandated(
    *, mandated: bool, requires: str, kind_attends: bool, never: Mapping[str, str], basis: str, basis_words: str
) -> Answer:
    """This will say whether a condition may require what it says: attendance may be required, belief never."""
    if not mandated:
        return YES
    answer = YES
    if requires in never:
        text = _("nobody may be required to: %(what)s") % {"what": never[requires].lower()}
        mend = Mend(_("Record it as offered and free to refuse, or require attendance at an appointment alone"))
        answer &= no(text, rule=BELIEF, source="Human Rights Act 1998 Sch.1 Art.9", mends=[mend])
    if not kind_attends:
        mend = Mend(_("Choose a kind of condition that is about appointments, or leave attendance free"))
        answer &= no(_("attendance cannot be required under this kind of condition"), mends=[mend])
    if not basis:
        mend = Mend(_("Say whether it stands in the order, or was decided in this case"))
        answer &= no(_("it is not said on what basis attendance is required"), mends=[mend])
    if basis == "case_by_case" and not basis_words.strip():
        mend = Mend(_("Say who decided it, and why it is needed to manage the risk"))
        answer &= no(_("it is not said who decided in this case that attendance is required, and why"), mends=[mend])
    return answer


def may_follow(*, before: Span, from_on: date) -> Answer:
    """This will say whether a new version may begin on a day: after the one before began."""
    if from_on > before.from_on:
        return YES
    mend = Mend(_("Enter a day after the version before began"))
    return no(_("the version before began on that day or later, and versions do not overlap"), mends=[mend])


def may_begin(*, order_from: date, from_on: date, last_on: date | None) -> Answer:
    """This will say whether a condition may run over these days: not before its order, and not backwards."""
    answer = YES
    if from_on < order_from:
        words = {"day": format_date(order_from)}
        mend = Mend(_("Enter a first day on %(day)s or later, or choose the order it stands in") % words)
        answer &= no(_("the order runs from %(day)s, and no condition of it before that day") % words, mends=[mend])
    if last_on is not None and last_on < from_on:
        mend = Mend(_("Enter a last day on the first day or later"))
        answer &= no(_("the last day of the condition lies before its first"), mends=[mend])
    return answer


def may_have_happened(span: Span, *, day: date) -> Answer:
    """This will say whether something can have happened under a condition on a day: the condition ran on it."""
    if span.holds(day):
        return YES
    mend = Mend(_("Look at the day again, or choose the condition that ran on it"))
    return no(_("the condition did not run on %(day)s") % {"day": format_date(day)}, mends=[mend])


def may_change(*, ended: bool) -> Answer:
    """This will say whether an order may still change: not once it has ended."""
    if not ended:
        return YES
    return no(_("the order has ended already"), mends=[Mend(_("Record a new order"))])


def may_be_explained(*, wording: str, in_use: Collection[str]) -> Answer:
    """This will say whether a wording may be explained: it was in use on the day."""
    if wording in in_use:
        return YES
    return no(_("this wording was not in use on that day"), mends=[Mend(_("Choose the wording in use"))])


def may_end(*, ended: bool, on_day: date, today: date) -> Answer:
    """This will say whether the end of an order may be written down: once, and not before its day."""
    return may_change(ended=ended) & _has_come(on_day, today)


def may_quash(*, quashed: bool, on_day: date, today: date) -> Answer:
    """This will say whether it may be written down that a court quashed an order: once, also after the order ended."""
    answer = _has_come(on_day, today)
    if quashed:
        answer &= no(_("the order has been quashed already"), mends=[Mend(_("Record a new order"))])
    return answer


def _has_come(on_day: date, today: date) -> Answer:
    answer = YES
    if on_day > today:
        mend = Mend(_("Record the new last day as a variation"), verb="orders.record_varied")
        answer &= no(_("the order is in force until that day, which has not come"), mends=[mend])
    return answer


def may_step(*, rung: str, rungs: Collection[str], last_rung: str) -> Answer:
    """This will say whether a step stands on the ladder of the order; on some the report is the only one."""
    if rung in rungs and rung != last_rung:
        return YES
    mend = Mend(_("Report now: that is always open"), verb="ladder.report")
    return no(_("the ladder of this order has no such step"), mends=[mend])


def may_report(*, events: int, polygraph: bool) -> Answer:
    """This will say whether a report has a ground: what happened under a condition, never a polygraph alone."""
    if events:
        return YES
    mend = Mend(_("Choose what happened under a condition"))
    if polygraph:
        return no(_("a polygraph session is never the only ground of a report"), rule="polygraph", mends=[mend])
    return no(_("it is not said what happened under which condition"), mends=[mend])


def may_decide(*, what: str) -> Answer:
    """This will say whether there is anything to decide: a reason is judged where something was missed or not kept."""
    if what in TO_DECIDE:
        return YES
    mend = Mend(_("Decide where an appointment was missed or a condition not kept"))
    return no(_("there is no reason to judge: the condition was kept"), mends=[mend])


def may_countersign(*, same_person: bool, needs: bool) -> Answer:
    """This will say whether somebody may countersign: a second person, where one is asked for."""
    answer = YES
    if not needs:
        answer &= no(_("this step needs no second signature"), mends=[Mend(_("Leave it as it is"))])
    if same_person:
        mend = Mend(_("Ask a colleague with this role"))
        answer &= no(_("the second person must be somebody else than the one who signed first"), mends=[mend])
    return answer


def missing(*, unexplained: Sequence[str], undecided: int, countersign: bool, countersigned: bool) -> list[str]:
    """This will say what a report lacks. It is printed on the report and stops nobody from making it."""
    found = [
        _("Nothing shows that this condition was explained before: %(words)s") % {"words": words}
        for words in unexplained
    ]
    if undecided:
        found.append(_("The supervising officer has not decided on the stated reason of everything below."))
    if countersign and not countersigned:
        found.append(_("Not countersigned."))
    return found


def overlapping(spans: Iterable[tuple[str, Span]]) -> list[tuple[str, str]]:
    """This will name each pair of orders that run at the same time: allowed, and worth a look."""
    listed = list(spans)
    return [
        (one, other)
        for place, (one, first) in enumerate(listed)
        for other, second in listed[place + 1 :]
        if first.meets(second)
    ]


def too_long(*, span: Span, longest: date | None) -> bool:
    """This will say whether an order was made to run longer than its definition knows; it is recorded all the same."""
    return longest is not None and (span.last_on is None or span.last_on > longest)


def next_look(*, due: date | None, last_on: date | None, ended: bool) -> date | None:
    """This will give the day of the next look at an order: none where it has ended, or ends before that day."""
    if due is None or ended:
        return None
    return due if last_on is None or due <= last_on else None


def initials(name: str) -> str:
    """This will give the first letters of a name."""
    return " ".join(f"{part[0].upper()}." for part in name.split() if part)
