"""Contacts that are no sessions, and incidents. Whoever may open the case may say what happened."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.stages.delivery import gates, queries
from throughcare.stages.delivery.actions.telling import owner, to_the_team
from throughcare.stages.delivery.models import Contact, Incident

CONTACT, INCIDENT = "delivery.record_contact", "delivery.record_incident"


def record_contact(
    case: OpenCase, *, purpose: str, how: str, words: str, kind: str, happened_at: datetime, at: datetime
) -> Contact:
    """This will record a contact that is no session: the meeting to ask, one contact to end well, or another."""
    case.may(CONTACT).or_refuse(_("The contact was not recorded"), ask=owner(case), pathway=case.pathway.label)
    known = gates.on(case, uk_today(happened_at))
    facts = {code: known[code] for code in case.pathway.gate_facts(CONTACT)}
    broken = [incident.gate for incident in case.pathway.incidents(CONTACT, facts)]
    told = _("Contact: %(what)s") % {"what": codelist("contact_purposes").label(purpose)}
    with to_the_team(case):
        row = Contact.objects.create(
            **carried(case, at=at, happened_at=happened_at, kind=kind),
            purpose=purpose,
            how=how[:200],
            words=words,
            against=" ".join(broken)[:200],
        )
        cases.tell(case, verb=CONTACT, words=told, at=at, happened_at=happened_at, address="sessions")
        cases.record_incidents(case, verb=CONTACT, facts=facts, at=at, words=told)
    act(case, "delivery:contact_recorded", row, at=at)
    return row


def record_incident(
    case: OpenCase, *, incident_kind: str, words: str, done: str, happened_at: datetime, at: datetime
) -> Incident:
    """This will record an incident and ask the owner of the case to look at it today."""
    case.may(INCIDENT).or_refuse(_("The incident was not recorded"), ask=owner(case), pathway=case.pathway.label)
    task = NewTask(
        code=queries.INCIDENT, due_on=uk_today(at), for_role="coordinator", to=case.owner_id, address="sessions"
    )
    with to_the_team(case):
        row = Incident.objects.create(
            **carried(case, at=at, happened_at=happened_at), incident_kind=incident_kind, words=words, done=done
        )
        cases.tell(
            case,
            verb=INCIDENT,
            words=_("Incident recorded"),
            at=at,
            happened_at=happened_at,
            address="sessions",
        )
        cases.ask(case, task, at=at)
    act(case, "delivery:incident_recorded", row, at=at)
    return row
