"""What an authority said of the person, where they are housed, on what level they are worked with, and aftercare begun early."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.kernel.time import uk_today
from throughcare.stages.intake import queries, rules
from throughcare.stages.intake.models import AftercareBegun, Classification, Housing, WorkLevel
from throughcare.stages.intake.rules import NewHousing


def classify(
    case: OpenCase,
    *,
    kind: str,
    level: str,
    authority: str,
    set_on: date,
    position: str = "",
    rests_on: str = "",
    at: datetime,
) -> Classification:
    """This will quote what an authority set of security or of control risk, or record the position in a group; nothing is worked out."""
    answer = rules.may_be_quoted(
        kind=kind, level=level, authority=authority, set_on=set_on, today=uk_today(at), position=position
    )
    or_refuse(case, case.may("intake.classify") & answer, _("The classification was not recorded"))
    row = Classification.objects.create(
        **carried(case, at=at),
        of_what=kind,
        level=level,
        authority=authority,
        set_on=set_on,
        position=position,
        rests_on=rests_on,
    )
    cases.tell(case, verb="intake.classify", words=_("A classification was recorded"), at=at, address="intake")
    act(case, "intake:classified", row, at=at)
    return row


def record_housing(case: OpenCase, *, new: NewHousing, happened_at: datetime, at: datetime) -> Housing:
    """This will record where a person is housed, what less restrictive was looked at, and the day to look again.

    Refuses without a less restrictive option looked at, without why it is not enough, without that day, and where the
    person got no copy and nothing says why.
    """
    answer = case.may("intake.record_housing") & rules.may_be_housed(new, today=uk_today(at))
    or_refuse(case, answer, _("The housing decision was not recorded"))
    row = Housing.objects.create(
        **carried(case, at=at, happened_at=happened_at), **{**vars(new), "considered": list(new.considered)}
    )
    _look_again(case, new.look_again_on, at=at)
    words = _("A housing decision was recorded")
    cases.tell(case, verb="intake.record_housing", words=words, at=at, happened_at=happened_at, address="intake")
    act(case, "intake:housed", row, at=at)
    return row


def choose_level(case: OpenCase, *, mode: str, why: str, at: datetime) -> WorkLevel:
    """This will record whether the person is worked with alone, in a group, or both, and why."""
    answer = case.may("intake.choose_level") & rules.may_be_chosen(why=why)
    or_refuse(case, answer, _("The level was not recorded"))
    row = WorkLevel.objects.create(**carried(case, at=at, kind="opinion"), mode=mode, why=why)
    cases.tell(case, verb="intake.choose_level", words=_("The level of the work was chosen"), at=at, address="intake")
    act(case, "intake:level_chosen", row, at=at)
    return row


def begin_aftercare(
    case: OpenCase, *, who: str, words: str, release_on: date | None, happened_at: datetime, at: datetime
) -> AftercareBegun:
    """This will record that aftercare has begun while the person is in custody: who comes, and what was agreed."""
    answer = case.may("intake.begin_aftercare") & rules.may_begin_aftercare(who=who)
    or_refuse(case, answer, _("Aftercare was not recorded"))
    values = carried(case, at=at, happened_at=happened_at)
    row = AftercareBegun.objects.create(**values, who=who, words=words, release_on=release_on)
    told = _("Aftercare has begun in custody")
    cases.tell(case, verb="intake.begin_aftercare", words=told, at=at, happened_at=happened_at, address="intake")
    act(case, "intake:aftercare_begun", row, at=at)
    return row


def _look_again(case: OpenCase, day: date, *, at: datetime) -> None:
    cases.finish_all(case, queries.HOUSING, at=at)
    clock = case.pathway.clock("housing_review")
    task = NewTask(
        code=queries.HOUSING,
        due_on=day,
        for_role="coordinator",
        to=case.owner_id,
        rule=_("the day that the authority chose"),
        rule_source=clock.source,
        verify=clock.verify,
        address="intake/housing",
    )
    cases.ask(case, task, at=at)
