"""What was assessed on a case, what is being drafted by whoever asks, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import hands, rules
from throughcare.commons.assessments.drafting import OTHER, Draft, read_parts
from throughcare.commons.assessments.instruments import Instrument, instrument
from throughcare.commons.assessments.models import Assessment, AssessmentDraft, Start
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import add_months, end_of_day, format_date, uk_today
from throughcare.safeguards.pathways import ClockRule, Source
from throughcare.safeguards.pathways.parts import Basis

SQL = NamedSql(Path(__file__).with_name("queries.sql"))
asks(SQL, "has_assessment")
COMPARTMENT = "assessment"
BEGIN, ASSESS, AGAIN, CONTRIBUTE, COUNTERSIGN = (
    "assessments.begin",
    "assessments.assess",
    "assessments.reassess",
    "assessments.contribute",
    "assessments.countersign",
)
RUNS_FROM = gettext_noop("the day the last assessment was finished")
TO_PANEL = "assessments.put_to_panel"
BY_HAND = frozenset({TO_PANEL})
TASK_LABELS = {
    TO_PANEL: gettext_lazy("List the case for %(the_panel)s: the assessment asks"),
    BEGIN: gettext_lazy("Begin the assessment, or ask an assessor"),
    ASSESS: gettext_lazy("Assess"),
    AGAIN: gettext_lazy("Look at the assessment again"),
    CONTRIBUTE: gettext_lazy("Write your part of the assessment"),
    COUNTERSIGN: gettext_lazy("Countersign the assessment"),
}


@dataclass(frozen=True)
class Finished:
    """A finished assessment in a list."""

    key: str
    instrument: str
    version: str
    label: str
    finished_at: datetime
    assessor: str
    superseded: bool

    @property
    def finished_on(self) -> date:
        """This will give the day it was finished."""
        return uk_today(self.finished_at)


def finished(case: OpenCase) -> list[Finished]:
    """This will list the finished assessments of the case, newest first."""
    rows = Assessment.objects.filter(case_id=case.id).select_related("by").order_by("-happened_at", "-id")
    return [_finished(row) for row in rows]


def newest_of_each(listed: Iterable[Finished]) -> list[Finished]:
    """This will give the newest finished assessment of each version of each instrument."""
    found: dict[tuple[str, str], Finished] = {}
    for one in listed:
        found.setdefault((one.instrument, one.version), one)
    return list(found.values())


def was_finished(case: OpenCase, *, on: date) -> bool:
    """This will say whether an assessment of the case was finished on a day or before it, and nothing of what it says."""
    return Assessment.objects.filter(case_id=case.id, happened_at__lte=end_of_day(on)).exists()


def finished_among(case_ids: Collection[int]) -> set[int]:
    """This will say which of several cases have a finished assessment that the reader may see."""
    return set(Assessment.objects.filter(case_id__in=case_ids).values_list("case_id", flat=True))


def recorded_at(case: OpenCase, assessment_id: int) -> datetime:
    """This will give the moment at which one finished assessment of the case was written down."""
    return Assessment.objects.only("recorded_at").get(case_id=case.id, pk=assessment_id).recorded_at


def latest_finished(case: OpenCase) -> Finished | None:
    """This will give the newest finished assessment of the case, or none."""
    return next(iter(finished(case)), None)


def my_draft(case: OpenCase) -> Draft | None:
    """This will give the draft that whoever opened the case leads or was asked to write in, unless it has expired."""
    row = drafts_of(case).filter(expires_at__gt=case.at).first()
    return draft_of(row) if row else hands.invited_draft(case)


def drafts_of(case: OpenCase) -> QuerySet[AssessmentDraft]:
    """This will find the draft rows of whoever opened the case, expired ones included."""
    return AssessmentDraft.objects.filter(case_id=case.id, staff_id=case.opened_by or 0)


def draft_of(row: AssessmentDraft) -> Draft:
    """This will read a draft from its row."""
    used = instrument(row.instrument, row.version)
    own = Draft(row.pk, row.start_id, used, row.saved_at, row.expires_at, **read_parts(row.parts))
    return hands.with_hands(own, staff_id=row.staff_id)


def parts_of(used: Instrument) -> dict[str, str]:
    """This will name the parts of a draft that a colleague may be asked to write."""
    found = {domain.code: _(domain.label) for domain in used.domains}
    return found | ({OTHER: _("Other factors")} if used.others_allowed else {})


def begun(case: OpenCase) -> list[Start]:
    """This will list the assessments that somebody has begun and not finished, newest first."""
    done = Assessment.objects.filter(case_id=case.id).values("start_id")
    rows = Start.objects.filter(case_id=case.id, ended_at__isnull=True).exclude(pk__in=done)
    return list(rows.select_related("by").order_by("-id"))


def clock(case: OpenCase) -> ClockRule | None:
    """This will give the rule by which the newest finished assessment is looked at again, or none."""
    last = latest_finished(case)
    return rule_of(case, instrument(last.instrument, last.version)) if last else None


def rule_of(case: OpenCase, used: Instrument) -> ClockRule | None:
    """This will give the rule by which an instrument is taken again: the pathway's clock, or its own interval."""
    if used.clock:
        return case.pathway.clock(used.clock)
    if not used.review.months:
        return None
    return ClockRule(
        code=AGAIN,
        label=_("Assessment looked at again"),
        length=used.review.months,
        unit="months",
        runs_from=RUNS_FROM,
        kind="guidance",
        rule="",
        nation=case.pathway.nation,
        basis=Basis((Source(used.name, used.label),), verify=used.review.verify),
    )


def due_on(case: OpenCase) -> date | None:
    """This will give the day on which the newest assessment is looked at again, or none where nothing is finished."""
    last, rule = latest_finished(case), clock(case)
    return rule.due(last.finished_on) if last and rule else None


def events(case: OpenCase) -> list[tuple[str, str]]:
    """This will list what makes a new look at the newest finished assessment due at once, by its instrument."""
    last = latest_finished(case)
    found = instrument(last.instrument, last.version).review.events if last else ()
    return [(one.code, _(one.label)) for one in found]


def may_finish(case: OpenCase, used: Instrument, *, on: date) -> bool:
    """This will say whether whoever opened the case may finish this instrument on a day."""
    return is_entitled(case.opened_by, used, roles=case.roles, on=on)


def is_entitled(staff_id: int | None, used: Instrument, *, roles: Collection[str], on: date) -> bool:
    """This will say whether a colleague in some roles may finish this instrument on a day, for a case or for a study."""
    last = agencies.last_certificate(staff_id, used.name, on=on) if staff_id else None
    return rules.is_entitled(
        has_role=bool(set(roles) & set(used.roles)),
        needs_certificate=used.needs_certificate,
        has_certificate=last is not None,
        in_date=_in_date(staff_id, used, on=on) is not None,
    )


def certificate(case: OpenCase, used: Instrument, *, on: date) -> Any:
    """This will give the certificate of whoever opened the case that is in date on a day, or none."""
    return _in_date(case.opened_by, used, on=on)


def _in_date(staff_id: int | None, used: Instrument, *, on: date) -> Any:
    held = agencies.certificate(staff_id, used.name, version=used.version, on=on) if staff_id else None
    last = certified_until(held, used)
    return held if last is None or last >= on else None


def certified_until(held: Any, used: Instrument) -> date | None:
    """This will give the last day of a certificate: its own, or what the instrument says where it names none."""
    if held is None or held.expires_on or not used.certificate_months:
        return held.expires_on if held else None
    return add_months(held.issued_on, used.certificate_months)


def last_certificate(case: OpenCase, used: Instrument, *, on: date) -> Any:
    """This will give the newest certificate that whoever opened the case had on a day, in date or not, or none."""
    return agencies.last_certificate(case.opened_by, used.name, on=on) if case.opened_by else None


def assessors(case: OpenCase) -> list[agencies.StaffLine]:
    """This will list who holds the post of assessor in the area of the case."""
    return agencies.holders("assessor", area_id=case.area_id, on=uk_today(case.at))


def asked_to_assess(case: OpenCase) -> list[agencies.StaffLine]:
    """This will list who was let in to assess and has not finished, each once."""
    asked = dict.fromkeys(row.staff_id for row in cases.team(case) if row.role == "assessor" and row.runs)
    return [agencies.staff(staff_id) for staff_id in asked]


def questions_for_panel(case: OpenCase) -> list[str]:
    """This will list what assessors do not know and asked the panel, to those who may read assessments."""
    if not case.may_read(COMPARTMENT):
        return []
    return [task.what for task in cases.open_tasks(case) if task.code == TO_PANEL]


def who_may_begin(case: OpenCase) -> list[agencies.StaffLine]:
    """This will list who may begin an assessment here, each once."""
    today = uk_today(case.at)
    roles = case.pathway.verb("assessments.start").who
    found = [line for role in roles for line in agencies.holders(role, area_id=case.area_id, on=today)]
    return list({line.id: line for line in found}.values())


def card(case: OpenCase) -> Card | None:
    """This will give the case page's card on the assessment, to those who may read it."""
    if not case.may_read(COMPARTMENT):
        return None
    if not has(case, "has_assessment") and case.pathway.stage(case.stage_shown).with_police:
        return None
    row = SQL.one("card", {"case": case.id}) if has(case, "has_assessment") else None
    rows = [*_finished_rows(case, row), *_begun_rows(row)] if row else []
    return Card(_("Assessment"), rows, COMPARTMENT, _("No assessment yet. The coordinator asks an assessor."), order=50)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will give the link of the side navigation, to those who may read assessments."""
    may_begin = not case.pathway.stage(case.stage_shown).with_police
    if not case.may_read(COMPARTMENT) or not (may_begin or has(case, "has_assessment")):
        return []
    return [SideLink("stages", _("Assessment"), COMPARTMENT, order=40)]


def _finished_rows(case: OpenCase, row: Any) -> list[tuple[str, str]]:
    if row.finished_at is None:
        return []
    used = instrument(row.instrument, row.version)
    words = _("%(day)s by %(assessor)s") % {
        "day": format_date(uk_today(row.finished_at)),
        "assessor": row.assessor or "-",
    }
    instrument_words = f"{used.label}. {_('Superseded')}" if row.superseded else used.label
    rule = rule_of(case, used)
    again = rule.due(uk_today(row.finished_at)) if rule else None
    looked_at = [(_("Looked at again by"), format_date(again))] if again else []
    return [(_("Finished"), words), (_("Instrument"), instrument_words), *looked_at]


def _begun_rows(row: Any) -> list[tuple[str, str]]:
    if row.begun_at is None:
        return []
    words = _("%(day)s by %(assessor)s") % {"day": format_date(uk_today(row.begun_at)), "assessor": row.begun_by or "-"}
    return [(_("Begun"), words)]


def _finished(row: Assessment) -> Finished:
    label = instrument(row.instrument, row.version).label
    assessor = row.by.name if row.by else ""
    return Finished(str(row.key), row.instrument, row.version, label, row.happened_at, assessor, row.superseded)
