"""What a person is given of their record, and what is held back and under which exemption."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.oversight.rights.rules.requests import Known

RULE = "rights.pack"
Rules = Mapping[str, Any]


@dataclass(frozen=True)
class Handed:
    """What becomes of one row: it is given, or held back under an exemption; without either, nobody is told of it."""

    gives: bool = False
    exemption: str = ""


def handed(
    rules: Rules, *, label: str, compartment: str, kind: str = "", task: str = "", health_asked: bool = False
) -> Handed:
    """This will say what becomes of a row of a table: by the table, by its compartment, by the task it is, then by its kind."""
    rule = rules["tables"].get(label) or rules["compartments"][compartment]
    if rule.get("silent") or task in rules["silent_tasks"]:
        return Handed()
    exemption = rule.get("exemption", "")
    if exemption and not (rule.get("given_once_asked") and health_asked):
        return Handed(exemption=exemption)
    of_kind = rules["kinds"].get(kind, {}).get("exemption", "")
    return Handed(exemption=of_kind) if of_kind else Handed(gives=True)


def is_read(rules: Rules, *, label: str, compartment: str) -> bool:
    """This will say whether a table is read at all for a pack; what is held back without a sign is not."""
    rule = rules["tables"].get(label) or rules["compartments"].get(compartment, {"silent": True})
    return not rule.get("silent")


def may_make_pack(known: Known) -> Answer:
    """This will say whether a pack may be made for a request: for a copy, once it is known who asks, until it is answered."""
    answer = YES
    if known.asked != "access":
        answer = answer & no(_("the person asked for something else than a copy"), rule=RULE)
    if not known.has_identity:
        answer = answer & no(
            _("nobody has recorded how identity was checked"),
            rule=RULE,
            mends=[Mend(_("Check who asks, and record how"))],
        )
    if known.is_answered:
        answer = answer & no(
            _("the person is answered already"), rule=RULE, mends=[Mend(_("Record a new request where they ask again"))]
        )
    return answer


def may_be_read_for(*, is_erased: bool) -> Answer:
    """This will say whether there is anything left to hand over."""
    return no(_("everything of the person was erased"), rule=RULE) if is_erased else YES
