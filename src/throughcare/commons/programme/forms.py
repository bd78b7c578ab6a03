"""What is asked when the programme takes a case on, commissions, crosses or looks beyond an order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.commons.programme.queries import FOOTINGS
from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText, ShortText, WhenField, codes


class TakeOnForm(Form):
    region = CodeChoice(label=_("Which region takes the case on?"), choices=list)
    name = ShortText(label=_("Name"), compartment="identity", limit=200)
    name_used = ShortText(label=_("Name they use"), compartment="identity", limit=200, required=False)
    born = DateParts(label=_("Date of birth"), hint=_("A year alone is enough"), required=False)
    cohort = CodeChoice(label=_("On what legal footing do they come?"), choices=codes("ddp_cohorts"))
    eligibility = CodeChoice(label=_("Why are they eligible?"), choices=codes("ddp_eligibility"))
    instrument = LongText(
        label=_("Which instrument is it, and its reference?"),
        hint=_("The order itself is recorded on the case"),
        compartment="core",
        required=False,
    )
    footing = CodeChoice(label=_("Is attendance required?"), choices=list(FOOTINGS.items()))
    basis_words = LongText(
        label=_("Who decided it in this case, and why is it needed?"),
        hint=_("Only where it was decided in this case"),
        compartment="core",
        required=False,
    )
    youth_team = ShortText(
        label=_("Youth offending team"),
        hint=_("For somebody under 18, or whose age is not certain"),
        compartment="core",
        limit=200,
        required=False,
    )


class CommissionForm(Form):
    supplier = ShortText(label=_("Who is commissioned?"), compartment="core", limit=200)
    reference = ShortText(label=_("Reference"), compartment="core", limit=120, required=False)
    words = LongText(label=_("What for?"), compartment="core")
    from_on = DateParts(label=_("From when?"), exact=True)
    until_on = DateParts(label=_("Until when?"), hint=_("Leave empty where no end is set"), exact=True, required=False)


class OfficerForm(Form):
    who = CodeChoice(label=_("Who works on the case?"), choices=list, missing=_("Choose somebody"))


class BeginForm(Form):
    happened = WhenField(label=_("From when?"))


class CrossForm(Form):
    to = CodeChoice(label=_("To which pathway?"), choices=list)
    why = CodeChoice(label=_("What happened?"), choices=codes("ddp_crossings"))
    reason = LongText(label=_("Why does the case move?"), compartment="core")
    youth_team = ShortText(
        label=_("Youth offending team"),
        hint=_("For somebody under 18, or whose age is not certain"),
        compartment="core",
        limit=200,
        required=False,
    )


class ChooseForm(Form):
    choice = CodeChoice(label=_("What comes after the order?"), choices=codes("ddp_after_order"))
    reasons = LongText(label=_("Why?"), compartment="core")
