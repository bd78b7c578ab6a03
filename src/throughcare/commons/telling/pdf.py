"""A letter on paper: the words that were kept, tagged, with the reference alone in its title and name."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.on_paper import off_paper
from throughcare.commons.telling.models import Letter
from throughcare.commons.telling.rules import CHILD
from throughcare.frame.pdf import tagged_pdf
from throughcare.kernel.time import format_date, uk_today

TEMPLATE = Path(__file__).with_name("letter.typ")
LARGE, USUAL = "14pt", "12pt"


def letter_pdf(case: OpenCase, letter: Letter, *, at: datetime) -> bytes:
    """This will make the paper of a kept letter; a translation that nobody confirmed says so on the paper too."""
    return tagged_pdf(TEMPLATE, off_paper(case, values(case, letter)), at=at)


def values(case: OpenCase, letter: Letter) -> dict[str, object]:
    """This will give every word that stands on the paper of a letter."""
    language, _dash, region = letter.language.partition("-")
    is_translation = letter.language != "en-GB"
    return {
        "title": _("Letter, %(reference)s") % {"reference": case.reference},
        "author": _("Throughcare"),
        "lang": language,
        "region": region or "GB",
        "size": LARGE if letter.audience == CHILD else USUAL,
        "heading": letter.heading,
        "day": format_date(uk_today(letter.recorded_at)),
        "parts": parts_of(letter.content),
        "more": [line for line in letter.more.split("\n") if line.strip()],
        "unconfirmed": unconfirmed() if is_translation and not letter.approved else "",
    }


def unconfirmed() -> str:
    """This will say what stands on a translation that nobody has confirmed."""
    return _("No translator has confirmed this text yet.")


def parts_of(content: str) -> list[dict[str, object]]:
    """This will take a kept letter apart again: each part with its heading and its lines."""
    parts = (part.split("\n") for part in content.split("\n\n") if part.strip())
    return [{"heading": heading, "lines": lines} for heading, *lines in parts]
