"""What a plan must say, what it does not cover yet, and how two people's words meet: pure, no database, no clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

Body = Mapping[str, object]
STATEMENTS, NEED, GOAL, SUPPORT = "statements", "need", "goal", "support"


@dataclass(frozen=True)
class Statements:
    """The four statements of the Act; the first has three parts: how, when and by whom consent is asked."""

    consent_how: str = ""
    consent_when: str = ""
    consent_by: str = ""
    nature: str = ""
    providers: str = ""
    how_and_when: str = ""


@dataclass(frozen=True)
class Support:
    """What is done towards a goal."""

    key: str
    kind: str
    kind_label: str = ""
    what: str = ""
    provider_staff_id: int | None = None
    provider_name: str = ""
    how_often: str = ""
    sessions_planned: int | None = None
    from_on: date | None = None
    until_on: date | None = None
    version: int = 1

    @property
    def has_provider(self) -> bool:
        """This will say whether it is said who provides it."""
        return self.provider_staff_id is not None or bool(self.provider_name.strip())


@dataclass(frozen=True)
class Goal:
    """What the person wants, in their words and in ours, and how both will know."""

    key: str
    own_words: str = ""
    our_words: str = ""
    how_known: str = ""
    supports: tuple[Support, ...] = ()
    version: int = 1


@dataclass(frozen=True)
class Need:
    """What the person needs, why, and on which factor of which assessment that rests."""

    key: str
    need: str = ""
    why: str = ""
    assessment: str = ""
    factor: str = ""
    goals: tuple[Goal, ...] = ()
    version: int = 1


@dataclass(frozen=True)
class Plan:
    """A plan as it is written now, or as it was approved."""

    statements: Statements = field(default_factory=Statements)
    needs: tuple[Need, ...] = ()
    statements_version: int = 0

    @property
    def supports(self) -> tuple[Support, ...]:
        """This will list every support of the plan."""
        return tuple(support for need in self.needs for goal in need.goals for support in goal.supports)


def stated(statements: Statements) -> dict[str, bool]:
    """This will say for each statement of the Act whether the plan makes it."""
    asked = (statements.consent_how, statements.consent_when, statements.consent_by)
    return {
        "consent_how_when_whom_stated": all(words.strip() for words in asked),
        "nature_stated": bool(statements.nature.strip()),
        "providers_stated": bool(statements.providers.strip()),
        "how_and_when_stated": bool(statements.how_and_when.strip()),
    }


def not_covered(plan: Plan) -> list[str]:
    """This will say aloud what the plan leaves open: needs without a goal or support, support without a provider."""
    return [gap for need in plan.needs for gap in _gaps(need)]


def _gaps(need: Need) -> list[str]:
    called = {"need": shortened(need.need)}
    if not need.goals:
        return [_("“%(need)s” has no goal") % called]
    if not any(goal.supports for goal in need.goals):
        return [_("“%(need)s” has no support") % called]
    without = [_("a goal of “%(need)s” has no support") % called for goal in need.goals if not goal.supports]
    nobody = [
        _("%(kind)s for “%(need)s” has nobody who provides it") % {**called, "kind": support.kind_label}
        for goal in need.goals
        for support in goal.supports
        if not support.has_provider
    ]
    return without + nobody


def shortened(words: str, *, length: int = 60) -> str:
    """This will give the first words of a text, with a mark where more follows."""
    flat = " ".join(words.split())
    return flat if len(flat) <= length else flat[:length].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True)
class Merged:
    """Two people's changes to one piece put together; `clash` names the first field in which they cannot be."""

    body: Body
    clash: str = ""


def merge(*, base: Body, theirs: Body, mine: Body, settled: Collection[str] = ()) -> Merged:
    """This will unite what two people changed in the same piece since both read it.

    What only one of them changed stands. What both changed differently clashes, unless it was settled by a person.
    """
    body: dict[str, object] = {}
    for name in mine:
        read, saved, typed = (_value(source.get(name)) for source in (base, theirs, mine))
        if saved != typed and saved != read and typed != read and name not in settled:
            return Merged(mine, clash=name)
        changed_by_them = typed == read and name not in settled
        body[name] = theirs.get(name) if changed_by_them else mine[name]
    return Merged(body)


def _value(value: object) -> object:
    return value if value not in (None, "") else ""


def kept_words(keep: str, *, theirs: str, mine: str) -> str:
    """This will give the words that stand after a person chose between two texts: both, the saved one, or one of theirs."""
    if keep == "saved":
        return theirs
    if keep == "both":
        return f"{theirs}\n\n{mine}"
    return mine
