"""Fields: what they accept, how they refuse, what they show again."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from throughcare.frame.dates import EXACT, MONTH, UNKNOWN, YEAR
from throughcare.frame.forms import (
    CodeChoice,
    CodeChoices,
    DateParts,
    EmailText,
    Form,
    LongText,
    PartialDate,
    PhoneText,
    SeenBy,
    ShortText,
    Upload,
    WhenField,
)
from throughcare.frame.forms.days import Typed, read_time

AT = datetime(2026, 11, 24, 14, 14, tzinfo=UTC)
CHOICES = (("fact", "Fact"), ("opinion", "Opinion"))


def mistake(field, value):
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "expected", "precision", "words"),
    [
        (("14", "3", "2009"), PartialDate(2009, 3, 14), EXACT, "14 March 2009"),
        (("14", "March", "2009"), PartialDate(2009, 3, 14), EXACT, "14 March 2009"),
        (("", "3", "2009"), PartialDate(2009, 3), MONTH, "March 2009"),
        (("", "", "2009"), PartialDate(2009), YEAR, "2009"),
        (("29", "2", "2024"), PartialDate(2024, 2, 29), EXACT, "29 February 2024"),
    ],
)
def test_a_date_may_be_known_in_part(typed, expected, precision, words):
    found = DateParts(label="Born").clean(Typed(*typed))

    assert found == expected
    assert (found.precision, str(found)) == (precision, words)


@pytest.mark.parametrize(
    "typed",
    [("31", "2", "2009"), ("29", "2", "2023"), ("14", "", "2009"), ("1", "13", "2009"), ("", "", "09"), ("x", "3", "2009"),
     ("14", "3", ""), ("0", "3", "2009"), ("1", "0", "2009"), ("", "", "0000"), ("١", "3", "2009"), ("1", "3", "1899")],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_way_out(typed):
    told = "Enter a real date, such as 14 3 2009. If you know only the year, give the year"

    assert mistake(DateParts(label="Born"), Typed(*typed)) == told


def test_an_exact_date_refuses_a_year_alone_and_gives_the_day():
    field = DateParts(label="Review on", exact=True)

    assert field.clean(Typed("3", "12", "2026")) == date(2026, 12, 3)
    assert mistake(field, Typed("", "", "2026")) == "Enter a real date, such as 14 3 2009"


def test_an_empty_date_is_nothing_where_it_may_be():
    assert DateParts(label="Born", required=False).clean(Typed()) is None
    assert mistake(DateParts(label="Born", missing="Enter when they were born"), Typed()) == "Enter when they were born"


def test_a_day_after_today_has_not_happened():
    field = DateParts(label="Happened", not_after_today=True)
    field.asked_at = AT

    assert field.clean(Typed("24", "11", "2026")).precision == EXACT
    assert mistake(field, Typed("25", "11", "2026")) == "Enter the day it happened, today or earlier"


def test_a_partial_date_has_a_first_and_a_last_day():
    assert (PartialDate(2024, 2).earliest, PartialDate(2024, 2).latest) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (PartialDate(2009).earliest, PartialDate(2009).latest) == (date(2009, 1, 1), date(2009, 12, 31))
    assert (PartialDate().earliest, PartialDate().latest, PartialDate().precision) == (None, None, UNKNOWN)


def test_an_estimated_or_unknown_date_says_so():
    assert str(PartialDate(2009, estimated=True)) == "about 2009"
    assert str(PartialDate()) == "Not known"


def test_a_day_without_its_month_is_a_defect():
    with pytest.raises(ValueError, match="A day needs its month"):
        PartialDate(2009, None, 14)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("2:14pm", time(14, 14)), ("2.14 PM", time(14, 14)), ("14:14", time(14, 14)), ("1414", time(14, 14)), ("2pm", time(14)),
     ("12am", time(0)), ("12:30pm", time(12, 30)), ("midday", time(12)), ("Midnight", time(0)), ("9 a.m.", time(9)), ("09:05", time(9, 5))],
)  # fmt: skip
def test_a_time_may_be_written_in_many_ways(typed, expected):
    assert read_time(typed) == expected


@pytest.mark.parametrize("typed", ["25:00", "13pm", "0pm", "2", "14:61", "after lunch", "٢:14pm"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValidationError, match="such as 2:14pm"):
        read_time(typed)


def test_something_happened_at_a_uk_time_or_on_a_day():
    field = WhenField(label="When")
    field.asked_at = AT
    timed = field.clean(Typed("3", "6", "2026", "2:14pm"))
    untimed = field.clean(Typed("3", "6", "2026"))

    assert (timed.at.astimezone(UTC), timed.time_known) == (datetime(2026, 6, 3, 13, 14, tzinfo=UTC), True)
    assert (untimed.at.astimezone(UTC), untimed.time_known) == (datetime(2026, 6, 2, 23, tzinfo=UTC), False)


def test_a_moment_still_to_come_has_not_happened():
    field = WhenField(label="When")
    field.asked_at = AT

    assert mistake(field, Typed("24", "11", "2026", "3pm")) == "Enter the day it happened, today or earlier"
    assert field.clean(Typed("24", "11", "2026", "2:14pm")).time_known


def test_a_time_that_the_clocks_skipped_is_refused():
    told = mistake(WhenField(label="When"), Typed("29", "3", "2026", "1:30am"))

    assert told == "The clocks went forward that night, so that time did not happen. Enter another"


def test_a_time_without_a_day_is_no_date():
    assert mistake(WhenField(label="When"), Typed(time="2pm")) == "Enter a real date, such as 14 3 2009"


def test_a_known_moment_fills_its_boxes():
    assert WhenField(label="When").typed(AT) == Typed("24", "11", "2026", "2:14pm")
    assert DateParts(label="Born").typed(PartialDate(2009, 3)) == Typed("", "3", "2009")
    assert DateParts(label="Born").typed(date(2009, 3, 14)) == Typed("14", "3", "2009")


@pytest.mark.parametrize("hidden", ["\x00", "\x07", "\x1b", "\u202e", "\u202d", "\ud800", "\x9f"])
def test_a_hidden_character_is_refused_with_its_place(hidden):
    told = mistake(LongText(label="What happened", compartment="core"), f"Sam said{hidden} no")

    assert (
        told == "There is a hidden character after “Sam said” that cannot be kept. Delete that place and type it again"
    )


def test_a_hidden_character_at_the_start_is_told_as_that():
    told = mistake(LongText(label="What happened", compartment="core"), "\x00no")

    assert told == "There is a hidden character at the start that cannot be kept. Delete the start and type it again"


def test_text_is_kept_as_typed_but_for_its_line_ends():
    typed = "  Ûnî – ქართული\tعربي\u2067x\u2069 👩‍👩‍👧\r\nSecond\x0bthird\u2028fourth  "
    kept = "  Ûnî – ქართული\tعربي\u2067x\u2069 👩‍👩‍👧\nSecond\nthird\nfourth  "

    assert LongText(label="Note", compartment="core").clean(typed) == kept


def test_too_many_characters_are_counted_and_nothing_is_cut():
    field = LongText(label="Note", compartment="core", limit=1500)

    assert mistake(field, "x" * 1510) == "Use 1,500 characters or fewer. You have typed 10 too many"
    assert len(field.clean("x" * 1500)) == 1500


@pytest.mark.parametrize("empty", ["", "   ", "\n\t", None])
def test_a_box_of_nothing_but_spaces_is_empty(empty):
    assert mistake(LongText(label="What happened", compartment="core"), empty) == "Enter what happened"
    assert mistake(ShortText(label="Source", missing="Enter who said it"), empty) == "Enter who said it"


def test_a_line_is_one_line():
    assert ShortText(label="Name").clean("  Sam\r\nTarrow ") == "Sam Tarrow"


def test_mail_addresses_and_phone_numbers_are_held_against_their_shape():
    assert EmailText(label="Email").clean(" sam@example.org ") == "sam@example.org"
    assert mistake(EmailText(label="Email"), "sam") == "Enter an email address, such as name@example.org"
    assert PhoneText(label="Phone").clean("+44 (0)1632 960 101 ext 4") == "+44 (0)1632 960 101 ext 4"
    assert mistake(PhoneText(label="Phone"), "call me") == "Enter a phone number, such as 01632 960 101"
    assert EmailText(label="Email", required=False).clean("") == ""
    assert PhoneText(label="Phone", required=False).clean("") == ""


def test_a_box_left_empty_is_asked_for_in_the_words_of_its_label():
    assert mistake(LongText(label="Reasons", compartment="core"), "") == "Enter reasons"
    assert mistake(LongText(label="Why now?", compartment="core"), "") == "Answer the question: Why now?"


def test_a_list_knows_whether_one_of_its_answers_stands_for_none():
    assert CodeChoice(label="Who", choices=[("", "Nobody chosen yet"), *CHOICES], kind="select").offers_nothing()
    assert not CodeChoice(label="Who", choices=CHOICES, kind="select").offers_nothing()


def test_a_choice_is_a_code_of_the_list_and_never_made_beforehand():
    field = CodeChoice(label="Kind", choices=CHOICES, missing="Choose what kind of note it is")

    assert field.clean("fact") == "fact"
    assert field.chosen(None) == []
    assert mistake(field, "") == "Choose what kind of note it is"
    assert mistake(field, "rumour") == "Choose from the answers shown"


def test_several_choices_are_kept_once_each():
    field = CodeChoices(label="Who knows", choices=lambda: CHOICES)

    assert field.clean(["opinion", "fact", "opinion"]) == ["opinion", "fact"]
    assert mistake(field, []) == "Choose at least one answer"
    assert mistake(field, ["fact", "rumour"]) == "Choose from the answers shown"
    assert CodeChoices(label="Who", choices=CHOICES, required=False).clean([]) == []


def test_a_file_is_asked_for_and_neither_empty_nor_huge():
    field = Upload(label="File", largest_mb=1)

    assert mistake(field, None) == "Choose a file"
    assert mistake(field, SimpleUploadedFile("a.csv", b"")) == "The file is empty. Choose another"
    assert mistake(field, SimpleUploadedFile("a.csv", b"x" * 1024 * 1025)).startswith("The file is larger than 1 MB")
    assert field.clean(SimpleUploadedFile("a.csv", b"x")).name == "a.csv"
    assert Upload(label="File", required=False).clean(None) is None


class NoteForm(Form):
    text = LongText(label="What happened", compartment="core")
    health = LongText(label="About health", compartment="health", required=False)
    kind = CodeChoice(label="Kind", choices=CHOICES)
    agencies = CodeChoices(label="Who knows", choices=CHOICES, required=False)
    when = WhenField(label="When")


SENT = "text=Sam+rang&kind=fact&agencies=fact&agencies=opinion&when-day=3&when-month=6&when-year=2026&when-time=2pm"
READERS = {"core": SeenBy("the coordinator"), "health": SeenBy("the assessor")}


def test_a_whole_form_reads_its_boxes():
    form = NoteForm(QueryDict(SENT), at=AT, readers=READERS)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["agencies"] == ["fact", "opinion"]
    assert form.cleaned_data["when"].time_known


def test_what_was_typed_is_listed_with_its_questions_and_labels():
    assert NoteForm(QueryDict(SENT), at=AT, readers=READERS).typed() == [
        ("What happened", "Sam rang"),
        ("Kind", "Fact"),
        ("Who knows", "Fact, Opinion"),
        ("When", "3 6 2026 2pm"),
    ]


def test_the_time_of_asking_reaches_only_this_form():
    NoteForm(QueryDict(SENT), at=AT, readers=READERS)

    assert NoteForm.base_fields["when"].asked_at is None


def test_mistakes_come_in_the_order_of_the_page_and_lead_to_their_boxes():
    form = NoteForm(QueryDict("when-day=31&when-month=2&when-year=2026"), at=AT, readers=READERS)
    form.is_valid()
    form.add_error(None, "The two do not fit")

    assert [mistake.anchor for mistake in form.mistakes()] == ["", "id_text", "id_kind", "id_when-day"]


def test_each_box_says_who_reads_its_own_compartment():
    form = NoteForm(readers=READERS)

    assert form.readers_of("text") == SeenBy("the coordinator")
    assert form.readers_of("health") == SeenBy("the assessor")
    assert form.readers_of("kind") is None


def test_a_text_box_whose_readers_nobody_named_is_a_defect():
    with pytest.raises(ImproperlyConfigured, match=r"NoteForm\.health writes to the compartment 'health'"):
        NoteForm(readers={"core": SeenBy("the coordinator")}).readers_of("health")
