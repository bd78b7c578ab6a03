"""Who may come to a case: let in for a time, kept out, or in an emergency by name, which is reviewed.

Ada lets Cleo, who works elsewhere, read a case until tomorrow and ends it again. Mo keeps Cleo out: to her the case is gone.
When Cleo looks for its person by name in an emergency, she gets the answer that Ada gets who looks for a stranger. Isla, who
works elsewhere too and is kept out of nothing, is let in by the whole name and not by the first. Dov, data protection officer,
reads who looked and found nothing, those of agencies that have no officer too, and says that what Isla did was right.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.kit.browser import OpenPage, be
from tests.kit.desk import Desk
from tests.kit.invented import SAM, Invented, build
from tests.kit.site import Site
from throughcare.kernel.time import uk_today

pytestmark = pytest.mark.browser

Desks = Callable[..., Desk]
WHY = "He rang: he will hurt himself tonight, and nobody of the team can be reached"
RIGHT = "The team could not be reached, and he was found in time"


@pytest.fixture
def world(site: Site) -> Invented:
    """Give the invented people, on the live site."""
    return build()


@pytest.fixture
def desk(open_page: OpenPage, site: Site, world: Invented) -> Desks:
    """Give the browser of somebody who is signed in."""
    return lambda username, **kept: Desk(be(open_page(**kept), world.browser(username), site))


def test_who_comes_in_for_a_time_who_is_kept_out_and_who_comes_in_an_emergency(world: Invented, desk: Desks):
    reference = world.receive(at=timezone.now())
    ada, mo, cleo, dov = desk("ada"), desk("mo"), desk("cleo"), desk("dov")

    _let_in_and_ended(ada, cleo, reference)
    _kept_out(mo, cleo, reference)
    for who, name in ((cleo, SAM.name), (ada, "Robin Vale")):
        _look_by_name(who, name=name, born=date(2010, 3, 14))
        who.sees("No case is open to you in an emergency now").does_not_see(reference)
    isla = desk("isla", phone=True)
    _look_by_name(isla, name="Sam", born=date(2010, 3, 14))
    isla.sees("No case is open to you in an emergency now")
    _look_by_name(isla, name=SAM.name, born=date(2010, 3, 14))
    isla.follows(reference).sees("Sam Tarrow")
    _reviewed(dov, reference)


def _let_in_and_ended(ada: Desk, cleo: Desk, reference: str) -> None:
    ada.goes_to(f"/cases/{reference}/team/access/").presses("Let a colleague in")
    ada.writes({"Name of the colleague": "Cleo"})
    ada.page.locator("main").get_by_role("button", name="Search").click()
    ada.chooses("Cleo Ward", "Covering for a colleague")
    ada.writes({"Until the end of which day?": uk_today(timezone.now()) + timedelta(days=1)})
    ada.writes({"Why do they need to read it?": "Ada is away"}).presses("Let colleague in")
    ada.is_told("Cleo Ward may read this case until the end of")
    cleo.goes_to(f"/cases/{reference}/").sees("Sam Tarrow")
    ada.page.get_by_role("row", name="Cleo Ward").get_by_role("link", name="End access").click()
    ada.writes({"Why does it end?": "Ada is back"}).presses("End access").is_told("The access of Cleo Ward ended")
    cleo.goes_to(f"/cases/{reference}/").is_at("Page not found")


def _kept_out(mo: Desk, cleo: Desk, reference: str) -> None:
    mo.goes_to(f"/cases/{reference}/team/").follows("Keep a colleague out")
    who = mo.page.get_by_label("Who must not open this case?")
    who.select_option(label=next(each for each in who.locator("option").all_inner_texts() if "Cleo" in each))
    mo.chooses("Related to the person or the family").writes({"Why?": "A cousin"}).presses("Keep colleague out")
    mo.is_told("Cleo Ward cannot open this case")
    cleo.goes_to(f"/cases/{reference}/").is_at("Page not found")


def _look_by_name(who: Desk, *, name: str, born: date) -> None:
    who.goes_to("/emergency/").follows("I do not know the reference").is_at("Emergency access by name")
    who.writes({"Whole name of the person": name, "When was the person born?": born})
    who.presses("Open record in an emergency").sees("Say what may happen and why it cannot wait")
    who.writes({"What may happen, and why can it not wait?": WHY}).presses("Open record in an emergency")
    who.is_told("If there is a record that can be opened to you, it is open until")


def _reviewed(dov: Desk, reference: str) -> None:
    dov.goes_to("/to-review/").sees("Searches by name that opened nothing", "Ada Marsh", "Cleo Ward", WHY)
    dov.page.get_by_role("link", name="search of Cleo Ward").click()
    dov.chooses("It was right").writes({"Why?": "She took the call"}).presses("Record review").is_told("Reviewed.")
    dov.sees("Searches by name that were reviewed", "She took the call").follows(reference)
    dov.sees("Isla Munro").chooses("It was right").writes({"Why?": RIGHT}).presses("Record review").is_told("Reviewed.")
    dov.sees(RIGHT)
