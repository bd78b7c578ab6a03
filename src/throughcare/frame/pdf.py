"""Documents on paper: a Typst template and values make a tagged PDF (PDF/UA-1) that a screen reader can read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.http import HttpResponse

from throughcare.kernel.time import uk_today


def tagged_pdf(template: Path, values: Mapping[str, Any], *, at: datetime) -> bytes:
    """This will make a PDF from a template, which finds its values under `json(bytes(sys.inputs.values))`.

    The values are read as text and never as markup, so nothing that was typed can change the document around it.
    """
    made: bytes = typst.compile(
        _read(template),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
    return made


@lru_cache(maxsize=16)
def _read(template: Path) -> bytes:
    return template.read_bytes()


def as_download(pdf: bytes, *, name: str, at: datetime) -> HttpResponse:
    """This will send a PDF as a file. `name` carries a reference, never a person's name; the day is added."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}-{uk_today(at).isoformat()}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
