"""Look-ups of the programme: how the case came, who supplies, where it crossed, and what waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.clearing import told_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.consents import queries as consents
from throughcare.commons.orders import queries as orders
from throughcare.commons.programme import rules
from throughcare.commons.programme.models import AfterOrder, Commission, Crossing, Referred, TakenOn
from throughcare.kernel.answers import Answer, Mend, no
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date, uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway

TASK_LABELS = {
    "programme.refer_to_channel": gettext_lazy("Refer to Channel"),
    "programme.propose_closing": gettext_lazy("Propose closing"),
    "programme.cross": gettext_lazy("Move the case to the pathway that fits"),
    "programme.begin": gettext_lazy("Begin under the order or consent"),
    "programme.do_as_chosen": gettext_lazy("Do what was chosen to come after the order"),
}
AS_CHOSEN = "programme.do_as_chosen"
BY_HAND = frozenset({"programme.propose_closing", AS_CHOSEN})
START, REFER = "programme.take_on", "programme.refer_to_channel"
OFFICERS = ("supervising_officer", "prison_lead")
FOOTINGS = {
    "in_instrument": gettext_lazy("Attendance is required by the order itself"),
    "case_by_case": gettext_lazy("Attendance is required, decided in this case"),
    "voluntary": gettext_lazy("Voluntary"),
}


def is_of_programme(case: OpenCase) -> bool:
    """This will say whether the case is one of the programme."""
    return case.pathway.parts.start.verb == START


def taken_on(case: OpenCase) -> TakenOn | None:
    """This will give how the case was taken on."""
    return TakenOn.objects.filter(case_id=case.id).select_related("by").order_by("-id").first()


def commission(case: OpenCase, *, on: date | None = None) -> Commission | None:
    """This will give the supplier who is commissioned on a day, or today; none where nobody is."""
    day = on or uk_today(case.at)
    runs = Q(until_on__isnull=True) | Q(until_on__gte=day)
    return Commission.objects.filter(runs, case_id=case.id, from_on__lte=day).order_by("-from_on", "-id").first()


def commissions(case: OpenCase) -> list[Commission]:
    """This will list every commission, the newest first."""
    return list(Commission.objects.filter(case_id=case.id).order_by("-from_on", "-id"))


def crossings(case: OpenCase) -> list[tuple[str, str, str, Crossing]]:
    """This will list where the case crossed, newest first: why, from and to in words."""
    rows = Crossing.objects.filter(case_id=case.id).select_related("by").order_by("-id")
    why = codelist("ddp_crossings").label
    return [(why(row.why), _title(row.from_pathway), _title(row.to_pathway), row) for row in rows]


def after_order(case: OpenCase) -> list[tuple[str, AfterOrder]]:
    """This will list what was chosen to come after an order, newest first."""
    rows = AfterOrder.objects.filter(case_id=case.id).select_related("by").order_by("-id")
    return [(codelist("ddp_after_order").label(row.choice), row) for row in rows]


def what_follows(choice: str) -> tuple[str, str]:
    """This will give the task that a choice after an order asks for, and its page, as the list of choices names them."""
    extra = codelist("ddp_after_order")[choice].extra
    return str(extra.get("asks", AS_CHOSEN)), str(extra.get("page", "programme"))


def referred(case: OpenCase) -> list[Referred]:
    """This will list where the person was referred on, newest first."""
    return list(Referred.objects.filter(case_id=case.id).select_related("by", "area").order_by("-id"))


def may_refer(case: OpenCase, *, area_id: int, reasons: str) -> Answer:
    """This will say whether the person may be referred on to an area now."""
    rows = after_order(case)
    last = rows[0][1] if rows else None
    sent = Referred.objects.filter(case_id=case.id).order_by("-id").first()
    return rules.may_refer(
        chosen=last.choice if last else "",
        referred_since=bool(last and sent and sent.happened_at >= last.happened_at),
        in_programme=agencies.in_programme(agencies.area(area_id)),
    ) & may(case, REFER, {"reasons_given": bool(reasons.strip())})


def may(case: OpenCase, verb: str, known: Mapping[str, bool] | None = None) -> Answer:
    """This will say whether pathway and matrix allow an act of the programme; a case of another pathway knows none."""
    if not is_of_programme(case):
        mend = Mend(_("Take the case on in the programme"))
        return no(_("the case is not one of the programme"), mends=[mend])
    return case.may_here(verb, known)


def facts(case: OpenCase, *, on: date | None = None) -> dict[str, bool]:
    """This will give what the programme's gates ask for, beside consent and orders."""
    return {"supplier_commissioned": commission(case, on=on) is not None}


def begin_facts(case: OpenCase) -> dict[str, bool]:
    """This will give the facts that beginning under an order or consent asks for."""
    return {
        **told_clear(case),
        "plan_approved": consents.plan_stands(case),
        "consent_in_force": consents.in_force(case),
        "order_mandates": orders.mandates(case, on=uk_today(case.at)),
    }


def officers(case: OpenCase, role: str) -> list[Any]:
    """This will list who holds a post of supervising officer or prison lead in the region of the case."""
    if role not in OFFICERS:
        return []
    return agencies.holders(role, area_id=case.area_id, on=uk_today(case.at))


def officer_choices(case: OpenCase) -> list[tuple[str, str]]:
    """This will list the colleagues who can be named, each with the role, for a form."""
    return [
        (f"{role}:{one.key}", f"{one.name}, {matrix().roles[role].label}")
        for role in OFFICERS
        for one in officers(case, role)
    ]


def is_child(case: OpenCase) -> bool:
    """This will say whether the person is treated as a child today."""
    return consents.is_child(case)(uk_today(case.at))


def pathways() -> list[tuple[str, str]]:
    """This will list the pathways of the programme, code and title."""
    codes = dict.fromkeys(str(value.extra["pathway"]) for value in codelist("ddp_cohorts").values)
    return [(code, _title(code)) for code in codes]


def regions_of(staff_id: int, *, on: date) -> list[Any]:
    """This will list the regions of the programme in which somebody coordinates."""
    posts = [post for post in agencies.posts_of(staff_id, on=on) if post.role == "coordinator" and post.area_id]
    areas = [agencies.area(post.area_id) for post in posts if post.area_id]
    return [area for area in areas if agencies.in_programme(area)]


def card(case: OpenCase) -> Card | None:
    """This will show how the case came to the programme and who supplies; nothing on another pathway."""
    if not case.may_read("core") or not is_of_programme(case):
        return None
    row, supplier = taken_on(case), commission(case)
    if row is None:
        return Card(_("The programme"), (), "programme", empty=_("Nothing is recorded."), order=10)
    rows = [
        (_("Cohort"), codelist("ddp_cohorts").label(row.cohort)),
        (_("Eligible because"), codelist("ddp_eligibility").label(row.eligibility)),
        (_("Footing"), str(FOOTINGS[row.footing])),
        (_("Supplier"), _supplier(supplier)),
    ]
    return Card(_("The programme"), rows, "programme", order=10)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the part of the case that the programme has, on its pathways."""
    if not case.may_read("core") or not is_of_programme(case):
        return []
    return [SideLink("case", _("The programme"), "programme", 44)]


def _supplier(row: Commission | None) -> str:
    if row is None:
        return _("Nobody is commissioned")
    return _("%(supplier)s, from %(day)s") % {"supplier": row.supplier, "day": format_date(row.from_on)}


def _title(pathway: str) -> str:
    return _(Pathway.load(pathway).title)
