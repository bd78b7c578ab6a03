"""Whose yes counts, on which day."""

from datetime import UTC, date, datetime, time

import pytest

from tests.kit.channel import CHANNEL
from tests.kit.tables import name_of, rows
from throughcare.commons.consents.rules import Said, in_force
from throughcare.commons.people.rules import is_child

title = "Whose yes counts"
text = """\
An adult answers for themselves; for somebody under 18 a parent, a guardian or the local authority does. A yes ends by
itself on the day on which the one who gave it no longer can, and with every later no. Who is of unknown age is a child."""

CASES = """
    born        | said                                           | on          | in force?
    ------------+------------------------------------------------+-------------+----------
    1991-07-02  | 2026-06-12 given person                        | 2026-06-12  | yes
    1991-07-02  | 2026-06-12 given person                        | 2026-06-11  | no
    1991-07-02  | 2026-06-12 given parent                        | 2026-06-12  | no
    1991-07-02  | 2026-06-12 asked -                             | 2026-06-12  | no
    1991-07-02  | 2026-06-12 given person, 2026-07-01 withdrawn - | 2026-07-01  | no
    1991-07-02  | 2026-06-12 refused person, 2026-07-01 given person | 2026-07-01 | yes
    1991-07-02  | 2026-06-12 given person, 2026-07-01 needs_time person | 2026-07-01 | yes
    2010-03-14  | 2026-06-12 given person                        | 2026-06-12  | no
    2010-03-14  | 2026-06-12 given parent                        | 2026-06-12  | yes
    2010-03-14  | 2026-06-12 given local_authority               | 2026-06-12  | yes
    2010-03-14  | 2026-06-12 given parent, 2026-07-01 refused person | 2026-07-01 | no
    2010-03-14  | 2026-06-12 given parent, 2026-07-01 given person | 2026-07-01 | yes
    2010-03-14  | 2026-06-12 given parent                        | 2028-03-13  | yes
    2010-03-14  | 2026-06-12 given parent                        | 2028-03-14  | no
    2010-03-14  | 2026-06-12 given parent, 2028-03-14 given person | 2028-03-14 | yes
    2010-03-14  | 2028-03-13 given person                        | 2028-03-14  | no
    not known   | 2026-06-12 given person                        | 2026-06-12  | no
    not known   | 2026-06-12 given guardian                      | 2046-06-12  | yes
"""


def said(words: str) -> list[Said]:
    things = [one.split() for one in words.split(",")]
    return [thing(number, *words) for number, words in enumerate(things)]


def thing(number: int, day: str, step: str, given_by: str) -> Said:
    on_day = date.fromisoformat(day)
    moment = datetime.combine(on_day, time(10), tzinfo=UTC)
    return Said(number, step, given_by.strip("-"), "presumed", on_day, moment)


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_whose_yes_counts(case):
    known = case["born"] != "not known"
    born_on, precision = (date.fromisoformat(case["born"]), "exact") if known else (None, "unknown")
    majority = CHANNEL.clock("turning_18").length

    def child(day: date) -> bool:
        return is_child(day, born_on, precision, majority=majority)

    counts = in_force(said(case["said"]), day=date.fromisoformat(case["on"]), is_child=child)
    assert counts == (case["in force?"] == "yes")
