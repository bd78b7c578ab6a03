"""What the pages of documents ask, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughcare.commons.cases.readers import readers
from throughcare.commons.files.rules import FileRules
from throughcare.frame.forms import CodeChoice, Form, ShortText, Upload, WhenField
from throughcare.kernel.definitions import codelist
from throughcare.safeguards.pathways import Pathway

Pairs = list[tuple[str, str]]


def _choices(name: str) -> Callable[[], Pairs]:
    found = codelist(name)
    return lambda: [(value.code, found.label(value.code)) for value in found.values]


class OfDocument(Form):
    """A form about a document in one compartment, which its page names."""

    boxes: tuple[str, ...] = ()

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        files: Mapping[str, Any] | None = None,
        *,
        compartment: str,
        under: Pathway,
        rules: FileRules,
        at: datetime,
        **options: Any,
    ) -> None:
        super().__init__(data, files, readers=readers(compartment, under=under), at=at, **options)
        for name in self.boxes:
            self.fields[name].compartment = compartment
        if "file" in self.fields:
            words = {"kinds": rules.labels, "limit": rules.largest_megabytes}
            self.fields["file"].help_text = _("%(kinds)s. %(limit)s MB at most.") % words


class AttachForm(OfDocument):
    """A new document."""

    boxes = ("title",)
    file = Upload(label=lazy("Which file?"), missing=lazy("Choose a file"), judged_elsewhere=True)
    what = CodeChoice(
        label=lazy("What is it?"), choices=_choices("document_kinds"), kind="select", missing=lazy("Choose what it is")
    )
    title = ShortText(
        label=lazy("Title"),
        hint=lazy("What a colleague looks for, such as: Letter of the head teacher about the trip"),
        missing=lazy("Give it a title"),
        limit=200,
    )
    happened = WhenField(
        label=lazy("When was it written or made?"), missing=lazy("Enter the day it was written or made")
    )
    kind = CodeChoice(
        label=lazy("What does it say?"),
        choices=_choices("statement_kinds"),
        missing=lazy("Choose whether it is a fact, an opinion or somebody else's report"),
    )
    source = ShortText(label=lazy("Whose report?"), required=False, limit=200)

    def clean(self) -> dict[str, Any]:
        """This will ask whose report it is, where it is somebody else's."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == "third_party" and not cleaned.get("source"):
            self.add_error("source", ValidationError(_("Say whose report it is")))
        return cleaned


class ReplaceForm(OfDocument):
    """A newer version of a document, or better words for it."""

    boxes = ("title", "reason")
    file = Upload(label=lazy("The newer file, if there is one"), required=False, judged_elsewhere=True)
    what = CodeChoice(
        label=lazy("What is it?"), choices=_choices("document_kinds"), kind="select", missing=lazy("Choose what it is")
    )
    title = ShortText(label=lazy("Title"), missing=lazy("Give it a title"), limit=200)
    reason = ShortText(label=lazy("Why is it replaced?"), missing=lazy("Say why it is replaced"), limit=400)


class WithdrawForm(OfDocument):
    """Taking a document out of use."""

    boxes = ("reason",)
    reason = ShortText(
        label=lazy("Why is it withdrawn?"),
        hint=lazy("Everybody who may read the document reads this. Leave out what others must not read"),
        missing=lazy("Say why it is withdrawn"),
        limit=400,
    )
