"""How an assessment is begun, and who is asked to assess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.commons.assessments.queries import COMPARTMENT
from throughcare.frame.forms import CodeChoice, CodeChoices, DateParts, Form, LongText, ShortText


class StartForm(Form):
    """Which instrument, and the reasons where some are needed."""

    instrument = CodeChoice(label=_("Which instrument?"), choices=(), missing=_("Choose an instrument"))
    fits = CodeChoices(label="", choices=(), required=False)
    reason = LongText(
        label=_("Why this instrument, although it is superseded or made for others?"),
        compartment=COMPARTMENT,
        required=False,
        hint=_("Only for an instrument that is superseded, or made for other people."),
    )
    why = LongText(
        label=_("Why is the assessment made again?"),
        compartment=COMPARTMENT,
        required=False,
        hint=_("There is a finished assessment. It is kept as it is."),
    )

    def __init__(
        self,
        *args: Any,
        choices: Sequence[tuple[str, str]],
        hints: Mapping[str, str],
        again: bool,
        not_for: Sequence[str],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.fields["instrument"].choices = list(choices)  # type: ignore[attr-defined]  # a field of ours
        self.fields["instrument"].hints = dict(hints)  # type: ignore[attr-defined]  # a field of ours
        if not again:
            del self.fields["why"]
        if not_for:
            self.fields["fits"].label = _("Is the person one of those for whom an instrument here is not made?")
            self.fields["fits"].choices = [("yes", _("No, none of these: %(people)s") % {"people": "; ".join(not_for)})]  # type: ignore[attr-defined]  # a field of ours
        else:
            del self.fields["fits"]


class TakeAwayForm(Form):
    """Why an assessment is taken away from whoever was asked."""

    reason = ShortText(label=_("Why is it taken away?"), missing=_("Say why it is taken away"), limit=200)


class CallForm(Form):
    """What happened, after which an assessment is looked at again before its day."""

    event = CodeChoice(label=_("What happened?"), choices=(), missing=_("Choose what happened"))
    words = LongText(label=_("Say it in a sentence"), compartment=COMPARTMENT, missing=_("Say what happened"))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = list(choices)  # type: ignore[attr-defined]  # a field of ours


class CountersignForm(Form):
    """A second person's signature."""

    words = LongText(label=_("What you wish to say beside your signature"), compartment=COMPARTMENT, required=False)


class AskToSignForm(Form):
    """Who is asked to countersign, and by when."""

    colleague = CodeChoice(label=_("Who is asked to countersign?"), choices=(), missing=_("Choose a colleague"))
    due_on = DateParts(label=_("By when?"), exact=True, missing=_("Enter the day by which you need it"))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = list(choices)  # type: ignore[attr-defined]  # a field of ours


class InviteForm(Form):
    """Who writes part of a draft, which part, and by when."""

    colleague = CodeChoice(label=_("Who writes with you?"), choices=(), missing=_("Choose a colleague"))
    parts = CodeChoices(label=_("Which parts?"), choices=(), missing=_("Choose one part or more"))
    due_on = DateParts(label=_("By when?"), exact=True, missing=_("Enter the day by which you need it"))

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, str]], parts: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = list(choices)  # type: ignore[attr-defined]  # a field of ours
        self.fields["parts"].choices = list(parts)  # type: ignore[attr-defined]  # a field of ours


class AssignForm(Form):
    """Who is asked to assess, and by when."""

    assessor = CodeChoice(label=_("Who is asked to assess?"), choices=(), missing=_("Choose an assessor"))
    due_on = DateParts(label=_("By when?"), exact=True, missing=_("Enter the day by which you need the assessment"))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], hints: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["assessor"].choices = list(choices)  # type: ignore[attr-defined]  # a field of ours
        self.fields["assessor"].hints = dict(hints)  # type: ignore[attr-defined]  # a field of ours
