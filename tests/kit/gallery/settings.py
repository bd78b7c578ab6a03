"""The smallest settings that can draw a page: no database, no sign-in."""

from pathlib import Path

SECRET_KEY = "for the gallery only"
DEBUG = True
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.kit.gallery.urls"
INSTALLED_APPS = ["django.contrib.staticfiles", "throughcare.frame.apps.FrameConfig"]
MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
TEMPLATES = [
    {
        "BACKEND": "throughcare.frame.jinja.SliceTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "throughcare.frame.jinja.environment",
            "context_processors": ["throughcare.frame.context.shell"],
        },
    }
]
STATIC_URL = "static/"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
