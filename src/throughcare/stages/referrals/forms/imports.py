"""Choosing a file, and saying which of its headings fills which of our columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughcare.frame.forms import CodeChoice, Form, Upload
from throughcare.stages.referrals.files.columns import COLUMNS


class FileForm(Form):
    """The file, and the area its rows go to where a row does not say."""

    area = CodeChoice(
        label=lazy("Which area are these referrals for?"),
        hint=lazy("A row that names another area of yours goes there."),
        choices=[],
        missing=lazy("Choose the area"),
    )
    file = Upload(label=lazy("CSV file or Excel workbook"), missing=lazy("Choose a CSV file or a workbook"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        *,
        areas: Sequence[tuple[str, str]],
        largest_megabytes: int,
    ) -> None:
        super().__init__(data, files)
        self.fields["area"].choices = list(areas)
        if len(areas) == 1:
            del self.fields["area"]
        self.fields["file"].largest_mb = largest_megabytes
        self.fields["file"].help_text = _("CSV or XLSX, %(limit)s MB at most.") % {"limit": largest_megabytes}


class ColumnsForm(Form):
    """For each of our columns, the heading of the file that fills it, or none."""

    def __init__(
        self, headings: Sequence[str], data: Mapping[str, Any] | None = None, *, initial: Mapping[str, str]
    ) -> None:
        super().__init__(data, initial=initial)
        for column in COLUMNS:
            self.fields[column.code] = CodeChoice(
                label=str(column.heading),
                choices=[(heading, heading) for heading in headings],
                kind="select",
                hint=str(column.what),
                required=column.needed,
                missing=_("Choose the column that says what worries"),
            )

    def clean(self) -> dict[str, Any]:
        """This will refuse one heading for two columns."""
        typed = super().clean() or {}
        taken: dict[str, str] = {}
        for column in COLUMNS:
            heading = typed.get(column.code)
            if heading and heading in taken:
                words = _("“%(heading)s” is chosen for “%(other)s” already. Choose another, or none")
                self.add_error(column.code, words % {"heading": heading, "other": taken[heading]})
            elif heading:
                taken[heading] = str(column.heading)
        return typed
