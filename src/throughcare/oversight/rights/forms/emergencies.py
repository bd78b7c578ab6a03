"""What somebody is asked who must open a case in an emergency, and whoever reviews it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText, ShortText


class BreakGlass(Form):
    reference = ShortText(label=_("Case reference"), missing=_("Enter the reference of the case"))
    reason = LongText(
        label=_("What may happen, and why can it not wait?"),
        hint=_("The data protection officer reads this today"),
        compartment="emergencies",
        missing=_("Say what may happen and why it cannot wait"),
    )


class BreakGlassByName(Form):
    name = ShortText(
        label=_("Whole name of the person"),
        hint=_("First name and family name, or another name that they are known by"),
        missing=_("Enter the whole name of the person"),
    )
    born = DateParts(
        label=_("When was the person born?"),
        exact=True,
        not_after_today=True,
        missing=_("Enter the day on which the person was born"),
    )
    reason = LongText(
        label=_("What may happen, and why can it not wait?"),
        hint=_("The data protection officer reads this today, whether or not there is a record"),
        compartment="emergencies",
        missing=_("Say what may happen and why it cannot wait"),
    )


class Review(Form):
    was_right = CodeChoice(
        label=_("Was it right to open the case?"),
        choices=[("yes", _("It was right")), ("no", _("It was not right"))],
        missing=_("Choose whether it was right"),
    )
    review = LongText(label=_("Why?"), compartment="emergencies", missing=_("Say why"))


class ReviewSearch(Form):
    was_right = CodeChoice(
        label=_("Was it right to look?"),
        choices=[("yes", _("It was right")), ("no", _("It was not right"))],
        missing=_("Choose whether it was right"),
    )
    review = LongText(label=_("Why?"), compartment="emergencies", missing=_("Say why"))


class CloseLook(Form):
    words = LongText(label=_("Why does it need no question?"), compartment="emergencies", missing=_("Say why"))
