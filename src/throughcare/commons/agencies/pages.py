"""An agency's machines, and where its colleagues are written to. For its managers; nobody else finds them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.agencies import actions, machines, queries
from throughcare.commons.agencies.forms import AddressForm, MachineForm
from throughcare.commons.agencies.models import Token
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record


@require_GET
def machines_list(request: HttpRequest) -> HttpResponse:
    """This will list the agency's machines, the newest first."""
    agency_id = _my_agency(request)
    record("machines:listed", kind="agencies.agency", subject=agency_id, at=request.at)
    lines = [(token, _labels(token), _state(token, request)) for token in machines.tokens(agency_id=agency_id)]
    return render(request, "agencies/machines.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
def let_in(request: HttpRequest) -> HttpResponse:
    """This will let a machine in and show its token, this once."""
    agency_id = _my_agency(request)
    areas = _my_areas(request, agency_id)
    form = MachineForm(request.POST or None, areas=[(area.code, area.name) for area in areas.values()], at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = actions.NewMachine(
            agency_id=agency_id,
            purpose=said["purpose"],
            scopes=said["scopes"],
            area_ids=[areas[code].pk for code in said["areas"]],
            expires_on=said["expires"],
        )
        made = actions.let_machine_in(new, by=request.user.staff_id, at=request.at)
        return render(request, "agencies/token.html", {"written": made.written, "new": new})
    back = reverse("machines")
    return render(
        request,
        "agencies/let_in.html",
        {"form": form, "back": back},
        status=422 if form.is_bound and form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will end a machine at once."""
    token = machines.token(str(key))
    if token is None or token.agency_id != _my_agency(request) or token.revoked_at is not None:
        raise NotFound
    if request.method == "POST":
        actions.revoke_token(str(key), by=request.user.staff_id, at=request.at)
        return done(request, reverse("machines"), _("Token revoked. The machine is out."))
    return render(request, "agencies/revoke.html", {"token": token, "back": reverse("machines")})


@require_GET
def colleagues(request: HttpRequest) -> HttpResponse:
    """This will list the agency's colleagues with the address at which each is told that something waits."""
    agency_id = _my_agency(request, verb="mailboxes.give")
    record("mailboxes:listed", kind="agencies.agency", subject=agency_id, at=request.at)
    addresses = queries.addresses_of_colleagues()
    lines = [(one, addresses.get(one.id, "")) for one in queries.colleagues(agency_id=agency_id)]
    lacks = queries.lacks_officer(agency_id, on=uk_today(request.at))
    return render(
        request, "agencies/colleagues.html", {"lines": lines, "me": int(request.user.staff_id), "lacks_officer": lacks}
    )


@require_http_methods(["GET", "POST"])
def address(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will ask where a colleague is written to, and keep it."""
    agency_id, colleague = _my_agency(request, verb="mailboxes.give"), queries.staff_by_key(str(key))
    if colleague is None or colleague.agency_id != agency_id:
        raise NotFound
    record("mailboxes:looked", kind="agencies.staff", subject=colleague.key, at=request.at)
    before = {"address": queries.addresses_of_colleagues().get(colleague.id, "")}
    form = AddressForm(request.POST if request.method == "POST" else None, initial=before)
    request.form = form
    if request.method == "POST" and form.is_valid():
        said, me = form.cleaned_data["address"], int(request.user.staff_id)
        actions.give_address_to_colleague(str(key), address=said, by=me, at=request.at)
        words = _("%(name)s is written to at %(address)s.") if said else _("%(name)s is sent no mail.")
        return done(request, reverse("colleagues"), words % {"name": colleague.name, "address": said})
    context = {"form": form, "colleague": colleague, "back": reverse("colleagues")}
    return render(request, "agencies/address.html", context, status=422 if form.errors else 200)


def _my_agency(request: HttpRequest, *, verb: str = "machines.make") -> int:
    """The own agency, for whoever manages it."""
    staff_id = int(request.user.staff_id)
    agency_id = queries.staff(staff_id).agency_id
    roles = {post.role for post in queries.posts_of(staff_id, on=uk_today(request.at)) if post.agency_id == agency_id}
    if not matrix().may_do(roles, verb):
        raise NotFound
    return agency_id


def _my_areas(request: HttpRequest, agency_id: int) -> dict[str, Any]:
    posts = queries.posts_of(int(request.user.staff_id), on=uk_today(request.at))
    return {post.area.code: post.area for post in posts if post.area and post.agency_id == agency_id}


def _labels(token: Token) -> str:
    known = machines.scopes()
    return ", ".join(known[code].label if code in known else code for code in token.scopes)


def _state(token: Token, request: HttpRequest) -> str:
    if token.revoked_at is not None:
        return _("Revoked")
    return _("Expired") if token.expires_at <= request.at else _("Holds")
