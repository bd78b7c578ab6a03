"""One page of paper for a bag or a duty desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import desk, gate, queries
from throughcare.commons.cases.handed_on import handed_on
from throughcare.commons.cases.on_paper import name_on_paper, off_paper
from throughcare.commons.people import queries as people
from throughcare.frame.forms import Form, ShortText
from throughcare.frame.pdf import as_download, tagged_pdf
from throughcare.kernel.time import format_date, format_moment, uk_today
from throughcare.safeguards.audit.record import record
from throughcare.web import due
from throughcare.web.case_page import RINGING
from throughcare.web.whoami import me

TEMPLATE = Path(__file__).with_name("cover.typ")
LONGEST = 600  # characters a line of the sheet may take, so that it stays one page


class CoverForm(Form):
    """For whom the sheet is printed."""

    printed_for = ShortText(
        label=gettext_lazy("Who is this printed for?"),
        hint=gettext_lazy("A name, such as Ada Marsh, or a desk"),
        missing=gettext_lazy("Say who this is printed for"),
        limit=120,
    )


@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask for whom a cover sheet is, and make it."""
    not_done = _("The cover sheet was not made")
    case = desk.open_for(request, reference, look="cover:looked", not_done=not_done, verb="cases.print_cover")
    form = CoverForm(request.POST if request.method == "POST" else None, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        printed_for = form.cleaned_data["printed_for"]
        record("cover:printed", kind="case", subject=case.id, at=request.at, case_id=case.id, reason=printed_for)
        sheet = off_paper(case, values(case, printed_by=me(request).name, printed_for=printed_for))
        return as_download(tagged_pdf(TEMPLATE, sheet, at=request.at), name=f"cover-{case.reference}", at=request.at)
    called = _("Cover sheet, printed %(day)s") % {"day": format_date(uk_today(request.at))}
    context = {"form": form, "handed_on_url": handed_on(case, "cover", called=called)}
    return render(request, "web/cover.html", context, status=422 if form.errors else 200)


def values(case: gate.OpenCase, *, printed_by: str, printed_for: str) -> dict[str, Any]:
    """This will give what stands on the sheet; what its reader may not open is left out, what nobody knows says so."""
    who, care, standing = queries.header(case), queries.take_care(case), queries.standing(case)
    printed = {"name": printed_by, "moment": format_moment(case.at), "reader": printed_for}
    return {
        "marking": _("OFFICIAL-SENSITIVE. No secret or intelligence material here: keep a pointer to it."),
        "title": _("Cover sheet %(reference)s") % {"reference": case.reference},
        "reference": case.reference,
        "name": name_on_paper(case, who.name),
        "warning": _("Not told. Keep this from the person and the family.") if who.not_told else "",
        "rows": [[label, (words or _("Not known"))[:LONGEST]] for label, words in _rows(case, who, care, standing)],
        "printed": _("Printed by %(name)s, %(moment)s, for %(reader)s") % printed,
        "page": _("Page"),
    }


def _rows(case: gate.OpenCase, who: Any, care: queries.TakeCare, standing: Any) -> list[tuple[str, str]]:
    rows = [
        (_("Owner"), ", ".join(part for part in (standing.owner, standing.owner_phone) if part)),
        (_("Next date"), _next_date(case)),
    ]
    if case.may_read("safety"):
        rows.append((_("Safety of staff"), care.staff_safety))
    rows.append((_("Whom to ring"), _numbers(case)))
    if case.may_read("core"):
        helped = people.help_needed(case.person_id)
        rows += [
            (_("Safe contact"), care.safe_contact),
            (_("Take care"), care.take_care),
            (_("Told or not told"), who.told),
            (_("Help to understand"), "; ".join(part for part in (who.interpreter, *helped) if part)),
        ]
    return rows


def _next_date(case: gate.OpenCase) -> str:
    """Paper is left lying about: no date of the police steps stands on it, whoever prints it."""
    task = next((task for task in queries.open_tasks(case) if not task.kept_apart), None)
    return f"{format_date(task.due_on)}: {due.what(task, case.pathway)}" if task else _("Nothing is due")


def _numbers(case: gate.OpenCase) -> str:
    found = agencies.duty_numbers(RINGING, area_id=case.area_id)
    return "; ".join(f"{number.label}, {number.phone} ({number.hours})" for number in found)
