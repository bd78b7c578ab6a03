"""Where mails go: a provider of the site's own, or the console."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

CONSOLE, SMTP = "django.core.mail.backends.console.EmailBackend", "django.core.mail.backends.smtp.EmailBackend"
PORTS = {"smtp": 587, "smtps": 465}
SECONDS = 20


class NotAnAddressForMail(ValueError):
    """THROUGHCARE_SMTP_URL is not the address of a provider."""


def settings_of(url: str) -> dict[str, object]:
    """Return Django's settings for a provider: smtp:// with STARTTLS, smtps:// with TLS, ?tls=no on this machine alone."""
    if not url:
        return {"EMAIL_BACKEND": CONSOLE}
    parts = urlsplit(url)
    is_plain = parse_qs(parts.query).get("tls") == ["no"]
    if (
        parts.scheme not in PORTS
        or not parts.hostname
        or (is_plain and parts.hostname not in ("127.0.0.1", "localhost"))
    ):
        raise NotAnAddressForMail(
            "THROUGHCARE_SMTP_URL must be smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465; "
            "?tls=no is for a provider on this machine."
        )
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not is_plain,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": SECONDS,
    }


def site_url(*, written: str, hosts: list[str], is_https: bool) -> str:
    """Return the address of the site as it stands in mails: the one that is set, or made from the first of its names."""
    return (written or f"{'https' if is_https else 'http'}://{hosts[0]}").rstrip("/")
