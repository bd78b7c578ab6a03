"""What is still missing, finishing, and reading what was finished."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.commons.assessments import actions, queries, readings
from throughcare.commons.assessments.drafting import OTHER, Draft, is_other
from throughcare.commons.assessments.grounds import gaps_of
from throughcare.commons.assessments.pages import unknowns
from throughcare.commons.assessments.pages.overview import part_url
from throughcare.commons.assessments.pages.shared import led_draft, open_assessment, seen_by
from throughcare.commons.assessments.rules import Judged
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.handed_on import handed_on
from throughcare.commons.cases.told import is_told
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date, uk_today


@dataclass(frozen=True)
class ToMend:
    """One gap, with the page where it is closed."""

    text: str
    url: str
    what: str


def check(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what is still missing, each gap a link, and finish the assessment."""
    case = open_assessment(request, reference)
    draft = led_draft(case)
    if request.method == "POST":
        row = actions.finish(case, at=case.at)
        return _finished(request, case, draft, key=str(row.key))
    answer = actions.standing(case, draft, at=case.at)
    context = {
        "draft": draft,
        "to_mend": to_mend(case, draft),
        "reasons": answer.reasons,
        "readers": seen_by(case)[queries.COMPARTMENT],
        "today": uk_today(case.at),
    }
    return render(request, "assessments/check.html", context)


def _finished(request: HttpRequest, case: OpenCase, draft: Draft, *, key: str) -> HttpResponse:
    """Whoever was let in to assess can read it no longer; everybody else reads it at once."""
    rule = queries.rule_of(case, draft.instrument)
    words = _("Assessment finished.")
    if rule:
        again = rule.due(uk_today(case.at))
        words = _("Assessment finished. It is looked at again by %(day)s.") % {"day": format_date(again)}
    if case.roles <= {"assessor"}:
        say(request, _("%(words)s Your part in %(reference)s is done.") % {"words": words, "reference": case.reference})
        return redirect(reverse("work"))
    say(request, words)
    return redirect(reverse("assessments:finished", args=[case.reference, key]))


def finished(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will show a finished assessment: the formulation first, then the factors as one table."""
    case = open_assessment(request, reference)
    found = readings.reading(case, str(key))
    if found is None:
        raise NotFound
    later = next(
        (one for one in queries.finished(case) if one.key != str(key) and one.finished_at > found.row.happened_at), None
    )
    context = {
        "reading": found,
        "later": later,
        "not_told": not is_told(case),
        "basis_words": codelist("assessment_bases").label(found.basis.rests_on) if found.basis else "",
        "may_ask_countersign": bool(case.may("assessments.ask_countersign")) and not found.countersigned,
        "may_countersign": actions.may_countersign(case, found.row),
        "handed_on_url": handed_on(case, "assessment", called=_called(found)),
        **unknowns.ways(case),
    }
    return render(request, "assessments/finished.html", context)


def _called(found: readings.Reading) -> str:
    words = {"day": format_date(found.finished_on), "instrument": found.instrument.label}
    return _("Assessment of %(day)s by %(instrument)s") % words


def to_mend(case: OpenCase, draft: Draft) -> list[ToMend]:
    """This will list every gap of a draft with the page where it is closed."""
    found = []
    for factor in draft.everything():
        part = OTHER if is_other(factor.code) else draft.instrument.domain_of(factor.code)
        url = f"{part_url(case, part)}?open={factor.code}#factor-{factor.code}"
        found += [ToMend(gap.text, url, _(factor.label) or _("Another factor")) for gap in draft.gaps(factor.code)[:1]]
    grounds = reverse("assessments:grounds", args=[case.reference])
    how = gaps_of(draft.grounds, told=is_told(case))
    found += [ToMend(gap.text, f"{grounds}#id_{gap.box}", _("How it was done")) for gap in how]
    judged = reverse("assessments:judgements", args=[case.reference])
    left = [one for one in draft.instrument.judgements if not draft.judged.get(one.code, Judged()).is_whole]
    found += [ToMend(_("Judge, and say why"), f"{judged}#id_answer-{one.code}", _(one.label)) for one in left]
    address = reverse("assessments:formulation", args=[case.reference])
    empty = [part for part in draft.instrument.formulation if not draft.texts.get(part.code, "").strip()]
    return found + [ToMend(_("Write this part"), f"{address}#id_{part.code}", _(part.label)) for part in empty]
