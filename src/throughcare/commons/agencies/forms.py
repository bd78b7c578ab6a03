"""What is asked when a machine is let in, and where a colleague is written to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.commons.agencies import machines, rules
from throughcare.frame.forms import CodeChoices, DateParts, EmailText, Form, ShortText


def scopes() -> list[tuple[str, str]]:
    """This will list what machines may be let do."""
    return [(one.code, one.label) for one in machines.scopes().values()]


class MachineForm(Form):
    """A machine to let in: what for, to do what, where, until when."""

    purpose = ShortText(
        label=_("What is the machine for?"),
        hint=_("A few words, such as: referrals from the pupil records. They stand beside everything that it does."),
        limit=rules.LONGEST_PURPOSE,
        missing=_("Say what the machine is for"),
    )
    scopes = CodeChoices(
        label=_("What may it do?"),
        hint=_("As little as it needs. It never decides anything."),
        choices=scopes,
        missing=_("Choose what the machine may do"),
    )
    areas = CodeChoices(
        label=_("In which areas?"),
        hint=_("For what is done in an area, such as reading cases."),
        choices=[],
        required=False,
    )
    expires = DateParts(label=_("What is its last day?"), exact=True, missing=_("Enter the last day of its token"))

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = list(areas)


class AddressForm(Form):
    """Where a colleague is told that something waits."""

    address = EmailText(
        label=_("What is the work email address?"),
        hint=_("A mail says that something waits, and nothing else. Leave it empty to send none."),
        required=False,
    )


class WhyForm(Form):
    """Why a colleague is let in anew, in a line that both people and the audit keep."""

    reason = ShortText(
        label=_("Why, and how do you know that it is them?"),
        hint=_("Such as: lost the telephone, spoke with me in the office today."),
        limit=400,
        missing=_("Say why, and how you know that it is them"),
    )
