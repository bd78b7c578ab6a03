"""Two people let a colleague in anew; one alone cannot, and neither can the colleague."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from throughcare.commons.agencies import actions
from throughcare.commons.agencies.models import Account, OneTimeCode, Post, Recovery, Staff
from throughcare.commons.mail.models import Mail
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line
from throughcare.web import tries
from throughcare.web.demo_people import password
from throughcare.web.signing_in.tests.kit import acts, typed_password, with_app

pytestmark = pytest.mark.django_db

NEW = "seven quiet lanterns"


def key_of(invented, name: str) -> str:
    return str(Staff.objects.get(pk=invented.staff[name]).key)


def asked(invented, name: str = "ada", by: str = "mo") -> Recovery:
    sent = {"reason": "Lost the telephone, spoke with me in the office"}
    assert invented.browser(by).post(f"/colleagues/{key_of(invented, name)}/let-in/", sent).status_code == 302
    return Recovery.objects.get(staff_id=invented.staff[name])


def confirmed(invented, recovery: Recovery, by: str = "dov") -> str:
    page = invented.browser(by).post(f"/recoveries/{recovery.key}/")
    assert page.status_code == 200, page.text
    return page.text.split('class="tc-as-typed">')[1].split("<")[0]


def by_code(code: str, username: str = "ada"):
    return Client().post("/sign-in/code/", {"username": username, "code": code, "new_password": NEW})


def test_two_people_end_every_way_in_and_give_one_code(invented):
    with_app("ada")
    signed_in, ada = typed_password("cleo"), invented.browser("ada")
    UserSession.objects.create(user=Account.objects.get(username="ada"), session_key=ada.session.session_key, ip="::1")

    code = confirmed(invented, asked(invented))

    assert not Authenticator.objects.exists()
    assert [one.user.username for one in UserSession.objects.all()] == ["cleo"]
    assert ada.get("/work/").headers["Location"] == "/sign-in/"
    assert signed_in.get("/work/").status_code == 200
    assert Client().post("/sign-in/", {"username": "ada", "password": password()}).status_code == 422
    assert by_code(code.lower().replace("-", " ")).headers["Location"] == "/begin/"
    assert Client().post("/sign-in/", {"username": "ada", "password": NEW}).status_code == 302


def test_it_is_written_down_and_the_colleague_is_told(invented):
    browser = Client()
    code = confirmed(invented, asked(invented))
    browser.post("/sign-in/code/", {"username": "ada", "code": code, "new_password": NEW})

    lines = Line.objects.filter(verb__startswith="recoveries:").order_by("id").values_list("verb", "chain", "subject")
    assert list(lines) == [
        ("recoveries:asked", f"staff:{invented.staff['mo']}", key_of(invented, "ada")),
        ("recoveries:confirmed", f"staff:{invented.staff['dov']}", key_of(invented, "ada")),
    ]
    assert Mail.objects.filter(staff_id=invented.staff["ada"], kind="urgent").count() == 2
    assert acts(invented.staff["ada"]) == ["signed-in-one-time-code"]
    assert "A one-time code was made for you" in browser.get("/work/").text


def test_who_asked_does_not_confirm_and_nobody_does_it_for_themselves(invented):
    recovery = asked(invented)
    assert invented.browser("mo").post(f"/recoveries/{recovery.key}/").status_code == 422
    assert invented.browser("mo").get(f"/colleagues/{key_of(invented, 'mo')}/let-in/").status_code == 404
    assert (
        invented.browser("mo").post(f"/colleagues/{key_of(invented, 'mo')}/let-in/", {"reason": "me"}).status_code
        == 404
    )
    _also_manager(invented, "ada")
    assert invented.browser("ada").post(f"/recoveries/{recovery.key}/").status_code == 422

    assert not OneTimeCode.objects.exists()


def _also_manager(invented, name: str) -> None:
    mo = Post.objects.get(staff_id=invented.staff["mo"], role="manager")
    Post.objects.create(
        staff_id=invented.staff[name], role="manager", agency=mo.agency, area=mo.area, from_on=mo.from_on
    )


def test_the_database_itself_refuses_one_person_in_both_parts(invented):
    recovery = asked(invented)

    with pytest.raises(DatabaseError), transaction.atomic():
        Recovery.objects.filter(pk=recovery.pk).update(confirmed_by=recovery.asked_by, confirmed_at=timezone.now())
    with invented.acting("mo"), pytest.raises(NotFound):
        _past_the_rule(recovery, invented.staff["mo"])


def _past_the_rule(recovery: Recovery, me: int) -> None:
    recovery.asked_by_id = 0  # as a page that forgot the rule would
    actions.confirm_recovery(recovery, by=me, at=timezone.now())


def of_the_database(invented, who: str, call: str, *values):
    """What a function answers to somebody whose page forgot every rule."""
    with invented.acting(who, at=timezone.now()), connection.cursor() as cursor:
        cursor.execute(f"SELECT tc.{call}", values)
        return cursor.fetchone()[0]


def confirmed_by(invented, recovery: Recovery, who: str):
    times = (timezone.now(), timezone.now() + timedelta(hours=1))
    return of_the_database(invented, who, "confirm_recovery(%s, '-', '-', %s, %s)", recovery.key, *times)


@pytest.mark.parametrize(
    ("by", "whom", "is_asked"), [("mo", "hana", 1), ("mo", "mo", 0), ("mo", "cleo", 0), ("ada", "hana", 0)]
)
def test_the_database_itself_asks_for_nobody_else(invented, by, whom, is_asked):
    times = (timezone.now(), timezone.now() + timedelta(hours=1))
    asked_for = [
        of_the_database(invented, by, "ask_recovery(%s, '-', %s, %s)", invented.staff[whom], *times) for _twice in "12"
    ]

    assert Recovery.objects.count() == is_asked
    assert len(set(asked_for)) == 1 and (asked_for[0] is not None) == bool(is_asked)


@pytest.mark.parametrize("who", ["mo", "ada", "cleo", "dee"])
def test_the_database_itself_lets_nobody_confirm_but_a_second_person_of_the_agency(invented, who):
    _also_manager(invented, "ada")
    recovery = asked(invented)

    assert confirmed_by(invented, recovery, who) is None
    assert confirmed_by(invented, recovery, "dov") == invented.staff["ada"]
    assert confirmed_by(invented, recovery, "dov") is None
    assert OneTimeCode.objects.count() == 1


@pytest.mark.parametrize("spoiled", ["too late", "has left"])
def test_the_database_itself_confirms_in_time_and_lets_nobody_in_who_has_left(invented, spoiled):
    recovery = asked(invented)
    if spoiled == "too late":
        Recovery.objects.update(expires_at=timezone.now())
    else:
        Staff.objects.filter(pk=invented.staff["ada"]).update(is_active=False)

    assert confirmed_by(invented, recovery, "dov") is None


def test_a_second_code_ends_the_first(invented):
    first = confirmed(invented, asked(invented))
    Recovery.objects.all().delete()
    second = confirmed(invented, asked(invented))

    assert OneTimeCode.objects.filter(used_at__isnull=True).count() == 1
    assert (by_code(first).status_code, by_code(second).status_code) == (422, 302)


@pytest.mark.parametrize(("by", "whom"), [("mo", "mo"), ("mo", "cleo"), ("ada", "hana")])
def test_the_database_itself_ends_nobody_else(invented, by, whom):
    assert not of_the_database(invented, by, "end_colleague(%s, %s)", invented.staff[whom], timezone.now())
    assert not Staff.objects.filter(is_active=False).exists()


def test_a_machine_is_ended_by_its_tokens_and_not_as_a_colleague(invented):
    Staff.objects.filter(pk=invented.staff["hana"]).update(kind="machine")

    assert not of_the_database(invented, "mo", "end_colleague(%s, %s)", invented.staff["hana"], timezone.now())


def test_a_post_that_ended_before_keeps_its_day_when_its_holder_leaves(invented):
    today = uk_today(timezone.now())
    held = Post.objects.filter(staff_id=invented.staff["hana"])
    held.update(until_on=today - timedelta(days=9))

    of_the_database(invented, "mo", "end_colleague(%s, %s)", invented.staff["hana"], timezone.now())

    assert set(held.values_list("until_on", flat=True)) == {today - timedelta(days=9)}


def test_colleagues_and_other_agencies_find_none_of_it(invented):
    recovery = asked(invented)
    for name in ("ada", "cleo", "dee"):
        browser = invented.browser(name)
        assert browser.get("/recoveries/").status_code == 404
        assert browser.post(f"/recoveries/{recovery.key}/").status_code == 404
        assert browser.get(f"/colleagues/{key_of(invented, 'hana')}/let-in/").status_code == 404
    assert invented.browser("mo").get(f"/colleagues/{key_of(invented, 'cleo')}/let-in/").status_code == 404


def test_after_a_day_it_is_asked_anew(invented):
    recovery = asked(invented)
    dov = invented.browser("dov")
    waits = "Ada Marsh" in dov.get("/recoveries/").text
    Recovery.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert (waits, "Ada Marsh" in dov.get("/recoveries/").text) == (True, False)
    assert dov.post(f"/recoveries/{recovery.key}/").status_code == 404
    invented.browser("mo").post(f"/colleagues/{key_of(invented, 'ada')}/let-in/", {"reason": "Again"})
    assert Recovery.objects.filter(expires_at__gt=timezone.now()).count() == 1


def test_it_is_confirmed_once(invented):
    recovery = asked(invented)
    confirmed(invented, recovery)

    assert invented.browser("dov").post(f"/recoveries/{recovery.key}/").status_code == 404


@pytest.mark.parametrize("spoiled", ["used", "old", "wrong", "other", "ended"])
def test_a_code_lets_its_owner_in_once_and_in_time(invented, spoiled):
    code = confirmed(invented, asked(invented))
    if spoiled == "used":
        assert by_code(code).status_code == 302
    if spoiled == "old":
        OneTimeCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    if spoiled == "ended":
        Account.objects.filter(username="ada").update(is_active=False)

    page = by_code("ABCD-EFGH" if spoiled == "wrong" else code, "cleo" if spoiled == "other" else "ada")

    assert page.status_code == 422
    assert "the code is too old" in page.text
    assert NEW not in page.text


@pytest.mark.parametrize(
    ("weak", "because"),
    [
        ("quiet lanterns", "Use 15 characters or more"),
        ("passwordpassword", "soon guessed"),
        ("four northmere lanterns", "Leave out “Northmere”"),
    ],
)
def test_a_weak_password_uses_no_code_up(invented, weak, because):
    code = confirmed(invented, asked(invented))
    sent = {"username": "ada", "code": code, "new_password": weak}

    page = Client().post("/sign-in/code/", sent)
    strangers = Client().post("/sign-in/code/", {**sent, "code": "ABCD-EFGH"})

    assert because in page.text
    assert because not in strangers.text  # where somebody works is not told to whoever has no code
    assert by_code(code).status_code == 302


def test_codes_are_not_guessed(invented):
    code = confirmed(invented, asked(invented))
    for _number in range(tries.MOST):
        by_code("ABCD-EFGH")

    assert "Too many tries" in by_code(code).text


def test_whoever_leaves_is_out_with_the_next_click(invented):
    ada, cleo = typed_password("ada"), typed_password("cleo")
    assert ada.get("/work/").status_code == 200

    invented.browser("mo").post(f"/colleagues/{key_of(invented, 'ada')}/end/")

    assert ada.get("/work/").headers["Location"] == "/sign-in/"
    assert Client().post("/sign-in/", {"username": "ada", "password": password()}).status_code == 422
    assert cleo.get("/work/").status_code == 200
    assert [one.user.username for one in UserSession.objects.filter(user__username__in=["ada", "cleo"])] == ["cleo"]
    assert not Post.objects.filter(staff_id=invented.staff["ada"], until_on__isnull=True).exists()


def test_nobody_ends_themselves_or_another_agencys_colleague(invented):
    for name in ("mo", "cleo"):
        assert invented.browser("mo").post(f"/colleagues/{key_of(invented, name)}/end/").status_code == 404
    assert invented.browser("ada").post(f"/colleagues/{key_of(invented, 'hana')}/end/").status_code == 404
    assert Staff.objects.filter(is_active=False).count() == 0


def test_where_a_factor_is_asked_a_password_alone_adds_none(invented, settings):
    code = confirmed(invented, asked(invented))
    settings.SECOND_FACTOR = "own"

    assert "Use the one-time code" in Client().post("/sign-in/", {"username": "cleo", "password": password()}).text
    browser = Client()
    browser.post("/sign-in/code/", {"username": "ada", "code": code, "new_password": NEW})
    for path in ("/work/", "/", "/account/", "/cases/"):
        assert browser.get(path).headers["Location"] == "/account/factors/"
    assert "This site asks for a second factor" in browser.get("/account/factors/").text
