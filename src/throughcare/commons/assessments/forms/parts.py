"""What is written beside the factors: judgements, the formulation, how it was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.commons.assessments.forms.factor import codes
from throughcare.commons.assessments.grounds import DECLINED, NO, YES, Grounds
from throughcare.commons.assessments.instruments import Instrument
from throughcare.commons.assessments.queries import COMPARTMENT
from throughcare.commons.assessments.rules import Judged
from throughcare.frame.forms import CodeChoice, CodeChoices, Form, LongText


class FormulationForm(Form):
    """The formulation, part by part as the instrument has it."""

    def __init__(self, *args: Any, used: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in used.formulation:
            self.fields[part.code] = (
                CodeChoice(label=_(part.label), choices=codes(part.codes), required=False)
                if part.codes
                else LongText(label=_(part.label), compartment=COMPARTMENT, required=False)
            )


class JudgementsForm(Form):
    """The summary judgements that the instrument asks for, each with its reason. Nothing proposes an answer."""

    def __init__(self, *args: Any, used: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = used.judgements
        for one in used.judgements:
            answers = [*(one.scale.answers if one.scale else ()), used.not_known]
            self.fields[f"answer-{one.code}"] = CodeChoice(
                label=_(one.label),
                choices=[(answer.code, str(_(answer.label))) for answer in answers],
                divider_before=used.not_known.code,
                required=False,
            )
            self.fields[f"because-{one.code}"] = LongText(label=_("Why"), compartment=COMPARTMENT, required=False)

    def boxes(self) -> list[dict[str, Any]]:
        """This will give the two boxes of each judgement, for the page."""
        return [{part: self[f"{part}-{one.code}"] for part in ("answer", "because")} for one in self.asked]

    def judged(self) -> dict[str, Judged]:
        """This will give what was chosen and written, whole or not."""
        value = self.cleaned_data.get
        return {
            one.code: Judged(value(f"answer-{one.code}", ""), value(f"because-{one.code}", "")) for one in self.asked
        }


def initial_judged(judged: Mapping[str, Judged]) -> dict[str, str]:
    """This will fill the boxes of the judgements from what is kept."""
    return {
        f"{part}-{code}": words
        for code, said in judged.items()
        for part, words in (("answer", said.answer), ("because", said.because))
    }


class GroundsForm(Form):
    """On what the assessment rests: who took part, what was explained, and what the person said of the draft."""

    rests_on = CodeChoice(label=_("What does it rest on?"), choices=(), required=False)
    limits = CodeChoice(
        label=_("Were the limits of confidentiality explained to the person?"),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        required=False,
    )
    limits_because = LongText(label=_("Why not?"), compartment=COMPARTMENT, required=False)
    disciplines = CodeChoices(label=_("Which disciplines took part?"), choices=(), required=False)
    offered = CodeChoice(
        label=_("Was the draft offered to the person, to correct facts?"),
        choices=[(YES, _("Yes")), (DECLINED, _("Yes, and they did not want to see it")), (NO, _("No"))],
        required=False,
    )
    offered_because = LongText(label=_("Why was it not offered?"), compartment=COMPARTMENT, required=False)
    comment = LongText(
        label=_("What the person said of it, in their words"),
        compartment=COMPARTMENT,
        required=False,
        hint=_("Facts that they corrected, and their own comment. It stays with the assessment."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, listed in (("rests_on", "assessment_bases"), ("disciplines", "disciplines")):
            self.fields[name].choices = codes(listed)  # type: ignore[attr-defined]  # a field of ours

    def grounds(self) -> Grounds:
        """This will give what was chosen and written, whole or not."""
        return Grounds(**{**self.cleaned_data, "disciplines": tuple(self.cleaned_data["disciplines"])})
