"""Forms of the gallery: every kind of field, empty and with every kind of mistake."""

from datetime import UTC, datetime

from throughcare.frame.forms import (
    CodeChoice,
    CodeChoices,
    DateParts,
    EmailText,
    Form,
    LongText,
    SeenBy,
    ShortText,
    Upload,
    WhenField,
)
from throughcare.frame.pieces import Row, Task

AT = datetime(2026, 11, 24, 14, 14, tzinfo=UTC)
READERS = {
    "core": SeenBy(
        "the coordinator, the police officers and the panel members of this case",
        "providers or the person who referred",
        ("Coordinator: keeps the record of the case.", "Panel member: decides with what is known."),
    ),
    "health": SeenBy("the coordinator and the assessor", "police officers, panel members or providers"),
}
KINDS = (("fact", "Fact"), ("opinion", "Opinion"), ("third-party", "A third party's report"), ("unknown", "Not known"))
SECTORS = (
    ("education", "Education"),
    ("health", "Health"),
    ("police", "Police"),
    ("community", "Friends, family and community"),
)


class NoteForm(Form):
    """Every kind of field at once."""

    when = WhenField(
        label="When did it happen?", hint="For example, 14 3 2026 and 2:14pm", missing="Enter the day it happened"
    )
    kind = CodeChoice(
        label="What kind of note is it?",
        choices=KINDS,
        divider_before="unknown",
        hints={"opinion": "What you make of it, not what you saw"},
        missing="Choose fact, opinion or a third party's report",
    )
    text = LongText(label="What happened", compartment="core", missing="Say in a sentence what happened")
    health = LongText(label="About health", compartment="health", limit=500, required=False)
    born = DateParts(label="Date of birth", hint="For example, 14 3 2009. The year alone is enough", required=False)
    sector = CodeChoice(label="Who told you", choices=SECTORS, kind="select", missing="Choose who told you")
    agencies = CodeChoices(label="Who else knows", choices=SECTORS, missing="Choose at least one agency")
    email = EmailText(label="Email address", required=False)
    source = ShortText(label="Source", missing="Enter who said it")
    document = Upload(label="Document", required=False)


class QuestionForm(Form):
    """One question a page."""

    worry = LongText(
        label="What worries you?", compartment="core", hint="Say it in your own words. You can leave the rest."
    )


class SignInForm(Form):
    """Who you are."""

    email = EmailText(label="Email address", autocomplete="username")


def empty() -> NoteForm:
    """This will make the form before anything is typed."""
    return NoteForm(readers=READERS, at=AT)


def with_mistakes() -> NoteForm:
    """This will make the form with a mistake in nearly every field."""
    data = {
        "when-day": "31",
        "when-month": "2",
        "when-year": "2026",
        "kind": "",
        "text": "Sam said\x00 nothing",
        "health": "word " * 110,
        "born-year": "09",
        "email": "sam",
        "source": "",
    }
    form = NoteForm(data, readers=READERS, at=AT)
    form.is_valid()
    return form


def question() -> QuestionForm:
    """This will make a question page's form."""
    return QuestionForm(readers=READERS, at=AT)


def sign_in() -> SignInForm:
    """This will make the sign-in form."""
    return SignInForm()


TASKS = {
    "The concern": [
        Task("What worries you", "Completed", "/worry"),
        Task("When and where", "Incomplete", "/when", colour="light-blue", hint="A month or a year is enough"),
        Task("How you know", "Incomplete", "/how", colour="light-blue"),
    ],
    "You": [Task("Who you are", "Incomplete", "/you", colour="light-blue"), Task("Check and send", "Cannot start yet")],
}
ANSWERS = {
    "The concern": [
        Row(
            "What worries you",
            "He has stopped coming to the club and talks about people watching him.",
            "/worry",
            "what worries you",
        ),
        Row("When and where", "", "/when", "when and where"),
    ],
    "The person": [
        Row("Name", "Sam Tarrow", "/name", "the name"),
        Row("Date of birth", "about 2009", "/born", "the date of birth"),
    ],
}
