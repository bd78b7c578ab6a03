"""What the stages before say of a case when support begins and goes on: the facts that the gates of delivery ask for.

Each is asked of the record that made it true: the adoption, the approved plan, the finished assessment, what was said of
consent. They are asked as the reception, so that a provider's acts meet the same facts as everybody's and show a provider
nothing of how they came about. Where the case stands says one thing only: whether it is with police.
"""

from __future__ import annotations

from datetime import date, datetime

from throughcare.commons.assessments import queries as assessments
from throughcare.commons.cases import history
from throughcare.commons.cases.clearing import told_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.consents import queries as consents
from throughcare.commons.orders import queries as orders
from throughcare.commons.programme import queries as programme
from throughcare.frame.transaction import reception
from throughcare.kernel.time import uk_today
from throughcare.stages.intake import queries as intake
from throughcare.stages.panels import queries as panels
from throughcare.stages.plans import queries as plans


def now(case: OpenCase) -> dict[str, bool]:
    """This will give the facts that authorise planning a session or starting support at this moment."""
    facts = on(case, uk_today(case.at))
    return facts | {
        "consent_in_force": case.stage_shown == "support" and consents.in_force(case),
        "order_mandates": case.stage_shown == "support" and facts["order_mandates"],
        **told_clear(case),
    }


def on(case: OpenCase, day: date) -> dict[str, bool]:
    """This will give the facts as they stood on the day on which something happened."""
    with reception(case_id=case.id):
        stages = history.stages_on(case, day)
        adopted = panels.adopted_at(case, until=day) is not None
        approved = plans.was_approved(case, on=day)
        assessed = assessments.was_finished(case, on=day)
        authorised, overridden = intake.was_authorised(case, on=day), intake.was_overridden(case, on=day)
        mandated = orders.mandates(case, on=day)
        supplied = programme.facts(case, on=day)
    with_police = {stage for stage in stages if case.pathway.stage(stage).with_police}
    return {
        "deconfliction_clear": bool(stages - with_police),
        "assessment_finished": assessed,
        "panel_adopted": adopted,
        "plan_approved": approved,
        "consent_in_force": consents.in_force(case, on=day),
        "start_authorised": authorised,
        "assessment_overridden": overridden,
        "order_mandates": mandated,
        **supplied,
        "own_agreement": consents.agreed_beside_guardian(case, on=day),
    }


def adopted_at(case: OpenCase) -> datetime | None:
    """This will give the moment at which the panel adopted the case, or none."""
    return panels.adopted_at(case)


def authorised_at(case: OpenCase) -> datetime | None:
    """This will give the moment at which the start was authorised, where a pathway asks that, or none."""
    found = intake.authorised(case)
    return found.happened_at if found else None


def consent_since(case: OpenCase) -> datetime | None:
    """This will give the moment since which consent to support is in force, or none where it is not."""
    return history.entered(case).get("support") if case.stage_shown == "support" else None
