"""Referring a person of the programme on: where to, what should be known there, and what goes along."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as lazy

from throughcare.frame.forms import CodeChoice, CodeChoices, LongText
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.stages.referrals.forms.base import OurForm
from throughcare.stages.referrals.queries.handing_on import Known


class OnwardForm(OurForm):
    """Nothing is chosen beforehand: whoever refers says of each particular whether it goes along."""

    area = CodeChoice(label=lazy("In which area does the person live?"), choices=[])
    words = LongText(
        label=lazy("What should whoever receives it know?"),
        hint=lazy("What worries you now, and what helps. Nothing of the order that they need not know."),
        compartment="core",
        limit=8000,
    )
    passed_on = CodeChoices(
        label=lazy("What goes along?"), hint=lazy("The name always does. Nothing else does unless you tick it."),
        choices=[], required=False,
    )  # fmt: skip
    person_knows = CodeChoice(label=lazy("Does the person know that you refer them?"), choices=[])
    person_knows_words = LongText(
        label=lazy("What they said to it, or why they do not know"), compartment="core", limit=1000, required=False
    )

    def of(self, known: Known, *, areas: list[tuple[str, str]], at: Any) -> None:
        """This will offer the areas that receive referrals, and what is known."""
        offered = {
            "area": areas,
            "passed_on": known.choices,
            "person_knows": codelist("yes_no_not_known").choices(on=uk_today(at)),
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # ours
        if not known.choices:
            self.fields.pop("passed_on")
