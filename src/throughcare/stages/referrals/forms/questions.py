"""The questions, one a page. Only what worries must be answered."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughcare.frame.forms import CodeChoice, CodeChoices, DateParts, EmailText, LongText, PhoneText, ShortText
from throughcare.stages.referrals.forms.base import Question
from throughcare.stages.referrals.queries.intake import ELSEWHERE, NOT_KNOWN

FEW = 9  # so many areas are radios; more are a list to choose from
OLDEST = 120


class Worry(Question):
    page_title, heading = lazy("What happened"), lazy("What worries you?")
    words = LongText(
        label=lazy("What worries you?"),
        compartment="core",
        limit=8000,
        hint=lazy(
            "What happened, what was said or done, and by whom. Keep what you saw and heard apart from what you think it means."
        ),
        missing=lazy("Say in a sentence what worries you. You can leave the rest."),
    )


class When(Question):
    page_title, heading = lazy("When and where"), lazy("When and where was this?")
    may_be_unknown = True
    noticed = DateParts(
        label=lazy("When"),
        hint=lazy("For example 14 3 2026. A year alone, or a month and a year, is enough."),
        not_after_today=True,
        required=False,
    )
    where = LongText(label=lazy("Where, and anything else about when"), compartment="core", limit=1000, required=False)


class Known(Question):
    page_title, heading = lazy("How you know"), lazy("How do you know?")
    how = CodeChoice(label=lazy("How do you know?"), choices=[], required=False, divider_before="not_known")
    words = LongText(
        label=lazy("Anything that helps us to understand it"),
        hint=lazy("Who told you, where you read it, what you saw."),
        compartment="core",
        limit=2000,
        required=False,
    )

    def prepare(self) -> None:
        self.fields["how"].choices = self.asking.codes("how_known")


class Name(Question):
    page_title, heading = lazy("Who"), lazy("Who are you worried about?")
    may_be_unknown, unknown_label = True, lazy("I do not know the name")
    name = ShortText(label=lazy("Full name, as far as you know it"), compartment="identity", limit=200, required=False)
    name_used = ShortText(
        label=lazy("The name they use, if it is another"), compartment="identity", limit=100, required=False
    )
    other_names = ShortText(
        label=lazy("Other names or spellings"),
        hint=lazy("With commas between them."),
        compartment="identity",
        required=False,
    )


class Age(Question):
    page_title, heading = lazy("Age"), lazy("How old are they?")
    may_be_unknown = True
    born = DateParts(
        label=lazy("Date of birth"),
        hint=lazy("For example 14 3 2009. A year alone, or a month and a year, is enough."),
        not_after_today=True,
        required=False,
    )
    about = ShortText(label=lazy("Or about how many years old"), compartment="core", limit=3, required=False)

    def clean_about(self) -> str:
        typed: str = self.cleaned_data["about"]
        if typed and not (re.fullmatch(r"[0-9]{1,3}", typed) and int(typed) <= OLDEST):
            raise ValidationError(_("Enter an age in years, such as 16"))
        return typed


class Gender(Question):
    page_title, heading = lazy("Gender"), lazy("What is their gender?")
    lead = lazy("As they describe themselves, as far as you know.")
    gender = CodeChoice(label=lazy("What is their gender?"), choices=[], required=False, divider_before="not_known")

    def prepare(self) -> None:
        said_by_others = [pair for pair in self.asking.codes("genders") if pair[0] != "not_said"]
        self.fields["gender"].choices = said_by_others


class Home(Question):
    page_title, heading = lazy("Where they live"), lazy("Where do they live?")
    area = CodeChoice(
        label=lazy("Area"),
        hint=lazy("What you write goes to the local authority and the police of this area."),
        choices=[],
        required=False,
        divider_before=NOT_KNOWN,
    )
    address = LongText(label=lazy("Address, or what you know of it"), compartment="contact", limit=500, required=False)

    def prepare(self) -> None:
        every = [*self.asking.areas, (ELSEWHERE, _("Somewhere else")), (NOT_KNOWN, _("I do not know"))]
        self.fields["area"].choices = every
        self.fields["area"].kind = "radios" if len(every) <= FEW else "select"


class Reach(Question):
    page_title, heading = lazy("Safe contact"), lazy("How can we reach them safely?")
    lead = lazy("Nobody rings or writes before it is clear that they may.")
    may_be_unknown = True
    phone = PhoneText(label=lazy("Phone number"), compartment="contact", limit=40, required=False)
    email = EmailText(label=lazy("Email address"), compartment="contact", limit=254, required=False)
    safe = LongText(
        label=lazy("What is safe, and what is not"),
        hint=lazy("For example: text only, after school, never at home."),
        compartment="core",
        limit=500,
        required=False,
    )


class Needs(Question):
    page_title, heading = lazy("Help to communicate"), lazy("What help do they need to understand and be understood?")
    may_be_unknown = True
    interpreter = ShortText(
        label=lazy("Language, if they need an interpreter"), compartment="core", limit=80, required=False
    )
    needs = LongText(
        label=lazy("Anything else"),
        hint=lazy("For example: signs, large print, more time, a quiet place."),
        compartment="core",
        limit=1000,
        required=False,
    )


class Others(Question):
    page_title, heading = lazy("Who else knows"), lazy("Who else knows of this?")
    may_be_unknown = True
    words = LongText(
        label=lazy("Who knows, and what they have done so far"),
        hint=lazy("Family, friends, school, other services."),
        compartment="core",
        limit=2000,
        required=False,
    )


class Children(Question):
    page_title, heading = lazy("A child"), lazy("Are you also worried about a child?")
    reveals = {"answer": {"yes": "words"}}
    answer = CodeChoice(
        label=lazy("Are you also worried about a child?"),
        hint=lazy("Another child than the person you have told us about: a brother, a sister, a friend."),
        choices=[],
        required=False,
        divider_before="not_known",
    )
    words = LongText(label=lazy("Who, and why"), compartment="core", limit=2000, required=False)

    def prepare(self) -> None:
        self.fields["answer"].choices = self.asking.codes("yes_no_not_known")


class PersonKnows(Question):
    page_title, heading = lazy("What they know"), lazy("Does the person know that you are sharing this?")
    lead = lazy("You need not tell them. Do not question them.")
    answer = CodeChoice(
        label=lazy("Does the person know that you are sharing this?"),
        choices=[],
        required=False,
        divider_before="not_known",
    )
    words = LongText(
        label=lazy("What they said, or why they do not know"), compartment="core", limit=1000, required=False
    )

    def prepare(self) -> None:
        self.fields["answer"].choices = self.asking.codes("yes_no_not_known")


class Sector(Question):
    page_title, heading = lazy("How you meet"), lazy("How do you come to meet the person?")
    lead = lazy("It is kept with your name, apart from the rest.")
    sector = CodeChoice(
        label=lazy("How do you come to meet the person?"), choices=[], required=False, divider_before="unspecified"
    )

    def prepare(self) -> None:
        named = {"unspecified": _("I do not want to say")}
        self.fields["sector"].choices = [(code, named.get(code, label)) for code, label in self.asking.codes("sectors")]


class You(Question):
    page_title, heading = lazy("About you"), lazy("Who are you?")
    lead = lazy("You can leave all of this empty. Then nobody can ring you back.")
    lead_inside = lazy("Who first was worried? If it was somebody else, write their details.")
    may_be_unknown, unknown_label = True, lazy("I do not want to say")
    name = ShortText(label=lazy("Name"), compartment="originator", limit=200, required=False, autocomplete="name")
    role = ShortText(
        label=lazy("What you are to the person"),
        hint=lazy("For example: mother, teacher, nurse, neighbour."),
        compartment="originator",
        limit=200,
        required=False,
    )
    organisation = ShortText(
        label=lazy("Organisation, if you write for one"),
        compartment="originator",
        limit=200,
        required=False,
        autocomplete="organization",
    )
    phone = PhoneText(
        label=lazy("Phone number"), compartment="originator", limit=40, required=False, autocomplete="tel"
    )
    email = EmailText(
        label=lazy("Email address"), compartment="originator", limit=254, required=False, autocomplete="email"
    )

    def proposed(self) -> dict[str, object]:
        return dict(self.asking.proposed)


class Anonymous(Question):
    page_title, heading = lazy("Staying anonymous"), lazy("Do you want to stay anonymous?")
    lead = lazy("We keep your name apart. A court may order us to give it.")
    hide_from = CodeChoices(
        label=lazy("Do not tell who I am"),
        hint=lazy("If you choose nothing, we tell neither until we have asked you."),
        choices=[],
        required=False,
        divider_before="nobody",
    )

    def prepare(self) -> None:
        self.fields["hide_from"].choices = [
            ("person", _("to the person I am worried about")),
            ("panel", _("to the panel of agencies that decides about help")),
            ("nobody", _("You may tell both who I am")),
        ]

    def clean_hide_from(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["hide_from"]
        if "nobody" in chosen and len(chosen) > 1:
            raise ValidationError(_("Choose from whom to keep it, or that we may tell both"))
        return chosen


class ConcernType(Question):
    page_title, heading = lazy("Kind of concern"), lazy("What kind of concern is it?")
    lead = lazy("For the statistics only. It decides nothing, and you can leave it.")
    concern_type = CodeChoice(label=lazy("Kind of concern"), choices=[], kind="select", required=False)

    def prepare(self) -> None:
        self.fields["concern_type"].choices = self.asking.codes("concern_types")
