"""Freezing what a second assessor is shown of a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.actions import finish_all
from throughcare.commons.cases.carried import act
from throughcare.commons.cases.gate import OpenCase
from throughcare.oversight.quality import evidence, queries, rules
from throughcare.oversight.quality.models import Piece, SampledCase


def freeze(case: OpenCase, *, key: str, texts: Mapping[str, str], at: datetime) -> SampledCase:
    """This will copy chosen pieces of the record as they stand, names withheld, and never change them again."""
    found = queries.of_case(case, key)
    chosen = [one for one in queries.originals_for(case, found) if texts.get(one.code, "").strip()]
    answer = case.may("quality.freeze") & rules.may_be_frozen(pieces=len(chosen), is_frozen=found.frozen_at is not None)
    answer.or_refuse(_("The evidence was not frozen"), ask=agencies.contact(case.owner_id))
    frozen = evidence.freeze(chosen, texts, evidence.withheld(case))
    Piece.objects.bulk_create(
        Piece(
            case_id=case.id,
            sampled_case=found,
            position=place,
            what=one.what,
            day=one.day,
            text=one.text,
            original_sha256=one.original_sha256,
        )
        for place, one in enumerate(frozen, start=1)
    )
    found.frozen_at, found.frozen_by_id = at, case.opened_by
    found.pieces, found.sha256 = len(frozen), evidence.digest_of(frozen)
    found.save(update_fields=["frozen_at", "frozen_by", "pieces", "sha256"])
    finish_all(case, queries.FREEZE, at=at, address=f"second-rating/{key}")
    act(case, "quality:evidence_frozen", found, at=at)
    return found
