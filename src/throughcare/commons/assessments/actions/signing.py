"""A second signature beside the assessor's, and that a finished assessment left on paper."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import rules
from throughcare.commons.assessments.models import Assessment, Countersignature
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import Answer, NotFound


def countersign(case: OpenCase, *, key: str, words: str, at: datetime) -> Countersignature:
    """This will set a second person's signature beside the assessor's; refused to the assessor, and a second time."""
    row = _finished(case, key)
    may_countersign(case, row).or_refuse(
        _("The assessment was not countersigned"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label
    )
    signed = Countersignature.objects.create(**carried(case, at=at, kind="opinion"), assessment=row, words=words)
    told = _("An assessment was countersigned")
    cases.tell(case, verb="assessments.countersign", words=told, at=at, address=f"assessment/{row.key}")
    act(case, "assessments:countersigned", signed, at=at)
    return signed


def may_countersign(case: OpenCase, row: Assessment) -> Answer:
    """This will say whether whoever opened the case may set the second signature."""
    done = Countersignature.objects.filter(assessment=row).exists()
    return case.may("assessments.countersign") & rules.may_countersign(is_own=row.by_id == case.opened_by, is_done=done)


def record_download(case: OpenCase, *, key: str, at: datetime) -> None:
    """This will record that a finished assessment left as a file."""
    act(case, "assessments:downloaded", _finished(case, key), at=at)


def _finished(case: OpenCase, key: str) -> Assessment:
    row = Assessment.objects.filter(case_id=case.id, key=key).first()
    if row is None:
        raise NotFound
    return row
