"""What `throughcare serve` refuses, all reasons together."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from typer.testing import CliRunner

from tests.kit.invented import NOW
from throughcare.cli.main import app
from throughcare.cli.problems import CannotGoOn
from throughcare.cli.real_use import without_officer
from throughcare.cli.serve import insist_on_officer, reasons_against
from throughcare.commons.agencies.models import Post
from throughcare.commons.files import sealing
from throughcare.config import addresses, embedded

GOOD = {
    "DATABASE_URL": "postgresql://tc_login:secret@db.example/throughcare",
    "THROUGHCARE_SECRET_KEY": "x" * 50,
    "THROUGHCARE_HOSTS": "cases.example",
    "THROUGHCARE_HTTPS": "1",
    "THROUGHCARE_FILE_KEYS": f"{sealing.new_key()}, {sealing.new_key()}",
    "THROUGHCARE_EQUALITY_KEY": "e" * 50,
}
REAL = {"THROUGHCARE_PHASE": "live", "THROUGHCARE_SECOND_FACTOR": "own", "THROUGHCARE_DPIA_ON": "2026-03-01"}
PROVIDER = {
    "THROUGHCARE_OIDC_ISSUER": "https://login.example",
    "THROUGHCARE_OIDC_CLIENT": "throughcare",
    "THROUGHCARE_OIDC_SECRET": "told by the provider",
    "THROUGHCARE_OIDC_GROUPS_FILE": __file__,
}


@pytest.mark.parametrize("more", [{}, REAL, PROVIDER, REAL | PROVIDER | {"THROUGHCARE_SECOND_FACTOR": "provider"}])
def test_good_settings_are_not_refused(more):
    assert reasons_against(GOOD | more, host="0.0.0.0") == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"DATABASE_URL": ""}, "no PostgreSQL server"),
        ({"DATABASE_URL": embedded.urls(addresses.state_directory({})).login}, "embedded database is for the demo"),
        ({"DATABASE_URL": embedded.urls(addresses.state_directory({})).owner}, "embedded database is for the demo"),
        ({"THROUGHCARE_DEBUG": "1"}, "THROUGHCARE_DEBUG"),
        ({"THROUGHCARE_SECRET_KEY": "x" * 49}, "THROUGHCARE_SECRET_KEY"),
        ({"THROUGHCARE_SECRET_KEYS_BEFORE": f"{'x' * 50}, y"}, "THROUGHCARE_SECRET_KEYS_BEFORE"),
        ({"THROUGHCARE_HOSTS": ""}, "THROUGHCARE_HOSTS"),
        ({"THROUGHCARE_HTTPS": ""}, "THROUGHCARE_HTTPS"),
        ({"THROUGHCARE_FILE_KEYS": ""}, "THROUGHCARE_FILE_KEYS"),
        ({"THROUGHCARE_FILE_KEYS": f"{sealing.new_key()},short"}, "THROUGHCARE_FILE_KEYS"),
        ({"THROUGHCARE_EQUALITY_KEY": ""}, "`throughcare secrets equality-key` prints"),
        ({"THROUGHCARE_EQUALITY_KEY": "e" * 49}, "THROUGHCARE_EQUALITY_KEY is missing or short"),
        ({"THROUGHCARE_EQUALITY": "no"}, "THROUGHCARE_EQUALITY must be on or off"),
        ({"THROUGHCARE_CLAMAV_REQUIRED": "1"}, "THROUGHCARE_CLAMAV names none"),
        ({"THROUGHCARE_SECOND_FACTOR": "both"}, "must be own, provider or proxy"),
        ({"THROUGHCARE_SECOND_FACTOR": "provider"}, "THROUGHCARE_OIDC_ISSUER names none"),
        (REAL | {"THROUGHCARE_SECOND_FACTOR": ""}, "a password alone is not enough"),
        (REAL | {"THROUGHCARE_DPIA_ON": ""}, "impact assessment"),
        (REAL | {"THROUGHCARE_DPIA_ON": "2999-01-01"}, "impact assessment"),
        (REAL | {"THROUGHCARE_DPIA_ON": "soon"}, "impact assessment"),
        ({"THROUGHCARE_LOCK_AFTER_MINUTES": "61"}, "THROUGHCARE_LOCK_AFTER_MINUTES"),
        ({"THROUGHCARE_LOCK_AFTER_MINUTES": "ten"}, "THROUGHCARE_LOCK_AFTER_MINUTES"),
        ({"THROUGHCARE_SIGN_IN_AGAIN_AFTER_HOURS": "25"}, "THROUGHCARE_SIGN_IN_AGAIN_AFTER_HOURS"),
        (PROVIDER | {"THROUGHCARE_OIDC_ISSUER": "http://login.example"}, "must begin with https"),
        (PROVIDER | {"THROUGHCARE_OIDC_SECRET": ""}, "THROUGHCARE_OIDC_SECRET is missing"),
        (PROVIDER | {"THROUGHCARE_OIDC_GROUPS_FILE": "/nowhere/groups.yaml"}, "names no file"),
        ({"THROUGHCARE_BREACHED_PASSWORDS": "/nowhere"}, "must name a folder of ranges"),
    ],
)
def test_each_weakness_is_a_reason_of_its_own(change, reason):
    told = reasons_against(GOOD | change, host="0.0.0.0")

    assert len(told) == 1
    assert reason in told[0]


def test_on_this_machine_alone_sign_in_may_go_unencrypted():
    assert reasons_against(GOOD | {"THROUGHCARE_HTTPS": ""}, host="127.0.0.1") == []


def test_a_site_that_asks_nobody_needs_no_key_for_what_they_would_say():
    assert reasons_against(GOOD | {"THROUGHCARE_EQUALITY_KEY": "", "THROUGHCARE_EQUALITY": "off"}, host="0.0.0.0") == []


def test_the_command_that_a_refusal_names_prints_a_key_that_is_taken():
    made = CliRunner().invoke(app, ["secrets", "equality-key"]).output.strip()

    assert reasons_against(GOOD | {"THROUGHCARE_EQUALITY_KEY": made}, host="0.0.0.0") == []
    assert CliRunner().invoke(app, ["secrets", "equality-key"]).output.strip() != made


def test_the_command_refuses_with_every_reason(monkeypatch):
    for name in GOOD:
        monkeypatch.delenv(name, raising=False)

    result = CliRunner().invoke(app, ["serve"])

    assert result.exit_code == 1
    assert str(result.exception).count("\n  - ") == 5


@pytest.mark.parametrize("phase", ["live", "preview"])
def test_while_somebody_is_data_protection_officer_it_starts_and_says_nothing(invented, phase, capsys):
    insist_on_officer(GOOD | {"THROUGHCARE_PHASE": phase}, at=NOW)

    assert capsys.readouterr().err == ""


def test_without_a_data_protection_officer_real_use_is_refused_and_any_other_is_warned_of(invented, capsys):
    Post.objects.filter(role="data_protection").update(until_on=NOW.date() - timedelta(days=1))

    with pytest.raises(CannotGoOn) as refused:
        insist_on_officer(GOOD | REAL, at=NOW)
    insist_on_officer(GOOD, at=NOW)

    assert "The site was not started" in str(refused.value) and "Nobody is data protection officer" in str(
        refused.value
    )
    assert "Nobody is data protection officer" in capsys.readouterr().err


@pytest.mark.parametrize(("role", "words"), [("data_protection", ""), ("manager", "Nobody is data protection officer")])
def test_a_group_of_the_provider_that_gives_the_role_is_somebody(invented, tmp_path, role, words):
    Post.objects.filter(role="data_protection").delete()
    area = ", area: northmere" if role == "manager" else ""
    file = tmp_path / "groups.yaml"
    file.write_text(f"groups:\n  - {{group: a, role: {role}, agency: northmere_council{area}}}\n", encoding="utf-8")

    assert without_officer({"THROUGHCARE_OIDC_GROUPS_FILE": str(file)}, at=NOW).startswith(words)
    assert bool(without_officer({"THROUGHCARE_OIDC_GROUPS_FILE": str(file)}, at=NOW)) == bool(words)


def test_a_database_that_does_not_answer_is_no_reason_against_a_start(invented, monkeypatch):
    def away(*_values, **_named):
        raise OperationalError

    monkeypatch.setattr("throughcare.commons.agencies.queries.agencies_with", away)

    assert without_officer({}, at=NOW) == ""
