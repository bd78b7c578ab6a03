"""Documents on paper: a Typst template and values make a tagged PDF (PDF/UA-1) that a screen reader can read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from anyascii import anyascii
from django.http import HttpResponse

from throughcare.kernel.time import uk_today

NO_LETTER = re.compile(r"the text `\"(.*?)\"` could not be displayed")
CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
CONTROL = re.compile(r"(?<!\\)\\u00[01][0-9a-f]")
MOST_TRIES = 6
BEYOND_LATIN = 0x250


def tagged_pdf(template: Path, values: Mapping[str, Any], *, at: datetime) -> bytes:
    """This will make a PDF from a template, which finds its values under `json(bytes(sys.inputs.values))`.

    The values are read as text and never as markup, so nothing that was typed can change the document around it.
    """
    words = CONTROL.sub("?", json.dumps(values, ensure_ascii=False))
    for _try in range(MOST_TRIES):
        try:
            return _compiled(template, words, at)
        except typst.TypstError as stop:
            signs = _not_in_the_font(str(stop))
            if not signs:
                raise
            words = "".join(_spelled(sign) if sign in signs else sign for sign in words)
    return _compiled(template, "".join(sign if ord(sign) < BEYOND_LATIN else _spelled(sign) for sign in words), at)


def _compiled(template: Path, words: str, at: datetime) -> bytes:
    made: bytes = typst.compile(
        _read(template),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"values": words},
        timestamp=int(at.timestamp()),
        font_paths=_fonts(),
    )
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Found once a process: looking through the machine's fonts took longer than most documents."""
    return typst.Fonts()


def _not_in_the_font(told: str) -> set[str]:
    """The signs for which the font has no letter: a tagged PDF may hold none of them."""
    texts = NO_LETTER.findall(told)
    return {sign for text in texts for sign in CODE.sub(lambda code: chr(int(code[1], 16)), text) if not sign.isascii()}


def _spelled(sign: str) -> str:
    """A letter of another script in Latin letters, a picture as its name; a question mark for what has neither."""
    return json.dumps(anyascii(sign) or "?")[1:-1]


@lru_cache(maxsize=16)
def _read(template: Path) -> bytes:
    return template.read_bytes()


def as_download(pdf: bytes, *, name: str, at: datetime) -> HttpResponse:
    """This will send a PDF as a file. `name` carries a reference, never a person's name; the day is added."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}-{uk_today(at).isoformat()}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
