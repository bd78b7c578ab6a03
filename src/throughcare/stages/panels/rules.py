"""What must be true of the panel's first decision, and the sentence in which it is read back."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.kernel.time import format_date
from throughcare.safeguards.pathways import Pathway

ADOPT, NO_SUPPORT, DEFER = "adopt", "no_support", "defer"
OUTCOMES = (ADOPT, NO_SUPPORT, DEFER)


def sentence(outcome: str, *, reference: str, pathway: Pathway, until_on: date | None = None, ending: str = "") -> str:
    """This will say a decision in one sentence, as it is read back and as it stands in the minutes."""
    words = {**pathway.words, "reference": reference, "programme": pathway.title, "ending": ending}
    if outcome == ADOPT:
        return _("%(The_panel)s %(adopts)s %(reference)s: support is offered under %(programme)s.") % words
    if outcome == NO_SUPPORT:
        return (
            _("%(The_panel)s offers no support under %(programme)s for %(reference)s. Reason for ending: %(ending)s.")
            % words
        )
    day = format_date(until_on) if until_on else _("a day to be set")
    return _("%(The_panel)s defers its decision on %(reference)s to %(day)s.") % (words | {"day": day})


def may_defer_to(until_on: date | None, *, meets_on: date) -> Answer:
    """This will say whether a decision can be put off to a day."""
    if until_on is None:
        return no(_("no day is set on which it is taken up again"), mends=[Mend(_("Choose the day"))])
    if until_on <= meets_on:
        return no(_("the day lies before the end of this meeting"), mends=[Mend(_("Choose a later day"))])
    return YES


def care_was_considered(*, health_asked: bool | None, social_care_asked: bool | None, arranged: str) -> bool:
    """This will say whether a referral to health or social care was considered: asked or not, and with what arrangement."""
    return health_asked is not None and social_care_asked is not None and bool(arranged.strip())


def may_end(ending: str, *, known: bool) -> Answer:
    """This will say whether a case can end with this reason."""
    return (
        YES
        if ending and known
        else no(_("no reason for ending is chosen"), mends=[Mend(_("Choose the reason for ending"))])
    )
