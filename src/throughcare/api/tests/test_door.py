"""Nobody comes in without a token that holds; what comes in stands in one transaction and is done once."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from tests.kit.machines import EVERYTHING, a_machine
from throughcare.api.models import KeptAnswer
from throughcare.commons.agencies import actions, machines
from throughcare.commons.agencies.models import Token, TokenSecret
from throughcare.commons.cases.models import Case
from throughcare.frame.transaction import acting
from throughcare.safeguards.audit.models import Line

CONCERN = {"what_worries": "Sam wrote that nobody would miss the people there.", "area": "northmere"}


def test_without_a_token_there_is_one_answer_for_every_address(invented):
    addresses = ["/api/cases", "/api/cases/TC-999999", "/api/nothing-like-it", "/api/", "/api/referrals/x"]

    answers = {Client().get(path).content for path in addresses}

    assert len(answers) == 1
    assert Client().get("/api/cases")["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("ended", ["revoked", "expired", "agency gone", "wrong secret"])
def test_a_token_that_does_not_hold_is_nobodys(invented, ended, monkeypatch):
    school = a_machine()
    written = school.written
    if ended == "revoked":
        actions.revoke_token(school.key, by=None, at=timezone.now())
    if ended == "expired":
        Token.objects.update(made_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=1))
    if ended == "agency gone":
        agency = Token.objects.get().agency
        agency.valid_until = timezone.localdate() - timedelta(days=1)
        agency.save()
    if ended == "wrong secret":
        written = written[:-1] + ("A" if written[-1] != "A" else "B")

    answer = Client().get("/api/cases", headers={"Authorization": f"Bearer {written}"})

    assert answer.status_code == 401


def test_only_a_salted_digest_of_a_token_is_kept_and_its_use_is_noted(invented):
    school = a_machine()

    school.get("/api/referrals/TC-999999")

    kept = TokenSecret.objects.get()
    secret = school.written.split("_", 2)[2]
    assert secret not in f"{kept.handle}{kept.salt}{kept.digest}"
    assert kept.digest not in school.written
    assert Token.objects.get().last_used_at is not None


def test_whoever_signed_in_is_nobody_here(invented):
    ada = invented.browser("ada")

    assert ada.get("/api/cases").status_code == 401
    assert ada.get("/api/cases", headers=a_machine().headers()).status_code == 403


def test_a_token_is_nobody_on_the_pages(invented):
    answer = Client().get("/cases/", headers=a_machine().headers())

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_a_token_does_what_it_was_made_for_and_nothing_else(invented):
    school = a_machine(scopes=["referrals.send"])

    answers = [
        school.get("/api/cases"),
        school.get("/api/cases/TC-999999"),
        school.get(f"/api/cases/{invented.receive()}"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.content for answer in answers}) == 1
    assert not Line.objects.filter(verb__startswith="cases:").exists()


def test_the_same_thing_twice_is_done_once_and_answered_word_for_word(invented):
    school = a_machine()

    first = school.post("/api/referrals", CONCERN, number="the-same-number-0001")
    second = school.post("/api/referrals", CONCERN, number="the-same-number-0001")

    assert (first.status_code, first.content, first["Location"]) == (201, second.content, second["Location"])
    assert second.status_code == 201
    assert Case.objects.count() == 1


def test_a_number_is_not_for_something_else(invented):
    school = a_machine()
    school.post("/api/referrals", CONCERN, number="the-same-number-0001")

    answer = school.post("/api/referrals", CONCERN | {"sector": "health"}, number="the-same-number-0001")

    assert answer.status_code == 409
    assert answer.json()["type"].endswith("#number-taken")
    assert Case.objects.count() == 1


def test_two_machines_may_give_the_same_number(invented):
    a_machine().post("/api/referrals", CONCERN, number="the-same-number-0001")

    a_machine("merevale_nhs").post("/api/referrals", CONCERN, number="the-same-number-0001")

    assert Case.objects.count() == 2


def test_what_was_refused_may_be_sent_again_under_its_number(invented):
    school = a_machine()

    refused = school.post("/api/referrals", CONCERN | {"noticed": "2090"}, number="the-same-number-0001")
    done = school.post("/api/referrals", CONCERN, number="the-same-number-0001")

    assert (refused.status_code, done.status_code) == (409, 201)


def test_an_answer_is_kept_for_some_hours(invented):
    school = a_machine()
    school.post("/api/referrals", CONCERN, number="the-same-number-0001")
    KeptAnswer.objects.update(kept_at=timezone.now() - timedelta(hours=machines.limits()["answers_kept_hours"] + 1))

    school.post("/api/referrals", CONCERN, number="the-same-number-0002")

    assert list(KeptAnswer.objects.values_list("number", flat=True)) == ["the-same-number-0002"]


@pytest.mark.parametrize("number", ["", "short", "with spaces in it ok", "x" * 65])
def test_without_a_number_nothing_is_done(invented, number):
    answer = a_machine().post("/api/referrals", CONCERN, headers={"Idempotency-Key": number})

    assert answer.status_code == 400
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe{}", "application/json", 400),
        (b'{"what_worries": "a", "what_worries": "b"}', "application/json", 400),
        (b'{"what_worries": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"what_worries": "nul \\u0000 here"}', "application/json", 422),
        (b'{"what_worries": "half \\ud800 a pair"}', "application/json", 422),
        (b'{"what_worries": "turned \\u202e round"}', "application/json", 422),
        (b'{"what_worries": 7}', "application/json", 422),
        (b"[]", "application/json", 422),
        (b"what_worries=a", "application/x-www-form-urlencoded", 415),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
        (b'{"what_worries": "' + b"a" * 5_000_001 + b'"}', "application/json", 413),
    ],
)
def test_rough_handling_is_answered_in_the_one_shape(invented, body, content_type, status):
    answer = a_machine().post("/api/referrals", body, content_type=content_type)

    assert answer.status_code == status, answer.text
    assert answer["Content-Type"] == "application/problem+json"
    assert not Case.objects.exists()


def test_what_the_address_does_not_ask_for_is_not_understood(invented):
    council = a_machine("northmere_council", scopes=EVERYTHING, area_ids=[invented.areas["northmere"]])

    assert council.get("/api/cases?colour=red").status_code == 400
    assert council.get("/api/cases?after=WyJ4Il0&after=WyJ4Il0").status_code == 400
    assert council.get("/api/cases?after=WyJ4Il0").status_code == 409
    assert council.get("/api/cases/TC%00").status_code == 404


def test_another_method_is_told_which_ones_there_are(invented):
    answer = a_machine().post("/api/referrals/TC-999999", {})

    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert answer["Content-Type"] == "application/problem+json"


def test_who_asks_too_often_waits(invented, monkeypatch):
    monkeypatch.setattr(machines, "limits", lambda: {**LIMITS, "calls_an_hour": 2})
    school = a_machine()

    answers = [school.get("/api/referrals/TC-999999") for _time in range(3)]

    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600


def test_guessing_tokens_is_slow(invented, monkeypatch):
    monkeypatch.setattr(machines, "limits", lambda: {**LIMITS, "wrong_tokens_an_hour_from_one_place": 2})
    wrong = {"Authorization": "Bearer tc_0123456789abcdef_" + "A" * 43}

    answers = [Client().get("/api/cases", headers=wrong).status_code for _time in range(3)]

    assert answers == [401, 401, 429]


def test_a_defect_is_owned_up_to_under_a_number_and_nothing_is_saved(invented, monkeypatch):
    from throughcare.stages.referrals.api import concerns

    def broken(_found):
        raise RuntimeError("Sam Tarrow")

    school = a_machine()
    monkeypatch.setattr(concerns, "_stands", broken)
    answer = school.post("/api/referrals", CONCERN)

    assert answer.status_code == 500
    assert answer.json()["reference"]
    assert "Tarrow" not in answer.text
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("state", "kind", "words"),
    [("53100", "no-room", "Nothing was saved"), ("57P01", "unreachable", "it is done once only")],
)
def test_a_full_disk_and_a_database_out_of_reach_are_told_apart_from_a_defect(invented, state, kind, words):
    school, when = a_machine(), {"number": "the-same-number-0001"}

    def fails(execute, sql, params, many, context):
        if "referrals_referral" in sql:
            raise OperationalError("Sam Tarrow") from psycopg.errors.lookup(state)("Sam Tarrow")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fails):
        answer = school.post("/api/referrals", CONCERN, **when)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.json()["type"].endswith(f"#{kind}")
    assert words in answer.json()["detail"]
    assert "Tarrow" not in answer.text
    assert not Case.objects.exists()
    assert school.post("/api/referrals", CONCERN, **when).status_code == 201


def test_old_answers_are_forgotten_by_the_clock_and_younger_ones_kept(invented):
    school, hours = a_machine(), machines.limits()["answers_kept_hours"]
    for number in ("the-same-number-0001", "the-same-number-0002"):
        school.post("/api/referrals", CONCERN, number=number)
    old = KeptAnswer.objects.filter(number="the-same-number-0001")
    old.update(kept_at=timezone.now() - timedelta(hours=hours + 1))

    with acting("clock", staff=None, at=timezone.now()):
        assert machines.forget_old_answers(at=timezone.now()) == 1

    assert list(KeptAnswer.objects.values_list("number", flat=True)) == ["the-same-number-0002"]


def test_the_description_is_for_everybody_and_names_every_no(invented):
    told = Client().get("/api/openapi.json").json()

    assert told["openapi"].startswith("3.1")
    for verbs in told["paths"].values():
        for verb in verbs.values():
            assert {"401", "403", "404", "409", "429"} <= set(verb["responses"])
            assert verb["x-scope"] in EVERYTHING


LIMITS = machines.limits()
