"""Settings, read from the environment once. Every name is described in docs/reference/settings.md."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from throughcare.config import addresses, mail, signing_in
from throughcare.config.logs import LINE

PROJECT = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]


def database(url: str) -> dict[str, object]:
    """This will turn a postgresql:// address into Django's settings for one connection."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "throughcare.config.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **options,
            "server_side_binding": True,  # without it no statement is ever prepared
            "prepare_threshold": 2,
            "application_name": "throughcare",
        },
        "TEST": {"NAME": unquote(parts.path.lstrip("/"))},
    }


DEBUG = os.environ.get("THROUGHCARE_DEBUG") == "1"
DPIA_ON = os.environ.get("THROUGHCARE_DPIA_ON", "")
PHASE = os.environ.get("THROUGHCARE_PHASE", "not-for-real-people")
SECRET_KEY = os.environ.get("THROUGHCARE_SECRET_KEY", "for-the-demo-and-tests-only")
SECRET_KEY_FALLBACKS = [  # a key changes while people work
    key.strip() for key in os.environ.get("THROUGHCARE_SECRET_KEYS_BEFORE", "").split(",") if key.strip()
]
ALLOWED_HOSTS = os.environ.get("THROUGHCARE_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
OWNER_URL = os.environ.get("THROUGHCARE_OWNER_URL", "")
LOGIN_URL = os.environ.get("DATABASE_URL", "")
AS_OWNER = os.environ.get("THROUGHCARE_AS_OWNER") == "1"
DATABASES: dict[str, dict[str, object]] = {"default": database(OWNER_URL if AS_OWNER else LOGIN_URL or OWNER_URL)}
if not AS_OWNER:
    TIME_OUTS = "-c statement_timeout=30s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    DATABASES["default"]["OPTIONS"] = {**DATABASES["default"]["OPTIONS"], "options": TIME_OUTS}  # type: ignore[dict-item]  # a mapping of its own
REPLICA_URL = os.environ.get("THROUGHCARE_REPLICA_URL", "")
if REPLICA_URL:  # facts are read there; everything that is written, looks included, goes to the first
    DATABASES["replica"] = {**database(REPLICA_URL), "OPTIONS": {**DATABASES["default"]["OPTIONS"]}}  # type: ignore[dict-item]  # as above
DEFAULT_AREA = os.environ.get("THROUGHCARE_DEFAULT_AREA", "")
CLIENT_HEADER = os.environ.get("THROUGHCARE_CLIENT_HEADER", "")
EXIT_SITE = os.environ.get("THROUGHCARE_EXIT_SITE", "https://www.bbc.co.uk/weather")
DEFINITIONS_DIR = os.environ.get("DEFINITIONS_DIR", "")

MANUAL_DIR = Path(os.environ.get("THROUGHCARE_MANUAL") or PROJECT / "docs")

ROOT_URLCONF = "throughcare.config.urls"
WSGI_APPLICATION = "throughcare.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "agencies.Account"
LOGIN_URL_NAME = "sign-in"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "throughcare.safeguards.audit.apps.AuditConfig",
    "throughcare.safeguards.access.apps.AccessConfig",
    "throughcare.frame.apps.FrameConfig",
    "throughcare.commons.agencies.apps.AgenciesConfig",
    "throughcare.commons.mail.apps.MailConfig",
    "throughcare.commons.people.apps.PeopleConfig",
    "throughcare.commons.cases.apps.CasesConfig",
    "throughcare.commons.past.apps.PastConfig",
    "throughcare.commons.meetings.apps.MeetingsConfig",
    "throughcare.stages.referrals.apps.ReferralsConfig",
    "throughcare.commons.sharing.apps.SharingConfig",
    "throughcare.commons.assessments.apps.AssessmentsConfig",
    "throughcare.commons.consents.apps.ConsentsConfig",
    "throughcare.commons.orders.apps.OrdersConfig",
    "throughcare.commons.transfers.apps.TransfersConfig",
    "throughcare.commons.programme.apps.ProgrammeConfig",
    "throughcare.commons.files.apps.FilesConfig",
    "throughcare.commons.telling.apps.TellingConfig",
    "throughcare.stages.checks.apps.ChecksConfig",
    "throughcare.stages.intake.apps.IntakeConfig",
    "throughcare.stages.plans.apps.PlansConfig",
    "throughcare.stages.panels.apps.PanelsConfig",
    "throughcare.stages.delivery.apps.DeliveryConfig",
    "throughcare.stages.reviews.apps.ReviewsConfig",
    "throughcare.stages.closure.apps.ClosureConfig",
    "throughcare.stages.aftercare.apps.AftercareConfig",
    "throughcare.oversight.rights.apps.RightsConfig",
    "throughcare.oversight.evaluation.apps.EvaluationConfig",
    "throughcare.oversight.quality.apps.QualityConfig",
    "throughcare.oversight.equality.apps.EqualityConfig",
    "throughcare.web.apps.WebConfig",
    "throughcare.api.apps.ApiConfig",
]

MIDDLEWARE = [
    "throughcare.web.watching.WatchingMiddleware",
    "throughcare.web.policy.PolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "throughcare.web.shell.ShellMiddleware",
    "throughcare.web.lock.LockMiddleware",
    "throughcare.web.once.OnceMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "throughcare.frame.jinja.SliceTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "throughcare.frame.jinja.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "throughcare.frame.context.shell",
                "throughcare.web.context.case",
                "throughcare.web.once.numbered",
            ],
        },
    },
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [PACKAGE / "frame" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site reads anything of ours
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_ENGINE = "throughcare.web.session"
AUTHENTICATION_BACKENDS = ["throughcare.commons.agencies.accounts.Accounts"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day: so long a locked session knows whose it is
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = os.environ.get("THROUGHCARE_HTTPS") == "1"
COOKIES_BEGIN = "__Host-" if SESSION_COOKIE_SECURE else ""  # no other name below this domain can write such a cookie
SESSION_COOKIE_NAME = f"{COOKIES_BEGIN}throughcare"
if SESSION_COOKIE_SECURE:  # the proxy speaks HTTPS, and says so; nobody else reaches the site
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_NAME = f"{COOKIES_BEGIN}csrftoken"
CSRF_COOKIE_HTTPONLY = True  # every form carries its token itself
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "throughcare.web.errors.from_elsewhere"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
LOCK_AFTER_MINUTES = int(os.environ.get("THROUGHCARE_LOCK_AFTER_MINUTES", "20"))
SIGN_IN_AGAIN_AFTER_HOURS = int(os.environ.get("THROUGHCARE_SIGN_IN_AGAIN_AFTER_HOURS", "12"))
SECOND_FACTOR = os.environ.get("THROUGHCARE_SECOND_FACTOR", "")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer, browsers hide where our own forms come from
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["throughcare.frame.uploads.InMemory"]  # nothing that is sent touches a disk before it is sealed
FILE_KEYS = [key.strip() for key in os.environ.get("THROUGHCARE_FILE_KEYS", "").split(",") if key.strip()]
EQUALITY_MONITORING = os.environ.get("THROUGHCARE_EQUALITY", "on") == "on"
# Never changed: it ties a form to a case, and no table does. It erases with a case even where nobody is asked any more.
EQUALITY_KEY = os.environ.get("THROUGHCARE_EQUALITY_KEY", "")
FILES_DIR = Path(os.environ.get("THROUGHCARE_FILES_DIR") or addresses.state_directory() / "files")
CLAMAV = os.environ.get("THROUGHCARE_CLAMAV", "")
CLAMAV_REQUIRED = os.environ.get("THROUGHCARE_CLAMAV_REQUIRED") == "1"
PASSWORD_HASHERS = [
    "throughcare.config.hashing.Argon2id",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": signing_in.SHORTEST_PASSWORD},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_WORDS: list[str]
BREACHED_PASSWORDS: str
OIDC_ISSUER: str
OIDC_ORIGINS: list[str]
OIDC_NAME: str
OIDC_STRENGTH: list[str]
OIDC_GROUPS_CLAIM: str
OIDC_GROUPS_FILE: str
globals().update(signing_in.settings_of(os.environ))
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # what the worker does is listed in one place: throughcare.cli.falls_due

globals().update(mail.settings_of(os.environ.get("THROUGHCARE_SMTP_URL", "")))
DEFAULT_FROM_EMAIL = os.environ.get("THROUGHCARE_MAIL_FROM", "no-reply@throughcare.invalid")
SITE_URL = mail.site_url(
    written=os.environ.get("THROUGHCARE_SITE_URL", ""), hosts=ALLOWED_HOSTS, is_https=SESSION_COOKIE_SECURE
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"with_request": {"()": "throughcare.config.logs.WithRequest"}},
    "formatters": {"without_details": {"()": "throughcare.config.logs.WithoutDetails", "format": LINE}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "without_details", "filters": ["with_request"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a refusal is shown and counted; a defect is logged
        "throughcare.answered": {"level": "INFO" if os.environ.get("THROUGHCARE_LOG_REQUESTS") == "1" else "WARNING"},
    },
}
ERASURES = Path(os.environ.get("THROUGHCARE_ERASURES") or addresses.state_directory() / "erasures.jsonl")
METRICS_TOKEN = os.environ.get("THROUGHCARE_METRICS_TOKEN", "")
