"""How people sign in: what django-allauth is told, and the provider of the site's own where it has one."""

from __future__ import annotations

from collections.abc import Mapping

PROVIDER = "provider"  # the one provider of a site, as it stands in addresses
OWN, BY_PROVIDER, BY_PROXY = "own", "provider", "proxy"
SECOND_FACTORS = (OWN, BY_PROVIDER, BY_PROXY)

SHORTEST_PASSWORD = 15  # characters; OWASP ASVS 5.0.0, 6.2.1: 8 at least, 15 strongly recommended
LONGEST_PASSWORD = 400  # characters; ASVS 6.2.9 asks that 64 and more are taken
GUESSES = 10**10  # tries that a password withstands; the highest class of zxcvbn, "very unguessable"
SHORTEST_WORD = 4  # letters; a shorter word of the place stands within too many others
# What somebody tries first who knows what this is, beside the names that the site and its register give (ASVS 6.1.2).
WORDS_OF_THE_WORK = (
    "throughcare",
    "prevent",
    "channel",
    "pmap",
    "desistance",
    "disengagement",
    "extremism",
    "radicalisation",
)

# Nobody signs up, no mail is sent and no address is asked for: accounts are opened by the site. Tries are counted in our own
# table, which every process shares; the counting of the package lies in one process's memory.
ALWAYS: Mapping[str, object] = {
    "ACCOUNT_ADAPTER": "throughcare.web.signing_in.adapters.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
    "ACCOUNT_USER_MODEL_EMAIL_FIELD": None,
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_RATE_LIMITS": False,
    "ACCOUNT_LOGIN_TIMEOUT": 600,  # seconds in which the second factor follows the first
    "MFA_ADAPTER": "throughcare.web.signing_in.adapters.FactorAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_TOTP_TOLERANCE": 1,  # the clock of a telephone may be half a minute off
    "MFA_RATE_LIMITS": False,
    "MFA_REAUTHENTICATION_REQUIRED": False,  # factors.py asks, by locking the page
    "SOCIALACCOUNT_ADAPTER": "throughcare.web.signing_in.provider.ProviderAdapter",
    "SOCIALACCOUNT_LOGIN_ON_GET": False,
    "SOCIALACCOUNT_STORE_TOKENS": False,
    "SOCIALACCOUNT_REQUESTS_TIMEOUT": 10,
}


def settings_of(environ: Mapping[str, str]) -> dict[str, object]:
    """Return Django's settings for signing in, with the provider that the environment names."""
    issuer = environ.get("THROUGHCARE_OIDC_ISSUER", "").rstrip("/")
    return {
        **ALWAYS,
        "PASSWORD_WORDS": environ.get("THROUGHCARE_PASSWORD_WORDS", "").split(),
        "BREACHED_PASSWORDS": environ.get("THROUGHCARE_BREACHED_PASSWORDS", ""),
        "OIDC_ISSUER": issuer,
        "OIDC_ORIGINS": environ.get("THROUGHCARE_OIDC_ORIGINS", "").split(),
        "OIDC_NAME": environ.get("THROUGHCARE_OIDC_NAME", "your organisation"),
        "OIDC_STRENGTH": environ.get("THROUGHCARE_OIDC_STRENGTH", "").split(),
        "OIDC_GROUPS_CLAIM": environ.get("THROUGHCARE_OIDC_GROUPS_CLAIM", "groups"),
        "OIDC_GROUPS_FILE": environ.get("THROUGHCARE_OIDC_GROUPS_FILE", ""),
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [_app(environ, issuer)] if issuer else []}},
    }


def _app(environ: Mapping[str, str], issuer: str) -> dict[str, object]:
    scopes = environ.get("THROUGHCARE_OIDC_SCOPES", "openid profile").split()
    return {
        "provider_id": PROVIDER,
        "name": environ.get("THROUGHCARE_OIDC_NAME", "your organisation"),
        "client_id": environ.get("THROUGHCARE_OIDC_CLIENT", ""),
        "secret": environ.get("THROUGHCARE_OIDC_SECRET", ""),
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True, "scope": scopes, "fetch_userinfo": False},
    }
