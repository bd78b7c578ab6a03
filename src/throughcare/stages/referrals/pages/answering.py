"""The form itself, the same outside and inside: tasks, questions, check, send, and what happens next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.readers import readers
from throughcare.frame.answers import UNPROCESSABLE
from throughcare.frame.forms import Form, Mistake, SeenBy
from throughcare.frame.pieces import Task
from throughcare.kernel.answers import NotFound
from throughcare.stages.referrals import queries
from throughcare.stages.referrals.forms.base import Asking, Question, kept_of
from throughcare.stages.referrals.forms.sections import (
    QUESTIONS,
    Section,
    is_done,
    judged,
    next_in_task,
    sections,
    slugs,
)
from throughcare.stages.referrals.places import Place
from throughcare.stages.referrals.unsent import Unsent

COMPARTMENTS = ("identity", "core", "contact", "originator")
BACK, CHECK = "back", "check"


def asking(request: HttpRequest, place: Place) -> Asking:
    """This will gather what the questions need to know for this request."""
    return Asking(
        at=request.at,
        areas=queries.areas(),
        readers=readers(*COMPARTMENTS, to_whoever_refers=True),
        by_staff=place.is_inside,
        proposed=_about_the_colleague(request) if place.is_inside else {},
    )


def _about_the_colleague(request: HttpRequest) -> Mapping[str, str]:
    line = agencies.staff(request.user.staff_id)
    return {"name": line.name, "role": line.job_title, "organisation": line.agency, "phone": line.phone}


def unsent(request: HttpRequest, place: Place) -> Unsent | None:
    """This will give what is being written, or nothing where it has ended or was sent."""
    found = place.keeping.read(request)
    if found and found.sent is None and not found.is_put_away:
        return found
    return Unsent() if place.is_inside else None


def ended(place: Place) -> HttpResponse:
    """This will lead to the page that says nothing was kept."""
    return redirect(place.url("ended"))


def tasks(request: HttpRequest, place: Place) -> HttpResponse:
    """This will show what can be answered, in any order, and what is answered already."""
    found = unsent(request, place)
    if found is None:
        return ended(place)
    asked = asking(request, place)
    lists = [(str(section.title), _lines(section, found, asked, place)) for section in sections(inside=place.is_inside)]
    may_check = "worry" in found.answers and QUESTIONS["worry"](asked, found.answers["worry"], judged=True).is_valid()
    return render(
        request,
        "referrals/tasks.html",
        frame(place)
        | {
            "lists": lists,
            "last": _last(place, may_check=may_check),
            "may_save": bool(found.answers) and not place.is_inside,
            "saved_days": queries.limits("public_form")["saved_days"],
        },
    )


def _lines(section: Section, found: Unsent, asked: Asking, place: Place) -> list[Task]:
    return [
        Task(str(task.label), _("Completed"), place.url("question", task.questions[0]))
        if is_done(task, found.answers, asked)
        else Task(str(task.label), _("Incomplete"), place.url("question", task.questions[0]), colour="light-blue")
        for task in section.tasks
    ]


def _last(place: Place, *, may_check: bool) -> list[Task]:
    if may_check:
        return [Task(_("Check and send"), _("Incomplete"), place.url("check"), colour="light-blue")]
    return [Task(_("Check and send"), _("Cannot start yet"), hint=_("Opens when you have said what worries you"))]


def question(request: HttpRequest, place: Place, slug: str) -> HttpResponse:
    """This will ask one question, keep the answer as it was typed, and go on."""
    if slug not in slugs(inside=place.is_inside):
        raise NotFound
    found = unsent(request, place)
    if found is None:
        return ended(place)
    asked, kind = asking(request, place), QUESTIONS[slug]
    if request.method != "POST":
        return _ask(request, place, slug, kind(asked, found.answers.get(slug)))
    raw = kept_of(kind(asked), request.POST)
    form = kind(asked, raw, judged=True)
    if not form.is_valid():
        return _ask(request, place, slug, form)
    response = redirect(_after(request, place, slug))
    place.keeping.write(request, response, found.with_answer(slug, raw))
    return response


def _ask(request: HttpRequest, place: Place, slug: str, form: Question) -> HttpResponse:
    back = place.url("check") if request.GET.get(BACK) == CHECK else place.url("tasks")
    shown = [name for name in form.fields if name not in form.revealed]
    context = {"form": form, "slug": slug, "back_url": back, "shown": shown}
    return render(request, "referrals/question.html", frame(place) | context, status=status_of(form))


def status_of(form: Form) -> int:
    """This will give the status of a page with a form: whether what was sent could be read."""
    return UNPROCESSABLE if form.is_bound and form.errors else 200


def _after(request: HttpRequest, place: Place, slug: str) -> str:
    if request.GET.get(BACK) == CHECK:
        return place.url("check")
    following = next_in_task(slug)
    return place.url("question", following) if following else place.url("tasks")


def check(request: HttpRequest, place: Place, *, mistakes: Iterable[Mistake] = ()) -> HttpResponse:
    """This will show every answer once more, as a stranger will read it, with who that will be."""
    found = unsent(request, place)
    if found is None:
        return ended(place)
    asked = asking(request, place)
    forms = dict(judged(found.answers, asked))
    if not forms["worry"].is_valid():
        return redirect(place.url("question", "worry"))
    cards = [_card(section, forms, place, asked) for section in sections(inside=place.is_inside)]
    context = {"cards": cards, "mistakes": [*mistakes], "notice": queries.notice()}
    status = UNPROCESSABLE if context["mistakes"] else 200
    return render(request, "referrals/check.html", frame(place) | context, status=status)


def _card(section: Section, forms: Mapping[str, Question], place: Place, asked: Asking) -> dict[str, Any]:
    change = {slug: f"{place.url('question', slug)}?{BACK}={CHECK}" for slug in section.questions}
    rows = [forms[slug].row(change[slug]) for slug in section.questions]
    return {"title": str(section.title), "rows": rows, "seen": list(_seen(section, forms, asked))}


def _seen(section: Section, forms: Mapping[str, Question], asked: Asking) -> Iterable[tuple[str, SeenBy]]:
    """Who sees a section, compartment by compartment, in the order in which its boxes write to them."""
    boxes = [each for slug in section.questions for each in forms[slug].fields.values()]
    written = dict.fromkeys(each.compartment for each in boxes if getattr(each, "compartment", None))
    labels = {
        "identity": _("Names:"),
        "core": _("What you tell:"),
        "contact": _("Addresses and numbers:"),
        "originator": _("Who you are:"),
    }
    for compartment in written:
        yield labels[compartment] if len(written) > 1 else "", asked.readers[compartment]


def sent(request: HttpRequest, place: Place) -> HttpResponse:
    """This will say that it arrived, and what follows."""
    found = place.keeping.read(request)
    if found is None or found.sent is None:
        return ended(place)
    area_id = found.sent.area_id
    context = {
        "sent": found.sent,
        "out_of_hours": queries.number("out_of_hours", area_id=area_id),
        "office": queries.number("office", area_id=area_id),
        "parts": queries.notice().data["parts"],
    }
    return render(request, "referrals/sent.html", frame(place) | context)


def frame(place: Place) -> dict[str, object]:
    """This will give what every page of the form stands in."""
    return {"layout": place.layout, "exit_this_page": not place.is_inside, "place": place}
