"""How often a hot page asks the database: a fixed number, whatever lies in the record or on the list."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from throughcare.cli import demo_cases, demo_panel
from throughcare.commons.cases import actions
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.people.actions import NewPerson
from throughcare.kernel.definitions import load

pytestmark = pytest.mark.django_db

SIGNED_IN = (
    8  # session, account, begin, who asks, who that is, commit; and in a test what was set before, and that again
)
MOST = {"case": SIGNED_IN + 18, "work": SIGNED_IN + 4, "cases": SIGNED_IN + 5, "search": 2 * SIGNED_IN + 8}
MOST |= {"agenda": SIGNED_IN + 14, "figures": SIGNED_IN + 5, "mine": SIGNED_IN + 7}


def statements(browser, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def supported(invented) -> str:
    """The demo's case that has come furthest: every stage up to support has something to show."""
    case = next(case for case in load("demo", "world").data["cases"] if case["story"] == "supported")
    now = timezone.now()
    came = demo_cases.at_work(now - timedelta(days=case["days_ago"]), 0.05)
    return demo_cases.build(case, area=invented.areas[case["area"]], staff=invented.staff, at=came, now=now)


def write(invented, reference: str, *, number: int) -> None:
    now = timezone.now()
    with invented.opened(reference, "ada", at=now) as case:
        for place in range(number):
            actions.add_note(
                case, compartment="core", text=f"Note {place}", kind="fact", source="", happened_at=now, at=now
            )
            actions.ask(case, NewTask(code="cases.accept", due_on=date(2099, 1, 1), for_role="coordinator"), at=now)


def receive(invented, *, number: int) -> None:
    now = timezone.now()
    for place in range(number):
        reference = invented.receive(NewPerson(name=f"Somebody {place}"), at=now)
        with invented.opened(reference, "ada", at=now) as case:
            actions.ask(case, NewTask(code="cases.accept", due_on=date(2099, 1, 1), for_role="coordinator"), at=now)


def test_a_case_with_fifty_notes_costs_as_many_statements_as_one_with_five(invented):
    reference = supported(invented)
    browser, address = invented.browser("ada"), f"/cases/{reference}/"
    write(invented, reference, number=5)
    with_five = statements(browser, address)
    write(invented, reference, number=45)

    assert statements(browser, address) == with_five
    assert with_five <= MOST["case"]


def test_a_panel_member_and_a_fresh_case_cost_no_more(invented):
    reference, fresh = supported(invented), invented.receive()

    of_fresh = statements(invented.browser("ada"), f"/cases/{fresh}/")

    assert of_fresh < statements(invented.browser("ada"), f"/cases/{reference}/") <= MOST["case"]
    assert statements(invented.browser("gail"), "/panels/") <= MOST["agenda"]


@pytest.mark.parametrize(
    ("page", "address"),
    [("work", "/work/?list=team"), ("work", "/work/?list=team&sort=person"), ("cases", "/cases/?sort=person")],
)
def test_a_list_of_fifty_costs_as_many_statements_as_one_of_five(invented, page, address):
    browser = invented.browser("ada")
    receive(invented, number=5)
    with_five = statements(browser, address)
    receive(invented, number=45)

    assert statements(browser, address) == with_five
    assert with_five <= MOST[page]


def test_a_search_by_name_costs_the_same_whatever_it_finds(invented):
    browser = invented.browser("ada")
    receive(invented, number=5)
    found_five = len(asked_by_search(browser))
    receive(invented, number=45)

    assert len(asked_by_search(browser)) == found_five <= MOST["search"]


def asked_by_search(browser) -> CaptureQueriesContext:
    with CaptureQueriesContext(connection) as asked:
        assert browser.post("/search/", {"q": "somebody"}, follow=True).status_code == 200
    return asked


def test_an_agenda_keeps_to_its_statements(invented):
    supported(invented)
    demo_panel.coming(area=invented.areas["northmere"], staff=invented.staff, now=timezone.now())
    browser = invented.browser("gail")
    address = next(link for link in links(browser.get("/panels/").text) if link.count("/") == 3)

    assert statements(browser, address) <= MOST["agenda"]


def links(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('href="')[1:] if part.startswith("/panels/")]


def test_the_figures_page_reads_stored_tables(invented):
    assert statements(invented.browser("ada"), "/figures/") <= MOST["figures"]


def test_my_own_work_asks_once_for_each_thing_that_may_wait(invented):
    assert statements(invented.browser("gail"), "/work/?list=mine") <= MOST["mine"]
