"""A file to send, refused in words when it is missing, empty or too large."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024


class Upload(forms.Field):
    """One file. What is in it is read and judged by whoever asked for it."""

    widget = forms.FileInput
    kind = "file"
    shown_again = False

    def __init__(
        self,
        *,
        label: str,
        largest_mb: int = 10,
        judged_elsewhere: bool = False,
        missing: str = "",
        hint: str = "",
        required: bool = True,
    ) -> None:
        super().__init__(label=label, help_text=hint, required=required)
        self.largest_mb = largest_mb
        self.judged_elsewhere = judged_elsewhere  # rules of its own say all that is wrong with it, together
        self.missing = missing

    def clean(self, value: UploadedFile | None) -> UploadedFile | None:
        """This will give the file; refused are no file where one is needed, an empty one and a large one."""
        if not value:
            if self.required:
                raise ValidationError(self.missing or _("Choose a file"))
            return None
        if self.judged_elsewhere:
            return value
        if not value.size:
            raise ValidationError(_("The file is empty. Choose another"))
        if value.size > self.largest_mb * MEGABYTE:
            raise ValidationError(
                _("The file is larger than %(limit)s MB. Choose a smaller one") % {"limit": self.largest_mb}
            )
        return value
