"""Ada writes to Sam in words for a child, and everybody who may know can see what Sam was told.

Ada opens what the person was told, and chooses a letter. The text for children comes first. She reads it with its blanks
filled, adds a sentence, keeps it and prints it. When it has reached Sam she records how. On her telephone she then says what
must wait, and the page says until when.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.kit.desk import Desk
from tests.kit.office import Office
from throughcare.kernel.time import uk_today

pytestmark = pytest.mark.invented_world


def test_a_child_is_written_to_and_what_they_were_told_is_seen(office: Office):
    ada = office.desk("ada")
    case = _case_of_sam(ada)
    ada.goes_to(f"{case}told/").is_at("Told or not told").sees("That there is a record")

    ada.presses("Write a letter").chooses("What we keep about you, and why", "The person, as a child or young person")
    ada.chooses("English").presses("Continue").is_at("What we keep about you, and why")
    ada.sees("The person, as a child or young person, English", "You are not in trouble.", "This text is not approved.")
    ada.writes({"Do you want to add something?": "I will ring on Monday."}).presses("Keep letter").is_told(
        "Letter kept"
    )
    words = " ".join(page.extract_text() for page in PdfReader(ada.downloads("Print letter")).pages)
    assert "You are not in trouble." in " ".join(words.split())

    ada.follows("Record that it reached them").chooses("Given by hand")
    ada.writes({"When?": uk_today(timezone.now())}).presses("Record that it reached them")
    ada.is_told("Recorded that the letter reached them").sees("Given by hand").pictures("being-told")

    phone = office.visitor(phone=True).signs_in("ada")
    phone.goes_to(f"{case}told/not-yet/").chooses("What was decided", "Help to understand is being arranged")
    phone.writes({"When is it looked at again?": uk_today(timezone.now()) + timedelta(days=7)})
    phone.presses("Record that it waits").is_told("Recorded").sees("Not told yet", "Help to understand")


def _case_of_sam(ada: Desk) -> str:
    """Give the address of Sam's case, which police gave on long ago."""
    ada.goes_to("/cases/").follows("Sam Tarrow")
    return re.sub(r".*(/cases/TC-\w+/).*", r"\1", ada.page.url)
