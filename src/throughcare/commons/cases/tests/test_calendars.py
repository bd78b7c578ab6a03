"""An area of a pathway for no one country counts by the working days of a calendar that names it."""

from datetime import date

import pytest
import yaml

from tests.kit.invented import NOW
from throughcare.commons.cases import actions
from throughcare.kernel import calendars
from throughcare.kernel.definitions import forget, load
from throughcare.kernel.time import working_days
from throughcare.stages.intake.tests.builders import at_intake, opened

EVE = date(2026, 4, 24)  # the Friday before King's Day, which is Monday 27 April


def named_by(folder, monkeypatch, *areas, **more):
    """Let a site's own calendar name some areas."""
    path = folder / "calendars" / "netherlands" / "2099-01-01.yaml"
    path.parent.mkdir(parents=True)
    data = {**load("calendars", "netherlands").data, "areas": list(areas), **more}
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    monkeypatch.setenv("DEFINITIONS_DIR", str(folder))
    forget()
    working_days.cache_clear()


@pytest.fixture(autouse=True)
def read_anew():
    yield
    forget()
    working_days.cache_clear()


def test_a_calendar_has_the_holidays_of_its_country():
    days = working_days("calendar:netherlands")

    assert not days.is_one(date(2026, 4, 27))
    assert working_days("any").is_one(date(2026, 4, 27))
    assert days.add(EVE, 1) == date(2026, 4, 28)


def test_a_calendar_of_a_part_of_a_country_has_its_days():
    assert not working_days("calendar:germany_berlin").is_one(date(2027, 3, 8))  # Women's Day, Berlin


def test_an_area_that_no_calendar_names_counts_monday_to_friday(invented):
    with invented.opened(opened(invented), "ada") as case:
        assert case.pathway.nation == "any"
        assert case.pathway.clock("gateway").due(EVE) == date(2026, 5, 1)


def test_an_area_that_a_calendar_names_counts_by_it_and_the_page_says_so(invented, tmp_path, monkeypatch):
    reference = opened(invented)
    named_by(tmp_path, monkeypatch, "northmere")

    with invented.opened(reference, "ada") as case:
        assert case.pathway.nation == "calendar:netherlands"
        assert case.pathway.clock("gateway").due(EVE) == date(2026, 5, 4)  # the Monday is a day off
        assert case.pathway.label == "Exit programme, version 2020-05-13"
    page = invented.browser("ada").get(f"/cases/{reference}/tasks/").content.decode()
    assert "Working days in the Netherlands (Algemene termijnenwet" in page
    assert "Verify" in page


def test_a_pathway_of_a_nation_counts_by_its_nation_whatever_a_calendar_names(invented, tmp_path, monkeypatch):
    reference = invented.receive()
    named_by(tmp_path, monkeypatch, "northmere")

    with invented.opened(reference, "ada") as case:
        assert case.pathway.nation == "england-and-wales"


def test_dates_that_were_counted_before_are_caught_up_with_at_night(invented, tmp_path, monkeypatch):
    from throughcare.commons.cases.models import Task
    from throughcare.frame.transaction import acting

    at_intake(invented)
    task = Task.objects.get(code="intake.decide")
    day_off = {"country": "GB", "subdivision": "SCT"}
    named_by(tmp_path, monkeypatch, "northmere", **day_off)
    with acting("clock", staff=None, at=NOW):
        moved = actions.catch_up(at=NOW)

    counted = working_days("calendar:netherlands").add(task.counted_from, 20)
    assert (moved > 0) == (counted != task.due_on)
    assert Task.objects.get(pk=task.pk).due_on == counted


def test_a_country_without_holidays_is_told():
    shipped = load("calendars", "netherlands")
    wrong = type(shipped)(**{**vars(shipped), "data": {**shipped.data, "country": "XX"}})

    assert list(calendars.problems(wrong)) == ["no holidays of XX are known"]
    assert list(calendars.problems(shipped)) == []
