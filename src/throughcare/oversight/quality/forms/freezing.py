"""Which pieces a second assessor is shown, and each of them with names withheld."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.frame.forms import CodeChoices, Form, LongText
from throughcare.oversight.quality.evidence import Original


class Choose(Form):
    """Which pieces of the record the first assessor could have known."""

    pieces = CodeChoices(
        label=gettext_lazy("What should a second assessor see?"),
        hint=gettext_lazy(
            "What the first assessor could know on the day they finished. Choose enough to answer every item."
        ),
        choices=(),
        missing=gettext_lazy("Choose at least one piece"),
    )

    def __init__(self, *args: Any, originals: Sequence[Original], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pieces"]
        assert isinstance(field, CodeChoices)
        field.choices = [(one.code, one.label) for one in originals]


class Withhold(Form):
    """The words of each piece, names withheld, for a last look."""

    def __init__(self, *args: Any, originals: Sequence[Original], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in originals:
            document = _("Write what it says that bears on an item. The file itself is not shown.")
            self.fields[one.code] = LongText(
                label=one.label, compartment="second_rating", hint=document if one.is_document else ""
            )
