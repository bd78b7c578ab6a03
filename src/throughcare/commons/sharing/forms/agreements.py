"""What is typed when an agreement is recorded, written anew, or ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import CodeChoices, DateParts, Form, LongText, SeenBy, ShortText, codes
from throughcare.kernel.definitions import Code, codelist
from throughcare.kernel.time import uk_today

COMPARTMENT = "agreements"
NO_NAMES = _("Name nobody whose data it is")
FOR_SHARING = ("basis", "special", "criminal", "gateway")


class VersionForm(Form):
    """What an agreement says."""

    title = ShortText(
        label=_("What is it called?"), hint=NO_NAMES, compartment=COMPARTMENT, limit=200, missing=_("Enter its title")
    )
    parties = CodeChoices(
        label=_("Which agencies is it made with?"), choices=(), missing=_("Choose who it is made with")
    )
    purpose = LongText(
        label=_("What is the data shared for?"),
        hint=_("In words that each agency would understand. Nothing moves for another purpose."),
        compartment=COMPARTMENT,
        missing=_("Write what the data is shared for"),
    )
    categories = CodeChoices(
        label=_("Which data is it about?"),
        choices=codes("data_categories"),
        missing=_("Choose which data it is about"),
    )
    bases = CodeChoices(
        label=_("On what basis?"),
        hint=_(
            "The lawful basis, the condition for special or criminal data, and the gateway, each where it is needed."
        ),
        choices=(),
        missing=_("Choose the lawful basis"),
    )
    in_force_from = DateParts(label=_("In force from"), exact=True, missing=_("Enter the day it comes into force"))
    review_on = DateParts(label=_("Review by"), exact=True, missing=_("Enter the day by which it is reviewed"))

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[str, str]], readers: Mapping[str, SeenBy], at: datetime, **rest: Any
    ) -> None:
        super().__init__(*args, readers=readers, at=at, **rest)
        self.fields["parties"].choices = list(agencies)
        bases = bases_for_sharing(at)
        self.fields["bases"].choices = [(code.code, _now(code.label)) for code in bases]
        self.fields["bases"].hints = {code.code: code.source for code in bases}
        kinds = codelist("data_categories").values
        self.fields["categories"].hints = {code.code: _now(code.hint) for code in kinds if code.hint}


class AgreementForm(VersionForm):
    """A new agreement: its reference, and what it says."""

    reference = ShortText(
        label=_("Reference"),
        hint=_("As it stands on the signed paper."),
        limit=60,
        missing=_("Enter the reference on the paper"),
    )
    field_order = ("reference",)


class EndAgreementForm(Form):
    """From when nothing moves under it any more, and why."""

    ended_on = DateParts(label=_("Last day"), exact=True, not_after_today=True, missing=_("Enter its last day"))
    reason = LongText(
        label=_("Why did it end?"), hint=NO_NAMES, compartment=COMPARTMENT, missing=_("Write why it ended")
    )


def bases_for_sharing(at: datetime) -> list[Code]:
    """This will list the bases on which an agreement may rest: lawful bases, conditions and gateways."""
    return [code for code in codelist("bases").valid(uk_today(at)) if code.extra.get("kind") in FOR_SHARING]
