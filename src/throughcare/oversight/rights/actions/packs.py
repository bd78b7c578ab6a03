"""Making the copy that a person is given: at once, or where much is held by a job."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.oversight.rights import packing, queries, rules
from throughcare.oversight.rights.models import HeldBack, Pack
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

OFFICER = frozenset({"data_protection"})


def make_pack(key: str, *, health_asked: bool, by: int, at: datetime) -> Pack:
    """This will make the copy for a request, or leave it to a job where much is held; each making is one audit line."""
    found = queries.standing(key)
    if found is None:
        raise NotFound
    answer = matrix().may_do(OFFICER, "rights.make_pack") & rules.may_make_pack(found.known)
    answer.or_refuse(_("The access pack was not made"), ask=agencies.contact(found.asked.by_id))
    pack = Pack(
        request_id=found.asked.pk, case_id=found.asked.case_id, by_id=by, asked_at=at, health_asked=health_asked
    )
    if packing.number_of_rows(pack.case_id, staff=by, at=at) > packing.pack_rules()["in_a_job_over_rows"]:
        pack.save()
    else:
        _make(pack, regime=found.asked.regime, staff=by, at=at)
    record("rights:pack_made", kind="rights.pack", subject=pack.pk, at=at, case_id=pack.case_id)
    return pack


def make_waiting_packs(*, at: datetime) -> int:
    """This will make the packs that were left to a job, and give their number; of somebody erased meanwhile none is made."""
    waiting = list(Pack.objects.filter(made_at__isnull=True).select_related("request").order_by("asked_at"))
    for pack in waiting:
        try:
            _make(pack, regime=pack.request.regime, staff=None, at=at)
        except Refusal:
            pack.made_at = at
            pack.save(update_fields=["made_at"])
    return len(waiting)


def _make(pack: Pack, *, regime: str, staff: int | None, at: datetime) -> None:
    copy = packing.copy_of(pack.case_id, regime=regime, health_asked=pack.health_asked, staff=staff, at=at)
    pack.content, pack.rows, pack.made_at = copy.content, copy.rows, at
    pack.save()
    HeldBack.objects.bulk_create(
        HeldBack(
            pack=pack,
            case_id=pack.case_id,
            table=one.table,
            exemption=one.exemption,
            article=one.article,
            number=one.number,
        )
        for one in copy.held
    )
