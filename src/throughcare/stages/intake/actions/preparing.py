"""What an authority said of the person, where they are housed, on what level they are worked with, and aftercare begun early."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.kernel.answers import YES, Mend, no
from throughcare.kernel.time import uk_today
from throughcare.stages.intake import queries, rules
from throughcare.stages.intake.models import AftercareBegun, Classification, Housing, WorkLevel


@dataclass(frozen=True)
class NewHousing:
    """A housing decision as the authority took it."""

    considered: Sequence[str]
    decided: str
    why_not_less: str
    look_again_on: date
    authority: str
    copy_given: bool
    prison_regime: str = ""
    copy_words: str = ""


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

    Refuses without a less restrictive option looked at, without why it is not enough, and without that day.
    """
    answer = rules.may_be_housed(
        considered=new.considered,
        decided=new.decided,
        why_not_less=new.why_not_less,
        look_again_on=new.look_again_on,
        today=uk_today(at),
    )
    if not new.copy_given and not new.copy_words.strip():
        mend = Mend(_("Give a copy, or write why none was given"))
        answer &= no(_("the person got no copy, and it is not said why"), mends=[mend])
    or_refuse(case, case.may("intake.record_housing") & answer, _("The housing decision was not recorded"))
    row = Housing.objects.create(
        **carried(case, at=at, happened_at=happened_at), **{**vars(new), "considered": list(new.considered)}
    )
    cases.finish_all(case, queries.HOUSING, at=at)
    clock = case.pathway.clock("housing_review")
    task = NewTask(
        code=queries.HOUSING,
        due_on=new.look_again_on,
        for_role="coordinator",
        to=case.owner_id,
        rule=_("the day that the authority chose"),
        rule_source=clock.source,
        verify=clock.verify,
        address="intake/housing",
    )
    cases.ask(case, task, at=at)
    words = _("A housing decision was recorded")
    cases.tell(case, verb="intake.record_housing", words=words, at=at, happened_at=happened_at, address="intake")
    act(case, "intake:housed", row, at=at)
    return row


def choose_level(case: OpenCase, *, mode: str, why: str, at: datetime) -> WorkLevel:
    """This will record whether the person is worked with alone, in a group, or both, and why."""
    answer = YES if why.strip() else no(_("it is not said why"), mends=[Mend(_("Write why"))])
    or_refuse(case, case.may("intake.choose_level") & answer, _("The level was not recorded"))
    row = WorkLevel.objects.create(**carried(case, at=at, kind="opinion"), mode=mode, why=why)
    cases.tell(case, verb="intake.choose_level", words=_("The level of the work was chosen"), at=at, address="intake")
    act(case, "intake:level_chosen", row, at=at)
    return row


def begin_aftercare(
    case: OpenCase, *, who: str, words: str, release_on: date | None, happened_at: datetime, at: datetime
) -> AftercareBegun:
    """This will record that aftercare has begun while the person is in custody: who comes, and what was agreed."""
    answer = YES if who.strip() else no(_("it is not said who comes"), mends=[Mend(_("Write who comes"))])
    or_refuse(case, case.may("intake.begin_aftercare") & answer, _("Aftercare was not recorded"))
    values = carried(case, at=at, happened_at=happened_at)
    row = AftercareBegun.objects.create(**values, who=who, words=words, release_on=release_on)
    told = _("Aftercare has begun in custody")
    cases.tell(case, verb="intake.begin_aftercare", words=told, at=at, happened_at=happened_at, address="intake")
    act(case, "intake:aftercare_begun", row, at=at)
    return row
