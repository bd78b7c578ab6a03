"""A finished assessment as a file: tagged, with its reference in title and name and no person's name in either."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.assessments.readings import Rated, Reading
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.on_paper import off_paper
from throughcare.commons.cases.told import is_told
from throughcare.frame.pdf import tagged_pdf
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date, format_moment

TEMPLATE = Path(__file__).with_name("assessment.typ")


def assessment_pdf(case: OpenCase, reading: Reading) -> bytes:
    """This will make the file of one finished assessment: instrument, version, assessor, certificate, unknowns, sources."""
    return tagged_pdf(TEMPLATE, off_paper(case, values(case, reading)), at=reading.row.happened_at)


def values(case: OpenCase, reading: Reading) -> dict[str, Any]:
    """This will give every word of the file."""
    used = reading.instrument
    title = _("Assessment, %(reference)s, %(day)s") % {
        "reference": case.reference,
        "day": format_date(reading.finished_on),
    }
    return {
        "title": title,
        "footer": title,
        "labels": _labels(),
        "facts": [[label, value] for label, value in _facts(case, reading) if value],
        "not_told": "" if is_told(case) else _("Not told. Keep this from the person and the family."),
        "reminder": f"{_(used.reminder)} {_('Factors are not added up.')}",
        "formulation": [[label, text] for _code, label, text in reading.formulation],
        "judged": [[one.label, one.words, one.because] for one in reading.judged],
        "domains": [
            {
                "label": _(domain.label) if domain else _("Other factors"),
                "factors": [_factor(one, named=bool(reading.hands)) for one in rated],
            }
            for domain, rated in reading.domains
        ],
        "unknown": [[_(one.factor.label), one.missing] for one in reading.unknown],
        "sources": reading.sources,
        "attribution": used.attribution,
    }


def _facts(case: OpenCase, reading: Reading) -> list[tuple[str, str]]:
    row, used = reading.row, reading.instrument
    superseded = _(used.superseded.note) if row.superseded and used.superseded else ""
    until = row.certified_until
    certificate = (
        _("in date until %(day)s") % {"day": format_date(until)}
        if until
        else _("without a last day, or none asked for")
    )
    return [
        (_("Instrument"), " ".join(part for part in (used.label + ".", superseded) if part)),
        (_("What it looks at"), used.looks_at(case.pathway.family)),
        (_("Terms of use"), used.licence),
        (_("Assessor"), row.by.name if row.by else ""),
        (_("Written by"), "; ".join(reading.written_by)),
        (_("Certificate"), certificate),
        (_("Finished"), format_moment(row.happened_at)),
        (_("Countersigned"), _countersigned(reading)),
        (_("Why this instrument"), row.start.reason),
        (_("Why again"), row.start.why),
        *_grounds(reading),
        (_("Not checked yet"), " ".join(_(one) for one in used.to_verify)),
    ]


def _countersigned(reading: Reading) -> str:
    second = reading.countersigned
    if second is None or second.by is None:
        return _("Not yet")
    signed = _("%(name)s, %(moment)s") % {"name": second.by.name, "moment": format_moment(second.happened_at)}
    return f"{signed}. {second.words}" if second.words else signed


def _grounds(reading: Reading) -> list[tuple[str, str]]:
    said = reading.basis
    if said is None:
        return []
    here, missing = reading.disciplines
    kinds, no_kinds = reading.kinds_of_source
    limits = _("Explained") if said.limits == "yes" else f"{_('Not explained:')} {said.limits_because}"
    offered = {"yes": _("Yes"), "declined": _("Yes, and they did not want to see it")}
    return [
        (_("Rests on"), codelist("assessment_bases").label(said.rests_on)),
        (_("Limits of confidentiality"), limits),
        (_("Disciplines"), ", ".join(here)),
        (_("Nothing from"), ", ".join(missing)),
        (_("Evidence from"), ", ".join(kinds)),
        (_("No evidence from"), ", ".join(no_kinds)),
        (_("Draft offered to the person"), offered.get(said.offered, f"{_('No:')} {said.offered_because}")),
        (_("What the person said of it"), said.comment),
    ]


def _factor(one: Rated, *, named: bool) -> dict[str, Any]:
    several = len(one.answers) > 1
    answers = [f"{each.label}: {each.words}" if several else each.words for each in one.answers]
    nothing = _("Looked for, none found") if one.none_against else _("None")
    return {
        "label": f"{one.factor.number} {_(one.factor.label)}" if one.factor.number else _(one.factor.label),
        "answers": answers,
        "missing": one.missing,
        "writer": _("Written by %(name)s") % {"name": one.writer} if named and one.writer else "",
        "for": _pieces(one, "for") or [[_("None"), ""]],
        "against": _pieces(one, "against") or [[nothing, ""]],
    }


def _pieces(one: Rated, side: str) -> list[list[str]]:
    kinds = codelist("statement_kinds")
    return [
        [piece.text, ". ".join(part for part in (kinds.label(piece.kind), piece.source, piece.about_source) if part)]
        for piece in one.on(side)
    ]


def _labels() -> dict[str, str]:
    return {
        "author": _("Throughcare"),
        "marking": _("OFFICIAL-SENSITIVE. No secret or intelligence material here: keep a pointer to it."),
        "page": _("Page"),
        "formulation": _("Formulation"),
        "judged": _("Summary judgements"),
        "factors": _("Factors"),
        "missing": _("Missing"),
        "for": _("Evidence for"),
        "against": _("Evidence against"),
        "unknown": _("Not known"),
        "nothing_unknown": _("Nothing is marked as not known."),
        "sources": _("Sources"),
        "no_sources": _("No source is named."),
    }
