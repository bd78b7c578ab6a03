"""Whatever is done to a line after it was written is found: changed, taken out, moved, never linked, or its reason changed."""

import pytest
from django.db import connection

from tests.kit.invented import NOW
from throughcare.safeguards.audit.models import Line
from throughcare.safeguards.audit.record import record, verify

pytestmark = pytest.mark.django_db
CHAIN = "staff:nobody"
DIGEST = "encode(sha256(convert_to(tc.audit_text(l, k.position, k.previous), 'UTF8')), 'hex')"


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def lines():
    """Four lines of one chain, the second with a reason, linked as at commit."""
    written = [
        record("accounts:looked", kind="staff", subject=number, at=NOW, reason="They asked" if number == 2 else "")
        for number in range(1, 5)
    ]
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")
    assert verify() == (4, [])
    return written


def seal_anew(line):
    """What somebody would do who may write links: make the digest of a line fit what it says now."""
    run(f"UPDATE audit_link k SET digest = {DIGEST} FROM audit_line l WHERE l.id = k.line_id AND l.id = %s", line)


def found():
    return [(one.chain, one.line_id, one.problem) for one in verify()[1]]


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'accounts:other'",
        "subject_kind = 'case'",
        "subject = '9'",
        "case_id = 9",
        "staff_id = 9",
        "acting_role = 'owner'",
        "request_id = 'another'",
        "reason_digest = 'another'",
        "happened_at = happened_at + interval '1 second'",
        "recorded_at = recorded_at - interval '1 second'",
    ],
)
def test_whatever_of_a_line_is_changed_is_found(lines, change):
    run(f"UPDATE audit_line SET {change} WHERE id = %s", lines[2])

    assert (CHAIN, lines[2], "it was changed after it was written") in found()


def test_a_line_that_was_changed_and_sealed_anew_no_longer_leads_to_the_next(lines):
    Line.objects.filter(pk=lines[1]).update(verb="accounts:other")
    seal_anew(lines[1])

    assert found() == [(CHAIN, lines[2], "it does not follow the line before it")]


def test_a_line_in_the_middle_that_was_taken_out_is_missed(lines):
    run("DELETE FROM audit_link WHERE line_id = %s", lines[1])
    run("DELETE FROM audit_reason WHERE line_id = %s", lines[1])
    run("DELETE FROM audit_line WHERE id = %s", lines[1])

    assert found() == [(CHAIN, lines[2], "a line before it is missing")]


def test_a_chain_whose_beginning_was_taken_out_is_missed_however_the_rest_is_sealed(lines):
    for line in lines[:3]:
        run("DELETE FROM audit_link WHERE line_id = %s", line)
        run("DELETE FROM audit_reason WHERE line_id = %s", line)
        run("DELETE FROM audit_line WHERE id = %s", line)
    run("UPDATE audit_link SET previous = '' WHERE line_id = %s", lines[3])
    seal_anew(lines[3])

    assert found() == [(CHAIN, lines[3], "a line before it is missing")]


def test_a_line_that_was_moved_to_another_chain_is_found(lines):
    run("UPDATE audit_link SET chain = 'staff:7', position = 1, previous = '' WHERE line_id = %s", lines[3])
    seal_anew(lines[3])

    assert found() == [("staff:7", lines[3], "it was changed after it was written")]


def test_a_line_of_an_earlier_transaction_that_was_never_linked_is_found(lines):
    run("DELETE FROM audit_link WHERE line_id = %s", lines[3])
    assert found() == [], "a line of this very transaction is linked when it ends"

    run("UPDATE audit_line SET transaction = 3 WHERE id = %s", lines[3])

    assert found() == [(CHAIN, lines[3], "it was never linked")]


@pytest.mark.parametrize("change", ["text = 'They did not'", "salt = 'another'"])
def test_a_reason_that_was_changed_is_found_and_one_that_was_erased_is_not(lines, change):
    run(f"UPDATE audit_reason SET {change} WHERE line_id = %s", lines[1])
    assert found() == [(CHAIN, lines[1], "its reason was changed after it was written")]

    run("DELETE FROM audit_reason WHERE line_id = %s", lines[1])
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_line SET verb = 'accounts:other' WHERE id = %s",
        "UPDATE audit_reason SET text = 'They did not' WHERE line_id = %s",
        "WITH gone AS (DELETE FROM audit_link WHERE line_id = %s RETURNING line_id)"
        " UPDATE audit_line SET transaction = 3 FROM gone WHERE id = line_id",
    ],
)
def test_the_chains_of_some_are_checked_apart(lines, change):
    run(change, lines[1])

    assert (len(broken([CHAIN])), broken(["staff:7", "case:7"])) == (1, [])


def test_what_somebody_did_on_a_case_is_of_the_chain_of_the_case_and_not_of_theirs():
    run("SELECT set_config('app.staff', '7', true)")
    line = record("cases:looked", kind="case", subject=9, at=NOW, case_id=9)
    run("SET CONSTRAINTS ALL IMMEDIATE")
    Line.objects.filter(pk=line).update(verb="accounts:other")

    assert (broken(["case:9"]), broken(["staff:7"])) == ([line], [])


def test_of_two_broken_lines_of_a_chain_the_first_is_named(lines):
    Line.objects.filter(pk__in=[lines[3], lines[1]]).update(verb="accounts:other")

    assert [one[1] for one in found()] == [lines[1]]


def broken(chains):
    """The lines that break these chains, checked apart."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT line_id FROM tc.broken_lines(%s)", [chains])
        return [row[0] for row in cursor.fetchall()]
