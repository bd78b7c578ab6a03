"""What is asked about explaining, keeping, deciding, the ladder, and what lies beside."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from throughcare.commons.orders.queries import POINTER_LABELS, WHAT_LABELS
from throughcare.frame.forms import CodeChoice, CodeChoices, DateParts, Form, LongText, ShortText, WhenField, codes

NONE = "none"


class ExplainedForm(Form):
    wording = CodeChoice(label=_("Which words were said?"), choices=list)
    language = ShortText(
        label=_("In which language, with whose help?"), compartment="enforcement", limit=80, required=False
    )
    own_words = LongText(
        label=_("What did the person say to it, in their words?"), compartment="enforcement", required=False
    )
    happened = WhenField(label=_("When was it explained?"))


class KeptForm(Form):
    condition = CodeChoice(label=_("Which condition?"), choices=list)
    what = CodeChoice(label=_("What happened?"), choices=list(WHAT_LABELS.items()))
    words = LongText(
        label=_("What did you see or hear?"), hint=_("What happened, not what it means"), compartment="compliance"
    )
    stated_reason = LongText(
        label=_("What reason was stated, in their words?"),
        hint=_("Whether it counts is decided by the supervising officer. Leave empty where none was stated"),
        compartment="compliance",
        required=False,
    )
    happened = WhenField(label=_("When was it?"))


class DecidedForm(Form):
    acceptable = CodeChoice(
        label=_("Does the stated reason count?"), choices=[("yes", _("Yes, it counts")), ("no", _("No"))]
    )
    reasons = LongText(label=_("Why?"), compartment="enforcement")


class StepForm(Form):
    rung = CodeChoice(label=_("Which step?"), choices=list)
    events = CodeChoices(
        label=_("What does it rest on?"), missing=_("Choose what happened under a condition"), choices=list
    )
    words = LongText(label=_("What was said or written?"), compartment="enforcement")
    happened = WhenField(label=_("When?"))


class ReportForm(Form):
    events = CodeChoices(
        label=_("What is reported?"),
        hint=_("What happened under a condition"),
        choices=list,
        required=False,
    )
    polygraph = CodeChoice(
        label=_("Does a polygraph session stand beside it?"),
        hint=_(
            "It is never the only ground of a report. Only those who may know of the session see that it stands there"
        ),
        choices=list,
    )
    words = LongText(label=_("What should the authority know?"), compartment="enforcement")
    sent_to = ShortText(
        label=_("To whom?"),
        hint=_("Leave empty where it goes to the authority of the order"),
        compartment="enforcement",
        limit=200,
        required=False,
    )
    happened = WhenField(label=_("When is it made?"))

    def of(self, sessions: list[tuple[str, str]]) -> None:
        """This will offer the polygraph sessions that whoever reports may know of; without any there is no such question."""
        if not sessions:
            self.fields.pop("polygraph")
            return
        self.fields["polygraph"].choices = [*sessions, (NONE, gettext("No"))]  # type: ignore[attr-defined]  # ours


class SignForm(Form):
    words = LongText(label=_("Anything to add?"), compartment="enforcement", required=False)


class OutcomeForm(Form):
    outcome = CodeChoice(label=_("What did the authority decide?"), choices=list)
    decided_on = DateParts(label=_("When did it decide?"), exact=True, not_after_today=True)
    authority = ShortText(
        label=_("Who decided?"),
        hint=_("Leave empty where it is the authority of the order"),
        compartment="enforcement",
        limit=200,
        required=False,
    )
    reference = ShortText(label=_("Their reference"), compartment="enforcement", limit=120, required=False)
    words = LongText(label=_("In their words"), compartment="enforcement", required=False)


class PointerForm(Form):
    to = CodeChoice(label=_("What is kept elsewhere?"), choices=list)
    holder = ShortText(label=_("Who keeps it?"), compartment="orders", limit=200)
    reference = ShortText(label=_("Their reference"), compartment="orders", limit=120, required=False)
    words = LongText(
        label=_("What must be known of it here?"),
        hint=_("No copy. No secret or intelligence material"),
        compartment="orders",
        required=False,
    )
    due_on = DateParts(label=_("When is it next due?"), exact=True, required=False)

    def of(self, codes: tuple[str, ...]) -> None:
        """This will offer what such an order points to."""
        offered = [(code, str(POINTER_LABELS[code])) for code in codes if code in POINTER_LABELS]
        self.fields["to"].choices = offered  # type: ignore[attr-defined]  # ours


class PolygraphForm(Form):
    held_on = DateParts(label=_("When was the session?"), exact=True, not_after_today=True)
    holder = ShortText(label=_("Who keeps its record?"), compartment="polygraph", limit=200)
    reference = ShortText(label=_("Their reference"), compartment="polygraph", limit=120, required=False)
    next_on = DateParts(label=_("When is the next?"), exact=True, required=False)


class NameForm(Form):
    shown_as = CodeChoice(
        label=_("How may prints name the person?"),
        choices=[
            ("initials", _("By initials")),
            ("reference", _("By the reference alone")),
            ("name", _("By name: the order no longer holds")),
        ],
    )
    made_by = ShortText(label=_("Which court ordered it?"), compartment="identity", limit=200)
    reference = ShortText(label=_("Its reference"), compartment="identity", limit=120, required=False)
    words = LongText(label=_("What does it say?"), compartment="identity", required=False)
    from_on = DateParts(label=_("From when?"), exact=True)
    last_on = DateParts(label=_("Until when?"), hint=_("Leave empty where no end is set"), exact=True, required=False)


class MappaForm(Form):
    category = CodeChoice(label=_("Which category did they set?"), choices=codes("mappa_categories"))
    level = CodeChoice(label=_("Which level did they set?"), choices=codes("mappa_levels"))
    said_by = ShortText(label=_("Who set it?"), compartment="mappa", limit=200)
    said_on = DateParts(label=_("When?"), exact=True, not_after_today=True)
    pointer = ShortText(label=_("Where is it kept?"), compartment="mappa", limit=200)


class MeetingForm(Form):
    on_day = DateParts(label=_("When was the meeting?"), exact=True, not_after_today=True)
    next_on = DateParts(label=_("When is the next?"), exact=True, required=False)
    where = ShortText(label=_("Who held it, and where?"), compartment="mappa", limit=200)
    pointer = ShortText(
        label=_("Where are its minutes kept?"), hint=_("No copy of them here"), compartment="mappa", limit=200
    )


class ActionForm(Form):
    words = LongText(label=_("What should the programme do?"), compartment="mappa")
    due_on = DateParts(label=_("By when?"), exact=True)


class DoneForm(Form):
    done_on = DateParts(label=_("When was it done?"), exact=True, not_after_today=True)
    outcome = LongText(label=_("What came of it?"), compartment="mappa")
