"""An account is linked to the site's provider by whoever runs the site, and by nothing else."""

import pytest
from allauth.socialaccount.models import SocialAccount
from typer.testing import CliRunner

from throughcare.cli import connection
from throughcare.cli.main import app
from throughcare.commons.agencies.models import Account, Staff
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(invented, monkeypatch, settings):
    settings.OIDC_ISSUER = "https://login.example"
    monkeypatch.setattr(connection, "connect_as_owner", lambda: None)
    return lambda *words: CliRunner().invoke(app, ["signin", *words])


def verbs() -> list[str]:
    lines = Line.objects.filter(verb__in=("accounts:linked", "accounts:unlinked")).order_by("id")
    return list(lines.values_list("verb", flat=True))


def test_a_linked_account_has_one_way_in_and_a_line_says_so(told, invented):
    browser = invented.browser("ada")
    result = told("link", "ada", "--subject", "u-7")

    assert "u-7 at the provider is Ada Marsh (ada) here" in result.output
    assert [(one.provider, one.uid, one.user.username) for one in SocialAccount.objects.all()] == [
        ("provider", "u-7", "ada")
    ]
    assert not Account.objects.get(username="ada").has_usable_password()
    assert browser.get("/work/").status_code == 302
    assert verbs() == ["accounts:linked"]
    assert told("link", "ada", "--subject", "u-7").exit_code == 0  # said again, it changes nothing
    assert verbs() == ["accounts:linked"]


@pytest.mark.parametrize(("more", "left"), [((), "They have no way in"), (("--keep-password",), "Their password lets")])
def test_what_is_unlinked_opens_nothing_and_the_way_that_is_left_is_named(told, more, left):
    told("link", "ada", "--subject", "u-7", *more)

    result = told("unlink", "ada")

    assert left in result.output
    assert not SocialAccount.objects.exists()
    assert verbs() == ["accounts:linked", "accounts:unlinked"]


@pytest.mark.parametrize(
    ("words", "because"),
    [
        (["link", "nobody", "--subject", "u-8"], "nobody signs in as nobody"),
        (["link", "ben", "--subject", "u-8"], "ben has left"),
        (["link", "cleo", "--subject", "u-7"], "opens the account ada (Ada Marsh). Unlink that one first"),
        (["link", "ada", "--subject", "u-8"], "ada is linked to another number"),
        (["link", "cleo", "--subject", " "], "no number of a person"),
        (["link", "cleo", "--subject", "x" * 256], "no number of a person"),
        (["link", "cleo", "--subject", "u-8", "--provider", "elsewhere"], "There is no provider elsewhere"),
        (["unlink", "cleo"], "cleo is linked to no number there"),
        (["unlink", "nobody"], "nobody signs in as nobody"),
        (["unlink", "ada", "--provider", "elsewhere"], "There is no provider elsewhere"),
    ],
)
def test_each_refusal_says_why_and_changes_nothing(told, words, because):
    told("link", "ada", "--subject", "u-7")
    Staff.objects.filter(name="Ben Hale").update(is_active=False)

    result = told(*words)

    assert result.exit_code == 1
    assert because in str(result.exception)
    assert SocialAccount.objects.count() == 1
    assert Account.objects.get(username="cleo").has_usable_password()
    assert verbs() == ["accounts:linked"]


def test_without_a_provider_nothing_is_linked(told, settings):
    settings.OIDC_ISSUER = ""

    assert "THROUGHCARE_OIDC_ISSUER" in str(told("link", "ada", "--subject", "u-7").exception)
    assert not SocialAccount.objects.exists()
