"""Every address of the site is asked as every role and as nobody, beside a case that has lived its whole life.

Each compartment's own words carry a mark that says which compartment they are of. Whatever the address, nobody meets a
mark of a compartment that none of their roles reads; whoever has not signed in meets no mark, no name and no reference,
and no page at all but those that are everybody's.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.kit import halfway
from tests.kit.addresses import NEVER, addresses
from tests.kit.marks import MARK, mark, marked
from throughcare.cli import demo_cases
from throughcare.safeguards.access.matrix import matrix

pytestmark = pytest.mark.django_db

NAME = "Wyn Arden"  # no page of ours takes this name for an example
WHOLE_LIFE = (demo_cases.careful, demo_cases.noted, *halfway.CASES["looked at again"][1])
ENDS_THE_WALK = ("/sign-out/", "/locked/")
# One for each set of roles; cleo and the rest of elsewhere are asked for every byte in test_a_stranger.
ASKED = ("ada", "dee", "gail", "ben", "hana", "ivo", "dov")
KEPT_OF_LOOKS = {"audit_line", "django_session", "meetings_agendalook"}
EVERYBODYS_ROOMS = {
    "", "accessibility", "complain", "equality", "exit", "healthz", "manual", "privacy", "promises", "readyz", "share", "sign-in",
}  # fmt: skip
DESCRIBES = "/api/openapi.json"  # the addresses, and nothing of a case


def marks_for(staff: int) -> set[str]:
    """The marks that somebody may meet: of whatever any of their posts and grants reads."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT role FROM agencies_post WHERE staff_id = %s UNION SELECT role FROM cases_grant WHERE staff_id = %s",
            [staff, staff],
        )
        roles = {role for (role,) in cursor.fetchall()}
    table = matrix()
    return {mark(one)[2:-2] for one in table.compartments if table.may(roles, one, "read")}


def every_address(reference: str) -> list[str]:
    filled = [next(one.with_true_keys()) for one in addresses()]
    return [one for one in (each.format(reference=reference) for each in filled) if one not in ENDS_THE_WALK]


def text_of(page) -> str:
    return "" if page.streaming else page.content.decode("utf-8", "replace")


def test_nobody_meets_a_word_of_a_compartment_that_none_of_their_roles_reads(invented):
    reference = halfway.live(invented, WHOLE_LIFE, name=NAME, now=timezone.now())
    rows, met, wrong = marked(), set(), []
    asked = every_address(reference)

    for username in ASKED:
        reader, allowed = invented.browser(username), marks_for(invented.staff[username])
        for address in asked:
            page = reader.get(address)
            found = set(MARK.findall(text_of(page)))
            met |= found
            wrong += [(username, address, one) for one in sorted(found - allowed)]
            wrong += [(username, address, page.status_code)] if page.status_code >= 500 else []

    assert wrong == []
    written = {mark(compartment)[2:-2] for compartment, number in rows.items() if number}
    assert {"assessment", "core", "delivery", "panel", "police"} <= written & met, (
        "a mark that nobody meets proves nothing"
    )


def test_no_look_changes_anything_but_what_is_kept_of_looks(invented):
    reference = halfway.live(invented, WHOLE_LIFE, name=NAME, now=timezone.now())
    looked_at, readers = every_address(reference), [invented.browser(username) for username in ("ada", "dov")]
    before = changes()

    for reader in readers:
        for address in looked_at:
            reader.get(address)

    assert len(looked_at) > 200
    assert {table for table, number in changes().items() if number != before.get(table, 0)} == KEPT_OF_LOOKS


def changes():
    """How many rows of each table were written, changed or erased in this test so far, rolled back or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())


def test_whoever_has_not_signed_in_meets_nothing_of_a_case(invented):
    reference = halfway.live(invented, WHOLE_LIFE, name=NAME, now=timezone.now())
    marked()
    nobody, shown, answered = Client(), [], set()

    for address in every_address(reference):
        page = nobody.get(address)
        words = text_of(page)
        if NAME in words or reference in words.replace(address, "") or MARK.search(words) or page.status_code >= 500:
            shown.append((address, page.status_code))
        if page.status_code == 200:
            answered.add(address)

    assert shown == []
    assert not [one for one in answered if reference in one or NEVER in one]
    strange = sorted(one for one in answered - {DESCRIBES} if one.split("/")[1] not in EVERYBODYS_ROOMS)
    assert strange == []
    assert {"", "share", "sign-in"} <= {one.split("/")[1] for one in answered}
