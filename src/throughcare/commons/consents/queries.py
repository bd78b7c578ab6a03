"""Look-ups of consent: what was said, what counts today, and the card on the case page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases import history
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.clearing import told_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.commons.consents import rules
from throughcare.commons.consents.models import Consent, Giver
from throughcare.commons.people import queries as people
from throughcare.commons.people import rules as ages
from throughcare.kernel.definitions import codelist
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date, uk_today
from throughcare.safeguards.pathways import ClockRule

TASK_LABELS = {
    "consents.ask": gettext_lazy("Ask for consent"),
    "consents.ask_again": gettext_lazy("Ask again: time to think was wanted"),
    "consents.ask_at_18": gettext_lazy("Ask the person, who comes of age"),
    "panel.after_no": gettext_lazy("Decide what happens now, after a no"),
    "people.look_at_birth": gettext_lazy("Look at what the corrected date of birth changes"),
}
BY_HAND = ("people.look_at_birth",)
SQL = NamedSql(Path(__file__).with_suffix(".sql"))
asks(SQL, "has_consent")
BESIDE = "own_agreement"  # the clock that says from which age a young person agrees beside a guardian
STEP_LABELS = {
    "asked": gettext_lazy("Asked"),
    "given": gettext_lazy("Yes"),
    "refused": gettext_lazy("No"),
    "needs_time": gettext_lazy("Needs time"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "suspended": gettext_lazy("Waits until the person is asked"),
}


@dataclass(frozen=True)
class Line:
    """One thing said about consent, in words."""

    key: str
    step: str
    step_label: str
    purpose: str
    purpose_label: str
    happened_at: datetime
    by: str
    given_by: str
    giver: str
    how: str
    capacity: str
    capacity_words: str
    explained: str
    leaflet: str
    language: str
    own_words: str
    how_to_stop: str
    from_on: date | None
    ask_again_on: date | None
    reason: str
    reason_words: str
    named_agencies: str


def in_force(case: OpenCase, *, purpose: str = rules.SUPPORT, on: date | None = None) -> bool:
    """This will say whether consent is in force today, or was on a day; whoever has the case open may know it, no more."""
    with connection.cursor() as cursor:
        values: tuple[int, str, date, int] = (case.id, purpose, on or uk_today(case.at), cases.majority(case))
        cursor.execute("SELECT tc.consent_in_force(%s, %s, %s, %s)", values)
        row = cursor.fetchone()
    return bool(row and row[0])


def ended_by_age(case: OpenCase) -> list[str]:
    """This will list the purposes for which a guardian's yes ended when the person came of age, who has not answered since."""
    said: dict[str, list[rules.Said]] = defaultdict(list)
    for row in Consent.objects.filter(case_id=case.id):
        said[row.purpose].append(said_of(row))
    day, child = uk_today(case.at), is_child(case)
    return sorted(one for one in said if rules.is_ended_by_age(said[one], day=day, is_child=child))


def carrying(case: OpenCase) -> dict[str, bool]:
    """This will say whether an order carries support where consent has ended: a plain yes or no, and nothing of the order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.order_mandates(%s, %s)", [case.id, uk_today(case.at)])
        row = cursor.fetchone()
    return {"another_order_mandates": bool(row and row[0])}


def asks_the_young_person(case: OpenCase) -> ClockRule | None:
    """This will give the rule by which a young person agrees beside a guardian; none where the pathway has no such rule."""
    return next((clock for clock in case.pathway.clocks if clock.code == BESIDE), None)


def agreed_beside_guardian(case: OpenCase, *, on: date | None = None) -> bool:
    """This will say whether nothing more is asked of a young person: they agreed, or no rule asks them beside a guardian."""
    clock = asks_the_young_person(case)
    if clock is None or clock.length is None:
        return True
    with connection.cursor() as cursor:
        values = (case.id, on or uk_today(case.at), cases.majority(case), clock.length)
        cursor.execute("SELECT tc.agreed_beside_guardian(%s, %s, %s, %s)", values)
        row = cursor.fetchone()
    return bool(row and row[0])


def latest(case: OpenCase, purpose: str = rules.SUPPORT) -> Line | None:
    """This will give the last thing said about one purpose, or none."""
    return next(iter(lines(case, purpose=purpose)), None)


def answered_by_person(case: OpenCase) -> bool:
    """This will say whether the person gave the last yes to support."""
    rows = Consent.objects.filter(case_id=case.id, purpose=rules.SUPPORT, step="given").order_by("-happened_at", "-id")
    return rows.values_list("given_by", flat=True).first() == rules.PERSON


def answers_since(case: OpenCase, since: datetime) -> set[str]:
    """This will say which of yes, no, withdrawal and suspension of consent to support were recorded since a moment."""
    rows = Consent.objects.filter(case_id=case.id, purpose=rules.SUPPORT, recorded_at__gte=since)
    return set(rows.exclude(step__in=("asked", "needs_time")).values_list("step", flat=True))


def lines(case: OpenCase, *, purpose: str = "") -> list[Line]:
    """This will list everything said about consent, newest first; of one purpose where it is named."""
    rows = Consent.objects.filter(case_id=case.id).select_related("by").order_by("-happened_at", "-id")
    rows = rows.filter(purpose=purpose) if purpose else rows
    givers = dict(Giver.objects.filter(case_id=case.id).values_list("consent_id", "name"))
    return [_line(row, givers.get(row.pk, "")) for row in rows]


def is_child(case: OpenCase) -> Callable[[date], bool]:
    """This will give a rule that says whether the person is treated as a child on a day; unknown is a child."""
    birth = people.birth(case.person_id)
    majority = cases.majority(case)
    return lambda day: ages.is_child(day, birth.born_on, birth.precision, majority=majority)


def comes_of_age_on(case: OpenCase) -> date | None:
    """This will give the day from which the person is surely of age, or none where the birth is not known."""
    birth = people.birth(case.person_id)
    latest_birth = ages.latest_birth(birth.born_on, birth.precision)
    return case.pathway.clock("turning_18").due(latest_birth) if latest_birth else None


def facts(case: OpenCase, *, purpose: str) -> dict[str, bool]:
    """This will give the facts that the gates of consent read; a plan is asked about for support alone."""
    return {
        **told_clear(case),
        "plan_approved": purpose != rules.SUPPORT or plan_stands(case),
    }


def plan_stands(case: OpenCase) -> bool:
    """This will say whether the panel has approved a plan that no later decision asked to be written anew."""
    entered = history.entered(case)
    moves = case.pathway.verb("plans.approve").moves
    return any(_came_later(entered.get(end), than=entered.get(start)) for start, end in moves.items())


def why_not(case: OpenCase, *, purpose: str = rules.SUPPORT) -> str:
    """This will say why the last yes does not count today; nothing where it does or there is none."""
    row = Consent.objects.filter(case_id=case.id, purpose=purpose).order_by("-happened_at", "-id").first()
    if row is None or in_force(case, purpose=purpose):
        return ""
    return rules.why_not(said_of(row), day=uk_today(case.at), is_child=is_child(case))


def said_of(row: Any) -> rules.Said:
    """This will give what decides whether one thing said counts, from its row, whole or on a card."""
    day = uk_today(row.happened_at)
    return rules.Said(row.id, row.step, row.given_by, row.capacity, day, row.happened_at, row.from_on)


def purpose_label(code: str) -> str:
    """This will give the words of a purpose."""
    return str(codelist("consent_purposes").label(code))


def card(case: OpenCase) -> Card | None:
    """This will show consent on the case page once it was asked or can be; nothing before."""
    if not case.may_read("core") or not (has(case, "has_consent") or plan_stands(case)):
        return None
    if not has(case, "has_consent"):
        carried_by_order = carrying(case)["another_order_mandates"]
        empty = _("Not asked yet. An order requires attendance.") if carried_by_order else _("Not asked yet.")
        return Card(_("Consent to support"), (), "consent", empty=empty, order=60)
    asked = {"case": case.id, "person": case.person_id, "purpose": rules.SUPPORT, "today": uk_today(case.at)}
    last = SQL.one("card", {**asked, "majority": cases.majority(case)})
    return Card(_("Consent to support"), _rows(case, last), "consent", order=60)


def _rows(case: OpenCase, last: Any) -> list[tuple[str, str]]:
    rows = [(_("Last answer"), f"{STEP_LABELS[last.step]}, {format_date(uk_today(last.happened_at))}")]
    if last.given_by:
        giver = codelist("consent_givers").label(last.given_by)
        rows.append((_("From"), " ".join(filter(None, (str(giver), last.giver)))))
    rows.append((_("In force"), _("Yes") if last.in_force else _("No")))
    reason = (
        "" if last.in_force else rules.why_not(said_of(last), day=uk_today(case.at), is_child=_is_child(case, last))
    )
    return [*rows, (_("Why not"), reason)] if reason else rows


def _is_child(case: OpenCase, row: Any) -> Callable[[date], bool]:
    majority, precision = cases.majority(case), row.birth_precision or "unknown"
    return lambda day: ages.is_child(day, row.born_on, precision, majority=majority)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that consent has, once a plan stands or something was said."""
    if not case.may_read("core") or not (has(case, "has_consent") or plan_stands(case)):
        return []
    return [SideLink("stages", _("Consent"), "consent", 60)]


def _came_later(came: datetime | None, *, than: datetime | None) -> bool:
    return came is not None and (than is None or came >= than)


def _line(row: Consent, giver: str) -> Line:
    label = codelist("consent_givers").label
    return Line(
        key=str(row.key),
        step=row.step,
        step_label=str(STEP_LABELS[row.step]),
        purpose=row.purpose,
        purpose_label=purpose_label(row.purpose),
        happened_at=row.happened_at,
        by=row.by.name if row.by else "",
        given_by=str(label(row.given_by)) if row.given_by else "",
        giver=giver,
        how=row.how,
        capacity=str(codelist("capacity_bases").label(row.capacity)) if row.capacity else "",
        capacity_words=row.capacity_words,
        explained=row.explained,
        leaflet=row.leaflet,
        language=row.language,
        own_words=row.own_words,
        how_to_stop=row.how_to_stop,
        from_on=row.from_on,
        ask_again_on=row.ask_again_on,
        reason=str(codelist("withdrawal_reasons").label(row.reason)) if row.reason else "",
        reason_words=row.reason_words,
        named_agencies=row.named_agencies,
    )
