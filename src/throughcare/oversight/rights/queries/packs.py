"""The copies that were made for a request, and what each leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from throughcare.oversight.rights.models import HeldBack, Pack


def packs_of(request_id: int) -> list[Pack]:
    """This will list the copies made for a request, newest first, without what stands in them."""
    found = Pack.objects.filter(request_id=request_id).select_related("by").defer("content")
    return list(found.order_by("-asked_at", "-id"))


def pack(key: str) -> Pack | None:
    """This will find one copy that was made and not erased since, or none."""
    found = Pack.objects.filter(key=key, made_at__isnull=False).exclude(content="")
    return found.select_related("request", "by").first()


def held_back(packs: Sequence[Pack]) -> list[HeldBack]:
    """This will give the exemption log of some copies."""
    found = HeldBack.objects.filter(pack_id__in=[one.pk for one in packs]).select_related("pack", "pack__by")
    return list(found.order_by("-pack_id", "exemption", "table"))
