"""What intake asks, in words. Levels are quoted; nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import (
    YES_NO,
    CodeChoice,
    CodeChoices,
    DateParts,
    Form,
    LongText,
    ShortText,
    WhenField,
    codes,
)
from throughcare.stages.intake import rules


class Opening(Form):
    area = CodeChoice(
        label=_("Which area runs the programme?"), choices=list, missing=_("Choose the area that runs the programme")
    )
    name = ShortText(label=_("Name"), compartment="identity", limit=200, missing=_("Enter the name of the person"))
    born_on = DateParts(label=_("Date of birth"), exact=True, required=False)
    what = LongText(
        label=_("What brings them to the programme?"),
        hint=_("Who asked, what they said, in whose words"),
        compartment="core",
    )
    themselves = CodeChoice(
        label=_("Did they ask themselves?"),
        hint=_("Whoever asks knows of it, and is recorded as told from that day"),
        choices=YES_NO,
        missing=_("Say whether they asked themselves"),
    )
    how = ShortText(
        label=_("How did they ask, and whom?"),
        hint=_("Needed where they asked themselves: a letter to the chaplain, a call to the programme"),
        compartment="core",
        limit=200,
        required=False,
    )
    asked_on = DateParts(
        label=_("On which day did they ask?"),
        hint=_("Needed where they asked themselves"),
        exact=True,
        not_after_today=True,
        required=False,
    )

    def offer(self, areas: Iterable[tuple[str, str]]) -> None:
        """This will offer the areas in which somebody may open a case."""
        self.fields["area"].choices = list(areas)

    def clean(self) -> dict[str, Any]:
        """This will ask how and when, beside the question, of whoever says that the person asked themselves."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("themselves") == "yes":
            if "how" not in self.errors and not said.get("how"):
                self.add_error("how", _("Write how they asked, and whom"))
            if "asked_on" not in self.errors and not said.get("asked_on"):
                self.add_error("asked_on", _("Enter the day on which they asked"))
        return said


class Eligibility(Form):
    target_group = CodeChoices(
        label=_("Which of these are true?"),
        hint=_("One is enough. They say for whom the programme is"),
        choices=codes("exit_target_group"),
        required=False,
    )
    exclusions = CodeChoices(label=_("Does anything exclude them?"), choices=codes("exit_exclusions"), required=False)
    in_custody = CodeChoice(label=_("Are they in custody?"), choices=YES_NO)
    accepted = CodeChoice(label=_("Is the programme for them?"), choices=YES_NO)
    reasons = LongText(label=_("Reasons"), compartment="core", required=False)
    review_route = LongText(
        label=_("How can they ask for it to be looked at again?"),
        hint=_("Needed where they are not taken"),
        compartment="core",
        required=False,
    )
    happened = WhenField(label=_("When was it decided?"))


class Quoted(Form):
    kind = CodeChoice(
        label=_("What did an authority set?"),
        hint=_("The risk to security outside and to order inside are two things, and each is kept apart"),
        choices=[(rules.SECURITY, _("Security risk")), (rules.CONTROL, _("Control risk"))],
    )
    level = LongText(
        label=_("What did it set?"),
        hint=_("In its own words. Nothing is worked out here"),
        compartment="core",
        required=False,
    )
    authority = ShortText(label=_("Which authority, and who?"), compartment="core", limit=120, required=False)
    set_on = DateParts(label=_("On which day was it set?"), exact=True, not_after_today=True)
    rests_on = LongText(label=_("What does it rest on?"), compartment="core", required=False)


class Position(Form):
    position = CodeChoice(
        label=_("Where did they stand in the group?"),
        hint=_("It shapes the work, and is no measure of a person"),
        choices=codes("group_positions"),
    )
    authority = ShortText(label=_("Who says so?"), compartment="core", limit=120, required=False)
    set_on = DateParts(label=_("On which day was it said?"), exact=True, not_after_today=True)
    rests_on = LongText(label=_("What does it rest on?"), compartment="core", required=False)


class Housing(Form):
    considered = CodeChoices(
        label=_("Which less restrictive options were looked at?"), choices=codes("housing_options"), required=False
    )
    decided = CodeChoice(label=_("What did the authority decide?"), choices=codes("housing_options"))
    prison_regime = LongText(label=_("What is the regime?"), compartment="core", required=False)
    why_not_less = LongText(label=_("Why is less not enough?"), compartment="core", required=False)
    authority = ShortText(label=_("Which authority decided, and who?"), compartment="core", limit=120)
    look_again_on = DateParts(label=_("On which day is it looked at again?"), exact=True)
    copy_given = CodeChoice(label=_("Did the person get a copy?"), choices=YES_NO)
    copy_words = LongText(label=_("If not, why?"), compartment="core", required=False)
    happened = WhenField(label=_("When was it decided?"))


class Level(Form):
    mode = CodeChoice(label=_("How are they worked with?"), choices=codes("work_levels"))
    why = LongText(label=_("Why?"), compartment="core", required=False)


class Reasons(Form):
    reasons = LongText(
        label=_("Why does it start without an assessment?"),
        hint=_("You answer for it. It stays marked"),
        compartment="core",
        required=False,
    )


class Aftercare(Form):
    who = ShortText(label=_("Who comes already, and will come after release?"), compartment="core", limit=200)
    words = LongText(
        label=_("What is agreed for the day of release?"),
        hint=_("Where they go, who meets them, what they need that day"),
        compartment="core",
        required=False,
    )
    release_on = DateParts(label=_("Day of release, if known"), exact=True, required=False)
    happened = WhenField(label=_("When did it begin?"))
