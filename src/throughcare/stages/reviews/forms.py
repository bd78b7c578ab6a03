"""What a monthly review asks, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import CodeChoice, CodeChoices, Form, LongText, WhenField
from throughcare.stages.delivery.forms import YES_NO, codes

THERE = [
    ("local_authority", _("The local authority")),
    ("police", _("The police of the area where the person lives")),
]


class Review(Form):
    happened = WhenField(label=_("When did the panel look at it?"))
    there = CodeChoices(
        label=_("Who of these was there?"),
        hint=_("A review is recorded whoever was there. Choose nobody where neither was"),
        choices=THERE,
        required=False,
    )
    what_happened = LongText(label=_("What happened since last time?"), compartment="core")
    assessment = CodeChoice(label=_("Was the assessment looked at again?"), choices=YES_NO)
    person_view = LongText(
        label=_("How does the person see it?"), hint=_("In their words, or why it is not known"), compartment="core"
    )
    outcome = CodeChoice(label=_("What follows?"), choices=codes("review_outcomes"))
    reasons = LongText(label=_("Reasons"), compartment="core")
    until_next = LongText(label=_("What is meant to happen until next time?"), compartment="core")
