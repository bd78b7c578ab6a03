"""What the equality form asks and how its answers are counted, as the definition says it; the population that a site supplies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from throughcare.kernel.definitions import CodeList, Definition, codelist, load, names
from throughcare.oversight.equality import codes, rules


@dataclass(frozen=True)
class Question:
    """One question of the form, and the list of its answers."""

    code: str
    title: str
    question: str
    answers: CodeList

    def label(self, group: str) -> str:
        """This will give the label of a group of its table."""
        fixed = {
            rules.OWN_WORDS: _("In own words alone"),
            rules.NOT_SAID: _("Prefers not to say"),
            rules.LEFT_EMPTY: _("Left empty"),
            rules.NO_FORM: _("No form came"),
            rules.TOGETHER: _("Groups too small to show, together"),
            rules.ALL: _("All"),
        }
        return fixed[group] if group in fixed else self.answers.label(group)

    @property
    def verify(self) -> bool:
        """This will say whether a part of the list was not held against its source."""
        return any(value.verify for value in self.answers.values)


def monitoring(version: str | None = None) -> Definition:
    """This will give the definition of the form and of its figures."""
    return load("equality", "monitoring", version)


def questions(version: str | None = None) -> tuple[Question, ...]:
    """This will list the questions of the form."""
    asks = monitoring(version).data["asks"]
    return tuple(Question(one["code"], one["title"], one["question"], codelist(one["codelist"])) for one in asks)


def question(code: str) -> Question | None:
    """This will find a question by its code."""
    return next((one for one in questions() if one.code == code), None)


def year_ends() -> tuple[int, int]:
    """This will give month and day on which a year of these figures ends."""
    month, day = monitoring().data["counted"]["year_ends"].split("-")
    return int(month), int(day)


def population(asked: str) -> Mapping[str, Any] | None:
    """This will give the population that the site has supplied for a question, or none: nothing is shipped or reckoned."""
    found = (load("populations", name).data for name in names("populations"))
    return next((data for data in found if data["characteristic"] == asked), None)


def key() -> bytes:
    """This will give the key that ties a form to a case, which lies in the site's settings and in no table."""
    return codes.key_of(settings.EQUALITY_KEY)


def has_key() -> bool:
    """This will say whether the site has set a key, without which no form can be found again."""
    return bool(settings.EQUALITY_KEY)


def is_asked() -> bool:
    """This will say whether this site asks people who they are, and has the key that this needs."""
    return bool(settings.EQUALITY_MONITORING and has_key())
