"""Sign-in with the site's own provider, over OpenID Connect: any that speaks it, with a code, a proof, a state and a nonce."""

from __future__ import annotations

import hashlib
import logging
import secrets
from pathlib import Path
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException, Session

from throughcare.commons.agencies import groups
from throughcare.config.signing_in import PROVIDER
from throughcare.frame.transaction import database_role
from throughcare.web.signing_in import entering, tokens

log = logging.getLogger("throughcare.request")
NONCE = "oidc_nonce"
UNAUTHORISED, FORBIDDEN = 401, 403


class Checked(OpenIDConnectOAuth2Adapter):
    """The package's client, with every sign of a token checked and nothing of a person kept but their number there."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """This will name where the provider sends people back to."""
        return request.build_absolute_uri(reverse("sign-in-provider-back"))

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **told: Any) -> SocialLogin:
        """This will give whom the provider vouches for, by a token that is its own, for us, and for this question."""
        config = self.openid_config
        if config.get("issuer", "").rstrip("/") != settings.OIDC_ISSUER or not self._is_from_it(request):
            raise OAuth2Error("another issuer")
        nonce = request.session.pop(NONCE, "")
        said = {"keys": self._asked(config["jwks_uri"]), "issuer": config["issuer"], "client": app.client_id}
        try:
            claims = tokens.claims_in(str(told["response"].get("id_token", "")), nonce=nonce, **said)
        except tokens.Forged as problem:
            raise OAuth2Error(f"a token that is not right: {problem}") from problem
        request.claims = self._with_groups(claims, token.token)
        return self.get_provider().sociallogin_from_response(request, {"id_token": {"sub": claims["sub"]}})

    def _is_from_it(self, request: HttpRequest) -> bool:
        return request.GET.get("iss", settings.OIDC_ISSUER).rstrip("/") == settings.OIDC_ISSUER

    def _with_groups(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """Some providers tell groups apart from the token; what is told there must be of the same person."""
        address = self.openid_config.get("userinfo_endpoint")
        if settings.OIDC_GROUPS_CLAIM in claims or not address:
            return claims
        more = self._asked(address, headers={"Authorization": f"Bearer {access_token}"})
        if more.get("sub") != claims["sub"]:
            raise OAuth2Error("another person")
        return {**more, **claims}

    def _asked(self, address: str, **how: Any) -> dict[str, Any]:
        with ProviderAdapter().get_requests_session() as session:
            answer = session.get(address, **how)
            answer.raise_for_status()
            found = answer.json()
        if not isinstance(found, dict):
            raise OAuth2Error("no answer that can be read")
        return found


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Whom the provider vouches for has just the posts that its groups give."""

    def get_requests_session(self) -> Session:
        """This will ask the provider where it said that it answers, and follow it nowhere else."""
        session: Session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """This will let nobody make an account but by groups that the site knows."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """This will give the account its posts of today, before anybody is in."""
        at, uid = timezone.now(), sociallogin.account.uid
        entering.begin_anew(request)
        mapping = groups.read(Path(settings.OIDC_GROUPS_FILE)) if settings.OIDC_GROUPS_FILE else []
        claims = request.claims
        posts = groups.given_by(mapping, groups.groups_in(claims.get(settings.OIDC_GROUPS_CLAIM)))
        taken = _take(uid, _name(claims, uid), posts)
        if taken is None:
            raise ImmediateHttpResponse(_refused(request, "web/signing_in/no_role.html", FORBIDDEN))
        staff_id, given, ended = taken
        for act, number in (("posts-given", given), ("posts-ended", ended)):
            if number:
                entering.told(act, staff_id=staff_id, at=at)
        if not posts:
            entering.told("sign-in-failed", staff_id=staff_id, at=at)
            raise ImmediateHttpResponse(_refused(request, "web/signing_in/no_role.html", FORBIDDEN))
        if not sociallogin.is_existing:
            sociallogin.lookup()

    def serialize_instance(self, instance: Any) -> Any:
        """This will keep an account by its number alone while its second factor is asked for, never with its password."""
        return {"pk": instance.pk} if isinstance(instance, get_user_model()) else super().serialize_instance(instance)

    def deserialize_instance(self, model: Any, data: Any) -> Any:
        """This will find that account again."""
        return (
            model.objects.get(pk=data["pk"]) if model is get_user_model() else super().deserialize_instance(model, data)
        )

    def on_authentication_error(self, request: HttpRequest, provider: Any, **told: Any) -> None:
        """This will say that it did not work, and to nobody why: the log has the reason."""
        request.session.pop(NONCE, None)
        log.warning("Sign-in with the provider was refused: %s", told.get("exception") or told.get("error"))
        raise ImmediateHttpResponse(_refused(request, "web/signing_in/provider_refused.html", UNAUTHORISED))


def _take(uid: str, name: str, posts: list[groups.Given]) -> tuple[int, int, int] | None:
    username = f"{PROVIDER}-{hashlib.sha256(uid.encode()).hexdigest()[:24]}"
    lists = ([p.role for p in posts], [p.agency for p in posts], [p.area for p in posts])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT staff_id, given, ended FROM tc.take_from_provider(%s, %s, %s, %s, %s::text[], %s::text[], %s::text[], %s)",
            [PROVIDER, uid, username, name, *lists, timezone.now()],
        )
        return cursor.fetchone()


def _name(claims: dict[str, Any], uid: str) -> str:
    return next((claims[key] for key in ("name", "preferred_username") if isinstance(claims.get(key), str)), uid)


def _refused(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return render(request, template, {"provider": settings.OIDC_NAME}, status=status)


@database_role("none")
@require_POST
def to_provider(request: HttpRequest) -> HttpResponse:
    """This will send somebody to the site's provider with a question that is asked once."""
    client = _client(request)
    request.session[NONCE] = nonce = secrets.token_urlsafe(32)
    provider = client.get_provider()
    provider.oauth2_adapter_class = Checked
    try:
        return provider.redirect(request, AuthProcess.LOGIN, auth_params={"nonce": nonce})
    except (RequestException, ValueError, KeyError) as problem:
        log.warning("The provider does not answer: %s", type(problem).__name__)
        return _refused(request, "web/signing_in/provider_refused.html", UNAUTHORISED)


@database_role("none")
@require_GET
def from_provider(request: HttpRequest) -> HttpResponse:
    """This will take the provider's answer, once, and let in whom it vouches for."""
    client = _client(request)
    try:
        return OAuth2CallbackView.adapter_view(client)(request)
    except (RequestException, ValueError, KeyError) as problem:  # a file of groups that cannot be read is among them
        log.error("Sign-in with the provider failed: %s", problem)
        return _refused(request, "web/signing_in/provider_refused.html", UNAUTHORISED)


def _client(request: HttpRequest) -> Checked:
    if not settings.OIDC_ISSUER:
        raise Http404
    return Checked(request, PROVIDER)
