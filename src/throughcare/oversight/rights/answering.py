"""A request in words: how far it has come, what comes next, and the letter that answers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.past.words import table_label
from throughcare.frame.pdf import tagged_pdf
from throughcare.frame.shell import Link
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.time import format_date, uk_today
from throughcare.oversight.rights import queries, rules
from throughcare.oversight.rights.forms import GROUNDS
from throughcare.oversight.rights.models import ErasureRequest, Pack
from throughcare.oversight.rights.queries import Standing

TEMPLATE = Path(__file__).with_name("letter.typ")


def state(one: Standing) -> str:
    """This will say how far a request has come."""
    if one.answered:
        return _("Answered %(day)s") % {"day": format_date(uk_today(one.answered.happened_at))}
    if one.decided:
        return _("Decided, not answered yet")
    return _("Waits for a decision") if one.identity else _("Waits for identity to be checked")


def rows(one: Standing) -> list[tuple[str, str]]:
    """This will list what is known of a request, label and value."""
    asked, regime = one.asked, queries.regime(one.asked.regime)
    found = [
        (_("Case"), asked.reference),
        (_("Asked"), codelist("request_kinds").label(asked.asked)),
        (_("By"), codelist("request_askers").label(asked.asker)),
        (_("Treated as a child"), _("Yes") if asked.is_child else _("No")),
        (_("Their words"), asked.words),
        (_("Received"), f"{format_date(uk_today(asked.received_at))}, {asked.by.name}"),
        (_("Under"), _under(_(regime["label"]), asked.article)),
        (_("Answer by"), f"{format_date(one.due_on)} ({regime['clock']['source']})"),
    ]
    if one.identity:
        checked = codelist("identity_checks").label(one.identity.way)
        found.append((_("Identity"), f"{checked}. {one.identity.by.name}, {_day(one.identity.happened_at)}"))
    if one.extended:
        found.append((_("Takes longer because"), one.extended.reasons))
    if one.decided:
        outcome = codelist("request_outcomes").label(one.decided.outcome)
        found += [
            (_("Decided"), f"{outcome}. {one.decided.by.name}, {_day(one.decided.happened_at)}"),
            (_("Because"), one.decided.reasons),
        ]
    found += _restrictions(one)
    if one.answered:
        way = codelist("request_answer_ways").label(one.answered.way)
        found.append((_("Answered"), f"{way}. {one.answered.by.name}, {_day(one.answered.happened_at)}"))
    return found


def _under(regime: str, article: str) -> str:
    """The regime before the article, unless the article begins with it."""
    return article if article.startswith(regime) else f"{regime}: {article}"


def next_steps(one: Standing, *, on: date) -> list[Link]:
    """This will list what may be done with a request now, the most pressing first."""
    found = []
    if one.identity is None:
        found.append((_("Check who asks"), "check-identity"))
    if one.decided is None:
        found.append((_("Decide the request"), "decide-request"))
    if rules.may_extend(one.known, on=on):
        found.append((_("Take more time"), "extend-request"))
    if rules.may_attach(one.known) and queries.statement_on(one.asked.pk) is None:
        found.append((_("Put the person's words beside the record"), "attach-statement"))
    found += _about_restriction(one)
    if rules.may_answer(one.known):
        found.append((_("Record the answer"), "answer-request"))
    return [Link(label, reverse(page, kwargs={"key": one.asked.key})) for label, page in found]


def _about_restriction(one: Standing) -> list[tuple[str, str]]:
    if queries.restriction_on(one.asked.pk):
        return [(_("Lift the restriction"), "lift-restriction")]
    may = rules.may_restrict(asked=one.asked.asked, granted=one.is_granted, is_restricted=False)
    return [(_("Restrict the record"), "restrict-record")] if may else []


def _restrictions(one: Standing) -> list[tuple[str, str]]:
    found = []
    for each in queries.restrictions_on(one.asked.pk):
        found.append((_("Restricted"), f"{each.reason} ({each.by.name}, {_day(each.happened_at)})"))
        if each.lifted_by and each.lifted_at:
            found.append((_("Lifted"), f"{each.lifted_reason} ({each.lifted_by.name}, {_day(each.lifted_at)})"))
    return found


def letter(one: Standing, *, at: datetime) -> bytes:
    """This will make the letter that answers a request; it names the reference, for the officer knows no name."""
    decided = one.decided
    assert decided is not None
    agency = agencies.staff(decided.by_id).agency
    values = {
        "title": _("Answer to a request: %(reference)s") % {"reference": one.asked.reference},
        "labels": {"author": _("Throughcare"), "complain": _("If you do not agree"), "page": _("Page")},
        "lead": _("You asked: %(asked)s. It came to us on %(day)s.")
        % {
            "asked": codelist("request_kinds").label(one.asked.asked),
            "day": format_date(uk_today(one.asked.received_at)),
        },
        "decided": codelist("request_outcomes").label(decided.outcome),
        "reasons": decided.reasons,
        "by": _("Decided by %(name)s, %(agency)s, on %(day)s, under %(article)s.")
        % {
            "name": decided.by.name,
            "agency": agency,
            "day": format_date(uk_today(decided.happened_at)),
            "article": one.asked.article,
        },
        "complain": _("You may complain to any of these. It costs nothing and changes nothing about support."),
        "routes": [[_(route["label"]), _(route["how"])] for route in queries.complaint_routes()],
    }
    return tagged_pdf(TEMPLATE, values, at=at)


def certificate(erased: ErasureRequest, *, at: datetime) -> bytes:
    """This will make the certificate of an erasure: on what ground, by whose word, and what is kept. It names nobody."""
    assert erased.decided_by is not None
    assert erased.decided_at is not None
    words = {
        "asked": erased.asked_by.name,
        "decided": erased.decided_by.name,
        "day": format_date(uk_today(erased.decided_at)),
        "rows": erased.rows_emptied or 0,
    }
    values = {
        "title": _("Certificate of erasure: %(reference)s") % {"reference": erased.case.reference},
        "labels": {"author": _("Throughcare"), "complain": _("If you do not agree"), "page": _("Page")},
        "lead": _("Everything that was written in this case was emptied, and cannot be brought back.")
        if erased.ground == rules.PERIOD_OVER
        else _(
            "Everything that was written of the person was emptied, in every case of theirs that the same controller keeps, "
            "and cannot be brought back."
        ),
        "decided": str(dict(GROUNDS)[erased.ground]),
        "reasons": _(
            "%(rows)s entries were emptied. That there was a case, and the lines of who looked and acted, are kept."
        )
        % words,
        "by": _("Asked for by %(asked)s, decided by %(decided)s as the second person, on %(day)s.") % words,
        "recipients": _recipients(erased),
        "complain": _("You may complain to any of these. It costs nothing."),
        "routes": [[_(route["label"]), _(route["how"])] for route in queries.complaint_routes()],
    }
    return tagged_pdf(TEMPLATE, values, at=at)


def _recipients(erased: ErasureRequest) -> str:
    """How many had received something before, which of them were told of the erasure, and which are still to be told."""
    found = queries.recipients_of_change(str(erased.key))
    if not found:
        return _("Nothing of it had been given to anybody outside.")
    number = len({one.recipient for one in found})
    told = list(dict.fromkeys(one.recipient for one in found if one.is_told))
    waiting = list(dict.fromkeys(one.recipient for one in found if not one.is_told))
    words = ngettext(
        "%(n)s recipient had received something of it.", "%(n)s recipients had received something of it.", number
    ) % {"n": number}
    if told:
        words += " " + _("Told of the erasure: %(names)s.") % {"names": ", ".join(told)}
    if waiting:
        words += " " + _("Still to be told: %(names)s.") % {"names": ", ".join(waiting)}
    return words


def held_back(packs: Sequence[Pack]) -> list[dict[str, str]]:
    """This will give the exemption log of some copies in words: what, how many, under which exemption, by whom."""
    exemptions = load("rights", "pack").data["exemptions"]
    return [
        {
            "what": table_label(one.table),
            "number": str(one.number),
            "exemption": f"{_(exemptions[one.exemption]['label'])}: {_(exemptions[one.exemption]['why'])}",
            "article": one.article,
            "by": one.pack.by.name,
        }
        for one in queries.held_back(packs[:1])
    ]


def _day(at: datetime) -> str:
    return format_date(uk_today(at))
