"""What the codes of an assessment are called where a record is read back: as its instrument calls them, in its version."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.instruments.shape import Instrument
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.past.called import Beside, called
from throughcare.commons.past.queries import Kept
from throughcare.kernel.definitions import DefinitionError, codelist, names

ASSESSMENT = "assessments.assessment"


def call() -> None:
    """This will say how the codes of assessments are called."""
    called(_title, f"{ASSESSMENT}.instrument", "assessments.start.instrument")
    called(_factor, "assessments.rating.factor", "assessments.saving.factor", "assessments.hand.parts")
    called(_measure, "assessments.rating.measure")
    called(_presence, "assessments.rating.presence", "assessments.saving.presence")
    called(_judgement, "assessments.judgement.code")
    called(_judged, "assessments.judgement.answer")
    called(_part, "assessments.formulation.part")
    called(_chosen, "assessments.formulation.text")
    called(_of_need, "plans.need.factor")


def _title(_case: OpenCase, row: Kept, code: str, _beside: Beside) -> str:
    used = _read(code, row.values.get("version"))
    return _(used.title) if used else ""


def _factor(_case: OpenCase, row: Kept, code: str, beside: Beside) -> str:
    """A factor of the assessor's own is called as they called it."""
    used = _used(row, beside)
    factor = used.factor(code) if used else None
    if factor:
        return _(factor.label)
    parts = {part.code: part.label for part in used.formulation} if used else {}
    return str(row.values.get("label") or "") or _(parts[code]) if code in parts or row.values.get("label") else ""


def _measure(_case: OpenCase, row: Kept, code: str, beside: Beside) -> str:
    used = _used(row, beside)
    return next((_(one.label) for one in used.measures if one.code == code), "") if used else ""


def _presence(_case: OpenCase, row: Kept, code: str, beside: Beside) -> str:
    used, factor = _used(row, beside), str(row.values.get("factor") or "")
    if used is None:
        return ""
    measure = row.values.get("measure")
    return used.answer(factor, str(measure), code) if measure else used.presence(factor, code)


def _judgement(_case: OpenCase, row: Kept, code: str, beside: Beside) -> str:
    used = _used(row, beside)
    return next((_(one.label) for one in used.judgements if one.code == code), "") if used else ""


def _judged(_case: OpenCase, row: Kept, code: str, beside: Beside) -> str:
    used = _used(row, beside)
    return used.judged(str(row.values.get("code") or ""), code) if used else ""


def _part(_case: OpenCase, row: Kept, code: str, beside: Beside) -> str:
    used = _used(row, beside)
    return next((_(one.label) for one in used.formulation if one.code == code), "") if used else ""


def _chosen(_case: OpenCase, row: Kept, text: str, beside: Beside) -> str:
    """Most parts of a formulation are written; a few are chosen from a list, and keep its code."""
    used, part = _used(row, beside), row.values.get("part")
    listed = next((one.codes for one in used.formulation if one.code == part), "") if used else ""
    known = listed in names("codelists") and text in codelist(listed)
    return codelist(listed).label(text) if known else text


def _of_need(_case: OpenCase, _row: Kept, code: str, beside: Beside) -> str:
    """A need of a plan names its assessment by a key that is no row: the newest that knows the factor says it."""
    for row in sorted(beside.every(ASSESSMENT), key=lambda one: one.id, reverse=True):
        used = _read(row.values.get("instrument"), row.values.get("version"))
        factor = used.factor(code) if used else None
        if factor:
            return _(factor.label)
    return ""


def _used(row: Kept, beside: Beside) -> Instrument | None:
    begun = beside.led_to(row, "assessment") or beside.led_to(row, "start")
    return _read(begun.values.get("instrument"), begun.values.get("version")) if begun else None


def _read(name: object, version: object) -> Instrument | None:
    try:
        return instrument(str(name), str(version)) if name and version else None
    except DefinitionError:
        return None
