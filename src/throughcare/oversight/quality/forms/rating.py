"""A second rating: every question of the instrument, with no word of the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from throughcare.commons.assessments.instruments import NOT_KNOWN, Instrument
from throughcare.frame.forms import YES_NO, CodeChoice, Form, LongText
from throughcare.oversight.quality.questions import Question, answers_to, questions


class Rate(Form):
    """Every question once. A draft may leave any of them open."""

    def __init__(self, *args: Any, used: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions(used):
            self.fields[question.code] = CodeChoice(
                label=question.label,
                hint=question.about,
                choices=answers_to(question, used),
                divider_before=NOT_KNOWN,
                required=False,
            )


class Decline(Form):
    """Why somebody else should rate."""

    because = LongText(
        label=gettext_lazy("Why should somebody else rate this?"),
        hint=gettext_lazy("For example: you know this person. Leave out who it is."),
        compartment="second_rating",
        limit=400,
    )


class Ask(Form):
    """Which colleague is asked."""

    who = CodeChoice(label=gettext_lazy("Who rates a second time?"), choices=())

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], hints: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, CodeChoice)
        field.choices, field.hints = people, hints


class Agree(Form):
    """What two assessors say together on each question on which they differ."""

    words = LongText(
        label=gettext_lazy("What did you find when you talked it over?"),
        hint=gettext_lazy("Why the answers differed. It stays in the study and never enters the case."),
        compartment="second_rating",
        required=False,
    )
    again = CodeChoice(
        label=gettext_lazy("Do you ask for a new look at the assessment?"),
        hint=gettext_lazy("Whoever leads the case decides. They are told that you ask, and no rating."),
        choices=YES_NO,
    )

    def __init__(self, *args: Any, used: Instrument, differing: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = dict(self.fields)
        self.fields.clear()
        for question in differing:
            self.fields[question.code] = CodeChoice(
                label=question.label, choices=answers_to(question, used), divider_before=NOT_KNOWN
            )
        self.fields.update(kept)
