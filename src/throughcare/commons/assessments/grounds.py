"""On what an assessment rests beside its evidence: who took part, what was explained, and what the person said of the draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from throughcare.commons.assessments.rules import Gap

YES, NO, DECLINED = "yes", "no", "declined"


@dataclass(frozen=True)
class Grounds:
    """How the assessment was done, as far as it is said."""

    rests_on: str = ""
    limits: str = ""
    limits_because: str = ""
    disciplines: tuple[str, ...] = ()
    offered: str = ""
    offered_because: str = ""
    comment: str = ""


def gaps_of(said: Grounds, *, told: bool) -> list[Gap]:
    """This will say what is still to be said; `told` is whether the person knows of the case at all."""
    return list(_gaps(said, told=told))


def _gaps(said: Grounds, *, told: bool) -> Iterator[Gap]:
    if not said.rests_on:
        yield Gap(_("Say whether the person took part"), "rests_on")
    if not said.limits:
        yield Gap(_("Say whether the limits of confidentiality were explained"), "limits")
    if said.limits == NO and not said.limits_because.strip():
        yield Gap(_("Say why the limits of confidentiality were not explained"), "limits_because")
    if not said.disciplines:
        yield Gap(_("Choose the disciplines that took part"), "disciplines")
    if not said.offered:
        yield Gap(_("Say whether the draft was offered to the person"), "offered")
    if said.offered == NO and not said.offered_because.strip():
        yield Gap(_("Say why the draft was not offered to the person"), "offered_because")
    if said.offered == YES and not told:
        yield Gap(_("The person has not been told. Nothing is offered to them before"), "offered")
