"""Reports: on one study, from study to study, and on an instrument in the whole programme. None of them names anybody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments.instruments import Instrument, instrument
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date, format_date_short
from throughcare.oversight.quality import matrices, queries, reports, saying, words
from throughcare.oversight.quality.csv_file import csv_of
from throughcare.oversight.quality.drift import Period, chart
from throughcare.oversight.quality.forms.drawing import usable
from throughcare.oversight.quality.hanging import hanging_together
from throughcare.oversight.quality.models import Study
from throughcare.oversight.quality.pages.lead import look
from throughcare.oversight.quality.questions import JUDGEMENT, questions
from throughcare.oversight.quality.terms import terms


def _report(found: Study) -> reports.Report:
    """The report, or a refusal that says what it lacks."""
    rows = tuple(queries.ratings_of(found))
    allowed = reports.may_be_reported(matrices.answers_of(rows, arm=found.arm), terms(), arm=found.arm)
    allowed.or_refuse(_("The report was not made"), ask=agencies.contact(found.drawn_by_id))
    return _made(rows, found.instrument, found.version, found.arm, get_language() or "en")


@lru_cache(maxsize=16)
def _made(rows: tuple[Any, ...], name: str, version: str, arm: str, _language: str) -> reports.Report:
    """Kept by what was rated: a second of drawing anew is waited for once, and a further rating makes another report."""
    return reports.report(instrument(name, version), matrices.answers_of(rows, arm=arm), terms(), arm=arm)


@require_safe
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will show how far raters agree, item by item and domain by domain, and what to train on."""
    look(request, "quality:report_looked", key)
    found = queries.study(str(key))
    made, limits = _report(found), terms()
    context = {
        "study": found,
        "instrument": instrument(found.instrument, found.version).label,
        "arm": words.arm_in_words(found.arm),
        "report": made,
        "limits": limits,
        "rows": saying.overview(made.lines, limits),
        "pooled": saying.pooled(made.pooled),
        "training": saying.overview(made.training, limits),
        "cautions": saying.cautions(made.lines),
        "notes": saying.notes(made.lines),
        "statistic": words.titles()[next(line.key for line in made.lines)],
    }
    return render(request, "quality/report.html", context)


@require_safe
def one_item(request: HttpRequest, key: UUID, item: str, measure: str) -> HttpResponse:
    """This will show every statistic of one item."""
    look(request, "quality:report_looked", key)
    found = queries.study(str(key))
    line = next((one for one in _report(found).lines if one.question.code == f"{item}.{measure}"), None)
    if line is None:
        raise NotFound
    context = {
        "study": found,
        "line": line,
        "rows": saying.everything(line),
        "limits": terms(),
        "cautions": [_(str(one)) for one in line.cautions],
        "notes": [*saying.notes([line]), *saying.left_out(line)],
        "scale": [_(one.label) for one in line.question.scale.answers],
    }
    return render(request, "quality/item.html", context)


@require_safe
def download(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will give a report as a CSV file, with [c] where a number would be about too few."""
    look(request, "quality:report_downloaded", key)
    found = queries.study(str(key))
    made = _report(found)
    period = {"first": format_date(found.since), "last": format_date(found.until)}
    notes = [
        instrument(found.instrument, found.version).label,
        _("Assessments finished %(first)s to %(last)s.") % period,
        f"{words.arm_in_words(found.arm)}. " + _("[c]: too few people to show."),
        *saying.notes(made.lines),
    ]
    response = HttpResponse(csv_of(made, notes=notes), content_type="text/csv; charset=utf-8")
    name = f"agreement-{found.instrument}-{found.until.isoformat()}-{found.arm}.csv".replace("_", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def drift(request: HttpRequest) -> HttpResponse:
    """This will show whether agreement changes from study to study, field and research apart."""
    look(request, "quality:drift_looked")
    groups: dict[tuple[str, str, str], list[Study]] = {}
    for one in sorted(queries.studies(), key=lambda one: (one.until, one.pk)):
        groups.setdefault((one.instrument, one.version, one.arm), []).append(one)
    shown = [_group(key, ones) for key, ones in groups.items()]
    return render(request, "quality/drift.html", {"groups": shown, "limits": terms()})


def _group(key: tuple[str, str, str], ones: Sequence[Study]) -> dict[str, object]:
    name, version, arm = key
    used, limits = instrument(name, version), terms()
    periods = [period for one in ones if (period := _period(used, one)) is not None]
    labels = [format_date_short(one.until) for one in periods]
    metric = used.measures[0].scale.metric
    drawn = (
        chart(periods, labels=labels, floor=limits.floor(metric).below, fewest=limits.fewest_periods)
        if periods
        else None
    )
    return {
        "label": f"{used.label}: {words.arm_in_words(arm)}",
        "statistic": words.titles()[limits.floor(metric).statistic],
        "chart": drawn,
        "rows": [
            [
                _("%(first)s to %(last)s")
                % {"first": format_date_short(one.since), "last": format_date_short(one.until)},
                str(one.people),
                saying.number(one.value),
                _("%(low)s to %(high)s") % {"low": saying.number(one.low), "high": saying.number(one.high)},
            ]
            for one in periods
        ],
        "left_out": len(ones) - len(periods),
    }


def _period(used: Instrument, study: Study) -> Period | None:
    """One study as a point: every item by its leading measure; none where its report would be refused."""
    given, limits = matrices.answers_of(queries.ratings_of(study), arm=study.arm), terms()
    if not reports.may_be_reported(given, limits, arm=study.arm):
        return None
    leading = [one for one in questions(used) if one.measure == used.measures_of(one.item)[0].code]
    asked = [one for one in leading if one.measure != JUDGEMENT]
    pooled = reports.pool(_("All items"), asked, given, limits)
    value = pooled.chance_corrected
    if value is None or value.estimate is None or value.low is None or value.high is None:
        return None
    return Period(study.since, study.until, pooled.people, value.estimate, value.low, value.high)


@require_safe
def structure(request: HttpRequest) -> HttpResponse:
    """This will show how the items of an instrument are used and hang together in the programme, never in a person."""
    look(request, "quality:structure_looked")
    choices = [(f"{one.name}/{one.version}", one) for one in usable()]
    asked = request.GET.get("instrument", "")
    used = dict(choices).get(asked) or choices[0][1]
    context = {
        "choices": [(code, one.label) for code, one in choices],
        "chosen": f"{used.name}/{used.version}",
        "used": used,
        "parts": hanging_together(used),
    }
    return render(request, "quality/structure.html", context)
