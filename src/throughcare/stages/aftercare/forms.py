"""What looking again asks, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import YES_NO, CodeChoice, DateParts, Form, LongText, WhenField, codes


class Found(Form):
    happened = WhenField(label=_("When did you look again?"))
    sources_asked = LongText(label=_("Which sources were asked?"), compartment="core")
    contact = CodeChoice(label=_("Was contact made with the person?"), choices=YES_NO)
    anything_new = LongText(label=_("Anything new?"), compartment="core", required=False)
    further_need = LongText(label=_("Any further need, and who can meet it?"), compartment="core", required=False)
    finding = CodeChoice(label=_("What was found?"), choices=codes("aftercare_findings"))
    next_step = LongText(label=_("What happens next?"), compartment="core", required=False)


class Extension(Form):
    due_on = DateParts(label=_("On which day?"), exact=True)
    reasons = LongText(label=_("Why look again for longer?"), compartment="core")


class OpenAgain(Form):
    reason = LongText(label=_("What is the concern?"), compartment="core")


class EarlyEnd(Form):
    reason = CodeChoice(label=_("Why does it end early?"), choices=codes("early_end_reasons"))
    words = LongText(label=_("How is it known?"), compartment="core")
