"""One person's life under each pathway that is shipped, by the acts that people use, with a halt wherever pages differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.kit.invented import NOW, Invented
from throughcare.cli import demo_gathering
from throughcare.commons.agencies.models import Agency, Area, Staff
from throughcare.commons.assessments import actions as assessments
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case, Grant
from throughcare.commons.consents import actions as consents
from throughcare.commons.consents.actions import Words
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as agendas
from throughcare.commons.meetings.actions import Decided
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.commons.orders import actions as orders
from throughcare.commons.orders.actions import NewCondition, NewOrder
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.programme import actions as programme
from throughcare.commons.programme.actions import NewEntry
from throughcare.commons.sharing import actions as sharing
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.checks import actions as checks
from throughcare.stages.closure.tests.builders import DECIDED, prepared
from throughcare.stages.delivery import actions as delivery
from throughcare.stages.delivery import queries as delivered
from throughcare.stages.delivery.actions import Happening, NewSession, Written
from throughcare.stages.intake.tests import builders as intake
from throughcare.stages.panels import actions as panels
from throughcare.stages.plans import actions as plans
from throughcare.stages.plans.actions import Written as Piece

SEVEN = ("channel", "pmap", "ddp_licence", "ddp_tpim", "ddp_teo", "ddp_custody", "exit_programme")
ALDER = NewPerson(name="Alder Quince", born_on=date(1991, 7, 2), birth_precision="exact", phone="01632 960 190")
TODAY, SOON = uk_today(NOW), uk_today(NOW) + timedelta(days=40)
SAID = {
    "consent_how": "In the library.", "consent_when": "Next week.", "consent_by": "Ada Marsh.", "nature": "A mentor.",
    "providers": "Harbour Mentors.", "how_and_when": "On Wednesdays.",
}  # fmt: skip


@dataclass
class Life:
    """One case on its way, and the people who work on it."""

    invented: Invented
    pathway: Pathway
    reference: str

    @property
    def case(self) -> Case:
        """This will read the case anew."""
        return Case.objects.get(reference=self.reference)

    def item(self) -> OnAgenda:
        """This will find the agenda on which the case can be decided."""
        with self.invented.opened(self.reference, "gail") as case:
            return agendas.open_items(case)[0]

    def verbs(self) -> set[str]:
        """This will name what can be done under the pathway."""
        return {verb.code for verb in self.pathway.verbs}


def lived(invented: Invented, name: str) -> Iterator[tuple[str, Life]]:
    """This will take somebody through a pathway, halting with its page open: at the checks, listed, supported, closing, after a no."""
    nobody_is_called_after_a_programme(invented, name)
    life = Life(invented, Pathway.load(name), BEGINNINGS.get(name, _taken_on)(invented, name))
    _team(life)
    yield "checks", life
    _cleared(life)
    if name == "exit_programme":
        _prepared_for_an_exit(life)
    else:
        _looked_into(life)
        _before_a_meeting(life, why="panel.first")
        yield "listed", life
        _taken_up(life)
    _planned(life)
    _before_a_meeting(life, why="panel.plan")
    yield "plan sent", life
    _approved(life)
    _supported(life)
    yield "supported", life
    _before_a_meeting(life, why="review")
    prepared(invented, life.reference)
    yield "closing", life
    with invented.opened(life.reference, "ada") as case:
        consents.record_withdrawn(case, purpose="support", reason="", reason_words="", happened_at=NOW, at=NOW)
    yield "after a no", life


def closed(life: Life) -> None:
    """This will close a case that is ready for it, by a decision."""
    from throughcare.stages.aftercare import actions as aftercare

    with life.invented.opened(life.reference, "gail") as case:
        aftercare.close_case(case, item=life.item(), decided=DECIDED, at=NOW)


def nobody_is_called_after_a_programme(invented: Invented, name: str) -> None:
    """This will take out of the invented world what names a programme of its own, so that the pages alone are read."""
    Staff.objects.update(job_title="colleague")
    Agency.objects.filter(code="lochmuir_police").update(name="Lochmuir Police")
    nation = Pathway.load(name).nation
    if nation == "scotland":
        Area.objects.filter(pk=invented.areas["northmere"]).update(nation=nation)
    if name.startswith("ddp"):
        Area.objects.exclude(pk=invented.areas["northmere"]).update(
            local_authority=Agency.objects.get(code="lochmuir_council")
        )
        Agency.objects.filter(code="northmere_council").update(kind="programme_office")


def _received(invented: Invented, name: str) -> str:
    return invented.receive(ALDER)


def _taken_on(invented: Invented, name: str) -> str:
    cohort = next(one.code for one in codelist("ddp_cohorts").values if one.extra["pathway"] == name)
    new = NewEntry(
        person=ALDER, area_id=invented.areas["northmere"], cohort=cohort, eligibility="tact", footing="in_instrument"
    )
    with invented.acting("ada") as ada:
        return programme.take_on(new, by=ada, at=NOW)


def _opened(invented: Invented, name: str) -> str:
    return intake.opened(invented)


BEGINNINGS: dict[str, Callable[[Invented, str], str]] = {
    "channel": _received, "pmap": _received, "exit_programme": _opened,
}  # fmt: skip


def _team(life: Life) -> None:
    """Whoever comes to a case by name: the assessor; under an order, its officer."""
    roles = {role.code for role in life.pathway.parts.roles}
    named = {"assessor": "hana", "supervising_officer": "pat"}
    for role, who in named.items():
        if role in roles:
            Grant.objects.create(case=life.case, staff_id=life.invented.staff[who], role=role, from_at=NOW)


def _cleared(life: Life) -> None:
    invented, reference = life.invented, life.reference
    with invented.opened(reference, "dee") as case:
        checks.deconflict(case, answer="clear", words="", happened_at=NOW, at=NOW)
    with invented.opened(reference, "femi") as case:
        checks.confirm_deconfliction(case, at=NOW)
    routes = [code for code, _label in life.pathway.verb("checks.approve_route").choices()]
    with invented.opened(reference, "dee") as case:
        if "checks.assess_gateway" in life.verbs():
            words = {"grounds_for": "Said it twice.", "grounds_against": "Nothing.", "grounds_to_believe": True}
            checks.assess_gateway(case, **words, happened_at=NOW, at=NOW)
        checks.propose_route(case, route=routes[0], grounds="For all of it.", signposted_to="", at=NOW)
    with invented.opened(reference, "femi") as case:
        checks.approve_route(case, approved=True, words="", at=NOW)


def _prepared_for_an_exit(life: Life) -> None:
    from throughcare.stages.intake import actions

    with life.invented.opened(life.reference, "ada") as case:
        actions.accept(case, decided=intake.YES, happened_at=NOW, at=NOW)
    _looked_into(life)
    intake.classified(life.invented, life.reference)
    intake.housed(life.invented, life.reference)
    with life.invented.opened(life.reference, "mo") as case:
        actions.authorise_start(case, at=NOW)


def _looked_into(life: Life) -> None:
    with life.invented.opened(life.reference, "ada") as case:
        question = sharing.Question("Alder", "How are things?", "To help", next(iter(_bases(life))), SOON)
        sharing.ask(case, chosen=["northmere_school"], question=question, at=NOW)
    _assessed(life)


def _assessed(life: Life) -> None:
    with life.invented.opened(life.reference, "hana") as case:
        used = instrument(demo_gathering.FRAMEWORK)
        assessments.start(case, used=used, reason="The newer one is not published.", why="", at=NOW)
        for factor in used.factors:
            assessments.save_factor(case, factor=factor.code, mine=demo_gathering.nothing_seen(), revision=0, at=NOW)
        assessments.save_formulation(
            case, texts=dict.fromkeys(demo_gathering.FORMULATION, "Alone."), revision=0, at=NOW
        )
        assessments.save_grounds(case, grounds=demo_gathering.how_it_was_done(), revision=0, at=NOW)
        assessments.finish(case, at=NOW)


def _bases(life: Life) -> Iterator[str]:
    yield from (value.code for value in codelist("bases").values if "panel" not in value.label)


def _before_a_meeting(life: Life, *, why: str) -> None:
    invented, reference = life.invented, life.reference
    starts = {"starts_at": NOW, "place": "Town hall", "chair_id": invented.staff["gail"], "at": NOW}
    with invented.acting("ada") as ada:
        meeting = meetings.plan_meeting(area_id=invented.areas["northmere"], by=ada, **starts)
        if life.pathway.nation == "scotland":
            meetings.record_appointment(meeting, by_whom="The head", on=TODAY, by=ada, at=NOW)
    with invented.opened(reference, "ada") as case:
        meetings.list_case(case, meeting=meeting, why=why, words="", at=NOW)
    with invented.acting("ada") as ada:
        meetings.publish(agendas.meeting(meeting.key), by=ada, at=NOW)
    with invented.opened(reference, "ada") as case:
        there = {invented.staff[name]: "came" for name in ("gail", "dee", "ben")}
        meetings.record_attendance(case, item=agendas.open_items(case)[0], came=there, at=NOW)


def _signed(life: Life) -> None:
    with life.invented.opened(life.reference, "gail") as case:
        meetings.sign_minutes(case, item=agendas.open_items(case)[0], at=NOW)


def _taken_up(life: Life) -> None:
    with life.invented.opened(life.reference, "gail") as case:
        panels.adopt(case, item=agendas.open_items(case)[0], decided=Decided("", "", "unanimity", "It fits."), at=NOW)
    _signed(life)


def _planned(life: Life) -> None:
    with life.invented.opened(life.reference, "ada") as case:
        plans.write(case, Piece("statements", SAID), at=NOW)
        need = plans.write(case, Piece("need", {"need": "Somebody to talk to", "why": "Alone."}), at=NOW)
        words = {"own_words": "I want a job.", "our_words": "An apprenticeship", "how_known": "A letter"}
        goal = plans.write(case, Piece("goal", words, parent=str(need.thread)), at=NOW)
        support = {
            "support_kind": "mentoring", "what": "Walks", "provider_staff": life.invented.staff["ivo"],
            "provider_name": "", "how_often": "Weekly", "sessions_planned": 7, "from_on": TODAY.isoformat(),
            "until_on": SOON.isoformat(),
        }  # fmt: skip
        plans.write(case, Piece("support", support, parent=str(goal.thread)), at=NOW)
        plans.send_to_panel(case, at=NOW)


def _approved(life: Life) -> None:
    with life.invented.opened(life.reference, "gail") as case:
        said = Decided("approve", "It is approved.", "unanimity", "It fits.")
        plans.approve(case, item=agendas.open_items(case)[0], decided=said, at=NOW)
    _signed(life)


def _supported(life: Life) -> None:
    invented, reference = life.invented, life.reference
    with invented.opened(reference, "ada") as case:
        cases.record_told(case, told=True, reason="", words="", review_on=None, happened_at=NOW, at=NOW)
        consents.record_asked(case, purpose="support", how="In the library", happened_at=NOW, at=NOW)
        yes = Words(
            given_by="person", capacity="presumed", explained="All of it", how_to_stop="Tell Ada", own_words="Yes"
        )
        consents.record_given(case, purpose="support", words=yes, happened_at=NOW, at=NOW)
    if life.pathway.family == "ddp_licence":
        _under_an_order(life)
    with invented.opened(reference, "ada") as case:
        delivery.start_support(case, happened_at=NOW, at=NOW)
        key = str(delivered.agreed(case)[0].key)
        new = NewSession(NOW + timedelta(hours=1), "in_person", key, "Library", "")
        session = delivery.plan_session(case, new=new, at=NOW)
    with invented.opened(reference, "ivo", at=NOW + timedelta(hours=2)) as case:
        happening = Happening("came", NOW + timedelta(hours=1))
        report = Written(worked_on="A good week.", person_said="I come again.", went_well="Early.")
        delivery.record_session(case, key=str(session.key), happening=happening, written=report, at=case.at)


def _under_an_order(life: Life) -> None:
    with life.invented.opened(life.reference, "ada") as case:
        programme.commission(
            case, supplier="Harbour Mentors", from_on=TODAY, until_on=None, reference="", words="-", at=NOW
        )
        cohort = next(one for one in codelist("ddp_cohorts").values if one.extra["pathway"] == life.pathway.name)
        kind = str(cohort.extra["order"])
        order = orders.record_made(case, NewOrder(kind, TODAY, TODAY + timedelta(days=300)), happened_at=NOW, at=NOW)
        asked = {"licence": "programme"}.get(kind, "appointments")
        words = "Attend appointments as directed."
        new = NewCondition(asked, words, TODAY, mandated=True, mandate_basis="in_instrument")
        orders.record_condition(case, str(order.key), new, happened_at=NOW, at=NOW)
