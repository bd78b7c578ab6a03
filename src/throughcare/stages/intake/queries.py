"""Look-ups of what is recorded before an exit programme starts, and what this stage shows of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.assessments import queries as assessments
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.commons.cases.record import OfCase
from throughcare.frame.transaction import reception
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import end_of_day, format_date, uk_today
from throughcare.stages.intake import rules
from throughcare.stages.intake.models import (
    AftercareBegun,
    Authorised,
    Classification,
    Eligibility,
    Housing,
    Override,
    WorkLevel,
)

SQL = NamedSql(Path(__file__).with_suffix(".sql"))
asks(SQL, "has_intake")
DECIDE, PREPARE, HOUSING = "intake.decide", "intake.prepare", "intake.look_at_housing"
TASK_LABELS = {
    DECIDE: gettext_lazy("Decide whether the programme is for this person"),
    PREPARE: gettext_lazy("Assess, classify and prepare the start"),
    HOUSING: gettext_lazy("Look again at where the person is housed"),
}
ACCEPT = "intake.accept"
PATHWAY = "exit_programme"
Kept = TypeVar("Kept", bound=OfCase)


def is_of_this_kind(case: OpenCase) -> bool:
    """This will say whether the case runs under a pathway that has an intake."""
    return any(verb.code == ACCEPT for verb in case.pathway.verbs)


def eligibility(case: OpenCase) -> Eligibility | None:
    """This will find the last decision on who the programme is for, or none."""
    return _last(case, Eligibility)


def classification(case: OpenCase, kind: str) -> Classification | None:
    """This will find what was last recorded of security risk, of control risk, or of the position in a group."""
    return _last(case, Classification, of_what=kind)


def housing(case: OpenCase) -> Housing | None:
    """This will find the last housing decision, or none."""
    return _last(case, Housing)


def level(case: OpenCase) -> WorkLevel | None:
    """This will find the level on which the person is worked with, or none."""
    return _last(case, WorkLevel)


def override(case: OpenCase) -> Override | None:
    """This will find who answers for a start without an assessment, and why, or none."""
    return _last(case, Override)


def authorised(case: OpenCase) -> Authorised | None:
    """This will find the authorisation to start, or none."""
    return _last(case, Authorised)


def aftercare_begun(case: OpenCase) -> AftercareBegun | None:
    """This will find how aftercare began in custody, or none."""
    return _last(case, AftercareBegun)


def was_authorised(case: OpenCase, *, on: date) -> bool:
    """This will say whether the start was authorised by the end of a day."""
    return Authorised.objects.filter(case_id=case.id, happened_at__lte=end_of_day(on)).exists()


def was_overridden(case: OpenCase, *, on: date) -> bool:
    """This will say whether somebody answered by the end of a day for a start without an assessment."""
    return Override.objects.filter(case_id=case.id, happened_at__lte=end_of_day(on)).exists()


def known(case: OpenCase) -> rules.Known:
    """This will give what is on record before the start."""
    decided = eligibility(case)
    kinds = Classification.objects.filter(case_id=case.id).values_list("of_what", flat=True).distinct()
    return rules.Known(
        in_custody=bool(decided and decided.in_custody),
        classified=frozenset(kinds),
        level_chosen=level(case) is not None,
        housing_decided=housing(case) is not None,
        assessed=_is_assessed(case),
        overridden=override(case) is not None,
        authorised=authorised(case) is not None,
    )


def _is_assessed(case: OpenCase) -> bool:
    """Asked as the reception: whoever lets the programme start need not read the assessment, and meets the same fact."""
    with reception(case_id=case.id):
        return assessments.was_finished(case, on=uk_today(case.at))


def card(case: OpenCase) -> Card | None:
    """This will show intake on the case page, once somebody decided on it."""
    if not case.may_read("core") or not has(case, "has_intake"):
        return None
    found = SQL.one("card", {"case": case.id})
    if found is None:
        return None
    said = _("Accepted on %(day)s") if found.accepted else _("Not accepted on %(day)s")
    rows = [(_("Decision"), said % {"day": format_date(uk_today(found.happened_at))})]
    if found.authorised_at:
        rows.append((_("Start authorised"), format_date(uk_today(found.authorised_at))))
        if found.without_assessment:
            rows.append((_("Without an assessment"), _("Somebody answers for it, with reasons")))
    return Card(_("Intake"), rows, "intake", order=45)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that this stage has, where its pathway has an intake and police do not hold it."""
    is_shown = is_of_this_kind(case) and case.may_read("core")
    is_held = case.pathway.stage(case.stage_shown).with_police and not has(case, "has_intake")
    return [SideLink("stages", _("Intake"), "intake", 30)] if is_shown and not is_held else []


def _last(case: OpenCase, kind: type[Kept], **of: str) -> Kept | None:
    return kind._default_manager.filter(case_id=case.id, **of).select_related("by").order_by("-id").first()
