"""What whoever rates a second time sees: frozen evidence and the instrument, of a study number."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughcare.commons.assessments.instruments import instrument
from throughcare.frame.forms import SeenBy
from throughcare.frame.keeping import is_keeping, kept, revision_of
from throughcare.frame.said import done
from throughcare.kernel.time import format_time, uk_today
from throughcare.oversight.quality import actions, forms, queries, words
from throughcare.oversight.quality.models import SecondRating
from throughcare.oversight.quality.questions import answer_in_words, domains, questions
from throughcare.safeguards.audit.record import record

KIND = "quality.secondrating"


@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    """This will list what whoever asks was asked to rate a second time, and the pairs they may talk over."""
    mine = queries.my_ratings(request.user.staff_id)
    record("quality:own_ratings_looked", kind=KIND, subject="-", at=request.at)
    rows = [(one, instrument(one.instrument, one.version).label) for one in mine]
    pairs = [(one, instrument(one.instrument, one.version).label) for one in queries.discussions()]
    return render(request, "quality/ratings.html", {"rows": rows, "pairs": pairs})


@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will show frozen evidence beside the instrument, keep a draft, and finish."""
    rating = queries.my_rating(str(key), staff_id=request.user.staff_id)
    used = instrument(rating.instrument, rating.version)
    form = forms.Rate(request.POST or None, used=used, initial=rating.parts or {}, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        rating = _saved(request, rating, form)
        if is_keeping(request):
            said = _("Draft saved at %(time)s. Only you see it.") % {"time": format_time(rating.saved_at or request.at)}
            return kept(request, saved=said, revision=rating.revision)
        if "finish" not in request.POST:
            return done(request, request.path, _("Draft saved. Only you see it."))
        answers = rating.parts or {}
        left = [one for one in questions(used) if one.code not in answers]
        for one in left:
            form.add_error(
                one.code, _("%(question)s: choose an answer, if only that it is not known") % {"question": one.label}
            )
        if not left:
            actions.finish(rating, answers=answers, at=request.at)
            return done(request, reverse("second-ratings"), _("Finished. Your rating stays in the study."))
    record("quality:second_rating_looked", kind=KIND, subject=rating.pk, at=request.at)
    return render(request, "quality/rate.html", _shown(rating, form, at=request.at), status=422 if form.errors else 200)


def _saved(request: HttpRequest, rating: SecondRating, form: forms.Rate) -> SecondRating:
    return actions.save(
        rating,
        answers={name: form.cleaned_data[name] for name in form.fields},
        revision=revision_of(request.POST),
        keep=request.POST.get("keep", ""),
        at=request.at,
    )


def _shown(rating: SecondRating, form: forms.Rate, *, at: datetime) -> dict[str, object]:
    used = instrument(rating.instrument, rating.version)
    evidence = [(words.piece_in_words(one.what), one.day, one.words) for one in queries.bundle(rating)]
    open_still = not rating.finished_at and not rating.declined_at
    return {
        "rating": rating,
        "used": used,
        "form": form,
        "domains": domains(used),
        "saved_today": rating.saved_at is not None and uk_today(rating.saved_at) == uk_today(at),
        "evidence": evidence,
        "may_rate": open_still and bool(evidence),
        "is_closed": open_still and not evidence,
        "answered": _answered(rating) if rating.finished_at else [],
        "pair": next((one for one in queries.discussions() if one.key == rating.key), None),
    }


def _answered(rating: SecondRating) -> list[tuple[str, str]]:
    """What whoever rated has answered, in the words of the instrument and in its order."""
    used, given = instrument(rating.instrument, rating.version), queries.my_answers(rating)
    return [(one.label, answer_in_words(one, given.get(one.code, ""), used)) for one in questions(used)]


@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will hand a second rating back, so that somebody else is asked."""
    rating = queries.my_rating(str(key), staff_id=request.user.staff_id)
    only_you = {"second_rating": SeenBy(_("you"))}
    form = forms.Decline(request.POST or None, readers=only_you, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.decline(rating, because=form.cleaned_data["because"], at=request.at)
        return done(request, reverse("second-ratings"), _("Handed back. Somebody else is asked."))
    context = {"form": form, "rating": rating}
    return render(request, "quality/decline.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def discuss(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will set both ratings of a pair side by side, for the two who made them, and record what they agree on."""
    found = queries.discussion(str(key))
    used = instrument(found.instrument, found.version)
    both = {f"{row.item}.{row.measure}": (row.first, row.second) for row in queries.pair(str(key))}
    asked = [one for one in questions(used) if one.code in both]
    differing = [one for one in asked if len(set(both[one.code])) > 1]
    seen = {"second_rating": SeenBy(_("the two of you"))}
    form = forms.Agree(request.POST or None, used=used, differing=differing, readers=seen, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        actions.agree(
            key=str(key),
            answers={one.code: typed[one.code] for one in differing},
            words=typed["words"],
            again=typed["again"] == "yes",
            by=request.user.staff_id,
            at=request.at,
        )
        return done(request, reverse("second-ratings"), _("Recorded in the study."))
    record("quality:pair_looked", kind=KIND, subject=key, at=request.at)
    in_words = [(one.label, *(answer_in_words(one, code, used) for code in both[one.code])) for one in asked]
    context = {"form": form, "found": found, "used": used, "rows": in_words, "differing": len(differing)}
    return render(request, "quality/discuss.html", context, status=422 if form.errors else 200)
