"""Sign-in with a real, certified provider on this machine: what it says is taken once, for us, in time, and whole."""

import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.kit import oidc
from throughcare.commons.agencies.models import Account, Post, Staff
from throughcare.config import signing_in
from throughcare.web.lock import FACTOR
from throughcare.web.signing_in import tokens
from throughcare.web.signing_in.tests.kit import BACK, Visitor, acts

pytestmark = pytest.mark.django_db


def posts() -> list[tuple[str, bool]]:
    today = timezone.localdate()
    rows = Post.objects.filter(staff__name="Zora Field").order_by("role", "id")
    return [(post.role, post.until_on is None or post.until_on >= today) for post in rows]


def test_whoever_the_provider_vouches_for_comes_in_with_the_posts_of_their_groups(zora):
    answer = zora.signs_in()

    assert answer.headers["Location"] == "/begin/"
    assert zora.browser.get("/work/").status_code == 200
    assert posts() == [("coordinator", True), ("referrer", True)]
    staff = Staff.objects.get(name="Zora Field")
    assert acts(staff.pk) == ["posts-given", "signed-in-provider"]
    assert not Account.objects.get(staff=staff).has_usable_password()
    assert SocialAccount.objects.get().extra_data in ({}, {"id_token": {"sub": "u-1"}})
    assert not SocialToken.objects.exists()
    assert "token" not in str(dict(zora.browser.session))


def test_the_question_carries_state_nonce_and_proof(zora):
    first, second = zora.asks(), zora.asks()

    assert first["code_challenge_method"] == "S256"
    assert all(len(first[name]) >= 16 and first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


def test_a_lost_group_is_a_lost_role_with_the_next_sign_in(zora):
    zora.signs_in()
    Post.objects.update(from_on="2026-01-01")
    zora.provider.tell(people={"u-1": {"name": "Zora Field", "groups": ["managers"]}})

    zora.signs_in()

    assert posts() == [("coordinator", False), ("manager", True), ("referrer", False)]
    assert acts(Staff.objects.get(name="Zora Field").pk)[2:] == ["posts-given", "posts-ended", "signed-in-provider"]


def test_whoever_has_no_group_of_ours_does_not_come_in(zora):
    zora.signs_in()
    zora.provider.tell(people={"u-1": {"name": "Zora Field", "groups": ["everybody"]}})
    stranger = Visitor(zora.provider, "u-2", Client())
    zora.provider.tell(people={"u-2": {"name": "Somebody Else", "groups": ["gardeners"]}})

    answers = [Visitor(zora.provider, "u-1", Client()).signs_in(), stranger.signs_in()]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not any(is_held for _role, is_held in posts())
    assert acts(Staff.objects.get(name="Zora Field").pk)[-2:] == ["posts-ended", "sign-in-failed"]
    assert not Staff.objects.filter(name="Somebody Else").exists()


@pytest.mark.parametrize(("area", "comes_in"), [("northmere", True), ("nowhere", False)])
def test_a_group_for_an_area_that_is_not_there_gives_no_post_without_an_area(invented, area, comes_in):
    said = ["provider", "zora", "provider-zora", "Zora", ["coordinator"], ["northmere_council"], [area], timezone.now()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT given FROM tc.take_from_provider(%s, %s, %s, %s, %s, %s, %s, %s)", said)
        assert (cursor.fetchone() is not None) == comes_in

    assert Post.objects.filter(staff__name="Zora").count() == comes_in


@pytest.mark.parametrize("claim", [None, 7, {"coordinators": True}, [["coordinators"]], "coordinators-of-elsewhere"])
def test_groups_that_cannot_be_read_give_nothing(zora, claim):
    zora.provider.tell(people={"u-1": {"name": "Zora Field", "groups": claim}})

    assert zora.signs_in().status_code == 403


def test_whoever_has_left_stays_out_whatever_the_provider_says(zora):
    zora.signs_in()
    Staff.objects.filter(name="Zora Field").update(is_active=False)

    assert zora.browser.get("/work/").status_code == 302
    assert zora.signs_in().status_code == 403


def test_an_answer_is_taken_once(zora):
    zora.asks()
    back = zora.returns()
    assert zora.browser.get(back).status_code == 302

    assert zora.browser.get(back).status_code == 401
    assert Client().get(back).status_code == 401


def test_an_answer_to_somebody_elses_question_is_refused(zora):
    zora.asks()
    back = zora.returns()
    other = Visitor(zora.provider, "u-1", Client())
    other.asks()

    assert other.browser.get(back).status_code == 401


@pytest.mark.parametrize(
    "changed",
    [{"state": "x" * 16}, {"state": ""}, {"code": "guessed"}, {"iss": "http://elsewhere.example"}, {"code": ""}],
)
def test_a_changed_answer_is_refused(zora, changed):
    zora.asks()
    query = {name: values[0] for name, values in parse_qs(urlsplit(zora.returns()).query).items()}

    answer = zora.browser.get(f"{BACK}?{urlencode({**query, **changed})}")

    assert answer.status_code == 401
    assert zora.browser.get("/work/").status_code == 302


def test_a_provider_that_calls_itself_by_another_name_is_refused(zora, settings):
    """What it sends back is right in everything else, and names nobody by itself."""
    zora.asks()
    query = {name: values[0] for name, values in parse_qs(urlsplit(zora.returns()).query).items() if name != "iss"}
    settings.OIDC_ISSUER = "http://127.0.0.1:1"

    assert zora.browser.get(f"{BACK}?{urlencode(query)}").status_code == 401
    assert zora.browser.get("/work/").status_code == 302


def test_nobody_is_signed_in_without_pressing_the_button(zora):
    assert zora.browser.get("/sign-in/provider/").status_code == 405
    assert zora.browser.get(BACK).status_code == 401


def test_a_refusal_of_the_provider_says_so(zora):
    state = zora.asks()["state"]

    assert zora.browser.get(f"{BACK}?error=access_denied&state={state}").status_code == 401


def claims(provider: oidc.RunningProvider, nonce: str, **changed) -> dict:
    now = int(timezone.now().timestamp())
    right = {"iss": provider.issuer, "aud": oidc.CLIENT, "sub": "u-1", "nonce": nonce, "iat": now, "exp": now + 300}
    return {**right, "groups": ["managers"], **changed}


FORGERIES = {
    "another key": lambda provider, nonce: jwt.encode(claims(provider, nonce), _key(), algorithm="RS256"),
    "no signature": lambda provider, nonce: jwt.encode(claims(provider, nonce), None, algorithm="none"),
    "the secret as a key": lambda provider, nonce: jwt.encode(
        claims(provider, nonce), oidc.SECRET * 3, algorithm="HS256"
    ),
    "no token": lambda _provider, _nonce: "",
    "no token at all": lambda _provider, _nonce: "a.b.c",
}


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_token_is_refused(zora, forgery):
    nonce = zora.asks()["nonce"]
    back = zora.returns()
    zora.provider.tell(idToken=FORGERIES[forgery](zora.provider, nonce))

    answer = zora.browser.get(back)

    assert answer.status_code == 401
    assert not Staff.objects.filter(name="Zora Field").exists()


def test_an_earlier_token_of_the_provider_itself_is_refused(zora, monkeypatch):
    """Signed by the right key for us, but for an earlier question."""
    kept = []
    right = tokens.claims_in
    monkeypatch.setattr(tokens, "claims_in", lambda token, **how: kept.append(token) or right(token, **how))
    zora.signs_in()
    zora.asks()
    back = zora.returns()
    zora.provider.tell(idToken=kept[0])

    assert zora.browser.get(back).status_code == 401


def test_where_the_provider_asks_for_the_second_factor_ours_is_not_asked_again(zora, settings):
    settings.SECOND_FACTOR = signing_in.BY_PROVIDER
    zora.signs_in()
    assert zora.browser.get("/work/").status_code == 200
    assert zora.browser.session[FACTOR] == "provider"


@pytest.mark.parametrize(
    ("said", "leads"),
    [
        ({"amr": ["pwd", "mfa"]}, "/begin/"),
        ({"acr": "https://refeds.org/profile/mfa"}, "/begin/"),
        ({"amr": ["pwd"], "acr": "0"}, "/account/factors/"),
        ({"amr": "mfa"}, "/account/factors/"),
        ({"amr": [["mfa"], None, 7], "acr": {"mfa": "mfa"}}, "/account/factors/"),
        ({}, "/account/factors/"),
    ],
)
def test_where_the_site_names_a_strength_the_token_must_say_it(zora, settings, monkeypatch, said, leads):
    settings.SECOND_FACTOR = signing_in.BY_PROVIDER
    settings.OIDC_STRENGTH = ["mfa", "https://refeds.org/profile/mfa"]
    right = tokens.claims_in
    monkeypatch.setattr(tokens, "claims_in", lambda token, **how: right(token, **how) | said)

    zora.signs_in()

    assert zora.browser.session[FACTOR] == ("provider" if leads == "/begin/" else "")
    assert zora.browser.get("/work/").headers.get("Location", "/begin/") == leads


def test_where_the_site_asks_for_its_own_the_provider_is_not_enough(zora, settings):
    settings.SECOND_FACTOR = signing_in.OWN
    zora.signs_in()

    assert zora.browser.get("/work/").headers["Location"] == "/account/factors/"


def test_a_site_without_a_provider_has_no_such_page(invented):
    assert Client().get(BACK).status_code == 404
    assert Client().post("/sign-in/provider/").status_code == 404
    assert "/sign-in/provider/" not in Client().get("/sign-in/").text


def test_the_page_to_sign_in_offers_the_provider_by_its_name(zora, settings):
    settings.OIDC_NAME = "Northmere Council"

    assert "Sign in with Northmere Council" in Client().get("/sign-in/").text


def test_a_provider_that_sends_us_elsewhere_is_not_followed(invented, settings):
    asked = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            """Say nothing on the console."""

    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        environ = {"THROUGHCARE_OIDC_ISSUER": f"http://127.0.0.1:{server.server_port}"}
        for name, value in signing_in.settings_of(environ).items():
            setattr(settings, name, value)
        answer = Client().post("/sign-in/provider/")
        server.shutdown()

    assert answer.status_code == 401
    assert asked == ["/.well-known/openid-configuration"]


def test_a_provider_that_does_not_answer_is_told_of_and_lets_nobody_in(zora, settings):
    zora.asks()
    back = zora.returns()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{free.getsockname()[1]}"
    for name, value in signing_in.settings_of({"THROUGHCARE_OIDC_ISSUER": gone}).items():
        setattr(settings, name, value)

    assert zora.browser.post("/sign-in/provider/").status_code == 401
    assert zora.browser.get(back).status_code == 401


def test_a_file_of_groups_that_cannot_be_read_lets_nobody_in(zora, settings, tmp_path):
    (tmp_path / "broken.yaml").write_text("groups: {")
    settings.OIDC_GROUPS_FILE = str(tmp_path / "broken.yaml")

    assert zora.signs_in().status_code == 401
    assert not Staff.objects.filter(name="Zora Field").exists()


def test_what_was_typed_before_a_lock_is_kept_for_whoever_comes_back_by_the_provider(zora):
    zora.signs_in()
    zora.browser.get("/locked/")
    zora.browser.get("/account/")

    assert zora.signs_in().headers["Location"] == "/begin/"
    assert zora.browser.get("/begin/").headers["Location"] == "/account/"
