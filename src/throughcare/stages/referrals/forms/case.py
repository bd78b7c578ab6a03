"""Correcting what was told, and saying how whoever told it was answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughcare.commons.agencies.record import KINDS
from throughcare.frame.forms import CodeChoice, LongText, ShortText, WhenField
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.stages.referrals.forms.base import OurForm


class AmendForm(OurForm):
    """What is right, how that is known, and from whom. `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = LongText(label=lazy("What is right"), compartment="core", limit=8000, required=False)
    kind = CodeChoice(
        label=lazy("Is that a fact, an opinion or somebody's report?"),
        choices=[(code, lazy(label)) for code, label in KINDS],  # type: ignore[misc]  # said when the page is made
        missing=lazy("Say whether it is a fact, an opinion or somebody's report"),
    )
    source = ShortText(label=lazy("Whose report"), compartment="core", limit=200, required=False)
    reason = LongText(
        label=lazy("How you know better"), compartment="core", limit=1000, missing=lazy("Say how you know better")
    )

    def clean(self) -> dict[str, Any]:
        """This will ask whose report it is where it is one."""
        typed = super().clean() or {}
        if typed.get("kind") == "third_party" and not typed.get("source"):
            self.add_error("source", _("Say whose report it is"))
        return typed


class AnsweredForm(OurForm):
    """How and when whoever referred was answered, and what they were told."""

    way = CodeChoice(label=lazy("How were they answered?"), choices=[], missing=lazy("Say how they were answered"))
    happened = WhenField(label=lazy("When"))
    words = LongText(
        label=lazy("What they were told"),
        hint=lazy("Never whether the person is known, or what was decided."),
        compartment="core",
        limit=1000,
        missing=lazy("Say what they were told"),
    )

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        if self.at is not None:
            self.fields["way"].choices = codelist("answer_ways").choices(uk_today(self.at))
