"""Sending: every answer is judged once more, a machine and a flood are held off, and one call receives the concern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.frame.forms import Mistake
from throughcare.kernel.time import format_time, uk_today
from throughcare.stages.referrals import actions, queries, saving
from throughcare.stages.referrals.floods import EVERYONE, SENDS
from throughcare.stages.referrals.forms.base import Question, cleaned
from throughcare.stages.referrals.forms.sections import judged
from throughcare.stages.referrals.forms.whole import as_referral
from throughcare.stages.referrals.pages import answering
from throughcare.stages.referrals.places import Place
from throughcare.stages.referrals.telling import NewReferral, Received
from throughcare.stages.referrals.unsent import Sent, Unsent

TRAP = "website"  # a box that people do not see and machines fill in


def send(request: HttpRequest, place: Place, *, decided: Unsent | None = None) -> HttpResponse:
    """This will receive the concern, and then show its reference; what cannot be sent is shown with every answer kept.

    `decided` is what was written, with what somebody has just answered about earlier records.
    """
    found = decided or answering.unsent(request, place)
    if found is None:
        return _sent_already(request, place)
    forms = dict(judged(found.answers, answering.asking(request, place)))
    mistakes = [*_to_mend(forms, place), *_held_off(request, place)]
    if mistakes:
        return answering.check(request, place, mistakes=mistakes)
    new = concern_of(forms, found, place, request)
    received = _receive(new, found, request)
    if found.saved:
        saving.forget(found.saved.reference)
    response = redirect(place.url("sent"))
    if received is not None:
        _count(request, place)
        place.keeping.write(request, response, replace(Unsent(), sent=_sent(received, new, found, request)))
    return response


def concern_of(forms: Mapping[str, Question], found: Unsent, place: Place, request: HttpRequest) -> NewReferral:
    """This will make one concern of the judged answers, for the area where the person lives."""
    told: dict[str, dict[str, Any]] = {slug: cleaned(form) for slug, form in forms.items()}
    area_id = queries.area_of(told["home"]["area"])
    assert area_id is not None, "a site has at least one area; `throughcare demo` or the set-up makes it"
    sector = agencies.agency(_agency_of(request)).sector if place.is_inside else "unspecified"
    return as_referral(told, area_id=area_id, channel=place.channel, at=_at(request), key=found.key, sector=sector)


def _receive(new: NewReferral, found: Unsent, request: HttpRequest) -> Received | None:
    """The same form sent twice, as by a double click, is one concern: the second finds it received."""
    by = request.user.staff_id if new.channel == "staff" else None
    try:
        with transaction.atomic():
            received = actions.receive(new, by=by, at=_at(request))
            _settle(received, found.matches, by=by, at=_at(request))
            return received
    except IntegrityError:
        return None


def _settle(received: Received, matches: Mapping[str, Any], *, by: int | None, at: datetime) -> None:
    decided = {person: (answer, evidence) for person, answer, evidence in matches.get("answers", {}).values()}
    for person_id, (answer, evidence) in decided.items():
        actions.settle_match(
            received,
            person_id=person_id,
            answer=answer,
            evidence=evidence,
            reason=matches["reason"],
            by=int(by or 0),
            at=at,
        )


def _sent(received: Received, new: NewReferral, found: Unsent, request: HttpRequest) -> Sent:
    answered_by = queries.answered_by(
        area_id=received.area_id,
        received_on=uk_today(_at(request)),
        can_be_answered=new.originator.can_be_answered,
    )
    staff_id = getattr(request.user, "staff_id", None) if new.channel == "staff" else None
    is_theirs = bool(staff_id) and bool(
        queries.may_in_area(
            "cases.open", staff_id=int(staff_id or 0), area_id=received.area_id, on=uk_today(_at(request))
        )
    )
    found_none = is_theirs and not found.matches and bool(new.person.name)
    return Sent(received.reference, received.area_id, answered_by, is_theirs, found_none)


def _sent_already(request: HttpRequest, place: Place) -> HttpResponse:
    found = place.keeping.read(request)
    return redirect(place.url("sent")) if found and found.sent else answering.ended(place)


def _to_mend(forms: Mapping[str, Question], place: Place) -> Iterator[Mistake]:
    for slug, form in forms.items():
        for mistake in form.mistakes():
            yield Mistake(mistake.text, f"{slug}")


def _held_off(request: HttpRequest, place: Place) -> Iterator[Mistake]:
    if place.is_inside:
        return
    if request.POST.get(TRAP):
        yield Mistake(_("Leave the box “Website” empty, so that we know you are not a machine"), TRAP)
    until = flooded_until(request)
    if until is not None:
        words = _(
            "Very many concerns were sent in the last hour. Send yours again at %(time)s, or ring us. Nothing you wrote is lost."
        )
        yield Mistake(words % {"time": format_time(until)})


def flooded_until(request: HttpRequest) -> datetime | None:
    """This will say until when nothing more can be sent from here, or none where it can."""
    limits = queries.limits("public_form")
    here = SENDS.full_until(place_of(request), most=limits["sent_an_hour_from_one_place"], at=_at(request))
    return here or SENDS.full_until(EVERYONE, most=limits["sent_an_hour_by_everyone"], at=_at(request))


def _count(request: HttpRequest, place: Place) -> None:
    if not place.is_inside:
        SENDS.count(place_of(request), at=_at(request))
        SENDS.count(EVERYONE, at=_at(request))


def place_of(request: HttpRequest) -> str:
    """This will give the address that a request came from, for counting alone: behind a proxy, the one it names last."""
    named = request.headers.get(settings.CLIENT_HEADER, "") if settings.CLIENT_HEADER else ""
    return named.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _at(request: HttpRequest) -> datetime:
    found: datetime = request.at
    return found


def _agency_of(request: HttpRequest) -> int:
    return agencies.staff(request.user.staff_id).agency_id
