"""The template engine: Jinja2 looking in `<package>/templates/<package>/`, strict about names it does not know."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache

import jinja2
from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from markupsafe import Markup

from throughcare.frame.drawn import DRAWN
from throughcare.frame.off_paper import off_paper
from throughcare.frame.pieces import FILTERS, PIECES
from throughcare.kernel import time


class SliceTemplates(Jinja2):
    """The engine of every page: each package keeps its own templates beside its code."""

    app_dirname = "templates"


def environment(**options: object) -> jinja2.Environment:
    """This will make the environment; an unknown name is a defect, since half a page without a warning misleads."""
    options |= {"undefined": jinja2.StrictUndefined, "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"]}
    options |= {"trim_blocks": True, "lstrip_blocks": True}
    options.pop("autoescape", None)
    env = jinja2.Environment(autoescape=True, **options)  # type: ignore[arg-type]  # Django's options come untyped
    env.policies["ext.i18n.trimmed"] = True
    contexts = {"pgettext": pgettext, "npgettext": npgettext}
    env.install_gettext_callables(gettext, ngettext, newstyle=True, **contexts)  # type: ignore[attr-defined]  # by i18n
    env.globals |= {"url": url, "static": static, "govuk": govuk, **PIECES, **DRAWN}
    env.filters |= {
        "date_long": time.format_date,
        "date_short": time.format_date_short,
        "time": time.format_time,
        "moment": time.format_moment,
        "machine_time": machine_time,
        "working_days_ago": working_days_ago,
        "number": number,
        "phone": phone,
        "off_paper": off_paper,
        **FILTERS,
    }
    return env


def url(name: str, *args: object, **kwargs: object) -> str:
    """This will give the address of a page by its name."""
    return _address(settings.ROOT_URLCONF, name, args, tuple(kwargs.items()))


@lru_cache(maxsize=8192)
def _address(_urls: str, name: str, args: tuple[object, ...], named: tuple[tuple[str, object], ...]) -> str:
    return reverse(name, args=args or None, kwargs=dict(named) or None)


def govuk(component: str, **options: object) -> Markup:
    """This will draw a stock component that is too rare to have a macro of ours: `govuk("exit-this-page", ...)`."""
    words = component.split("-")
    macro = "govuk" + "".join(word.title() for word in words)
    template = stock().get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
    drawn: Markup = getattr(template.module, macro)(dict(options))
    return drawn


@cache
def stock() -> jinja2.Environment:
    """This will make the environment of the stock macros, which ask for options that may be missing."""
    loader = jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")})
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.ChainableUndefined)


def machine_time(at: datetime | date) -> str:
    """This will write a moment for `<time datetime>`, in UK time."""
    return time.uk_time(at).isoformat(timespec="minutes") if isinstance(at, datetime) else at.isoformat()


def working_days_ago(day: date, today: date, nation: str) -> str:
    """This will say how far a day lies from today in working days, as the second line under a date."""
    return time.working_days_ago(day, today=today, nation=nation)


def number(value: float) -> str:
    """This will write a number with commas in thousands."""
    return f"{value:,}"


def phone(spoken: str) -> Markup:
    """This will make a phone number a link, with the spaces people read it by."""
    dialled = "".join(sign for sign in spoken if sign.isdigit() or sign == "+")
    return (
        Markup('<a class="govuk-link tc-nowrap" href="tel:{}">{}</a>').format(dialled, spoken)
        if dialled
        else Markup.escape(spoken)
    )


def to_ring(name: str, spoken: str) -> Markup:
    """This will write whom to ring: a name, and the number as a link where there is one."""
    return Markup("{}, {}").format(name, phone(spoken)) if spoken else Markup.escape(name)
