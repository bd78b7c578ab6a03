"""What opens a form that was put away."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

from throughcare.frame.forms import Form, ShortText


class BackForm(Form):
    """The reference and the code, as they were shown when the form was saved."""

    reference = ShortText(
        label=lazy("Reference"), hint=lazy("Such as SF-4HX7RN"), missing=lazy("Enter the reference"), limit=40
    )
    code = ShortText(
        label=lazy("Code"),
        hint=lazy("Four groups of four, such as 4HX7-RN3K-9DWP-CTMF. Small letters and spaces will do."),
        missing=lazy("Enter the code"),
        limit=60,
    )
