"""Acts of the programme: take on, commission, begin, cross, choose what comes after an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import FirstStanding, NewCase, NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.people import rules as ages
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.programme import queries, rules
from throughcare.commons.programme.models import AfterOrder, Begun, Commission, Crossing, Referred, TakenOn
from throughcare.kernel.answers import Answer, Mend, no
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway

CHOOSE = "orders.choose"


@dataclass(frozen=True)
class NewEntry:
    """Whom the programme takes on: the person, the region, cohort, eligibility, the instrument and the footing."""

    person: NewPerson
    area_id: int
    cohort: str
    eligibility: str
    footing: str
    instrument: str = ""
    basis_words: str = ""
    youth_team: str = ""


def take_on(new: NewEntry, *, by: int, at: datetime) -> str:
    """This will take a case of the programme on, as a coordinator of the region, and give its reference.

    Refuses an area that is no region of the programme, and somebody under 18 without the youth offending team.
    """
    cohorts, eligibility = codelist("ddp_cohorts"), codelist("ddp_eligibility")
    pathway = Pathway.load(str(cohorts[new.cohort].extra["pathway"]))
    _may_take_on(new, pathway, by=by, at=at).or_refuse(_("The case was not taken on"), pathway=pathway.label)
    opening = NewCase(person=new.person, area_id=new.area_id, pathway=pathway.name)
    with cases.receive(opening, by=by, at=at) as case:
        said = {name: getattr(new, name) for name in ("cohort", "eligibility", "footing", "instrument")}
        row = TakenOn.objects.create(
            **carried(case, at=at),
            **said,
            cohorts_version=cohorts.version,
            eligibility_version=eligibility.version,
            basis_words=new.basis_words,
            youth_team=new.youth_team,
        )
        clock = case.pathway.clock("not_told_review")
        cases.begin_standing([FirstStanding(case, "checks_not_finished", clock.due(uk_today(at)))], at=at)
        cases.ask(case, cases.police_check(case, at=at), at=at)
        cases.tell(case, verb=queries.START, words=_("The programme took the case on"), at=at, address="programme")
        act(case, "programme:taken_on", row, at=at)
    return case.reference


def commission(
    case: OpenCase, *, supplier: str, from_on: date, until_on: date | None, reference: str, words: str, at: datetime
) -> Commission:
    """This will commission a supplier from a day on."""
    verb = "programme.commission"
    or_refuse(case, queries.may(case, verb), _("No supplier was commissioned"))
    row = Commission.objects.create(
        **carried(case, at=at),
        supplier=supplier,
        reference=reference,
        words=words,
        from_on=from_on,
        until_on=until_on,
    )
    cases.tell(case, verb=verb, words=_("A supplier was commissioned"), at=at, address="programme")
    act(case, "programme:commissioned", row, at=at)
    return row


def begin(case: OpenCase, *, happened_at: datetime, at: datetime) -> Begun:
    """This will let support run, under an order that requires attendance or with consent. Refuses where neither is in force."""
    verb = "programme.begin"
    or_refuse(case, queries.may(case, verb, queries.begin_facts(case)), _("Support did not begin"))
    row = Begun.objects.create(**carried(case, at=at, happened_at=happened_at), stage=case.stage)
    for asked in (verb, "consents.ask"):  # under an order nobody is asked for consent to what it requires
        cases.finish_all(case, asked, at=at)
    to = case.pathway.destination(verb, stage=case.stage)
    moved = cases.move(case, verb=verb, to=to, at=at, happened_at=happened_at)
    cases.tell(moved, verb=verb, words=_("Support may run"), at=at, happened_at=happened_at, address="programme")
    act(moved, "programme:begun", row, at=at)
    return row


def name_officer(case: OpenCase, *, role: str, staff_id: int, at: datetime) -> int:
    """This will let a supervising officer or prison lead open the case; whoever held the role before leaves it."""
    verb = "programme.name_officer"
    answer = queries.may(case, verb)
    if staff_id not in {one.id for one in queries.officers(case, role)}:
        mend = Mend(_("Choose somebody who holds this post in the region"))
        answer &= no(_("this colleague does not hold that post here"), mends=[mend])
    or_refuse(case, answer, _("Nobody was named"))
    cases.revoke(case, roles=(role,), at=at)
    row = cases.grant(
        case,
        staff_id=staff_id,
        role=role,
        by_what=cases.TEAM,
        from_at=at,
        until_at=None,
        reason=_("named for the programme"),
        at=at,
    )
    cases.tell(case, verb=verb, words=_("A colleague was named for the case"), at=at, address="team")
    act(case, "programme:officer_named", row, at=at)
    return staff_id


def cross(case: OpenCase, *, to: str, why: str, reason: str, youth_team: str = "", at: datetime) -> Crossing:
    """This will move the case to another pathway of the programme, with a reason; every record of it stays.

    Where support ran it waits at order or consent until somebody begins it there.
    """
    verb = "programme.cross"
    named = not queries.is_child(case) or bool(youth_team.strip())
    answer = queries.may(case, verb, {"reasons_given": bool(reason.strip()), "youth_team_named": named})
    answer &= rules.may_cross(to=to, here=case.pathway_name, known=dict(queries.pathways()))
    or_refuse(case, answer, _("The case did not cross"))
    stage = case.pathway.destination(verb, stage=case.stage)
    moved = cases.move(case, verb=verb, to=stage, at=at, reason=reason)
    new = Pathway.load(to)
    row = Crossing.objects.create(
        **carried(case, at=at),
        why=why,
        from_pathway=case.pathway_name,
        from_version=case.pathway_version,
        to_pathway=new.name,
        to_version=new.version,
        reason=reason,
        youth_team=youth_team,
    )
    before = case.pathway
    moved = cases.follow_pathway(moved, new)
    cases.follow_rules(moved, before=before, because=_("The case crossed to another pathway"))
    cases.finish_all(moved, verb, at=at)
    if stage == "consent":
        _ask_coordinator(moved, "programme.begin", address="programme", at=at)
    words = _("The case crossed: %(why)s") % {"why": codelist("ddp_crossings").label(why)}
    cases.tell(moved, verb=verb, words=words, at=at, address="programme")
    act(moved, "programme:crossed", row, at=at, reason=reason)
    return row


def choose_after_order(case: OpenCase, *, choice: str, reasons: str, at: datetime) -> AfterOrder:
    """This will keep what a person chose to come after the order, and ask for the step that follows from it."""
    verb = "programme.choose_after_order"
    answer = queries.may(case, verb, {"reasons_given": bool(reasons.strip())})
    or_refuse(case, answer, _("What comes after the order was not chosen"))
    row = AfterOrder.objects.create(**carried(case, at=at, kind="opinion"), choice=choice, reasons=reasons)
    cases.finish_all(case, CHOOSE, at=at)
    code, address = queries.what_follows(choice)
    _ask_coordinator(case, code, address=address, at=at)
    words = _("What comes after the order was chosen: %(what)s") % {"what": codelist("ddp_after_order").label(choice)}
    cases.tell(case, verb=verb, words=words, at=at, address="programme")
    act(case, "programme:chosen_after_order", row, at=at)
    return row


def record_referred(
    case: OpenCase, *, reference: str, area_id: int, passed_on: Sequence[str], reasons: str, at: datetime
) -> Referred:
    """This will keep on the case that the person was referred on, and where; whoever receives it decides what comes of it."""
    or_refuse(case, queries.may_refer(case, area_id=area_id, reasons=reasons), _("The person was not referred"))
    row = Referred.objects.create(
        **carried(case, at=at), to_reference=reference, area_id=area_id, passed_on=list(passed_on)
    )
    cases.finish_all(case, queries.REFER, at=at)
    cases.tell(
        case,
        verb=queries.REFER,
        words=_("The person was referred on, as was chosen to come after the order"),
        at=at,
        address="programme",
    )
    act(case, "programme:referred", row, at=at)
    return row


def _may_take_on(new: NewEntry, pathway: Pathway, *, by: int, at: datetime) -> Answer:
    today = uk_today(at)
    held = any(post.role == "coordinator" and post.area_id == new.area_id for post in agencies.posts_of(by, on=today))
    answer = matrix().may_do({"coordinator"} if held else set(), queries.START)
    child = ages.is_child(
        today, new.person.born_on, new.person.birth_precision, majority=pathway.clock("turning_18").length or 0
    )
    answer &= rules.may_take_on(
        footing=new.footing,
        basis=new.basis_words,
        is_child=child,
        youth_team=new.youth_team,
        in_programme=agencies.in_programme(agencies.area(new.area_id)),
    )
    if not new.person.name.strip():
        answer &= no(_("the person has no name"), mends=[Mend(_("Write the name"))])
    return answer


def _ask_coordinator(case: OpenCase, code: str, *, address: str, at: datetime) -> None:
    task = NewTask(code=code, due_on=uk_today(at), for_role="coordinator", to=case.owner_id, address=address)
    cases.ask(case, task, at=at)
