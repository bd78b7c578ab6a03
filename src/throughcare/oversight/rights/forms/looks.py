"""What the data protection officer, the second person and a colleague who looked are asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText, ShortText, codes

GROUNDS = [
    ("unlawful", _("The record was made or kept unlawfully")),
    ("no_longer_needed", _("The record is no longer needed for its purpose")),
    ("objection_upheld", _("The person objected and the objection was upheld")),
    ("person_asked", _("The person asked for it, and it was granted")),
    ("court", _("A court ordered it")),
]


class Looks(Form):
    reference = ShortText(label=_("Case reference"), required=False)
    staff = ShortText(label=_("Member of staff"), required=False)
    since = DateParts(label=_("From"), exact=True, required=False)
    until = DateParts(label=_("To"), exact=True, required=False)


class Ask(Form):
    reference = ShortText(label=_("Case reference"))
    ground = CodeChoice(label=_("On what ground?"), choices=GROUNDS)


class Decide(Form):
    granted = CodeChoice(
        label=_("Erase everything of this person?"),
        choices=[("yes", _("Erase")), ("no", _("Do not erase"))],
    )
    reason = LongText(label=_("Why not"), hint=_("Only when you do not erase"), compartment="rights", required=False)


class Question(Form):
    question = LongText(label=_("What do you want to know?"), compartment="reasons")


class Reason(Form):
    answer = LongText(
        label=_("Your answer"),
        hint=_("What you needed, for which work. Leave out what the record already says of the person."),
        compartment="reasons",
    )


class KeepOut(Form):
    who = CodeChoice(label=_("Who must not open this case?"), choices=list, missing=_("Choose a colleague"))
    kind = CodeChoice(
        label=_("What ties them?"), choices=codes("conflict_kinds"), missing=_("Choose what ties them to it")
    )
    reason = LongText(label=_("Why?"), compartment="exclusion", missing=_("Say why they must not open it"))
