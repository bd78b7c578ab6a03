"""To the second: how long guessing waits, when a page locks, how fresh a sign-in is that may change keys."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client

from tests.kit.invented import NOW
from throughcare.safeguards.audit.models import Line
from throughcare.web import lock, tries
from throughcare.web.signing_in import codes, own

SECOND = timedelta(seconds=1)
QUIET, WHOLE = timedelta(minutes=settings.LOCK_AFTER_MINUTES), timedelta(hours=settings.SIGN_IN_AGAIN_AFTER_HOURS)


@pytest.mark.django_db
def test_five_wrong_tries_wait_until_the_first_of_them_is_a_quarter_of_an_hour_old():
    for number in range(5):
        assert tries.too_many_until("ada", at=NOW) is None
        tries.count((" ADA ", "ada")[number % 2], at=NOW + number * SECOND)

    last = NOW + timedelta(minutes=15)
    assert [tries.too_many_until(name, at=last - SECOND) for name in ("ada", "Ada", "ben")] == [last, last, None]
    assert tries.too_many_until("ada", at=last) is None


@pytest.mark.django_db
def test_the_try_of_one_takes_nothing_from_the_tries_of_another_and_the_right_password_its_own_alone():
    for _number in range(5):
        tries.count("ada", at=NOW)
        tries.count("ben", at=NOW)

    tries.forget("ben")

    assert (tries.too_many_until("ada", at=NOW), tries.too_many_until("ben", at=NOW)) == (NOW + tries.WINDOW, None)


@pytest.mark.django_db
def test_a_wrong_password_is_written_down_and_the_right_one_begins_the_count_anew(invented):
    from throughcare.web.demo_people import password

    for secret in ("wrong", "wrong", password(), "wrong", "wrong", "wrong", password()):
        page = Client().post("/sign-in/", {"username": "ada", "password": secret})
    Client().post("/sign-in/", {"username": "nobody", "password": "wrong"})

    assert page.status_code == 302
    failed = Line.objects.filter(verb="accounts:sign-in-failed").order_by("id").values_list("subject", flat=True)
    assert list(failed) == [str(invented.staff["ada"])] * 5 + ["0"]


def a_request(*, seen=None, since=None, headers=()):
    session = {name: moment.isoformat() for name, moment in ((lock.SEEN, seen), (lock.SINCE, since)) if moment}
    return SimpleNamespace(
        session=session, user=SimpleNamespace(is_authenticated=True), headers=dict.fromkeys(headers, "1")
    )


def is_awake(request):
    lock.fall_asleep(request, at=NOW)
    return request.user.is_authenticated


@pytest.mark.parametrize(
    ("quiet", "whole", "awake"),
    [
        (QUIET, WHOLE, True),
        (QUIET + SECOND, QUIET, False),
        (SECOND, WHOLE + SECOND, False),
        (QUIET + SECOND, WHOLE + SECOND, False),
        (None, SECOND, False),
        (SECOND, None, False),
    ],
)
def test_a_page_locks_after_its_quiet_minutes_and_after_a_whole_day_whatever_is_done(quiet, whole, awake):
    seen, since = (None if ago is None else NOW - ago for ago in (quiet, whole))

    assert is_awake(a_request(seen=seen, since=since)) == awake


def test_a_script_that_asks_by_itself_keeps_no_page_awake_and_a_person_does_once_a_minute():
    ago = timedelta(minutes=2)
    asked, touched = (
        a_request(seen=NOW - ago, since=NOW - ago, headers=[lock.QUIET]),
        a_request(seen=NOW - ago, since=NOW),
    )
    at_once = a_request(seen=NOW - timedelta(minutes=1), since=NOW)

    assert [is_awake(one) for one in (asked, touched, at_once)] == [True] * 3
    moments = [one.session[lock.SEEN] for one in (asked, touched, at_once)]
    assert moments == [moment.isoformat() for moment in (NOW - ago, NOW, NOW - timedelta(minutes=1))]


@pytest.mark.parametrize(("factor", "lacks"), [(None, True), ("", True), ("totp", False)])
def test_a_session_that_was_opened_by_nothing_but_a_password_lacks_a_factor(monkeypatch, factor, lacks):
    monkeypatch.setattr(settings, "SECOND_FACTOR", "own")
    request = a_request(seen=NOW, since=NOW)
    request.session |= {} if factor is None else {lock.FACTOR: factor}

    assert lock.lacks_factor(request) == lacks


@pytest.mark.parametrize(("ago", "fresh"), [(timedelta(minutes=15), True), (timedelta(minutes=15, seconds=1), False)])
def test_keys_are_changed_by_whoever_signed_in_a_quarter_of_an_hour_ago_at_most(ago, fresh):
    assert own._is_fresh(a_request(since=NOW - ago), at=NOW) == fresh


def test_a_code_of_an_app_counts_half_a_minute_before_and_after_and_no_longer(monkeypatch):
    monkeypatch.setattr(codes.time, "time", NOW.timestamp)
    now = int(NOW.timestamp()) // 30
    shown = {near: format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", now + near)) for near in (-2, -1, 0, 1, 2)}

    found = {near: codes.counter_of("JBSWY3DPEHPK3PXP", code) for near, code in shown.items()}

    assert found == {-2: None, -1: now - 1, 0: now, 1: now + 1, 2: None}
