"""When a letter may be written, what it must say, and how its words are held to be plain: pure, no database, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

CHILD, ADULT, GUARDIAN = "child", "adult", "guardian"
UNFINISHED_CHECKS = "checks_not_finished"
BLANK = re.compile(r"\{([^{}]*)\}")
_END = re.compile(r"(?<=[.!?:])\s+")


def blanks_of(text: str) -> list[str]:
    """This will list the blanks of a text in the order they stand, each once."""
    return list(dict.fromkeys(BLANK.findall(text)))


def filled(text: str, values: Mapping[str, str], *, unfilled: str) -> str:
    """This will put values into the blanks of a text; `unfilled` stands where there is none, with the blank's name as %s."""
    return BLANK.sub(lambda blank: values.get(blank[1], "").strip() or unfilled % blank[1], text)


def longest_sentence(text: str) -> int:
    """This will count the words of the longest sentence."""
    return max((len(sentence.split()) for sentence in _END.split(text)), default=0)


def offered(audiences: Iterable[str], *, is_child: bool) -> list[str]:
    """This will put the kinds of reader in the order they are offered: for a child the text for children comes first."""
    order = (CHILD, ADULT, GUARDIAN) if is_child else (ADULT, CHILD, GUARDIAN)
    written = set(audiences)
    return [code for code in order if code in written]


def may_be_prepared(*, clear: bool, told: bool, first: bool, not_told_because: str) -> Answer:
    """This will say whether a letter to the person may be prepared now; what was given all the same can still be recorded."""
    answer = YES
    if not clear:
        mend = Mend(_("Ask the police case officer"))
        answer &= no(_("police have not said that contact is clear"), mends=[mend])
    if told:
        return answer
    if first and not_told_because in ("", UNFINISHED_CHECKS):
        return answer
    if first:
        mend = Mend(_("Look again at why the person is not told"))
        return answer & no(_("it was decided not to tell the person yet"), mends=[mend])
    mend = Mend(_("Give them first the letter on what we keep"))
    return answer & no(_("the person does not know yet that there is a record"), mends=[mend])


def is_whole(missing: Iterable[str]) -> Answer:
    """This will say whether every blank of a letter is filled."""
    answer = YES
    for what in missing:
        words = _("it does not say: %(what)s") % {"what": what}
        answer &= no(words, mends=[Mend(_("Fill in: %(what)s") % {"what": what})])
    return answer


def may_wait(*, told: bool, look_again_on: date, today: date, latest: date) -> Answer:
    """This will say whether it may be decided that the person is not told something yet, until a day in time."""
    answer = YES
    if told:
        answer &= no(_("the person was told already"))
    if look_again_on <= today:
        answer &= no(_("the day to look again has come already"), mends=[Mend(_("Choose a day after today"))])
    if look_again_on > latest:
        answer &= no(_("the day to look again is too late"), mends=[Mend(_("Choose an earlier day"))])
    return answer
