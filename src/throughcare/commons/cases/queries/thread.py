"""Look-ups of one opened case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.people import rules as people
from throughcare.frame.shell import Identity
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date, uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway

if TYPE_CHECKING:
    from throughcare.commons.cases.gate import OpenCase

SQL = NamedSql(Path(__file__).with_suffix(".sql"))


@dataclass(frozen=True)
class TakeCare:
    """What to be careful of with one person."""

    take_care: str = ""
    safe_contact: str = ""
    staff_safety: str = ""


def majority(case: OpenCase) -> int:
    """This will give the age from which the person is treated as an adult, as the pathway has it."""
    age = case.pathway.clock("turning_18").length
    assert age is not None
    return age


def header(case: OpenCase) -> Identity:
    """This will give what stands over every page of the case, as far as whoever opened it may read."""
    row = SQL.one("header", {"case": case.id, "person": case.person_id, "owner": case.owner_id})
    assert row is not None
    today = uk_today(case.at)
    reads_core = case.may_read("core")
    age = people.age_in_words(today, row.born_on, row.birth_precision or "unknown", majority=majority(case))
    return Identity(
        name=row.name_used or row.name or _("Name not known"),
        known_as=row.name if row.name_used and row.name_used != row.name else "",
        reference=case.reference,
        age=age if reads_core else "",
        stage=stage_label(case),
        owner=row.owner or "",
        told=told_words(row) if reads_core else "",
        not_told=reads_core and not row.told,
        restricted=case.restricted_at is not None,
        safe_contact=(row.safe_contact or _("not known yet")) if reads_core else "",
        interpreter=(row.interpreter or _("not asked yet")) if reads_core else "",
    )


def stage_label(case: OpenCase) -> str:
    """This will say where the case stands, in the words that whoever opened it may read."""
    stage = case.pathway.stage(case.stage)
    return _(stage.label) if case.may_read("police") else stage.label_for(police=False)


def told_words(row: Any) -> str:
    """This will say whether the person has been told, or until when not."""
    if row.told:
        return _("Told on %(day)s") % {"day": format_date(uk_today(row.told_at))}
    if row.told_review_on:
        return _("Not told, looked at again by %(day)s") % {"day": format_date(row.told_review_on)}
    return _("Not told")


def take_care(case: OpenCase) -> TakeCare:
    """This will give what to be careful of, from the compartments that whoever opened the case may read."""
    row = standing(case)
    return TakeCare(row.take_care or "", row.safe_contact or "", row.staff_safety or "")


def open_tasks(case: OpenCase) -> list[Any]:
    """This will list what is due on the case, soonest first."""
    return SQL.rows("open_tasks", {"case": case.id})


def last_events(case: OpenCase, *, limit: int = 5) -> list[Any]:
    """This will list the newest events of the case."""
    return SQL.rows("last_events", {"case": case.id, "limit": limit})


def my_last_look(case: OpenCase) -> datetime | None:
    """This will say when whoever opened the case looked at it before the present sitting, or nothing."""
    row = SQL.one("my_last_look", {"case": case.id})
    return row.looked_at if row else None


def standing(case: OpenCase) -> Any:
    """This will say who answers for the case, since when it stands where it stands, and what to be careful of."""
    return case.once("standing", lambda: SQL.one("standing", {"case": case.id}))


def team(case: OpenCase) -> list[Any]:
    """This will list everybody to whom the case was granted by name, those whose grant runs first."""
    return SQL.rows("team", {"case": case.id})


def by_post(case: OpenCase) -> list[Any]:
    """This will list everybody who may open the case by a post in its area."""
    reaching = [role.code for role in matrix().roles.values() if role.reach == "area"]
    return SQL.rows("by_post", {"area": case.area_id, "roles": reaching, "today": uk_today(case.at)})


def owners(case: OpenCase) -> list[Any]:
    """This will list who owned the case since when, newest first, offers that wait among them."""
    return SQL.rows("owners", {"case": case.id})


def version_changes(case: OpenCase) -> list[Any]:
    """This will list when the case moved to another version of its pathway, newest first, with who decided it and why."""
    return SQL.rows("version_changes", {"case": case.id})


def pathway_here(case: OpenCase) -> Pathway | None:
    """This will give the pathway of the nation in which the case lies, where it follows another one's and can come to it."""
    return pathway_in(case, agencies.area(case.area_id).nation)


def pathway_in(case: OpenCase, nation: str) -> Pathway | None:
    """This will give the pathway of a nation, where it is the case's own as the law there has it, and the case can come to it."""
    own = case.pathway
    if not own.parts.opens_for or nation in own.parts.opens_for:
        return None  # a pathway that is opened by a verb of its own goes with its case wherever it moves
    alike = (one for one in Pathway.newest() if nation in one.parts.opens_for and one.family == own.family)
    return next((one for one in alike if own.name in one.parts.coming_from), None)


def pathway_changes(case: OpenCase) -> list[Any]:
    """This will list when the case moved to the pathway of another nation, newest first, with who decided it and why."""
    return SQL.rows("pathway_changes", {"case": case.id})


def areas(case: OpenCase) -> list[Any]:
    """This will list the moves of the case from one area to another, newest first."""
    return SQL.rows("areas", {"case": case.id})


def exclusions(case: OpenCase) -> list[Any]:
    """This will list the colleagues who are kept out; to everybody but the manager there are none."""
    return SQL.rows("exclusions", {"case": case.id})


def exclusions_of(case_id: int) -> list[Any]:
    """This will list who is or was kept out of a case of the own controller, for whoever watches over it."""
    return SQL.rows("exclusions", {"case": case_id})


def answering_for(case_id: int) -> frozenset[int]:
    """This will name who answers for a case of the own controller: its owner and its police risk owner."""
    row = SQL.one("answering_for", {"case": case_id})
    return frozenset(row) if row else frozenset()


def done_tasks(case: OpenCase) -> list[Any]:
    """This will list what was done last, newest first."""
    return SQL.rows("done_tasks", {"case": case.id})


def told_history(case: OpenCase) -> list[Any]:
    """This will list each time it was recorded whether the person was told, newest first."""
    return SQL.rows("told_history", {"case": case.id})
