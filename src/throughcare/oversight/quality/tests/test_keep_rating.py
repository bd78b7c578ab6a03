"""A second rating keeps its draft by itself, as an assessment does; no answer of another window is lost."""

from dataclasses import dataclass

import pytest
from django.test import Client

from throughcare.commons.cases.tests.builders import a_browser
from throughcare.oversight.quality.models import SampledCase, SecondRating, Study
from throughcare.oversight.quality.tests.builders import a_study, an_assessed_case, an_office, asked, frozen

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
GRIEVANCE, THREAT, STATUS = "grievance.presence", "threat.presence", "status.presence"


@dataclass(frozen=True)
class Window:
    """One window in which a second rating is open."""

    browser: Client
    address: str

    def keeps(self, revision, **typed):
        return self.sends(revision, go="keep", **typed)

    def sends(self, revision, **typed):
        return self.browser.post(self.address, {**typed, "revision": str(revision)}, headers=JSON)

    def shows(self):
        return self.browser.get(self.address).text


@pytest.fixture
def window():
    office = an_office()
    an_assessed_case(office.town)
    frozen(office, SampledCase.objects.get(sampled__study=a_study(office, size=1)))
    rating = asked(office, Study.objects.get(), number=1, who=office.others[0])
    return Window(a_browser(office.others[0]), f"/second-ratings/{rating.key}/")


def parts():
    return SecondRating.objects.get().parts


def test_what_is_chosen_is_kept_and_the_answer_brings_the_next_saving(window):
    assert "Nothing is saved yet. Only you see it." in window.shows()

    first = window.keeps(0, **{GRIEVANCE: "some"})
    again = window.keeps(1, **{GRIEVANCE: "some"})

    assert (first.status_code, first.json()["revision"], again.json()["revision"]) == (200, 1, 1)
    assert "Draft saved at" in first.json()["saved"]
    shown = window.shows()
    assert "data-keeps" in shown and 'name="revision" value="1"' in shown and "Draft saved at" in shown
    assert parts() == {GRIEVANCE: "some"}


def test_an_older_window_loses_no_answer_of_the_newer(window):
    window.keeps(0, **{GRIEVANCE: "some", THREAT: "absent"})

    late = window.keeps(0, **{STATUS: "strong"})

    assert late.json()["revision"] == 2
    assert parts() == {GRIEVANCE: "some", THREAT: "absent", STATUS: "strong"}


def test_where_two_windows_answered_otherwise_whoever_wrote_both_chooses(window):
    window.keeps(0, **{GRIEVANCE: "some"})
    older = {GRIEVANCE: "strong", STATUS: "strong"}

    late = window.keeps(0, **older)

    assert late.status_code == 409
    for words in ("Feelings of grievance and injustice", "another window", "Keep the saved one"):
        assert words in late.text
    assert parts() == {GRIEVANCE: "some"}
    window.sends(0, keep="saved", **older)
    assert parts() == {GRIEVANCE: "some", STATUS: "strong"}
    window.sends(0, keep="both", **older)
    assert parts() == older
