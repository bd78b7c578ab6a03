"""What the pages of a hand-over ask, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.commons.cases.readers import readers
from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText
from throughcare.safeguards.pathways import Pathway

COMPARTMENT = "transfer"


class OfferForm(Form):
    """Offering the case to another area."""

    def __init__(self, data: Any, *, under: Pathway, at: datetime, **options: Any) -> None:
        super().__init__(data, readers=readers(COMPARTMENT, under=under), at=at, **options)

    to_area = CodeChoice(label=_("To which area?"), choices=list, kind="select", missing=_("Choose an area"))
    reasons = LongText(
        label=_("Why should it move?"),
        hint=_("The other area reads this before it accepts. Say no more of the person than they need to decide"),
        compartment=COMPARTMENT,
        missing=_("Say why the case should move"),
        limit=1000,
    )
    moves = LongText(
        label=_("What moves with it?"),
        hint=_("Such as: support that goes on, reviews to come, what the other area must arrange"),
        compartment=COMPARTMENT,
        missing=_("Say what moves with the case"),
        limit=1000,
    )
    by_on = DateParts(
        label=_("By when should it move?"), exact=True, missing=_("Enter the day by which it should move")
    )


class AcceptForm(Form):
    """Taking over an offered case."""

    owner = CodeChoice(label=_("Who owns the case from now on?"), choices=list, missing=_("Choose who owns the case"))
    police_owner = CodeChoice(
        label=_("Who owns the risk for police from now on?"), choices=list, missing=_("Choose the police risk owner")
    )


class WordsForm(Form):
    """Why an offer is declined or withdrawn."""

    def __init__(self, data: Any, *, under: Pathway, at: datetime, **options: Any) -> None:
        super().__init__(data, readers=readers(COMPARTMENT, under=under), at=at, **options)

    words = LongText(label=_("Why?"), compartment=COMPARTMENT, missing=_("Say why"), limit=1000)
