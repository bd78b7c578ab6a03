"""What a sample is drawn from, how large, and what for."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.assessments.instruments import Instrument, every_version
from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText, ShortText
from throughcare.oversight.quality.words import arms, strata

MOST = 2000


def usable() -> list[Instrument]:
    """This will list every instrument version that has items."""
    return [one for one in every_version() if not one.is_shell]


class Draw(Form):
    """One instrument version, a period, how many, by what parts, who rates, and why."""

    instrument = CodeChoice(
        label=gettext_lazy("Instrument and version"),
        kind="select",
        choices=lambda: [(f"{one.name}/{one.version}", one.label) for one in usable()],
    )
    since = DateParts(label=gettext_lazy("Finished from"), exact=True)
    until = DateParts(label=gettext_lazy("Finished to"), exact=True)
    size = ShortText(
        label=gettext_lazy("How many assessments"), hint=gettext_lazy("At least 30 where there are so many")
    )
    by = CodeChoice(label=gettext_lazy("Each of these by its share"), choices=strata)
    arm = CodeChoice(label=gettext_lazy("Who rates a second time?"), choices=arms)
    purpose = LongText(
        label=gettext_lazy("What is the study for?"),
        hint=gettext_lazy("What will be decided by it. Name nobody."),
        compartment="study",
    )

    def clean_size(self) -> int:
        """This will read how many are drawn."""
        typed = self.cleaned_data["size"].replace(",", "").strip()
        if not typed.isdecimal() or not 0 < int(typed) <= MOST:
            raise ValidationError(_("Enter a number from 1 to %(most)s") % {"most": f"{MOST:,}"})
        return int(typed)

    @property
    def used(self) -> Instrument:
        """This will give the chosen instrument."""
        return next(one for one in usable() if f"{one.name}/{one.version}" == self.cleaned_data["instrument"])
