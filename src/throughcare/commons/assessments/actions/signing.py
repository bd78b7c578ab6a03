"""A second signature beside the assessor's, and that a finished assessment left on paper."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import countersigners, hands, queries, rules
from throughcare.commons.assessments.models import Assessment, Countersignature
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import Answer, NotFound
from throughcare.kernel.time import uk_today


def countersign(case: OpenCase, *, key: str, words: str, at: datetime) -> Countersignature:
    """This will set a second person's signature beside the assessor's; refused to the assessor, and a second time."""
    row = _finished(case, key)
    may_countersign(case, row).or_refuse(
        _("The assessment was not countersigned"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label
    )
    signed = Countersignature.objects.create(**carried(case, at=at, kind="opinion"), assessment=row, words=words)
    address = countersign_address(row)
    cases.finish_all(case, queries.COUNTERSIGN, at=at, outcome=_("Countersigned"), address=address)
    told = _("An assessment was countersigned")
    cases.tell(case, verb="assessments.countersign", words=told, at=at, address=f"assessment/{row.key}")
    act(case, "assessments:countersigned", signed, at=at)
    return signed


def ask_to_countersign(case: OpenCase, *, key: str, staff_key: str, due_on: date, at: datetime) -> agencies.StaffLine:
    """This will put a finished assessment before a supervisor to countersign, as a task with a day."""
    row = _finished(case, key)
    chosen = next((line for line in countersigners.of(case, row) if line.key == staff_key), None)
    done = Countersignature.objects.filter(assessment=row).exists()
    answer = case.may("assessments.ask_countersign") & rules.may_be_put_for_countersign(
        may_sign=chosen is not None, is_done=done, due_has_passed=due_on < uk_today(at)
    )
    answer.or_refuse(_("Nobody was asked to countersign"), ask=agencies.contact(case.owner_id))
    assert chosen is not None
    address = countersign_address(row)
    cases.finish_all(case, queries.COUNTERSIGN, at=at, outcome=_("Asked again"), address=address)
    role = min(countersigners.roles_of(case)[chosen.id])
    task = cases.NewTask(code=queries.COUNTERSIGN, due_on=due_on, for_role=role, to=chosen.id, address=address)
    cases.ask(case, task, at=at)
    words = _("%(name)s was asked to countersign the assessment") % {"name": chosen.name}
    cases.tell(case, verb="assessments.ask_countersign", words=words, at=at, address=f"assessment/{row.key}")
    act(case, "assessments:put_for_countersign", row, at=at)
    return chosen


def countersign_address(row: Assessment) -> str:
    """This will give the address, below the case, where an assessment is countersigned."""
    return f"assessment/{row.key}/countersign"


def may_countersign(case: OpenCase, row: Assessment) -> Answer:
    """This will say whether whoever opened the case may set the second signature."""
    done = Countersignature.objects.filter(assessment=row).exists()
    return case.may("assessments.countersign") & rules.may_countersign(
        is_own=case.opened_by in hands.wrote(row), is_done=done
    )


def record_download(case: OpenCase, *, key: str, at: datetime) -> None:
    """This will record that a finished assessment left as a file."""
    act(case, "assessments:downloaded", _finished(case, key), at=at)


def _finished(case: OpenCase, key: str) -> Assessment:
    row = Assessment.objects.filter(case_id=case.id, key=key).first()
    if row is None:
        raise NotFound
    return row
