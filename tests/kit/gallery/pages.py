"""The pages of the gallery. All people, places and agencies are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tests.kit.gallery import case_data, form_data
from throughcare.frame import answers
from throughcare.frame.shell import Help, Link, Phase, Shell
from throughcare.kernel.answers import Conflict, Contact, Mend, Reason, Refusal
from throughcare.kernel.paging import Page

AT = datetime(2026, 11, 24, 14, 14, tzinfo=UTC)
PHASE = Phase("Demo", "All people, places and agencies are invented.")
RING = Help("Ada Marsh", "01632 960 101")


def signed_in(current: str = "Work") -> Shell:
    """This will make a coordinator's shell."""
    labels = ("Work", "Cases", "Panels", "Figures", "Manual")
    return Shell(
        staff_name="Ada Marsh",
        role_label="coordinator",
        items=tuple(Link(label, f"/{label.lower()}", label == current) for label in labels),
        agency="Northmere Council",
        phase=PHASE,
        at=AT,
        locks_at=AT + timedelta(minutes=20),
        search=True,
        version="0.1.0",
        ring=RING,
    )


def public() -> Shell:
    """This will make the shell of somebody without an account."""
    return Shell(agency="Northmere Council", phase=PHASE, version="0.1.0", ring=RING)


def template(name: str, shell: Callable[[], Shell], **context: object) -> Callable[[HttpRequest], HttpResponse]:
    """This will make a view that draws one template of the gallery."""

    def view(request: HttpRequest) -> HttpResponse:
        request.shell = shell()
        return render(
            request,
            f"gallery/{name}.html",
            {
                "today": AT.date(),
                "now": AT,
                **{name: made() if callable(made) else made for name, made in context.items()},
            },
        )

    return view


def refused(request: HttpRequest) -> HttpResponse:
    """This will show a refusal with several reasons."""
    request.shell = signed_in("Cases")
    consent = Reason(
        "Sam has not been asked for consent to support",
        rule="4.2",
        source="Counter-Terrorism and Security Act 2015, s.36(4)",
        mends=(Mend("Record consent", "/consent"),),
    )
    plan = Reason(
        "The panel has not approved version 3 of the plan",
        rule="4.1",
        verify=True,
        mends=(Mend("Send the plan to the Ashcombe panel", "/plan"),),
    )
    stop = Refusal(
        "Support was not started",
        reasons=(consent, plan),
        ask=Contact("Ada Marsh", "01632 960 101"),
        pathway="Channel, version 2023-12-15",
    )
    typed = [
        ("What happened", "Sam came to the youth centre at 4.\n\nWe talked about the apprenticeship."),
        ("Where", "Ashcombe youth centre"),
    ]
    return answers.refusal(request, stop, typed=typed)


def clash(request: HttpRequest) -> HttpResponse:
    """This will show two editors' words."""
    request.shell = signed_in("Cases")
    theirs = "Sam said the visit on Tuesday went well. He wants to see Jo again before the holidays."
    yours = (
        "Sam said the visit on Tuesday went badly. He wants to see Jo again after the holidays.\n\nHis guardian agrees."
    )
    return answers.conflict(request, Conflict(theirs=theirs, yours=yours, by="Ben Hale", at=AT, field="note"))


def with_shell(shell: Shell, answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """This will make a view of one of the frame's own answers."""

    def view(request: HttpRequest) -> HttpResponse:
        request.shell = shell
        return answer(request)

    return view


PAGES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "work": template("work", signed_in, page=Page.of(list(range(12)), counted=12), rows=case_data.WORK),
    "cases": template(
        "cases", lambda: signed_in("Cases"), page=Page.of(list(range(26)), number=2, counted=2000), rows=case_data.CASES
    ),
    "case": template(
        "case", lambda: signed_in("Cases"), identity=case_data.IDENTITY, parts=case_data.parts("Overview")
    ),
    "timeline": template(
        "timeline",
        lambda: signed_in("Cases"),
        identity=case_data.NOT_TOLD,
        parts=case_data.parts("Timeline"),
        events=case_data.EVENTS,
    ),
    "form": template(
        "form",
        lambda: signed_in("Cases"),
        identity=case_data.IDENTITY,
        parts=case_data.parts("Notes"),
        form=form_data.empty,
    ),
    "form-errors": template(
        "form",
        lambda: signed_in("Cases"),
        identity=case_data.IDENTITY,
        parts=case_data.parts("Notes"),
        form=form_data.with_mistakes,
    ),
    "start": template("start", public),
    "tasks": template("tasks", public, lists=form_data.TASKS, exit_this_page=True),
    "question": template("question", public, form=form_data.question, exit_this_page=True),
    "check": template("check", public, sections=form_data.ANSWERS, exit_this_page=True),
    "sent": template("sent", public),
    "sign-in": template("sign_in", public, form=form_data.sign_in),
    "figures": template("figures", lambda: signed_in("Figures")),
    "refusal": refused,
    "conflict": clash,
    "not-found": with_shell(signed_in(), answers.not_found),
    "error": with_shell(
        signed_in(), lambda request: answers.error(request, reference="R-4F7K2M", typed=[("Note", "Sam rang at 9.")])
    ),
    "locked": with_shell(public(), lambda request: answers.locked(request, at=AT, kept=True)),
    "closed": with_shell(
        public(), lambda request: answers.closed_for_work(request, opens="on Monday at 8am", ring=RING)
    ),
}


def contents(request: HttpRequest) -> HttpResponse:
    """This will list the pages of the gallery."""
    return render(request, "gallery/contents.html", {"names": list(PAGES)})


def show(request: HttpRequest, name: str) -> HttpResponse:
    """This will draw one page of the gallery."""
    return PAGES[name](request)
