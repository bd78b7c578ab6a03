"""The pages of the police steps, to police and to everybody else."""

import pytest

from throughcare.stages.checks.models import Deconfliction, InterimAction

POLICE_PAGES = [
    *("deconflict", "gateway", "route", "decide", "take-back", "give-back", "stand-down", "investigation", "close"),
]


def test_the_coordinator_reads_one_neutral_page(invented):
    reference = invented.receive()

    page = invented.browser("ada").get(f"/cases/{reference}/checks/")

    assert "With police for checks" in page.text
    assert "econfliction" not in page.text


@pytest.mark.parametrize("page", POLICE_PAGES)
def test_police_pages_do_not_exist_for_others(invented, page):
    reference = invented.receive()

    hidden = invented.browser("ada").get(f"/cases/{reference}/checks/{page}/")
    missing = invented.browser("cleo").get(f"/cases/{reference}/checks/{page}/")

    assert (hidden.status_code, missing.status_code) == (404, 404)


@pytest.mark.parametrize(
    "page", ["checks", *[f"checks/{page}" for page in POLICE_PAGES], "safety", "safety/action", "threat"]
)
def test_police_open_every_page(invented, page):
    reference = invented.receive()

    assert invented.browser("femi").get(f"/cases/{reference}/{page}/").status_code == 200


def test_an_answer_is_recorded_and_an_empty_one_keeps_what_was_typed(invented):
    reference = invented.receive()
    dee = invented.browser("dee")
    address = f"/cases/{reference}/checks/deconflict/"

    empty = dee.post(address, {"words": "Asked the desk"})
    good = dee.post(address, {"answer": "clear", "happened-day": "1", "happened-month": "6", "happened-year": "2026"})

    assert (empty.status_code, "Asked the desk" in empty.text) == (422, True)
    assert good.status_code == 302
    assert Deconfliction.objects.get().answer == "clear"


def test_a_refusal_shows_its_four_parts_and_writes_nothing(invented):
    reference = invented.receive()

    page = invented.browser("femi").post(f"/cases/{reference}/checks/confirm/")

    assert page.status_code == 422
    assert "The deconfliction answer was not confirmed" in page.text
    assert "no officer has recorded the deconfliction answer" in page.text
    assert "01632 960 114" in page.text
    assert not Deconfliction.objects.exists()


def test_a_safety_action_is_recorded_by_the_coordinator_while_police_check(invented):
    reference = invented.receive()
    said = {
        "action": "guardian_told",
        "what": "Rang the mother",
        "happened-day": "1",
        "happened-month": "6",
        "happened-year": "2026",
    }

    answer = invented.browser("ada").post(f"/cases/{reference}/safety/action/", said)

    assert answer.status_code == 302
    assert InterimAction.objects.get().what == "Rang the mother"
