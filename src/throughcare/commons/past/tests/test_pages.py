"""The pages of the past, as the coordinator, a manager, a panel member, police and a stranger meet them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import Town, a_browser, a_grant, opened
from throughcare.commons.past.tests.builders import FIRST, SECOND, THIRD, a_past, note
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line, Reason

pytestmark = pytest.mark.django_db


def there(case: Case, page: str = "as-of/", **asked: str) -> str:
    words = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/cases/{case.reference}/{page}" + (f"?{words}" if words else "")


def on(moment) -> str:
    return uk_today(moment).isoformat()


def test_a_stranger_finds_no_past():
    town, case = a_past()
    cleo = a_browser(town.cleo)
    missing = cleo.get("/cases/TC-333333/as-of/").text

    for page in ("as-of/", f"as-of/?on={on(SECOND)}", f"as-of/print/?on={on(SECOND)}", "since/"):
        answer = cleo.get(there(case, page))
        assert (answer.status_code, answer.text) == (404, missing), page


def test_the_timeline_leads_to_an_earlier_day():
    town, case = a_past()
    ada = a_browser(town.ada)

    assert there(case) in ada.get(there(case, "timeline/")).text
    page = ada.get(there(case)).text
    assert "Look back to" in page and "Where it stood" not in page


def test_a_day_shows_what_was_known_at_its_end_and_nothing_later():
    town, case = a_past()

    page = a_browser(town.ada).get(there(case, on=on(SECOND))).text.split('id="case-content"')[1]

    assert "The school rang." in page and "Text only" in page and "Ring back" in page
    assert "The clinic wrote." not in page and "Ring after 4pm" not in page and "Nobody answered" not in page
    assert "Who could see what then" in page and "Ada Marsh, coordinator" in page


def test_a_time_of_the_day_may_be_asked_about():
    town, case = a_past()
    ada = a_browser(town.ada)

    before = ada.get(there(case, on=on(FIRST), time="09:00")).text
    after = ada.get(there(case, on=on(FIRST), time="14:00")).text

    assert "The school rang." not in before and "The school rang." in after


def test_the_form_leads_to_an_address_that_can_be_kept():
    town, case = a_past()
    said = {"on-day": "16", "on-month": "6", "on-year": "2026", "on-time": ""}

    answer = a_browser(town.ada).get(there(case), said)
    with_time = a_browser(town.ada).get(there(case), said | {"on-time": "2pm"})

    assert answer["Location"] == there(case, on="2026-06-16")
    assert with_time["Location"] == there(case, on="2026-06-16", time="14:00")


@pytest.mark.parametrize("asked", ["2026-02-31", "yesterday", "2999-01-01", "0000-01-01", "2026-6-1%00"])
def test_what_is_no_day_yet_or_never_is_asked_again(asked: str):
    town, case = a_past()

    answer = a_browser(town.ada).get(there(case, on=asked))

    assert answer.status_code == 422 and "Where it stood" not in answer.text


def test_before_anything_was_recorded_the_page_says_when_that_began():
    town, case = a_past()

    page = a_browser(town.ada).get(there(case, on="2026-01-01")).text

    assert "Nothing of this case was recorded by then." in page and "The first record is of 15 June 2026." in page


def test_a_member_reads_what_members_may_read_and_not_who_could_see_it():
    town, case = a_past()
    a_grant(case, town.ben, "panel_member")

    page = a_browser(town.ben).get(there(case, on=on(THIRD))).text

    assert "The school rang." in page
    assert "The clinic wrote." not in page and "Who could see what then" not in page and "audit lines" not in page


def test_police_steps_show_on_no_page_but_that_of_police():
    town, case = a_past()
    note(town, case, "Asked the other force.", at=SECOND, compartment="police", by="dee")

    assert "Asked the other force." in a_browser(town.dee).get(there(case, on=on(SECOND))).text
    for who in (town.ada, town.mo):
        assert "Asked the other force." not in a_browser(who).get(there(case, on=on(SECOND))).text


def test_a_look_back_is_recorded():
    town, case = a_past()
    a_browser(town.ada).get(there(case, on=on(SECOND)))

    assert Line.objects.filter(case_id=case.pk, verb="past:looked", staff_id=town.ada.pk).count() == 1


def test_the_print_asks_what_it_is_for_and_keeps_it():
    town, case = a_past()
    address = there(case, "as-of/print/", on=on(SECOND))
    mo = a_browser(town.mo)

    assert mo.post(address, {"purpose": ""}).status_code == 422
    answer = mo.post(address, {"purpose": "Learning review"})

    assert answer["Content-Disposition"] == f'attachment; filename="as-of-{case.reference}-{on(SECOND)}.pdf"'
    assert Reason.objects.get(line__verb="past:printed", case_id=case.pk).text == "Learning review"


def test_the_print_holds_what_was_known_and_the_audit_lines_beneath():
    town, case = a_past()
    note(town, case, "Asked the other force.", at=SECOND, compartment="police", by="dee")

    answer = a_browser(town.ada).post(there(case, "as-of/print/", on=on(SECOND)), {"purpose": "Learning review"})
    paper = "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)

    assert "The school rang." in paper and "Notes: added" in paper and "Learning review" in paper
    assert "The clinic wrote." not in paper and "Asked the other force." not in paper and "Checks" not in paper
    assert "Looks and steps of police are for police alone." in paper
    assert "Tarrow" not in answer["Content-Disposition"]


def test_whoever_may_not_read_who_looked_is_told_whom_to_ask():
    town, case = a_past()

    answer = a_browser(town.dee).post(there(case, "as-of/print/", on=on(SECOND)), {"purpose": "Learning review"})

    assert answer.status_code == 422 and "The print was not made" in answer.text and "Ada Marsh" in answer.text
    assert not Line.objects.filter(verb="past:printed").exists()


def test_a_print_of_no_day_leads_back_to_the_form():
    town, case = a_past()

    assert a_browser(town.ada).get(there(case, "as-of/print/"))["Location"] == there(case)


def test_since_you_last_looked_shows_what_came_after_the_last_sitting():
    town, case, browser = _mo_who_looked_an_hour_ago()
    note(town, case, "Added meanwhile.", at=timezone.now() - timedelta(minutes=20))

    overview = browser.get(there(case, "")).text
    page = browser.get(there(case, "since/")).text

    assert "Since you last looked on" in overview and "1 line was added" in overview
    assert "Added meanwhile." in page and "The school rang." not in page


def test_where_nothing_came_since_the_overview_says_nothing():
    _town, case, browser = _mo_who_looked_an_hour_ago()

    assert "Since you last looked" not in browser.get(there(case, "")).text
    assert "Nothing that you may read was added since." in browser.get(there(case, "since/")).text


def test_whoever_never_looked_is_told_what_the_page_is_for():
    town, case = a_past()

    assert "You have not looked at this case before." in a_browser(town.mo).get(there(case, "since/")).text


def _mo_who_looked_an_hour_ago() -> tuple[Town, Case, object]:
    town, case = a_past()
    with opened(case, town.mo, at=timezone.now() - timedelta(hours=1)):
        pass
    return town, case, a_browser(town.mo)
