"""What is kept beside the stages: notes that are corrected and never overwritten, the timeline, tasks, a cover sheet."""

from __future__ import annotations

from tests.kit.office import Office

NOTE = "Seth's mother rang. He came home from the first walk and ate with her."


def the_coordinator_keeps_the_record(office: Office) -> None:
    """A note is added and corrected, the case page read whole, and a cover sheet made for the bag."""
    ada = office.desk("ada").goes_to(office.case()).follows("Add note").chooses("Fact")
    ada.writes({"When did it happen?": office.calendar.today, "What happened": NOTE}).presses("Add note")
    ada.follows("Correct").writes({"The note as it should be": NOTE.replace("rang", "wrote")})
    ada.writes({"Why is it corrected?": "She wrote."}).presses("Correct note").sees("mother wrote")
    ada.goes_to(office.case("timeline/")).sees("The panel adopted the case")
    ada.goes_to(office.case("tasks/")).pictures("tasks")
    ada.goes_to(office.case()).sees("Told on", "Support").pictures("case")
    ada.follows("Print cover sheet").pictures("cover").writes({"Who is this printed for?": "Ada Marsh, for her bag"})
    assert ada.downloads("Make cover sheet").read_bytes().startswith(b"%PDF")
