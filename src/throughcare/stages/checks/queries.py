"""Look-ups of the police steps, and what is kept of a referral's safety beside them."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.agencies.queries import StaffLine
from throughcare.commons.cases import history as threads
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.people import matching
from throughcare.commons.people import queries as people
from throughcare.commons.people.matching import Asked, Match
from throughcare.stages.checks.models import (
    ChildSafeguarding,
    CumulativeHistory,
    Deconfliction,
    GatewayAssessment,
    InterimAction,
    OvertInvestigation,
    RouteProposal,
    Threat,
)
from throughcare.stages.checks.rules import Standing

BY_HAND = frozenset({"people.asked_about"})
TASK_LABELS = {
    "checks.deconflict": gettext_lazy("Record the deconfliction answer"),
    "checks.confirm_deconfliction": gettext_lazy("Confirm the deconfliction answer"),
    "checks.assess_gateway": gettext_lazy("Record the %(gateway)s and propose a route"),
    "checks.approve_route": gettext_lazy("Decide on the proposed route"),
    "checks.review_investigation": gettext_lazy("Look again at the investigation"),
    "threat.acknowledge": gettext_lazy("Acknowledge a security threat"),
    "people.asked_about": gettext_lazy("Ring back a colleague who asks about this person"),
    "checks.record_child": gettext_lazy("Record the safeguarding referral for the child"),
}
POLICE_ROLES = frozenset({"police_officer", "police_supervisor", "named_officer"})


def is_police(case: OpenCase) -> bool:
    """This will say whether whoever opened the case works on the police steps."""
    return bool(case.roles & POLICE_ROLES)


def standing(case: OpenCase) -> Standing:
    """This will give what has been done in the police steps since the checks last began; for police alone."""
    since, before = threads.checks_began_at(case), threads.stage_before_police(case)
    deconfliction = Deconfliction.objects.filter(case_id=case.id, recorded_at__gte=since).order_by("-id").first()
    gateway = GatewayAssessment.objects.filter(case_id=case.id).order_by("-id").first()
    route = waiting_route(case)
    threat = latest_threat(case)
    return Standing(
        deconfliction_answer=deconfliction.answer if deconfliction else "",
        deconfliction_by=deconfliction.by_id if deconfliction else None,
        deconfliction_confirmed_by=deconfliction.confirmed_by_id if deconfliction else None,
        gateway_by=gateway.by_id if gateway else None,
        grounds_stated=bool(gateway and gateway.grounds_to_believe and gateway.grounds_for.strip()),
        route=route.route if route else "",
        route_by=route.by_id if route else None,
        earlier_referrals=len(threads.earlier(case)),
        history_stated=CumulativeHistory.objects.filter(case_id=case.id).exists(),
        came_back=before is not None,
        was_taken_on=threads.was_taken_on(case),
        was_in_hand=before in case.pathway.parts.promises.taken_on,
        threat_acknowledged=bool(threat and threat.acknowledged_at),
    )


def latest_deconfliction(case: OpenCase) -> Deconfliction | None:
    """This will find the last deconfliction answer, or none."""
    return Deconfliction.objects.filter(case_id=case.id).select_related("by", "confirmed_by").order_by("-id").first()


def investigation(case: OpenCase) -> OvertInvestigation | None:
    """This will find what police last recorded of an overt investigation, or none; for police alone."""
    return OvertInvestigation.objects.filter(case_id=case.id).select_related("by").order_by("-id").first()


def asks_of_investigation(case: OpenCase) -> bool:
    """This will say whether the case's pathway asks what is true of an overt investigation before somebody is taken on."""
    return any(gate.code == "police_let_adopt" for gate in case.pathway.gates)


def police_let_adopt(case: OpenCase) -> bool:
    """This will say whether police let the panel adopt: a plain yes or no to whoever has the case open, without why."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.police_let_adopt(%s)", [case.id])
        row = cursor.fetchone()
    return bool(row and row[0])


def latest_gateway(case: OpenCase) -> GatewayAssessment | None:
    """This will find the last gateway assessment, or none."""
    return GatewayAssessment.objects.filter(case_id=case.id).select_related("by").order_by("-id").first()


def waiting_route(case: OpenCase) -> RouteProposal | None:
    """This will find the proposed route that waits for its second approver, or none."""
    return RouteProposal.objects.filter(case_id=case.id, decided_at__isnull=True).select_related("by").first()


def latest_threat(case: OpenCase) -> Threat | None:
    """This will find the last security threat, or none."""
    return (
        Threat.objects.filter(case_id=case.id)
        .select_related("named_officer", "acknowledged_by")
        .order_by("-id")
        .first()
    )


def ladder(case: OpenCase, *, on: date) -> list[StaffLine]:
    """This will list who is rung about a threat, one after another: named officers, supervisors, the police risk owner."""
    rungs = [
        *agencies.holders("named_officer", area_id=case.area_id, on=on),
        *agencies.holders("police_supervisor", area_id=case.area_id, on=on),
        agencies.staff(case.police_owner_id),
    ]
    return list({one.id: one for one in rungs}.values())


def rung(case: OpenCase, threat: Threat, *, on: date) -> tuple[list[StaffLine], StaffLine]:
    """This will give who has been rung about a threat so far, any of whom may acknowledge it, and who is rung next."""
    officers = ladder(case, on=on)
    return officers[: threat.rung], officers[threat.rung % len(officers)]


def history(case: OpenCase) -> CumulativeHistory | None:
    """This will find the last cumulative history statement, or none."""
    return CumulativeHistory.objects.filter(case_id=case.id).select_related("by").order_by("-id").first()


def asked(case: OpenCase) -> Asked:
    """This will say whom to look for among earlier records: the person of this case."""
    person = people.summaries([case.person_id])[case.person_id]
    return Asked(person.name, person.born_on, person.precision, not_person=case.person_id)


def matches(case: OpenCase) -> list[Match]:
    """This will find earlier records that may be this person and that nobody has judged yet."""
    judged = matching.judged_different(case.person_id)
    return [one for one in matching.possible_matches([asked(case)]) if one.person_id not in judged]


def interim_actions(case: OpenCase) -> list[InterimAction]:
    """This will list what was done at once, newest first."""
    return list(InterimAction.objects.filter(case_id=case.id).select_related("by").order_by("-happened_at", "-id"))


def child_safeguarding(case: OpenCase) -> ChildSafeguarding | None:
    """This will find the last record of the child's safeguarding, or none."""
    return ChildSafeguarding.objects.filter(case_id=case.id).select_related("by").order_by("-id").first()


def card(case: OpenCase) -> Card | None:
    """This will show where checks stand: to police their own steps, to everybody else the same words for every case."""
    if not case.pathway.stage(case.stage_shown).with_police:
        return None
    if is_police(case):
        rows = [(_("Stands at"), str(case.pathway.stage(case.stage).label))]
        return Card(_("Checks"), rows, "checks", order=20)
    return Card(case.with_police, [(_("Next"), _("You will be told when it moves on."))], "checks", order=20)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that this stage has."""
    links = [SideLink("stages", _("Safety now"), "safety", 21)] if case.may_read("core") else []
    if is_police(case) or case.pathway.stage(case.stage_shown).with_police:
        links.insert(0, SideLink("stages", _("Checks"), "checks", 20))
    return links
