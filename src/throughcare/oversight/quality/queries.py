"""Look-ups of studies: for the quality lead by number, for whoever rates what is theirs, for the case what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import queries as assessments
from throughcare.commons.assessments.instruments import Instrument, instrument
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import NotFound
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import uk_today
from throughcare.oversight.quality.evidence import Original, originals
from throughcare.oversight.quality.models import Piece, SampledCase, SecondRating, Study, StudyRating

SQL = NamedSql(Path(__file__).with_name("queries.sql"))
FREEZE, REASSESS = "quality.freeze", "quality.reassess"
BY_HAND = frozenset({REASSESS})
TASK_LABELS = {
    FREEZE: gettext_lazy("Choose evidence for a second rating"),
    REASSESS: gettext_lazy("Decide whether to assess again: two assessors ask"),
}
STRATA = ("area", "assessor", "age")


@dataclass(frozen=True)
class Line:
    """One study number, and how far it is."""

    sampled: int
    number: int
    stratum: str
    frozen_at: datetime | None
    pieces: int
    sha256: str
    asked: int
    declined: int
    finished: int
    agreed: bool
    asks_again: bool


@dataclass(frozen=True)
class Candidate:
    """A colleague who might rate a second time, and what stands against it."""

    who: agencies.StaffLine
    conflicts: tuple[str, ...]
    asked: bool
    certified: bool


def my_roles() -> frozenset[str]:
    """This will give the roles that whoever asks holds today."""
    return frozenset(row.role for row in SQL.rows("my_roles"))


def my_agency() -> int | None:
    """This will give the agency for which whoever asks is quality lead, or none."""
    row = SQL.one("my_agency")
    return row.agency_id if row else None


def frame(used: Instrument, *, since: date, until: date, known: datetime, strata: str) -> dict[int, str]:
    """This will give what a sample may be drawn from: finished assessments by number, each with its stratum."""
    values = {"instrument": used.name, "version": used.version, "since": since, "until": until, "known": known}
    rows = SQL.rows("frame", values)
    return {row.assessment: getattr(row, strata) if strata else "" for row in rows}


def frame_of(study: Study) -> dict[int, str]:
    """This will give the frame of a study as it was when it was drawn."""
    used = instrument(study.instrument, study.version)
    return frame(used, since=study.since, until=study.until, known=study.drawn_at, strata=study.strata)


def studies() -> list[Study]:
    """This will list the studies of the own agency, newest first."""
    return list(Study.objects.select_related("drawn_by").order_by("-drawn_at", "-id"))


def study(key: str) -> Study:
    """This will find a study of the own agency. Raises NotFound."""
    found = Study.objects.filter(key=key).select_related("drawn_by").first()
    if found is None:
        raise NotFound
    return found


def lines(found: Study) -> list[Line]:
    """This will list the study numbers and how far each is."""
    return [Line(*row) for row in SQL.rows("progress", {"study": found.pk})]


def line(found: Study, number: int) -> Line:
    """This will find one study number. Raises NotFound."""
    one = next((one for one in lines(found) if one.number == number), None)
    if one is None:
        raise NotFound
    return one


def candidates(found: Study, one: Line, *, at: datetime) -> list[Candidate]:
    """This will list whoever works with the instrument, each with what stands against them."""
    used, today = instrument(found.instrument, found.version), uk_today(at)
    people = {who.id: who for role in used.roles for who in _holders(role, today)}
    rows = SQL.rows("raters", {"sampled": one.sampled, "staff": list(people)})
    return [
        Candidate(people[row.staff], tuple(row.conflicts), row.asked, is_certified(row.staff, used, on=today))
        for row in sorted(rows, key=lambda row: people[row.staff].name)
    ]


def _holders(role: str, today: date) -> Iterable[agencies.StaffLine]:
    return agencies.holders_among(role, area_ids=[area.pk for area in agencies.areas()], on=today)


def is_certified(staff_id: int, used: Instrument, *, on: date) -> bool:
    """This will say whether no certificate keeps a colleague from finishing with this instrument, as it would on a case."""
    return assessments.is_entitled(staff_id, used, roles=used.roles, on=on)


def of_case(case: OpenCase, key: str) -> SampledCase:
    """This will find what a study asks of this case. Raises NotFound."""
    found = SampledCase.objects.filter(case_id=case.id, key=key).select_related("frozen_by").first()
    if found is None:
        raise NotFound
    return found


def pieces(case: OpenCase, found: SampledCase) -> list[Piece]:
    """This will list what was frozen."""
    return list(Piece.objects.filter(case_id=case.id, sampled_case=found).order_by("position"))


def my_ratings(staff_id: int) -> list[SecondRating]:
    """This will list what whoever asks was asked to rate, the first due first."""
    return list(SecondRating.objects.filter(staff_id=staff_id).order_by("finished_at", "due_on", "id"))


def asked_of(staff_id: int) -> Sequence[Any]:
    """This will list what whoever asks was asked to rate and has neither finished nor handed back, the first due first."""
    return SQL.rows("asked_of", {"staff": staff_id})


def my_rating(key: str, *, staff_id: int) -> SecondRating:
    """This will find a second rating of whoever asks. Raises NotFound."""
    found = SecondRating.objects.filter(key=key, staff_id=staff_id).first()
    if found is None:
        raise NotFound
    return found


def bundle(rating: SecondRating) -> Sequence[Any]:
    """This will give the frozen evidence, or nothing once something stands against whoever rates."""
    return SQL.rows("bundle", {"rating": rating.pk})


def my_answers(rating: SecondRating) -> dict[str, str]:
    """This will give what whoever asks answered in a rating that they finished, by question."""
    rows = StudyRating.objects.filter(rating=rating, staff_id=rating.staff_id)
    return {f"{row.item}.{row.measure}": row.answer for row in rows}


def ratings_of(found: Study) -> Sequence[Any]:
    """This will give all ratings of a study by study number and unnamed rater."""
    return SQL.rows("ratings", {"study": found.pk})


def programme_ratings(used: Instrument, measure: str) -> Sequence[Any]:
    """This will give how items were rated in the newest assessment of each case, by a number that stands for nobody."""
    return SQL.rows("programme", {"instrument": used.name, "version": used.version, "measure": measure})


def discussions() -> Sequence[Any]:
    """This will list the pairs that whoever asks rated first or second, once both have finished."""
    return SQL.rows("discussions")


def discussion(key: str) -> Any:
    """This will find one such pair. Raises NotFound."""
    found = next((one for one in discussions() if str(one.key) == str(key)), None)
    if found is None:
        raise NotFound
    return found


def pair(key: str) -> Sequence[Any]:
    """This will give both ratings of a pair to the two who made them."""
    return SQL.rows("pair", {"key": str(key)})


def called(statement: str, *values: Any) -> Any:
    """This will call one of the functions by which a study is written, and give what it answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None


def originals_for(case: OpenCase, found: SampledCase) -> list[Original]:
    """This will list what of the case may be shown, as it stood when the first assessment was finished."""
    until = assessments.recorded_at(case, found.assessment_id)
    return originals(case, until=until)
