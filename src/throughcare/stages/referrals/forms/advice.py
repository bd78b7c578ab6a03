"""Asking for advice, giving it, and keeping what was considered and not referred. None of them may name anybody."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughcare.frame.forms import CodeChoice, DateParts, LongText, ShortText
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.stages.referrals.forms.base import OurForm
from throughcare.stages.referrals.queries.intake import NOT_KNOWN

FEW = 9


class AskForm(OurForm):
    """A question that names nobody."""

    question = LongText(
        label=lazy("What do you want to ask?"),
        hint=lazy("Do not write a name, an address, or anything that says who it is."),
        compartment="advice",
        limit=4000,
        missing=lazy("Write your question"),
    )
    area = CodeChoice(
        label=lazy("Where is this?"),
        choices=[],
        divider_before=NOT_KNOWN,
        missing=lazy("Choose an area, or that you do not know"),
    )
    sector = CodeChoice(label=lazy("Where do you meet it?"), choices=[], required=False, divider_before="unspecified")
    reply_to = ShortText(
        label=lazy("How we can answer you"),
        hint=lazy("A phone number or email address. Without one, ring us."),
        compartment="advice",
        limit=254,
        required=False,
    )

    def __init__(self, *positional: Any, areas: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*positional, **named)
        every = [*areas, (NOT_KNOWN, _("I do not know"))]
        self.fields["area"].choices = every
        self.fields["area"].kind = "radios" if len(every) <= FEW else "select"
        if self.at is not None:
            self.fields["sector"].choices = codelist("sectors").choices(uk_today(self.at))


class AdviceForm(OurForm):
    """The advice that was given."""

    advice = LongText(
        label=lazy("Advice given"), compartment="advice", limit=4000, missing=lazy("Write what you advised")
    )


class ConsiderForm(OurForm):
    """What was weighed, why it was not referred, who was asked, and where the agency's own file is."""

    what = LongText(
        label=lazy("What was considered?"),
        hint=lazy("In a sentence or two. Name nobody."),
        compartment="considered",
        limit=1000,
        missing=lazy("Say what was considered"),
    )
    why_not = LongText(
        label=lazy("Why was it not referred?"),
        compartment="considered",
        limit=1000,
        missing=lazy("Say why it was not referred"),
    )
    asked = CodeChoice(label=lazy("Who was asked first?"), choices=[], missing=lazy("Say who was asked, or nobody"))
    own_file = ShortText(
        label=lazy("Number of your own file"),
        hint=lazy("Not a name. It lets your agency find its own record."),
        compartment="considered",
        limit=60,
        required=False,
    )
    look_again = DateParts(label=lazy("Look at it again on"), exact=True, required=False)

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        if self.at is not None:
            self.fields["asked"].choices = codelist("asked_before_deciding").choices(uk_today(self.at))
