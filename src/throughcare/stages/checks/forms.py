"""What the police steps and the safety records ask, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _words
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
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.checks.rules import POLICE_LED_CLOSED


class Deconfliction(Form):
    answer = CodeChoice(label=_("Is contact clear?"), choices=codes("deconfliction_answers"))
    words = LongText(label=_("What the answer rests on"), compartment="police", required=False)
    happened = WhenField(label=_("When was it answered?"))


class Gateway(Form):
    grounds_for = LongText(label=_("What speaks for grounds to believe"), compartment="police")
    grounds_against = LongText(label=_("What speaks against"), compartment="police")
    grounds_to_believe = CodeChoice(
        label=_("Are there reasonable grounds to believe that the person is vulnerable to being drawn into terrorism?"),
        choices=YES_NO,
    )
    happened = WhenField(label=_("When was it assessed?"))


class Route(Form):
    route = CodeChoice(
        label=_("Where does it go?"),
        choices=list,
    )
    grounds = LongText(label=_("Grounds"), compartment="police")
    signposted_to = ShortText(
        label=_("Signposted to"),
        hint=_("Only when it is closed and signposted"),
        compartment="police",
        limit=200,
        required=False,
    )


class Decision(Form):
    approved = CodeChoice(
        label=_("Do you approve this route?"), choices=[("yes", _("Approve")), ("no", _("Send it back"))]
    )
    words = LongText(label=_("Your reasons"), compartment="police", required=False)


class Reason(Form):
    reason = LongText(label=_("Reasons"), compartment="police")


class Threat(Form):
    words = LongText(
        label=_("What is the threat?"),
        hint=_("What was said or done, when, to whom. No secret or intelligence material."),
        compartment="police",
    )
    happened = WhenField(label=_("When did you learn of it?"))


class Investigation(Form):
    state = CodeChoice(
        label=_("Does the investigation go on?"), choices=[("open", _("It goes on")), ("over", _("It is over"))]
    )
    limbs = CodeChoices(
        label=_("What is true of it?"),
        hint=_("%(A_panel)s may %(adopt)s once all four are. Others read only that they ask the police case officer"),
        choices=[
            ("told", _("The person has been told that they are under investigation")),
            ("executive_action_past", _("Warrants and arrests are past")),
            (
                "risk_can_be_managed",
                _(
                    "%(The_panel)s and the senior investigating officer agree that the risk can be managed there; police keep it under review"
                ),
            ),
            (
                "consent_form_warns",
                _(
                    "The consent form warns that what is said may be passed on where that is lawful, necessary and proportionate"
                ),
            ),
        ],
        required=False,
    )
    officer = ShortText(
        label=_("Senior investigating officer"),
        hint=_("Or who stood in. Name and rank"),
        compartment="police",
        limit=120,
        required=False,
    )
    look_again_on = DateParts(
        label=_("On which day do police look again?"), hint=_("While it goes on"), exact=True, required=False
    )
    words = LongText(
        label=_("What it rests on"),
        hint=_("No secret or intelligence material: keep a pointer to it"),
        compartment="police",
        required=False,
    )
    happened = WhenField(label=_("When did you learn of it?"))


class Interim(Form):
    action = CodeChoice(label=_("What was done?"), choices=codes("interim_actions"))
    what = LongText(label=_("In a sentence"), compartment="core")
    who = ShortText(label=_("By whom"), compartment="core", limit=120, required=False)
    happened = WhenField(label=_("When?"))


class Child(Form):
    referred_on = DateParts(
        label=_("Day of the safeguarding referral"),
        hint=_("Leave empty where none is made yet"),
        exact=True,
        not_after_today=True,
        required=False,
    )
    reference = ShortText(label=_("Its reference"), compartment="core", limit=80, required=False)
    looked_after = CodeChoice(label=_("Is the child looked after?"), choices=codes("looked_after"))
    parental_responsibility = LongText(label=_("Who has parental responsibility?"), compartment="core")
    own_view = LongText(
        label=_("The child's own view"), hint=_("In the child's words, or why it is not known yet"), compartment="core"
    )


class History(Form):
    statement = LongText(
        label=_("What do all the referrals say, read together?"),
        hint=_("Each earlier referral, what was known then, what has changed, what runs through them"),
        compartment="core",
    )


class SamePerson(Form):
    answer = CodeChoice(
        label=_("Is this the same person?"),
        choices=[("same", _("Same person")), ("different", _("Different people")), ("unsure", _("Cannot tell yet"))],
    )
    reason = LongText(label=_("Why do you think so?"), compartment="identity")


def labels(pathway: Pathway) -> dict[str, str]:
    """This will give the words of every code these pages show, with the routes of the case's own pathway."""
    found = dict(pathway.verb("checks.approve_route").choices())
    if any(verb.code == "police_led.close" for verb in pathway.verbs):
        found[POLICE_LED_CLOSED] = _words(pathway.verb("police_led.close").label)
    for name in ("deconfliction_answers", "interim_actions", "looked_after"):
        found |= dict(codes(name)())
    return found
