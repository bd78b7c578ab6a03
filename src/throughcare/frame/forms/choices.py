"""Choices from a code list: codes are kept, labels shown, nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.kernel.definitions import codelist

Pairs = Iterable[tuple[str, str]]
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


def codes(name: str) -> Callable[[], list[tuple[str, str]]]:
    """This will give the choices of a code list as they hold on the day, asked anew each time a form is drawn."""
    return lambda: [(code, str(label)) for code, label in codelist(name).choices(on=timezone.localdate())]


@dataclass(frozen=True)
class Option:
    """One answer to choose. `divided` puts the word "or" before it, as before Not known."""

    code: str
    label: str
    hint: str = ""
    divided: bool = False


class _Choosing(forms.Field):
    """What one answer and several answers share. `choices` are pairs, or a function that gives them when asked."""

    def __init__(
        self,
        *,
        label: str,
        choices: Pairs | Callable[[], Pairs],
        kind: str,
        hints: Mapping[str, str] | None = None,
        divider_before: str = "",
        missing: str = "",
        hint: str = "",
        required: bool = True,
    ) -> None:
        super().__init__(label=label, help_text=hint, required=required)
        self.choices = choices
        self.kind = kind
        self.hints = dict(hints or {})
        self.divider_before = divider_before
        self.missing = missing

    def options(self) -> list[Option]:
        """This will list what can be chosen, in the order of the code list."""
        pairs = self.choices() if callable(self.choices) else self.choices
        return [Option(code, label, self.hints.get(code, ""), code == self.divider_before) for code, label in pairs]

    def offers_nothing(self) -> bool:
        """This will say whether one of the answers stands for none, such as "Nobody chosen yet"."""
        return any(not option.code for option in self.options())

    def labels(self) -> dict[str, str]:
        """This will map each code to its label."""
        return {option.code: option.label for option in self.options()}

    def chosen(self, value: object) -> list[str]:
        """This will list the codes that are chosen now."""
        several = value if isinstance(value, (list, tuple, set)) else [value]
        return [str(code) for code in several if code not in (None, "")]

    def in_words(self, value: object) -> str:
        """This will write the labels of what was chosen; an unknown code as it came."""
        labels = self.labels()
        return ", ".join(str(labels.get(code, code)) for code in self.chosen(value))

    def refuse_unknown(self, codes: Iterable[str]) -> None:
        """This will refuse a code that is not on the list."""
        if not set(codes) <= set(self.labels()):
            raise ValidationError(_("Choose from the answers shown"))


class CodeChoice(_Choosing):
    """One answer: radios, or a select where the list is long (`kind="select"`)."""

    def __init__(
        self, *, label: str, choices: Pairs | Callable[[], Pairs], kind: str = "radios", **words: object
    ) -> None:
        super().__init__(label=label, choices=choices, kind=kind, **words)  # type: ignore[arg-type]  # the words of _Choosing

    def to_python(self, value: object) -> str:
        """This will give the code, or nothing."""
        return str(value) if value not in (None, "") else ""

    def validate(self, value: str) -> None:
        """This will refuse no answer where one is needed, and an answer that is not on the list."""
        if self.required and not value:
            raise ValidationError(self.missing or _("Choose an answer"))
        if value:
            self.refuse_unknown([value])


class CodeChoices(_Choosing):
    """Several answers: checkboxes."""

    widget = forms.SelectMultiple

    def __init__(self, *, label: str, choices: Pairs | Callable[[], Pairs], **words: object) -> None:
        super().__init__(label=label, choices=choices, kind="checkboxes", **words)  # type: ignore[arg-type]  # the words of _Choosing

    def to_python(self, value: object) -> list[str]:
        """This will give each chosen code once, in the order it came."""
        return list(dict.fromkeys(self.chosen(value or [])))

    def validate(self, value: list[str]) -> None:
        """This will refuse no answer where one is needed, and answers that are not on the list."""
        if self.required and not value:
            raise ValidationError(self.missing or _("Choose at least one answer"))
        self.refuse_unknown(value)
