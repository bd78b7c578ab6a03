"""What must be said before a case is closed: pure, no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

AS_PLANNED, NOT_FOLLOWED_UP = "as_planned", "not_followed_up"


@dataclass(frozen=True)
class Prepared:
    """What has been said so far towards closing."""

    proposed: bool = False
    ending_known: bool = False
    evaluated: bool = False
    delivery_explained: bool = False
    way_back_said: bool = False
    handed_over: bool = False

    def facts(self) -> dict[str, bool]:
        """This will give the facts that the pathway asks of a closing, the panel's own apart."""
        return {
            "closing_proposed": self.proposed,
            "ending_reason_given": self.ending_known,
            "evaluation_recorded": self.evaluated,
            "delivery_explained": self.delivery_explained,
            "person_told_how_to_return": self.way_back_said,
        }


def may_evaluate(*, aim: str, changed: str, not_changed: str, needs_lessons: bool, learned: str) -> Answer:
    """This will say whether an evaluation says enough: aim, what changed and what not; and what we learned where goals were missed."""
    answer = YES
    if not (aim.strip() and changed.strip() and not_changed.strip()):
        answer &= no(_("the evaluation does not say what the aim was, what changed and what did not"))
    if needs_lessons and not learned.strip():
        answer &= no(
            _("the goals were not all reached, and nothing says what we learned"),
            mends=[Mend(_("Write what we learned"))],
        )
    return answer


def may_explain(difference: str, *, less_than_planned: bool, words: str, lessons: str) -> Answer:
    """This will say whether an account of delivery explains the difference."""
    answer = YES
    if less_than_planned and difference == AS_PLANNED:
        answer &= no(_("less was delivered than planned"), mends=[Mend(_("Choose why less was delivered"))])
    if less_than_planned and not words.strip():
        answer &= no(_("less was delivered than planned and nobody has said why"), mends=[Mend(_("Say why"))])
    if difference == NOT_FOLLOWED_UP and not lessons.strip():
        answer &= no(
            _("support was not followed up, and nothing says what will change"), mends=[Mend(_("Say what will change"))]
        )
    return answer


def may_say_way_back(*, told: bool, words: str) -> Answer:
    """This will say whether it is clear that the person was told how to come back, or why not."""
    if told or words.strip():
        return YES
    return no(
        _("the person has not been told how to come back, and there is no reason why not"),
        mends=[Mend(_("Give the reason"))],
    )


def may_hand_over(*, nothing: bool, to: str, words: str) -> Answer:
    """This will say whether it is clear what goes on elsewhere and with whom, or why nothing does."""
    if nothing and words.strip():
        return YES
    if not nothing and to.strip() and words.strip():
        return YES
    return no(
        _("nobody has said what is handed over and to whom, or why nothing is"),
        mends=[Mend(_("Say what goes on elsewhere, and with whom"))],
    )


def is_handed_over(prepared: Prepared) -> Answer:
    """This will say whether the hand-over is recorded, which closing needs beside what the pathway asks."""
    if prepared.handed_over:
        return YES
    return no(_("the hand-over is not recorded"), mends=[Mend(_("Record the hand-over"), verb="closure.hand_over")])
