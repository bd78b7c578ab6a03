"""What must be true of a disclosure: whom it may go to, what of the case, with which reasons, and what comes after."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

RULE = "disclosures.give"
OUTSIDE = "outside"
OTHER = "other"
HERE = "here"
RECTIFIED, CORRECTED, OUTDATED, ERASED, TAKEN_BACK = "rectified", "corrected", "outdated", "erased", "taken_back"
Views = Mapping[str, Any]


@dataclass(frozen=True)
class Reasons:
    """Why something is given: for what, why it is needed, why it is no more than needed, and on what basis."""

    purpose: str
    legal_basis: str
    necessity: str
    proportionality: str
    purpose_words: str = ""
    has_agreement: bool = False
    no_agreement: str = ""


@dataclass(frozen=True)
class PartRule:
    """Whether one part of a case may go to a recipient, and why or why not."""

    code: str
    label: str
    holds: str
    gives: bool
    reason: str


def parts_for(views: Views, *, verbs: Collection[str], sector: str, basis: str = "") -> list[PartRule]:
    """This will say of each part whether it may go to an agency of a sector, by the sector and by the basis.

    A sector that the rules do not name is given nothing. Of what no case can hold under a pathway with these verbs, nothing is
    said.
    """
    by_basis = views["by_basis"].get(basis)
    gives = {one["part"]: one["because"] for one in views["sectors"].get(sector, {"gives": []})["gives"]}
    if by_basis:
        gives = dict.fromkeys(views["parts"], by_basis["because"]) | gives
    return [
        PartRule(
            code, _(part["label"]), _(part["holds"]), gives=code in gives, reason=_(gives.get(code, part["reason"]))
        )
        for code, part in views["parts"].items()
        if _can_be(part, verbs)
    ]


def never_for(views: Views, *, verbs: Collection[str]) -> dict[str, str]:
    """This will say of each compartment that leaves by no disclosure why not, of those that a case can have."""
    return {one["compartment"]: _(one["because"]) for one in views["never"] if _can_be(one, verbs)}


def _can_be(entry: Mapping[str, Any], verbs: Collection[str]) -> bool:
    needs = entry.get("verbs", ())
    return not needs or any(verb in verbs for verb in needs)


def tables_of(views: Views, parts: Collection[str]) -> dict[str, str]:
    """This will name the tables of some parts; of a table with a column, only what the recipient's own staff hold."""
    return {
        table: part.get("own", "") for code, part in views["parts"].items() if code in parts for table in part["tables"]
    }


def parts_by_table(views: Views) -> dict[str, list[str]]:
    """This will say of each table in which parts of a case it lies, so that who was given a part is told of a correction."""
    found: dict[str, list[str]] = {}
    for code, part in views["parts"].items():
        for table in part["tables"]:
            found.setdefault(table, []).append(code)
    return found


def may_hold(rules: Sequence[PartRule], *, chosen: Sequence[str], added: str = "") -> Answer:
    """This will say no where nothing is given, and where a part is not for whoever receives it."""
    if not chosen and not added.strip():
        return no(_("nothing was chosen to be given"), rule=RULE, mends=[Mend(_("Choose what of the case is given"))])
    given = {one.code for one in rules if one.gives}
    kept = [one for one in rules if one.code in chosen and one.code not in given]
    answer = YES
    for one in kept:
        words = {"part": one.label, "reason": one.reason}
        answer = answer & no(_("%(part)s does not go to this recipient: %(reason)s") % words, rule=RULE)
    unknown = set(chosen) - {one.code for one in rules}
    return answer & no(_("a part was chosen that there is not"), rule=RULE) if unknown else answer


def is_weighed(reasons: Reasons) -> Answer:
    """This will say which of the reasons are still missing."""
    answer = YES
    if not reasons.purpose or (reasons.purpose == OTHER and not reasons.purpose_words.strip()):
        answer &= no(_("it is not said what it is for"), rule=RULE, mends=[Mend(_("Say what it is for"))])
    if not reasons.legal_basis:
        answer &= no(_("it has no legal basis"), rule=RULE, mends=[Mend(_("Choose the legal basis"))])
    if not reasons.necessity.strip():
        answer &= no(_("it is not said why it is needed"), rule=RULE, mends=[Mend(_("Write why it is needed"))])
    if not reasons.proportionality.strip():
        mend = Mend(_("Write why this much is needed, and no less"))
        answer &= no(_("it is not said why it is no more than is needed"), rule=RULE, mends=[mend])
    return answer & _agreement_is_said(reasons)


def _agreement_is_said(reasons: Reasons) -> Answer:
    if reasons.has_agreement or reasons.no_agreement.strip():
        return YES
    mend = Mend(_("Choose the agreement, or write why it is given without one"))
    return no(_("no agreement is named, and no reason why there is none"), rule=RULE, mends=[mend])


def may_go_to(*, agency: bool, recipient: str, own: bool) -> Answer:
    """This will say no where nobody receives it, or the agency that holds the case."""
    if own:
        return no(_("your own agency holds this case"), rule=RULE, mends=[Mend(_("Give access under Team instead"))])
    if agency or recipient.strip():
        return YES
    return no(_("it is not said who receives it"), rule=RULE, mends=[Mend(_("Choose the agency, or write who it is"))])


def may_leave(*, contact_is_clear: bool) -> Answer:
    """This will say no while nobody outside may be spoken to; what was said all the same is written down at any time."""
    if contact_is_clear:
        return YES
    return no(
        _("nothing is given out while the case is with police for checks"),
        rule=RULE,
        mends=[Mend(_("Record what was given all the same, where somebody was in danger"))],
    )


def may_be_read_here(*, way: str, agency_signs_in: bool) -> Answer:
    """This will say no to reading here where nobody of the agency signs in."""
    if way != HERE or agency_signs_in:
        return YES
    return no(_("nobody of this agency signs in here"), rule=RULE, mends=[Mend(_("Give it on paper or as a file"))])


def has_happened(happened_at: datetime, *, at: datetime) -> Answer:
    """This will say no to writing down what has not happened yet."""
    return YES if happened_at <= at else no(_("it has not happened yet"), rule="disclosures.record")


def may_be_taken_back(*, is_taken_back: bool, words: str) -> Answer:
    """This will say no to taking back twice, and without a reason."""
    answer = YES
    if is_taken_back:
        answer &= no(_("it was taken back already"), rule="disclosures.withdraw")
    if not words.strip():
        answer &= no(_("no reason is given"), rule="disclosures.withdraw", mends=[Mend(_("Write why"))])
    return answer


def may_be_handed(*, is_taken_back: bool, has_text: bool) -> Answer:
    """This will say no to printing or downloading what was taken back or erased."""
    answer = YES
    if is_taken_back:
        answer &= no(_("it was taken back"), rule=RULE, mends=[Mend(_("Give it anew, with new reasons"))])
    return answer if has_text else answer & no(_("what was given is erased"), rule=RULE)


def may_say_what_became(*, is_taken_back: bool, outcome: str, words: str) -> Answer:
    """This will say no before it was taken back, and to keeping it without saying under which law."""
    rule, answer = "disclosures.record_return", YES
    if not is_taken_back:
        answer &= no(_("nobody has taken it back"), rule=rule)
    if outcome == "kept_by_duty" and not words.strip():
        answer &= no(_("it is not said which law asks to keep it"), rule=rule, mends=[Mend(_("Name the law"))])
    return answer


def may_be_told(*, way: str, words: str, is_told: bool = False) -> Answer:
    """This will say no to telling twice, and where somebody could not be told and nothing is said of what was tried."""
    if is_told:
        return no(_("they were told of this already"), rule="disclosures.tell")
    if way != "not_possible" or words.strip():
        return YES
    mend = Mend(_("Write what was tried, and why it cannot be done"))
    return no(_("it is not said what was tried"), rule="disclosures.tell", mends=[mend])


def changes_in_words() -> dict[str, str]:
    """This will name each kind of change that whoever received something is told of."""
    return {
        RECTIFIED: _("Something in the record was put right"),
        CORRECTED: _("An entry was corrected"),
        OUTDATED: _("What was given holds no longer"),
        ERASED: _("Everything of the person was erased"),
        TAKEN_BACK: _("It was taken back"),
    }
