"""Look-ups of what somebody said, by their own code; of tables that were counted; and where a form is handed out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.cases.cards import SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.oversight.equality import codes, definition
from throughcare.oversight.equality.models import EqualityTable


@dataclass(frozen=True)
class Answer:
    """What somebody said to one question."""

    asked: str
    code: str
    words: str


def own(kept: str) -> list[Answer] | None:
    """This will give what somebody said, by the code that they kept; none where no form has this code."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked, code, words FROM tc.own_equality(%s)", [codes.digest_of(kept, key=definition.key())]
        )
        rows = cursor.fetchall()
    return [Answer(*row) for row in rows if row[0]] if rows else None


def tables(asked: str) -> list[EqualityTable]:
    """This will list the tables of a question, the newest year first."""
    return list(EqualityTable.objects.filter(asked=asked).order_by("-year"))


def side_links(case: OpenCase) -> list[SideLink]:
    """This will show the way to the equality form to whoever hands it out, whether or not it ever was."""
    if not definition.is_asked() or not case.may("equality.hand_out"):
        return []
    return [SideLink("record", _("Equality form"), "equality", 95)]
