"""What is asked of whoever keeps the log of breaches."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import CodeChoice, Form, LongText, ShortText, WhenField, codes

NO_NAMES = _("Name nobody whose data it is. Case references are enough")


class NewBreach(Form):
    kind = CodeChoice(label=_("What happened to the data?"), choices=codes("breach_kinds"))
    what = LongText(label=_("What happened?"), hint=NO_NAMES, compartment="breaches")
    aware = WhenField(
        label=_("When did somebody of your agency become aware of it?"),
        hint=_("With the time. The clock runs from this moment, nights and weekends included."),
    )
    people = ShortText(label=_("How many people's data?"), hint=_("Leave empty where it is not known"), required=False)
    children = CodeChoice(label=_("Are there children among them?"), choices=codes("yes_no_not_known"))
    effects = LongText(label=_("What may it do to them?"), compartment="breaches")
    measures = LongText(label=_("What was done about it, and what will be?"), compartment="breaches")

    def clean_people(self) -> int | None:
        """This will read how many people it is, or nothing where it is not known."""
        typed = self.cleaned_data["people"].strip()
        if typed and not re.fullmatch(r"[0-9]{1,7}", typed):
            raise ValidationError(_now("Enter a number, such as 12, or leave it empty"))
        return int(typed) if typed else None


class Told(Form):
    whom = CodeChoice(label=_("Who was told?"), choices=codes("breach_told"))
    told = WhenField(label=_("When?"), hint=_("With the time, where it is known"))
    words = LongText(
        label=_("How, and what were they told?"),
        hint=_("Where the Commissioner was told after the clock ran out: why it took longer"),
        compartment="breaches",
        required=False,
    )


class NotTold(Form):
    whom = CodeChoice(label=_("Who is not told?"), choices=codes("breach_told"))
    words = LongText(label=_("Why not?"), hint=NO_NAMES, compartment="breaches")
