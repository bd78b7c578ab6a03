"""Sharing agreements for machines: those of the own controller, as its people read them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema
from pydantic import Field

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.sharing import queries
from throughcare.commons.sharing.queries import Agreed
from throughcare.frame.machine import After, described, moment_of, next_page, page_after, staff_of
from throughcare.kernel.answers import NotFound
from throughcare.kernel.paging import Page, limit, offset
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

router = Router(tags=["sharing"])
Key = Annotated[UUID, Path(description="The agreement, as the list of agreements names it")]


class AgreementLine(Schema):
    """One agreement as it stands today."""

    key: UUID
    reference: str = Field(description="The reference that it has on paper")
    title: str
    parties: list[str]
    in_force_from: date
    review_on: date
    ended_on: date | None
    state: str = Field(description="in_force, review_due, not_yet or ended; a late review ends nothing by itself")


class AgreementPage(Schema):
    """One page of agreements, late and near reviews first."""

    agreements: list[AgreementLine]
    next: str | None


class AgreementShown(AgreementLine):
    """One agreement with what its newest version says."""

    version: int
    purpose: str
    categories: list[str] = Field(description="Which data, as codes")
    bases: list[str] = Field(description="On which bases, as codes")


@router.get("/agreements", **described("agreements.read", AgreementPage, name="list_agreements"))
def list_agreements(request: HttpRequest, after: After = None) -> dict[str, Any]:
    """List what the token's agency agreed with others."""
    number = page_after(after, not_done=_("The agreements were not shown"))
    _may_read(request)
    record("agreements:listed", kind="sharing.agreement", subject="-", at=moment_of(request))
    every = queries.agreements(today=uk_today(moment_of(request)))
    page = Page.of(every[offset(number) : offset(number) + limit()], number=number)
    return {"agreements": [_line(one) for one in page.rows], "next": next_page(page)}


@router.get("/agreements/{key}", **described("agreements.read", AgreementShown, name="read_agreement"))
def read_agreement(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Read one agreement as it stands now."""
    _may_read(request)
    found = queries.agreement(str(key), today=uk_today(moment_of(request)))
    if found is None:
        raise NotFound
    record("agreements:looked", kind="sharing.agreement", subject=found.row.pk, at=moment_of(request))
    now = found.now.row
    return {
        **_line(found),
        "version": now.number,
        "purpose": now.purpose,
        "categories": now.categories,
        "bases": now.bases,
    }


def _may_read(request: HttpRequest) -> None:
    held = {post.role for post in agencies.posts_of(staff_of(request), on=uk_today(moment_of(request)))}
    if not matrix().may(held, "agreements", "read"):
        raise NotFound


def _line(one: Agreed) -> dict[str, Any]:
    now = one.now.row
    return {
        "key": one.row.key,
        "reference": one.row.reference,
        "title": now.title,
        "parties": [party.name for party in one.now.parties],
        "in_force_from": now.in_force_from,
        "review_on": now.review_on,
        "ended_on": one.end.ended_on if one.end else None,
        "state": one.standing.code,
    }
