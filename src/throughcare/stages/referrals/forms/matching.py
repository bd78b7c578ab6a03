"""Is this the same person? One answer for each earlier record, and one reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from throughcare.frame.forms import CodeChoice, Form, LongText, SeenBy


class SamePersonForm(Form):
    """The answers to every earlier record that its reader may see. They are told apart by their references."""

    def __init__(
        self,
        references: Sequence[str],
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        readers: Mapping[str, SeenBy],
    ) -> None:
        super().__init__(data, initial=initial, readers=readers)
        for reference in references:
            self.fields[reference] = CodeChoice(
                label=_("%(reference)s: is this the same person?") % {"reference": reference},
                choices=[
                    ("same", _("The same person")),
                    ("different", _("Different people")),
                    ("unsure", _("Cannot tell yet")),
                ],
                missing=_("Say of %(reference)s whether it is the same person") % {"reference": reference},
                divider_before="unsure",
            )
        if references:
            self.fields["reason"] = LongText(
                label=_("What makes you think so?"),
                compartment="identity",
                limit=1000,
                missing=_("Say what makes you think so"),
            )
