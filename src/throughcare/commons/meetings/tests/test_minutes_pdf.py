"""Minutes leave the room as one tagged file a case, which tells nothing by its name."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from throughcare.commons.cases.tests.builders import opened
from throughcare.commons.meetings import actions
from throughcare.commons.meetings.actions import Decided, Disagreed
from throughcare.commons.meetings.pdf import minutes_pdf
from throughcare.commons.meetings.tests.builders import (
    LATER,
    THEN,
    a_listed_case,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    published,
)
from throughcare.commons.orders.models import NameOnPaper

pytestmark = pytest.mark.django_db

WORDS = "Sam sleeps badly. *Not* markup: #strong[x] $y$ @z <b>"


def the_minutes(*, sign: bool = True, withheld: bool = False) -> tuple[PdfReader, str, str]:
    town = a_panel()
    meeting = a_meeting(town)
    case, other = a_listed_case(town, meeting), a_listed_case(town, meeting, name="Robin Vale")
    published(town, meeting)
    everybody_came(town, case)
    with opened(case, town.ben, at=LATER) as found:
        actions.give_view(
            found,
            item=item_of(found),
            position="offer_support",
            words=WORDS,
            offers="",
            kind="opinion",
            source="",
            at=LATER,
        )
    decided = Decided(
        outcome="go_on", said="The panel goes on as planned.", reached="majority", reasons="Sam comes every week.",
        dissents=[Disagreed("Too early.", agency_id=town.school.pk)],
    )  # fmt: skip
    with opened(case, town.gail, at=THEN) as found:
        actions.keep(found, item=item_of(found), decided=decided, verb="reviews.review", at=THEN)
        if sign:
            actions.sign_minutes(found, item=item_of(found), at=THEN)
    if withheld:
        carried = {"controller": town.council, "regime": "uk_gdpr", "basis": "public_task", "review_on": THEN.date()}
        NameOnPaper.objects.create(case=case, shown_as="initials", from_on=THEN.date(), happened_at=THEN, **carried)
    with opened(case, town.ada, at=THEN) as found:
        return PdfReader(BytesIO(minutes_pdf(found, item_of(found), at=THEN))), case.reference, other.reference


def text_of(pdf: PdfReader) -> str:
    return " ".join("\n".join(page.extract_text() for page in pdf.pages).split())


def test_the_file_is_tagged_for_screen_readers_and_says_its_language():
    pdf, _reference, _other = the_minutes()
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-GB"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_title_carries_the_reference_and_no_name():
    pdf, reference, _other = the_minutes()

    assert pdf.metadata.title == f"Minutes, {reference}, 25 June 2026"
    assert "Tarrow" not in str(pdf.metadata) and "Sam" not in pdf.metadata.title


def test_the_words_stand_in_it_as_they_were_typed():
    pdf, reference, _other = the_minutes()
    text = text_of(pdf)

    for words in (
        WORDS,
        "The panel goes on as planned.",
        "Too early.",
        "Northmere School",
        "Signed by Gail Pike",
        reference,
    ):
        assert words in text


@pytest.mark.parametrize("sign", [True, False])
def test_a_name_that_a_court_withheld_later_stands_neither_at_the_head_nor_in_what_was_typed_and_signed(sign):
    pdf, _reference, _other = the_minutes(sign=sign, withheld=True)
    text = text_of(pdf)

    assert "About S. Where" in text and "S. sleeps badly" in text
    assert "Sam" not in text


def test_no_word_of_another_case_stands_in_it():
    pdf, _reference, other = the_minutes()

    assert other not in text_of(pdf) and "Robin" not in text_of(pdf)


def test_the_marking_is_its_first_and_its_last_line():
    pdf, _reference, _other = the_minutes()
    first = pdf.pages[0].extract_text().strip()
    body = pdf.pages[-1].extract_text()

    assert first.startswith("OFFICIAL-SENSITIVE.")
    assert body.rindex("OFFICIAL-SENSITIVE.") > body.index("Signature")


def test_what_is_not_signed_says_so():
    pdf, _reference, _other = the_minutes(sign=False)

    assert "Not signed yet." in text_of(pdf)
