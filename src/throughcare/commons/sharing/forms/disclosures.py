"""What is typed when something of a case is given to somebody outside it, is taken back, or has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.commons.sharing.rules import disclosures as rules
from throughcare.commons.sharing.rules.disclosures import PartRule
from throughcare.frame.forms import CodeChoice, CodeChoices, Form, LongText, ShortText, WhenField, codes
from throughcare.kernel.definitions import codelist

COMPARTMENT, WORD_FOR_WORD = "disclosures", "disclosed"
Pairs = Sequence[tuple[str, str]]


class ToForm(Form):
    """To whom something goes, and on what basis: by both it is known what of the case may go."""

    to = CodeChoice(label=_("Who receives it?"), choices=(), kind="select", missing=_("Choose who receives it"))
    sector = CodeChoice(
        label=_("If they are not on the list: what kind of organisation are they?"),
        choices=codes("sectors"),
        kind="select",
        required=False,
    )
    basis = CodeChoice(label=_("On what legal basis?"), choices=(), kind="select", missing=_("Choose the legal basis"))

    def __init__(self, *args: Any, agencies: Pairs, bases: Pairs, **rest: Any) -> None:
        super().__init__(*args, **rest)
        outside = (rules.OUTSIDE, _("Somebody who is not on this list, such as a court"))
        self.fields["to"].choices = [*agencies, outside]
        self.fields["basis"].choices = list(bases)

    def clean(self) -> dict[str, Any]:
        """This will ask what kind of organisation it is, where it is not one of the agencies."""
        values = dict(self.cleaned_data)
        if values.get("to") == rules.OUTSIDE and not values.get("sector"):
            self.add_error("sector", _("Choose what kind of organisation they are"))
        return values


class _Reasons(Form):
    """What every disclosure says: to whom of them, for what, why it is needed, and why no more than that."""

    recipient = ShortText(
        label=_("Which organisation?"),
        hint=_("Such as Northmere Crown Court. Name no private person"),
        limit=200,
        missing=_("Enter which organisation receives it"),
    )
    contact = ShortText(
        label=_("Whom of them, by name or job?"),
        compartment=COMPARTMENT,
        limit=200,
        missing=_("Enter whom of them"),
    )
    purpose = CodeChoice(
        label=_("What is it for?"), choices=codes("disclosure_purposes"), missing=_("Choose what it is for")
    )
    purpose_words = ShortText(
        label=_("More about the purpose, if you need to"), compartment=COMPARTMENT, required=False, limit=400
    )
    necessity = LongText(
        label=_("Why is it needed?"),
        hint=_("Say what could not be done without it"),
        compartment=COMPARTMENT,
        limit=2000,
        missing=_("Write why it is needed"),
    )
    proportionality = LongText(
        label=_("Why this much, and no less?"),
        hint=_("Say what you left out, and what it may mean for the person"),
        compartment=COMPARTMENT,
        limit=2000,
        missing=_("Write why this much is needed, and no less"),
    )
    agreement = CodeChoice(label=_("Under which sharing agreement?"), choices=(), kind="select", required=False)
    no_agreement = ShortText(
        label=_("If under none: why is it given all the same?"), compartment=COMPARTMENT, required=False, limit=400
    )

    def __init__(self, *args: Any, agreements: Pairs, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["agreement"].choices = [("", _("None")), *agreements]

    def clean(self) -> dict[str, Any]:
        """This will ask for words where the choice alone says too little."""
        values = dict(self.cleaned_data)
        if values.get("purpose") == rules.OTHER and not values.get("purpose_words"):
            self.add_error("purpose_words", _("Say what it is for"))
        if not values.get("agreement") and not values.get("no_agreement"):
            self.add_error("no_agreement", _("Choose the agreement, or write why it is given without one"))
        return values


class GiveForm(_Reasons):
    """What of the case is given, and by what way. It is shown before it goes."""

    parts = CodeChoices(label=_("What of the case do they need?"), choices=(), required=False)
    called = ShortText(
        label=_("Name that they know the person by"), compartment=WORD_FOR_WORD, limit=200, missing=_("Enter the name")
    )
    added = LongText(
        label=_("What do you add in your own words?"),
        hint=_("They read this. You can leave it empty."),
        compartment=WORD_FOR_WORD,
        required=False,
        limit=5000,
    )
    way = CodeChoice(label=_("How is it given?"), choices=(), missing=_("Choose how it is given"))
    field_order = ("recipient", "contact", "parts", "called", "added", "purpose", "purpose_words")

    def __init__(self, *args: Any, outside: bool, rules_: Sequence[PartRule], reads_here: bool, **rest: Any) -> None:
        super().__init__(*args, **rest)
        if not outside:
            del self.fields["recipient"]
        given = [one for one in rules_ if one.gives]
        self.fields["parts"].choices = [(one.code, one.label) for one in given]
        self.fields["parts"].hints = {one.code: one.holds for one in given}
        self.fields["way"].choices = ways(made=True, here=reads_here)

    def clean(self) -> dict[str, Any]:
        """This will ask for something that is given."""
        values = super().clean()
        if not values.get("parts") and not values.get("added", "").strip():
            self.add_error("parts", _("Choose what of the case they need, or write it in your own words"))
        return values


class RecordForm(_Reasons):
    """What was given by word of mouth, or on paper that was written elsewhere."""

    to = CodeChoice(label=_("Who received it?"), choices=(), kind="select", missing=_("Choose who received it"))
    sector = CodeChoice(
        label=_("If they are not on the list: what kind of organisation are they?"),
        choices=codes("sectors"),
        kind="select",
        required=False,
    )
    basis = CodeChoice(label=_("On what legal basis?"), choices=(), kind="select", missing=_("Choose the legal basis"))
    way = CodeChoice(label=_("How was it given?"), choices=(), missing=_("Choose how it was given"))
    came = WhenField(label=_("When was it given?"), missing=_("Enter the day it was given"))
    words = LongText(
        label=_("What was given?"),
        hint=_("In the words that were used, where you can. Of a print say which, and of which day"),
        compartment=WORD_FOR_WORD,
        limit=5000,
        missing=_("Write what was given"),
    )
    parts = CodeChoices(
        label=_("Which parts of the case is it from?"),
        hint=_("Where something in them is corrected later, you are asked to tell whoever has it"),
        choices=(),
        required=False,
    )
    field_order = ("to", "sector", "recipient", "contact", "way", "came", "words", "purpose", "purpose_words")

    def __init__(self, *args: Any, agencies: Pairs, bases: Pairs, parts: Pairs, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["parts"].choices = list(parts)
        outside = (rules.OUTSIDE, _("Somebody who is not on this list, such as a court"))
        self.fields["to"].choices = [*agencies, outside]
        self.fields["basis"].choices = list(bases)
        self.fields["way"].choices = ways(made=False)
        self.fields["recipient"].required = False
        self.fields["recipient"].label = _("If they are not on the list: which organisation?")

    def clean(self) -> dict[str, Any]:
        """This will ask who it was, where it is none of the agencies."""
        values = super().clean()
        if values.get("to") == rules.OUTSIDE:
            for name, said in (
                ("recipient", _("Enter which organisation received it")),
                ("sector", _("Choose what kind of organisation they are")),
            ):
                if not values.get(name):
                    self.add_error(name, said)
        return values

    def happened_at(self) -> datetime:
        """This will give the moment at which it was given."""
        moment: datetime = self.cleaned_data["came"].at
        return moment


class TakeBackForm(Form):
    """Why something that was given is taken back; whoever received it reads this."""

    words = LongText(
        label=_("Why is it taken back?"),
        hint=_("Whoever received it reads this. Say no more of the person than they know"),
        compartment=COMPARTMENT,
        missing=_("Say why it is taken back"),
        limit=500,
    )


class BecameForm(Form):
    """What became of what was taken back."""

    outcome = CodeChoice(
        label=_("What became of it?"), choices=codes("disclosure_returns"), missing=_("Choose what became of it")
    )
    said_by = ShortText(label=_("Who says so?"), compartment=COMPARTMENT, limit=200, missing=_("Enter who says so"))
    words = LongText(label=_("More about it"), compartment=COMPARTMENT, required=False, limit=1000)

    def __init__(self, *args: Any, by_themselves: bool = False, **rest: Any) -> None:
        super().__init__(*args, **rest)
        if by_themselves:
            del self.fields["said_by"]

    def clean(self) -> dict[str, Any]:
        """This will ask for the law, where it was kept because of one."""
        values = dict(self.cleaned_data)
        if values.get("outcome") == "kept_by_duty" and not values.get("words", "").strip():
            self.add_error("words", _("Name the law that asks to keep it"))
        return values


class ToldForm(Form):
    """How whoever received something was told of a change since."""

    way = CodeChoice(
        label=_("How were they told?"), choices=codes("disclosure_tellings"), missing=_("Choose how they were told")
    )
    told_whom = ShortText(label=_("Whom of them, by name or job?"), compartment=COMPARTMENT, required=False, limit=200)
    words = LongText(label=_("More about it"), compartment=COMPARTMENT, required=False, limit=1000)

    def clean(self) -> dict[str, Any]:
        """This will ask what was tried, where they could not be told."""
        values = dict(self.cleaned_data)
        if values.get("way") == "not_possible" and not values.get("words", "").strip():
            self.add_error("words", _("Write what was tried, and why it cannot be done"))
        return values


def ways(*, made: bool, here: bool = True) -> list[tuple[str, str]]:
    """This will list the ways by which something is put together here, or by which it was given elsewhere."""
    found = codelist("disclosure_ways")
    listed = [code for code in found.values if bool(code.extra.get("made")) == made]
    return [(code.code, found.label(code.code)) for code in listed if here or code.code != rules.HERE]


def kept_values(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """This will list what was typed, for a page that shows what would be given and sends it again."""
    lists = data.lists() if hasattr(data, "lists") else ((name, [value]) for name, value in data.items())
    left = ("csrfmiddlewaretoken", "go", "seen")
    return [(name, value) for name, values in lists if name not in left for value in values]
