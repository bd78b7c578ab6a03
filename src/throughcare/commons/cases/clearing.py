"""Whether police have said that contact is clear, as far as everybody may know it.

Police answer for themselves first. To everybody else they say it by giving the case on or back, which no pathway lets them
do before that answer; when they take the case back, the answer no longer holds. While they hold it nobody else learns what
they answered, so that a case that police hold is the same whatever they do with it.
"""

from __future__ import annotations

from throughcare.commons.cases.gate import OpenCase

GATE = "deconfliction_clear"


def contact_is_clear(case: OpenCase) -> bool:
    """This will say whether police have told everybody that contact is clear."""
    return not case.pathway.stage(case.stage_shown).with_police


def told_clear(case: OpenCase) -> dict[str, bool]:
    """This will give the fact that gates of contact ask for, as it is known to everybody."""
    return {GATE: contact_is_clear(case)}
