"""What must be true before a person is erased, and before a colleague is asked about a look."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no


def may_ask_to_erase(*, is_erased: bool, is_asked: bool) -> Answer:
    """This will say whether an erasure may be asked for: of a record that still stands, and not while one waits for its answer."""
    if is_erased:
        return no(_("the record was erased already"), rule="rights.erasure")
    if is_asked:
        return no(
            _("an erasure of this record was asked for already"),
            rule="rights.erasure",
            mends=[Mend(_("Ask the programme manager to decide"))],
        )
    return YES


def may_be_decided(*, asked_by: int, decided_by: int | None, is_open: bool) -> Answer:
    """This will say whether a colleague may decide a request to erase."""
    answer = YES
    if not is_open:
        answer = answer & no(_("the request is decided already"), rule="rights.erasure")
    if asked_by == decided_by:
        answer = answer & no(
            _("the second person must be somebody else than the person who asked"),
            rule="rights.erasure",
            mends=[Mend(_("Ask the programme manager to decide"))],
        )
    return answer


def may_be_asked(*, looked: int | None, asks: int, is_asked: bool) -> Answer:
    """This will say whether the data protection officer may ask about a look."""
    answer = YES
    if looked is None:
        answer = answer & no(_("nobody with an account did this"), rule="rights.reasons")
    if looked == asks:
        answer = answer & no(
            _("this look is your own"),
            rule="rights.reasons",
            mends=[Mend(_("Let another data protection officer ask about it"))],
        )
    if is_asked:
        answer = answer & no(_("this look was asked about already"), rule="rights.reasons")
    return answer


def may_be_answered(*, is_answered: bool) -> Answer:
    """This will say whether a question may still be answered: once, so that an answer is never overwritten."""
    return no(_("you answered it already"), rule="rights.reasons") if is_answered else YES
