"""A region of the programme, a case under an order, a condition, and what was kept of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from throughcare.commons.agencies.models import Staff
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.models import Case, Grant
from throughcare.commons.cases.tests.builders import NOW, Town, a_case, a_grant, a_town, opened
from throughcare.commons.orders import actions, queries
from throughcare.commons.orders.actions import NewCondition, NewOrder
from throughcare.commons.orders.models import Condition, Event, Order
from throughcare.commons.orders.pdf import report_pdf
from throughcare.commons.people.models import Particulars
from throughcare.safeguards.pathways import Pathway

ADULT = date(1991, 7, 2)
FIRST, LAST = date(2026, 3, 2), date(2028, 3, 1)
LATER = datetime(2026, 6, 22, 12, tzinfo=UTC)


def a_region() -> Town:
    """This will build a town with a supervising officer (Noor) and a prison lead (Wes) beside its usual people."""
    town = a_town()
    for key, name in (("noor", "Noor Haddon"), ("wes", "Wes Orme"), ("una", "Una Petty")):
        town.people[key] = Staff.objects.create(name=name, job_title="-", agency=town.police, phone="01632 960 200")
    return town


def under(town: Town, pathway: str = "ddp_licence", *, stage: str = "support", **more: Any) -> Case:
    """This will build a case on one of the programme's pathways, with Noor as its supervising officer."""
    case = a_case(town, stage=stage, **more)
    found = Pathway.load(pathway)
    Case.objects.filter(pk=case.pk).update(pathway=found.name, pathway_version=found.version)
    case.refresh_from_db()
    Particulars.objects.filter(person_id=case.person_id).update(born_on=ADULT)
    a_grant(case, town.noor, "supervising_officer")
    return case


def as_officer(case: Case, staff: Staff) -> Grant:
    """This will make somebody a second supervising officer of the case."""
    return a_grant(case, staff, "supervising_officer")


def an_order(case: Case, town: Town, *, kind: str = "licence", first: date = FIRST, last: date | None = LAST) -> Order:
    """This will record an order as the coordinator."""
    with opened(case, town.ada) as held:
        return actions.record_made(held, NewOrder(kind, first, last, reference="L-204"), happened_at=NOW, at=NOW)


def a_condition(case: Case, town: Town, order: Order, **more: Any) -> Condition:
    """This will record a condition that requires attendance."""
    kind = {"licence": "programme"}.get(order.order_kind, "appointments")
    said = {
        "condition_kind": kind,
        "words": "Attend appointments with the programme as directed.",
        "from_on": FIRST,
        "mandated": True,
        "mandate_basis": "in_instrument",
        **more,
    }
    with opened(case, town.ada) as held:
        return actions.record_condition(held, str(order.key), NewCondition(**said), happened_at=NOW, at=NOW)


def a_missed(case: Case, staff: Staff, condition: Condition, *, at: datetime = NOW, **more: Any) -> Event:
    """This will record an appointment that was missed, with the reason as it was stated."""
    said = {"what": "missed", "words": "Nobody came to the room.", "stated_reason": "The bus did not run.", **more}
    with opened(case, staff, at=at) as held:
        return actions.record_compliance(held, str(condition.key), happened_at=at, at=at, **said)


def a_missed_appointment(pathway: str = "ddp_licence", kind: str = "licence") -> tuple[Town, Case, Order, Condition]:
    """This will build a case under an order, with a condition to attend and a provider."""
    town = a_region()
    case = under(town, pathway)
    order = an_order(case, town, kind=kind, last=date(2027, 3, 1))
    condition = a_condition(case, town, order)
    a_grant(case, town.ivo, "provider")
    return town, case, order, condition


def explained(town: Town, case: Case, condition: Condition, *, at: datetime | None = NOW - timedelta(days=30)) -> Any:
    """This will record that what follows was explained before."""
    with opened(case, town.noor) as held:
        wording = next(
            iter(queries.kind_of(queries.find_condition(held, str(condition.key)).order).wordings(on=LATER.date()))
        )
        return actions.explain(
            held,
            str(condition.key),
            wording=wording,
            language="English",
            happened_at=LATER if at is None else at,
            at=NOW,
        )


def reported(town: Town, case: Case, order: Order, *events: Event, at: datetime = LATER, **more: Any) -> Any:
    """This will make a report to the authority."""
    with opened(case, town.noor, at=at) as held:
        keys = [str(event.key) for event in events]
        return actions.report(held, str(order.key), events=keys, words="Two missed.", happened_at=at, at=at, **more)


def text_of(case: Case, town: Town, step: Any, *, at: datetime = LATER, who: str = "noor") -> str:
    """This will read the report's file as somebody reads it."""
    with opened(case, town.people[who], at=at) as held:
        pdf = report_pdf(held, queries.step(held, str(step.key)), person=cases.header(held).name)
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
