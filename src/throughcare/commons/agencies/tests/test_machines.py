"""A manager lets a machine of the own agency in, sees what it is for and when it was used, and ends it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from tests.kit.machines import EVERYTHING, a_machine
from throughcare.commons.agencies import actions, queries
from throughcare.commons.agencies.models import Account, Agency, Post, Staff, Token
from throughcare.commons.cases.models import Case, Grant, Task
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line
from throughcare.stages.referrals.tests.builders import received


def answers(**changes):
    last = timezone.localdate() + timedelta(days=30)
    boxes = {"expires-day": last.day, "expires-month": last.month, "expires-year": last.year}
    return {"purpose": "nightly import", "scopes": ["referrals.import"], "areas": ["northmere"], **boxes, **changes}


def test_a_manager_lets_a_machine_in_and_sees_its_token_once(invented):
    mo = invented.browser("mo")

    page = mo.post("/machines/let-in/", answers()).text

    token = Token.objects.get()
    assert "tc_" in page
    assert token.staff.name == "machine of Northmere Council (nightly import)"
    assert (token.made_by_id, token.staff.kind) == (invented.staff["mo"], "machine")
    assert "tc_" not in mo.get("/machines/").text
    assert list(Line.objects.filter(verb="machines:made").values_list("subject", flat=True)) == [str(token.key)]


def test_a_machine_holds_the_posts_that_its_scopes_ask_for_and_no_account(invented):
    machine = a_machine("northmere_council", scopes=EVERYTHING, area_ids=[invented.areas["northmere"]])

    posts = set(Post.objects.filter(staff_id=machine.staff_id).values_list("role", "area_id"))

    area = invented.areas["northmere"]
    assert posts == {("referrer", None), ("coordinator", area), ("partner", None), ("evaluator", None)}
    assert not Account.objects.filter(staff_id=machine.staff_id).exists()


def test_nobody_but_a_manager_finds_the_machines(invented):
    machine = a_machine("northmere_council")
    paths = ["/machines/", "/machines/let-in/", f"/machines/{machine.key}/revoke/"]

    for name in ("ada", "cleo", "pat"):
        browser = invented.browser(name)
        missing = browser.get("/machines/nothing-like-it/").content
        assert {browser.get(path).content for path in paths} == {missing}


def test_a_manager_ends_a_machine_at_once(invented):
    machine = a_machine("northmere_council")

    invented.browser("mo").post(f"/machines/{machine.key}/revoke/")

    token = Token.objects.get()
    assert token.revoked_by_id == invented.staff["mo"]
    assert not token.staff.is_active
    assert machine.get("/api/referrals/TC-999999").status_code == 401
    assert Line.objects.filter(verb="machines:revoked").count() == 1


def test_another_agencys_machine_is_not_found(invented):
    school = a_machine("northmere_school")
    mo = invented.browser("mo")

    assert mo.get(f"/machines/{school.key}/revoke/").status_code == 404
    with acting("staff", staff=invented.staff["mo"], at=timezone.now()), pytest.raises(NotFound):
        actions.revoke_token(school.key, by=invented.staff["mo"], at=timezone.now())


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": " "},
        {"scopes": []},
        {"scopes": ["referrals.send", "cases.close"]},
        {"scopes": ["cases.read"], "area_ids": []},
        {"expires_on": timezone.localdate()},
        {"expires_on": timezone.localdate() + timedelta(days=5000)},
    ],
)
def test_a_machine_without_end_use_or_place_is_refused_and_leaves_no_trace(invented, changes):
    new = {
        "agency_id": Agency.objects.get(code="northmere_council").pk,
        "purpose": "nightly import",
        "scopes": ["referrals.send"],
        "area_ids": [],
        "expires_on": uk_today(timezone.now()) + timedelta(days=9),
    }

    with pytest.raises(Refusal):
        actions.let_machine_in(actions.NewMachine(**{**new, **changes}), by=None, at=timezone.now())

    assert not Staff.objects.filter(kind="machine").exists()
    assert not Line.objects.exists()


@pytest.mark.parametrize(
    ("who", "agency", "area"),
    [
        ("mo", "northmere_school", "northmere"),
        ("mo", "northmere_council", "ashcombe"),
        ("ada", "northmere_council", "northmere"),
    ],
)
def test_the_database_lets_no_machine_of_another_agency_or_area_in(invented, who, agency, area):
    values = [
        Agency.objects.get(code=agency).pk,
        [invented.areas[area]],
        timezone.now(),
        timezone.now() + timedelta(days=1),
    ]
    statement = (
        "SELECT tc.make_machine(%s::bigint, 'm', 'p', '{cases.read}', '{coordinator}', %s::bigint[], 'h', 's', 'd', "
        "%s::timestamptz, %s::timestamptz)"
    )

    with (
        pytest.raises(DatabaseError),
        acting("staff", staff=invented.staff[who], at=timezone.now()),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


def test_a_machine_is_nobody_who_can_be_chosen(invented):
    area, on = invented.areas["northmere"], timezone.localdate()
    machine = a_machine("northmere_council", scopes=EVERYTHING, area_ids=[area]).staff_id

    key = str(Staff.objects.get(pk=machine).key)
    assert machine not in {one.id for one in queries.holders("coordinator", area_id=area, on=on)}
    assert machine not in {one.id for one in queries.holders_among("coordinator", area_ids=[area], on=on)}
    assert machine not in {one.id for one in queries.colleagues()}
    assert queries.staff_by_key(key) is None


def test_a_case_received_where_a_machine_has_a_post_is_a_persons(invented):
    machine = a_machine("northmere_council", scopes=EVERYTHING, area_ids=[invented.areas["northmere"]]).staff_id

    received(invented)

    assert Case.objects.get().owner_id == invented.staff["ada"]
    assert not Task.objects.filter(assigned_to_id=machine).exists()


@pytest.mark.parametrize("what", ["owner", "police owner", "task", "seat"])
def test_the_database_makes_no_machine_answer_for_anything(invented, what):
    received(invented)
    machine, case = a_machine("northmere_council").staff_id, Case.objects.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        if what == "owner":
            Case.objects.update(owner_id=machine)
        if what == "police owner":
            Case.objects.update(police_owner_id=machine)
        if what == "task":
            Task.objects.update(assigned_to_id=machine)
        if what == "seat":
            Grant.objects.create(case=case, staff_id=machine, role="panel_member", from_at=timezone.now())
