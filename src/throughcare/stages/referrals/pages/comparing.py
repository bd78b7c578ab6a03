"""What was typed beside each earlier record, in words: what agrees, and never how likely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.people import queries as people
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.people.matching import EVIDENCE, Match
from throughcare.frame.dates import PartialDate
from throughcare.frame.pieces import Row
from throughcare.kernel.answers import Contact
from throughcare.stages.referrals.forms.matching import SamePersonForm
from throughcare.stages.referrals.models import ImportRow


def summary(person: NewPerson) -> people.Summary:
    """This will give what was typed in the shape in which records are compared."""
    return people.Summary(person.name, person.other_names, person.born_on, person.birth_precision)


def matches_of(row: ImportRow) -> list[Match]:
    """This will give the earlier records that a row of a file looks like."""
    return [
        Match(0, one["person"], one["reference"], one["owner"], tuple(one["evidence"])) for one in row.matches or ()
    ]


def said(row: ImportRow) -> dict[str, str]:
    """This will give what somebody said of a row before."""
    return {**row.decided["answers"], "reason": row.decided["reason"]} if row.decided else {}


def beside(typed: people.Summary, matches: Sequence[Match], form: SamePersonForm) -> dict[str, object]:
    """This will put what was typed beside each earlier record that may be shown, and say whom to ask about the others."""
    known = people.summaries([match.person_id for match in matches if match.person_id])
    seen = [match for match in matches if match.person_id in known]
    return {
        "form": form,
        "typed": _rows(typed),
        "seen": [_one(match, known[match.person_id or 0], form) for match in seen],
        "hidden": whom_to_ask(matches),
    }


def whom_to_ask(matches: Iterable[Match]) -> list[Contact]:
    """This will list the owners of records out of sight, each once."""
    return list(dict.fromkeys(agencies.contact(match.owner_id) for match in matches if match.is_hidden))


def lines(rows: Sequence[ImportRow]) -> list[dict[str, object]]:
    """This will list rows of a file that look like earlier records, with what is left to do."""
    return [
        {
            "number": row.number,
            "references": ", ".join(sorted({match.reference for match in matches_of(row) if not match.is_hidden})),
            "hidden": whom_to_ask(matches_of(row)),
            "decided": row.decided is not None,
        }
        for row in rows
    ]


def _one(match: Match, known: people.Summary, form: SamePersonForm) -> dict[str, object]:
    agrees = Row(_("What agrees"), ", ".join(str(EVIDENCE[code]) for code in match.evidence))
    return {"reference": match.reference, "rows": [*_rows(known), agrees], "field": form[match.reference]}


def _rows(known: people.Summary) -> list[Row]:
    return [
        Row(_("Name"), known.name),
        Row(_("Other names"), ", ".join(known.other_names)),
        Row(_("Date of birth"), _born(known)),
    ]


def _born(known: people.Summary) -> str:
    if known.born_on is None:
        return _("Not known")
    day = known.born_on
    has_month, has_day = known.precision in ("exact", "month"), known.precision == "exact"
    estimated = known.precision == "estimated"
    return str(PartialDate(day.year, day.month if has_month else None, day.day if has_day else None, estimated))
