"""By when each record is looked at and why then, what holds it, and what a run has to erase."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.definitions.codelists import Code
from throughcare.kernel.sql import NamedSql
from throughcare.oversight.rights.models import ErasureRequest, Hold, KeptOn
from throughcare.oversight.rights.rules import PERIOD_OVER, Due
from throughcare.safeguards.pathways import Pathway

SQL = NamedSql(Path(__file__).with_suffix(".sql"))
CLASSES = "retention_classes"
MOST = 200


@dataclass(frozen=True)
class Kept:
    """How long one record is kept: the rule, the day it counts from, the day it is looked at, and whether it may go."""

    case_id: int
    rule: str
    outcome: str
    is_child: bool
    counted_from: date
    review_on: date
    is_closed: bool
    is_held: bool
    waits: bool

    @property
    def retention_class(self) -> Code:
        """This will give the class with its months and source."""
        return codelist(CLASSES)[self.rule]

    @property
    def months(self) -> int:
        """This will say after how many months a record of this class is looked at."""
        return int(self.retention_class.extra["review_after_months"])

    @property
    def due(self) -> Due:
        """This will give what the rules ask of it."""
        return Due(self.review_on, self.is_closed, self.is_held, self.waits)


def retention_rules() -> Mapping[str, Any]:
    """This will give which class a record has, told from how its case went."""
    return load("rights", "retention").data


def outcome_label(code: str) -> str:
    """This will say in words how a case went, as far as its retention asks."""
    every = [retention_rules()["open"], *retention_rules()["outcomes"]]
    return next(_(one["label"]) for one in every if one["code"] == code)


def kept(case_id: int) -> Kept | None:
    """This will work out how long one record is kept; none where the reader may not know it, or it was erased."""
    row = SQL.one("kept", {"case": case_id, **_rules()})
    return Kept(*row) if row else None


def work_out_dates() -> int:
    """This will work out every record's review date anew, in one statement, and give the number that changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tc.keep_retention(%(rules)s::jsonb, %(outcomes)s::jsonb, %(majorities)s::jsonb)", _rules()
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _rules() -> dict[str, str]:
    """The rules as the database's function takes them: each row with the months of its class."""
    data, classes = retention_rules(), codelist(CLASSES)
    rules = [{**rule, "months": classes[rule["class"]].extra["review_after_months"]} for rule in data["classes"]]
    outcomes = {"open": data["open"]["code"], "closed": list(data["outcomes"])}
    return {
        "rules": json.dumps(rules),
        "outcomes": json.dumps(outcomes),
        "majorities": json.dumps([_majority(*row) for row in pathways_in_use()]),
    }


def pathways_in_use() -> Sequence[tuple[str, str]]:
    """This will name each pathway, with its version, that any case on the site is under."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pathway, version FROM tc.pathways_in_use()")
        return list(cursor.fetchall())


def _majority(name: str, version: str) -> dict[str, object]:
    years = Pathway.load(name, version).clock("turning_18").length
    return {"pathway": name, "version": version, "years": years}


@dataclass(frozen=True)
class Listed:
    """One record in the list of those that wait for somebody to look."""

    reference: str
    rule: str
    outcome: str
    is_child: bool
    review_on: date
    is_held: bool
    waits: bool
    decided: bool

    @property
    def label(self) -> str:
        """This will name its class."""
        return codelist(CLASSES).label(self.rule)


def due_by(day: date) -> list[Listed]:
    """This will list the own controller's records whose day has come, children first, then the longest due."""
    return [Listed(*row) for row in SQL.rows("due_by", {"day": day, "ground": PERIOD_OVER, "most": MOST})]


def number_due_by(day: date) -> int:
    """This will count the own controller's records whose day comes by then."""
    row = SQL.one("number_due_by", {"day": day})
    return int(row.number) if row else 0


def holds_in_force() -> list[Hold]:
    """This will list the holds in the own controller's cases, the first to be looked at again first."""
    found = Hold.objects.filter(lifted_at__isnull=True).select_related("by", "case").order_by("review_on", "id")
    return list(found[:MOST])


def holds_of(case_id: int) -> list[Hold]:
    """This will list every hold on a record, newest first."""
    return list(Hold.objects.filter(case_id=case_id).select_related("by", "lifted_by").order_by("-happened_at", "-id"))


def is_held(case_id: int) -> bool:
    """This will say whether a hold keeps a record from being erased."""
    return Hold.objects.filter(case_id=case_id, lifted_at__isnull=True).exists()


def is_kept_from_erasure(case_id: int) -> bool:
    """This will say whether a hold keeps a record, or another of the same person that would be erased with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.is_kept_from_erasure(%s)", [case_id])
        return bool((cursor.fetchone() or (True,))[0])


def not_held(requests: Sequence[ErasureRequest]) -> list[ErasureRequest]:
    """This will leave out the requests whose record a hold keeps by now."""
    found = Hold.objects.filter(lifted_at__isnull=True, case_id__in=[one.case_id for one in requests])
    held = set(found.values_list("case_id", flat=True))
    return [one for one in requests if one.case_id not in held]


def hold_by_key(key: str) -> Hold | None:
    """This will find a hold in the own controller's cases, or none."""
    return Hold.objects.filter(key=key).select_related("case").first()


def kept_on_of(case_id: int) -> list[KeptOn]:
    """This will list who kept a record on, until when and why, newest first."""
    return list(KeptOn.objects.filter(case_id=case_id).select_related("by").order_by("-id"))


def decided_and_not_erased(most: int) -> list[ErasureRequest]:
    """This will take some erasures that two persons decided and no run has carried out, but for those that a hold keeps."""
    held = Hold.objects.filter(lifted_at__isnull=True).values("case_id")
    waiting = ErasureRequest.objects.filter(ground=PERIOD_OVER, granted=True, rows_emptied__isnull=True)
    return list(waiting.exclude(case_id__in=held).order_by("id").select_for_update(skip_locked=True)[:most])


def number_held() -> int:
    """This will count the erasures that were decided and that a hold keeps from being carried out."""
    held = Hold.objects.filter(lifted_at__isnull=True).values("case_id")
    waiting = ErasureRequest.objects.filter(ground=PERIOD_OVER, granted=True, rows_emptied__isnull=True)
    return waiting.filter(case_id__in=held).count()
