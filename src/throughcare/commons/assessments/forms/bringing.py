"""A site's own copy of an instrument."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.commons.assessments.instruments.bringing import LARGEST_MEGABYTES
from throughcare.frame.forms import CodeChoice, Form, LongText, ShortText, Upload


class BringForm(Form):
    """A site's own copy of an instrument: the file, what rows cannot say themselves, and by what licence it is here."""

    file = Upload(
        label=_("YAML, CSV or XLSX file"),
        missing=_("Choose a file"),
        largest_mb=LARGEST_MEGABYTES,
        hint=_("YAML says all of an instrument. Rows of a CSV file or a workbook fill one that is known here."),
    )
    name = CodeChoice(
        label=_("Which instrument do the rows belong to?"),
        choices=(),
        kind="select",
        required=False,
        hint=_("Only for CSV and XLSX."),
    )
    version = ShortText(
        label=_("Which version is it?"),
        limit=20,
        required=False,
        hint=_("Its date, such as 2026-03-01. YAML may say it itself."),
    )
    since = ShortText(
        label=_("From when is it in force?"),
        limit=10,
        required=False,
        hint=_("A year, a month such as 2025-03, or a day. Only for CSV and XLSX."),
    )
    licensed = LongText(
        label=_("By what licence does your agency have it?"),
        compartment="instruments",
        missing=_("Name the licence: who gave it, to whom, its number and its last day"),
        hint=_("Who gave it, to whom, its number and its last day."),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = list(choices)  # type: ignore[attr-defined]  # a field of ours
