"""What is asked of whoever receives, decides and answers a request."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import CodeChoice, Form, LongText, ShortText, WhenField, codes


class ReceiveHere(Form):
    asked = CodeChoice(label=_("What do they ask?"), choices=codes("request_kinds"))
    asker = CodeChoice(label=_("Who asks?"), choices=codes("request_askers"))
    words = LongText(
        label=_("What did they say or write?"),
        hint=_("Their words. A request needs no form and no reason."),
        compartment="requests",
    )
    received = WhenField(
        label=_("When did it come?"), hint=_("To anybody of the programme. The clock runs from this day.")
    )
    identity = CodeChoice(
        label=_("How was identity checked?"),
        hint=_("Leave empty where it was not checked yet"),
        choices=codes("identity_checks"),
        required=False,
    )


class Receive(ReceiveHere):
    reference = ShortText(label=_("Case reference"))
    field_order = ("reference", "asked", "asker", "words", "received", "identity")


class Identity(Form):
    way = CodeChoice(label=_("How was identity checked?"), choices=codes("identity_checks"))


class Extend(Form):
    reasons = LongText(label=_("Why does it take longer?"), hint=_("The person is told this"), compartment="requests")


class Decision(Form):
    outcome = CodeChoice(label=_("What is decided?"), choices=codes("request_outcomes"))
    reasons = LongText(
        label=_("Why?"),
        hint=_("The person reads this. Leave out what somebody else is entitled to keep."),
        compartment="requests",
    )


class Attach(Form):
    about = ShortText(label=_("What is it about?"), hint=_("Such as: the note of 2 June about the school trip"))
    words = LongText(
        label=_("What does the person say?"),
        hint=_("Their words. What was written stays, and this stands beside it."),
        compartment="core",
    )


class Restrict(Form):
    reason = LongText(
        label=_("Why is the record not used for now?"),
        hint=_("The person reads this. The record is kept, and what happens is still written down."),
        compartment="requests",
    )


class LiftRestriction(Form):
    reason = LongText(
        label=_("Why may the record be used again?"),
        hint=_("The person is told before it is used"),
        compartment="requests",
    )


class Answer(Form):
    way = CodeChoice(label=_("How was the person answered?"), choices=codes("request_answer_ways"))


class MakePack(Form):
    health = CodeChoice(
        label=_("Was a health professional asked whether reading the notes about health could do serious harm?"),
        hint=_("Until then the notes about health stay out, and the log says so"),
        choices=[("asked", _("Asked, and it could not")), ("not_asked", _("Not asked yet"))],
    )
