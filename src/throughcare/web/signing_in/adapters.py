"""What django-allauth asks us: who may come in, what then happens, and under what key a factor lies."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from throughcare.config import site_keys
from throughcare.stages.referrals.pages.sending import place_of
from throughcare.web.signing_in import entering

NOWHERE = "0.0.0.0"  # noqa: S104 - where a server names no address; it is shown, never listened on
BACKEND = "throughcare.commons.agencies.accounts.Accounts"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up and nothing is mailed; whoever comes in is written down and finds what they had typed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """This will let nobody make an account of their own."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """This will say nothing: our pages say what was done."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """This will give the visitor's address, behind a proxy the one that it names."""
        return place_of(request) or NOWHERE

    def get_login_stages(self) -> list[str]:
        """This will ask for the second factor, and for nothing else, between password and session."""
        return ["throughcare.web.signing_in.adapters.SecondFactor"]

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """This will begin the session, unless the account was ended since the password was typed."""
        if not user.is_active:
            clear_login(request)
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("sign-in")))
        login(request, user, backend=BACKEND)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **told: Any) -> HttpResponse:
        """This will write the sign-in down and lead to where somebody was."""
        return entering.entered(request, at=timezone.now())

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """This will answer an ended account as if there were none."""
        return HttpResponseRedirect(reverse("sign-in"))


class SecondFactor(AuthenticateStage):
    """Asked of whoever has one, but for those whose provider has asked for it already."""

    def _should_handle(self, request: HttpRequest) -> bool:
        is_by_provider = entering.method_of(request, self.login.user) == entering.PROVIDER
        if is_by_provider and entering.provider_is_enough(request):
            return False
        return super()._should_handle(request)


class FactorAdapter(DefaultMFAAdapter):
    """Seeds of factors lie under a key of the web's own, which the database does not know."""

    def encrypt(self, text: str) -> str:
        """This will seal the seed of a factor."""
        return site_keys.sealed(site_keys.FACTORS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """This will open the seed of a factor."""
        return site_keys.sealed(site_keys.FACTORS).decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """This will name the site in the authenticator app: by its address, which says nothing of the programme."""
        return self._get_site_name()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        """This will name a passkey that nobody named."""
        return _("Passkey")
