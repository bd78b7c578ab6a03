"""What a monthly review asks, in words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import YES_NO, CodeChoice, Form, LongText, WhenField, codes
from throughcare.stages.plans.forms import NO_MEETING


class Review(Form):
    item = CodeChoice(
        label=_("At which meeting did %(the_panel)s look at it?"),
        hint=_("Who was there, and who stepped out, is what the meeting recorded"),
        choices=list,
        missing=_("Choose the meeting, or that there was none"),
    )
    happened = WhenField(label=_("When, if it was at no meeting?"), required=False)
    what_happened = LongText(label=_("What happened since last time?"), compartment="core")
    assessment = CodeChoice(label=_("Was the assessment looked at again?"), choices=YES_NO)
    person_view = LongText(
        label=_("How does the person see it?"), hint=_("In their words, or why it is not known"), compartment="core"
    )
    outcome = CodeChoice(label=_("What follows?"), choices=codes("review_outcomes"))
    reasons = LongText(label=_("Reasons"), compartment="core")
    until_next = LongText(label=_("What is meant to happen until next time?"), compartment="core")

    def clean(self) -> dict[str, Any]:
        """This will ask for the day, where no meeting gives it."""
        cleaned = super().clean() or {}
        if cleaned.get("item") == NO_MEETING and not cleaned.get("happened") and "happened" not in self.errors:
            self.add_error("happened", ValidationError(_("Enter the day on which it was looked at")))
        return cleaned
