"""What must be true before an assessment is begun, finished, signed, called for or held beside another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from throughcare.commons.assessments.rules.writing import NOT_KNOWN, Gap, Judged
from throughcare.kernel.answers import YES, Answer, Mend, no

SAME, DIFFER, ALONE, UNKNOWN, APART = ("same", "differ", "alone", "unknown", "apart")


def every_answer_has_evidence(gaps: Mapping[str, Sequence[Gap]]) -> bool:
    """This will say whether no factor lacks anything."""
    return not any(gaps.values())


def formulation_is_written(texts: Mapping[str, str], *, parts: Iterable[str]) -> Answer:
    """This will say no while a part of the formulation is empty."""
    if all(texts.get(part, "").strip() for part in parts):
        return YES
    return no(_("a part of the formulation is not written"), mends=[Mend(_("Write the formulation"))])


def judgements_are_made(made: Mapping[str, Judged], *, asked: Iterable[str]) -> Answer:
    """This will say no while a summary judgement that the instrument asks for is not made, or does not say why."""
    if all(made.get(code, Judged()).is_whole for code in asked):
        return YES
    return no(
        _("a summary judgement is not made, or does not say why"), mends=[Mend(_("Make each judgement, and say why"))]
    )


def grounds_are_said(gaps: Sequence[Gap]) -> Answer:
    """This will say no while it is not said how the assessment was done."""
    return no(_("how it was done is not said in full"), mends=[Mend(gap.text) for gap in gaps]) if gaps else YES


def again_has_a_reason(*, earlier: bool, why: str) -> Answer:
    """This will say no to an assessment after a finished one that does not say why it is made again."""
    if not earlier or why.strip():
        return YES
    return no(
        _("there is a finished assessment, and nobody has said why it is looked at again"), mends=[Mend(_("Say why"))]
    )


def may_begin(*, has_draft: bool) -> Answer:
    """This will say no to a second draft of the same person on the same case."""
    return (
        no(_("you have begun an assessment of this case already"), mends=[Mend(_("Go on with it"))])
        if has_draft
        else YES
    )


def is_entitled(*, has_role: bool, needs_certificate: bool, has_certificate: bool, in_date: bool) -> bool:
    """This will say whether somebody may finish an instrument: the role, and a certificate where one is asked for.

    A certificate that has ended stops its holder even where none is asked for: whoever gave it has set an end to it.
    """
    if not has_role:
        return False
    return in_date if has_certificate else not needs_certificate


def may_use(roles: Iterable[str], *, allowed: Sequence[str], who: str) -> Answer:
    """This will say no to somebody for whom the instrument is not made."""
    return YES if set(roles) & set(allowed) else no(_("this instrument is not for your role: %(who)s") % {"who": who})


def has_items(holds_items: bool, *, where: str) -> Answer:
    """This will say no to a shell: its items are not here, and where they come from is said."""
    if holds_items:
        return YES
    return no(_("the items of this instrument are not here"), mends=[Mend(where)])


def fits_or_has_a_reason(*, not_for: Sequence[str], fits: bool, reason: str) -> Answer:
    """This will say no to an instrument that is not made for some people, until the person is none of them or why is said."""
    if not not_for or fits or reason.strip():
        return YES
    words = _("it is not made for: %(people)s") % {"people": "; ".join(not_for)}
    return no(words, mends=[Mend(_("Say that the person is none of these, or why it is used all the same"))])


def may_be_called_for(*, known: Mapping[str, str], event: str, words: str) -> Answer:
    """This will say no to a new look that nothing finished calls for, to an unknown event, and to one without words."""
    if not known:
        return no(_("no finished assessment names events after which it is looked at again"))
    answer = YES if event in known else no(_("this is none of the events"), mends=[Mend("; ".join(known.values()))])
    return (
        answer if words.strip() else answer & no(_("nothing says what happened"), mends=[Mend(_("Say what happened"))])
    )


def may_countersign(*, is_own: bool, is_done: bool) -> Answer:
    """This will say no to the assessor's own second signature, and to another one after it was given."""
    if is_own:
        return no(_("you finished it yourself"), mends=[Mend(_("Ask a colleague who supervises this work"))])
    return no(_("it is countersigned already")) if is_done else YES


def may_be_brought(*, faults: Sequence[str], licensed: str, is_there: bool) -> Answer:
    """This will say no to a copy with faults, without a licence, or of a version that is here already; all together."""
    answer = YES
    for fault in faults:
        answer = answer & no(fault)
    if not licensed.strip():
        answer = answer & no(_("nothing says by what licence this site has it"), mends=[Mend(_("Name the licence"))])
    if is_there:
        mend = Mend(_("Give this copy a version of its own"))
        answer = answer & no(_("there is a copy of this version already"), mends=[mend])
    return answer


def may_be_compared(*, is_same: bool, is_one_instrument: bool) -> Answer:
    """This will say no to changes between an assessment and itself, and between two instruments or two versions of one."""
    if is_same:
        return no(_("it is one and the same assessment"), mends=[Mend(_("Choose two of them"))])
    if is_one_instrument:
        return YES
    return no(
        _("they were taken with different instruments, or with different versions of one"),
        mends=[Mend(_("Read them side by side, where each keeps its own questions"))],
    )


def may_be_read_together(*, used: Sequence[tuple[str, str]]) -> Answer:
    """This will say no to fewer than two assessments side by side, and to two of one version of an instrument."""
    if len(used) < 2:
        return no(_("fewer than two assessments were chosen"), mends=[Mend(_("Choose two or more"))])
    if len(set(used)) == len(used):
        return YES
    return no(
        _("two of them were taken with one version of an instrument"),
        mends=[Mend(_("Look at their change over time, or choose one of each instrument"))],
    )


def agreement_of(readings: Mapping[str, str]) -> str:
    """This will say whether several instruments say the same of a theme: `readings` holds what each comes to.

    Not known agrees with nothing and differs from nothing; an answer that nobody has compared comes to an empty word.
    """
    if len(readings) < 2:
        return ALONE
    known = [one for one in readings.values() if one != NOT_KNOWN]
    if "" in known:
        return APART
    if len(known) < 2:
        return UNKNOWN
    return SAME if len(set(known)) == 1 else DIFFER


def only_the_lead(is_lead: bool, *, lead: str) -> Answer:
    """This will say no to whoever was invited to write a part: only the lead signatory answers for the whole."""
    if is_lead:
        return YES
    return no(
        _("%(name)s leads this assessment and finishes it") % {"name": lead},
        mends=[Mend(_("Write your part, and say when it is done"))],
    )


def may_be_invited(*, may_assess: bool, is_there: bool, parts: Sequence[str], due_has_passed: bool) -> Answer:
    """This will say no to a colleague who is not on the team or may not assess, to one who is invited, and to no part."""
    answer = YES
    if not may_assess:
        mend = Mend(_("Choose somebody of the case's team whose role may use this instrument"))
        answer = answer & no(_("this colleague is not on the case's team, or may not assess"), mends=[mend])
    if is_there:
        answer = answer & no(_("this colleague writes it with you already"))
    if not parts:
        answer = answer & no(_("no part is named"), mends=[Mend(_("Choose one part or more"))])
    if due_has_passed:
        answer = answer & no(_("the day has passed"), mends=[Mend(_("Choose today or a later day"))])
    return answer


def may_be_put_for_countersign(*, may_sign: bool, is_done: bool, due_has_passed: bool) -> Answer:
    """This will say no to asking somebody who may not countersign here, after it was given, and for a day that is over."""
    answer = no(_("it is countersigned already")) if is_done else YES
    if not may_sign:
        mend = Mend(_("Choose somebody who may countersign, and who did not write it"))
        answer = answer & no(_("this colleague may not countersign it"), mends=[mend])
    if due_has_passed:
        answer = answer & no(_("the day has passed"), mends=[Mend(_("Choose today or a later day"))])
    return answer
