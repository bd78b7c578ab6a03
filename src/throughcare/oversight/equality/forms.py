"""The equality form, as somebody fills it in for themselves or types in what came on paper; and coming back to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.frame.forms import CodeChoice, Form, ShortText
from throughcare.kernel.ids import read_secret
from throughcare.kernel.time import uk_today
from throughcare.oversight.equality import rules
from throughcare.oversight.equality.definition import Question, questions

WORDS = "_words"
LONGEST = 400


class CodeField(ShortText):
    """A code of sixteen signs, as people type it."""

    def validate(self, value: str) -> None:
        """This will refuse what cannot be a code, without saying which codes there are."""
        super().validate(value)
        if not read_secret(value):
            raise ValidationError(_("Enter the code of sixteen letters and numbers, such as 4HX7-RN3K-9DWP-CTMF"))


class EqualityForm(Form):
    """A code, and a question for each characteristic. Everything but the code may be left."""

    code = CodeField(
        label=gettext_lazy("Code"),
        hint=gettext_lazy("It stands on the letter or the paper form"),
        missing=gettext_lazy("Enter the code"),
    )

    def __init__(
        self, data: Mapping[str, object] | None = None, *, at: datetime, initial: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(data, at=at, initial=initial)
        for one in questions():
            answers = [*one.answers.choices(uk_today(at)), (rules.NOT_SAID, _("Prefer not to say"))]
            self.fields[one.code] = CodeChoice(
                label=_(one.question), choices=answers, required=False, divider_before=rules.NOT_SAID
            )
            self.fields[one.code + WORDS] = _own_words(one)

    def answers(self) -> list[dict[str, str]]:
        """This will give what was answered; a question that was left is not among it."""
        given = self.cleaned_data
        return [
            {
                "asked": one.code,
                "code": given[one.code],
                "version": one.answers.version,
                "words": given[one.code + WORDS],
            }
            for one in questions()
            if given[one.code] or given[one.code + WORDS]
        ]


class OwnForm(EqualityForm):
    """The same form as somebody comes back to it, with the code that they kept."""

    def __init__(
        self, data: Mapping[str, object] | None = None, *, at: datetime, initial: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(data, at=at, initial=initial)
        self.fields["code"].help_text = _("The code that you were shown when you sent your answers")


class BackForm(Form):
    """A code, and what somebody wants to do with it."""

    code = CodeField(label=gettext_lazy("Code"), missing=gettext_lazy("Enter the code"))
    wish = CodeChoice(
        label=gettext_lazy("What do you want to do?"),
        choices=[
            ("see", gettext_lazy("See or change my answers")),
            ("erase", gettext_lazy("Erase my answers")),
        ],
        hints={
            "see": gettext_lazy("With the code that you were shown when you sent them"),
            "erase": gettext_lazy("With that code, or with the code of the letter"),
        },
        missing=gettext_lazy("Choose what you want to do"),
    )


def _own_words(one: Question) -> ShortText:
    label = _("%(question)s, in your own words") % {"question": _(one.title)}
    hint = _("Read by nobody who works here. Kept for you, and counted as “in own words” where you choose no answer")
    return ShortText(label=label, required=False, limit=LONGEST, hint=hint, autocomplete="off")
