"""What the data protection officer asks of what was shared."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import CodeChoice, DateParts, Form, ShortText, codes


class SharedReport(Form):
    """Which rows of the report."""

    recipient = ShortText(label=_("Who received it"), required=False)
    purpose = CodeChoice(label=_("What for"), choices=codes("disclosure_purposes"), kind="select", required=False)
    since = DateParts(label=_("From"), exact=True, required=False)
    until = DateParts(label=_("To"), exact=True, required=False)


class TakeReport(Form):
    """For whom and for what the report leaves the system."""

    purpose = ShortText(
        label=_("Who will have this list, and what for?"),
        hint=_("It is kept with the record of this download"),
        missing=_("Say who will have this list, and what for"),
        limit=200,
    )
