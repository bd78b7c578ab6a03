"""What the stages before say of a case when support begins and goes on: the facts that the gates of delivery ask for.

Consent is asked of the consents themselves, for a guardian's ends on a birthday that moves no case. The steps of the case
along its pathway say the rest: it came to Support only by an approved plan, an adoption and a finished assessment. They are asked as the reception, so that a
provider's acts meet the same facts as everybody's and show a provider nothing of how they came about.
"""

from __future__ import annotations

from datetime import date, datetime

from throughcare.commons.cases import history
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.consents import queries as consents
from throughcare.frame.transaction import reception
from throughcare.kernel.time import uk_today

AFTER_ADOPTION = ("planning", "consent", "support")
AFTER_APPROVAL = ("consent", "support")


def now(case: OpenCase) -> dict[str, bool]:
    """This will give the facts that authorise planning a session or starting support at this moment."""
    facts = on(case, uk_today(case.at))
    return facts | {
        "consent_in_force": case.stage_shown == "support" and consents.in_force(case),
        "deconfliction_clear": not case.pathway.stage(case.stage_shown).with_police,
    }


def on(case: OpenCase, day: date) -> dict[str, bool]:
    """This will give the facts as they stood on the day on which something happened."""
    with reception(case_id=case.id):
        stages = history.stages_on(case, day)
        adopted = history.has_been_at(case, AFTER_ADOPTION, until=day)
        approved = history.has_been_at(case, AFTER_APPROVAL, until=day)
    with_police = {stage for stage in stages if case.pathway.stage(stage).with_police}
    return {
        "deconfliction_clear": bool(stages - with_police),
        "assessment_finished": adopted,
        "panel_adopted": adopted,
        "plan_approved": approved,
        "consent_in_force": consents.in_force(case, on=day),
    }


def adopted_at(case: OpenCase) -> datetime | None:
    """This will give the moment at which the panel adopted the case, or none."""
    return history.entered(case).get("planning")


def consent_since(case: OpenCase) -> datetime | None:
    """This will give the moment since which consent to support is in force, or none where it is not."""
    return history.entered(case).get("support") if case.stage_shown == "support" else None
