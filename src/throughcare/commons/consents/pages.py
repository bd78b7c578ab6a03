"""Consent on one page, and a page for each thing that can be said about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import GET_POST, form_page
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.commons.cases.said import born_in_words
from throughcare.commons.consents import actions, births, forms, queries, rules
from throughcare.commons.consents.actions import Words
from throughcare.commons.people import queries as people
from throughcare.frame.forms import Form
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_moment, uk_today

LOOKED = "consents:looked"
WORDS = ("given_by", "giver", "capacity", "capacity_words", "explained", "leaflet", "language", "own_words")


@require_GET
def consent(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what was said about consent, and whether it is in force."""
    case = _open(request, reference)
    said = queries.lines(case)
    purposes = sorted({line.purpose for line in said} | {rules.SUPPORT}, key=lambda code: (code != rules.SUPPORT, code))
    context = {
        "name": people.called(case.person_id),
        "standing": [_standing(case, purpose, said) for purpose in purposes],
        "everything": said,
        "beside": _beside(case),
        "may_answer": bool(case.may("consents.record_given")),
        "must_ask_at_18": bool(case.may("consents.suspend_at_18")) and _must_ask_at_18(case),
        "goes_on": queries.carrying(case)["another_order_mandates"],
    }
    return render(request, "consents/consent.html", context)


def _beside(case: OpenCase) -> dict[str, Any] | None:
    """Whether a young person has agreed beside a guardian, where the pathway asks them and they are not of age."""
    clock = queries.asks_the_young_person(case)
    if clock is None or not queries.is_child(case)(uk_today(case.at)):
        return None
    return {"agreed": queries.agreed_beside_guardian(case), "age": clock.length, "verify": clock.verify}


@require_http_methods(GET_POST)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """This will keep how, when and by whom consent is asked."""
    case = _open(request, reference)

    def call(said: dict[str, Any]) -> object:
        return actions.record_asked(
            case, purpose=said["purpose"], how=said["how"], happened_at=said["happened"].at, at=request.at
        )

    words = {"heading": _("Ask for consent"), "button_text": _("Record that it was asked")}
    return _form_page(request, case, forms.Asked, call=call, said=_("Recorded that consent was asked for."), **words)


@require_http_methods(GET_POST)
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """This will keep an answer to consent: yes, no, or time to think."""
    case = _open(request, reference)
    words = {"heading": _("Record the answer"), "button_text": _("Record answer")}
    call = _keeping(case, request)
    return _form_page(
        request, case, forms.Answer, call=call, said=_("The answer was recorded."), explains=True, **words
    )


@require_http_methods(GET_POST)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """This will keep that consent was withdrawn, whoever on the case heard it."""
    case = gate.open_for(request, reference, verb=LOOKED)

    def call(said: dict[str, Any]) -> object:
        told = {"reason": said["reason"], "reason_words": said["reason_words"]}
        return actions.record_withdrawn(
            case, purpose=said["purpose"], **told, happened_at=said["happened"].at, at=request.at
        )

    words = {"heading": _("Consent is withdrawn"), "button_text": _("Record withdrawal")}
    back = "consent" if case.may_read("core") else "sessions"  # a mentor has no other page of the case
    return _form_page(
        request,
        case,
        forms.Withdrawal,
        call=call,
        said=_("Withdrawal recorded. Support has stopped where it was for support."),
        back=back,
        stops=True,
        **words,
    )


@require_POST
def suspend(request: HttpRequest, reference: str) -> HttpResponse:
    """This will keep that support waits, because the person has come of age and has not been asked."""
    case = _open(request, reference)
    actions.record_suspended_at_18(case, at=request.at)
    said = _("What rested on a guardian's consent waits until %(name)s was asked.")
    return done(request, page_of(case.reference, "consent"), said % {"name": people.called(case.person_id)})


@require_http_methods(GET_POST)
def birth(request: HttpRequest, reference: str) -> HttpResponse:
    """This will correct when the person was born, and show how it was corrected before."""
    case = _open(request, reference)
    said = _("Date of birth corrected. What runs from it was counted anew; nothing was decided by it.")
    known = people.birth(case.person_id)

    def call(typed: dict[str, Any]) -> None:
        births.correct_birth(case, new=forms.birth_of(typed), at=request.at)

    context = {
        "born": born_in_words(known.born_on, known.precision),
        "corrections": [_correction(row) for row in people.birth_corrections(case.person_id)],
        "may_correct": bool(case.may(births.VERB)),
        "template": "consents/birth.html",
    }
    return _form_page(request, case, forms.Birth, call=call, said=said, back="birth", **context)


def _correction(row: Any) -> tuple[str, str, str, str, str, str]:
    before = born_in_words(row.before_on, row.before_precision) or _("Not known")
    after = born_in_words(row.after_on, row.after_precision) or _("Not known")
    return format_moment(row.happened_at), before, after, row.said_by, row.reason, row.by.name if row.by else ""


def _open(request: HttpRequest, reference: str) -> OpenCase:
    case = gate.open_for(request, reference, verb=LOOKED)
    if not case.may_read("core"):
        raise NotFound
    return case


def _standing(case: OpenCase, purpose: str, said: list[queries.Line]) -> dict[str, object]:
    of_it = [line for line in said if line.purpose == purpose]
    return {
        "purpose": purpose,
        "label": queries.purpose_label(purpose),
        "in_force": queries.in_force(case, purpose=purpose),
        "last": next(iter(of_it), None),
        "is_answered": bool(of_it) and of_it[0].step != "asked",
        "why_not": queries.why_not(case, purpose=purpose),
    }


def _must_ask_at_18(case: OpenCase) -> bool:
    moves = case.pathway.verb("consents.suspend_at_18").moves
    return case.stage in moves and rules.SUPPORT in queries.ended_by_age(case)


def _keeping(case: OpenCase, request: HttpRequest) -> Callable[[dict[str, Any]], object]:
    def call(said: dict[str, Any]) -> object:
        words = Words(**{name: said[name] for name in (*WORDS, "how_to_stop", "named_agencies")})
        common = {"purpose": said["purpose"], "words": words, "happened_at": said["happened"].at, "at": request.at}
        if said["answer"] == "yes":
            return actions.record_given(case, **common, from_on=said["from_on"])
        if said["answer"] == "no":
            return actions.record_refused(case, **common)
        return actions.record_needs_time(case, **common, ask_again_on=said["ask_again_on"])

    return call


def _form_page(
    request: HttpRequest,
    case: OpenCase,
    kind: type[Form],
    *,
    call: Callable[[dict[str, Any]], object],
    said: str,
    back: str = "consent",
    template: str = "consents/form.html",
    **context: object,
) -> HttpResponse:
    form = kind(request.POST or None, readers=readers("core", "network", under=case.pathway), at=request.at)
    words = {"name": people.called(case.person_id), **context}
    return form_page(request, case, form, call=call, back=back, said=said, template=template, **words)
