"""A court orders that Alder is not named: from that moment no page of his case prints his name, and every screen still does.

Owen writes the order down on the page of orders. He then prints every part of the case as a browser does, page by page: the
name is on none of them, nor in what colleagues typed, nor in the title that a browser prints above a page. In its place stand
the initials. A form prints nothing that is typed into it. On the screen nothing changed.
"""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.kit.browser import OpenPage
from tests.kit.desk import Desk
from throughcare.commons.cases.models import Case
from throughcare.kernel.time import uk_today

pytestmark = [pytest.mark.browser, pytest.mark.invented_world]
NAMED = re.compile(r"\b(Alder|Quince)\b", re.IGNORECASE)
TYPED = "Alder rang. ALDER QUINCE will come, Mr Quince says."
WITHHELD = "A court ordered that the person is not named."


def test_no_page_of_a_case_prints_a_name_that_a_court_withheld(open_page: OpenPage):
    reference = Case.objects.get(pathway="ddp_licence").reference
    case, today = f"/cases/{reference}/", uk_today(timezone.now())
    owen = Desk(open_page()).signs_in("owen").goes_to(f"{case}notes/add/")
    owen.chooses("Fact").writes({"When did it happen?": today, "What happened": TYPED})
    owen.presses("Add note").goes_to(case)
    assert NAMED.search(_printed(owen.page)), "before the order a print names the person"

    owen.goes_to(f"{case}orders/name/").chooses("By initials")
    owen.writes({"Which court ordered it?": "The Crown Court", "From when?": today - timedelta(days=1)})
    owen.presses("Record order on the name").is_told("Prints follow it from now on")
    named = 0
    for address in _parts_of(owen.page, case):
        owen.goes_to(address)
        on_screen, printed = bool(NAMED.search(owen.page.inner_text("body"))), _printed(owen.page)
        assert not NAMED.search(printed), (address, printed)
        assert on_screen == ("A. Q." in printed) == (WITHHELD in printed), address
        named += on_screen
    assert named > 20, "nearly every part of a case names the person on the screen"
    owen.goes_to(f"{case}notes/").sees("ALDER QUINCE")
    assert "A. rang. A. Q. will come, Mr Q. says." in _printed(owen.page)


def test_a_form_prints_nothing_that_is_typed_into_it_and_scripts_are_not_needed(open_page: OpenPage):
    reference = Case.objects.get(pathway="ddp_licence").reference
    case, today = f"/cases/{reference}/", uk_today(timezone.now())
    owen = (
        Desk(open_page(scripts=False)).signs_in("owen").goes_to(f"{case}orders/name/").chooses("By the reference alone")
    )
    owen.writes({"Which court ordered it?": "The Crown Court", "From when?": today - timedelta(days=1)})
    owen.presses("Record order on the name").goes_to(f"{case}notes/add/").writes({"What happened": TYPED})
    printed = _printed(owen.page)

    assert not NAMED.search(printed)
    assert reference in printed and WITHHELD in printed


def _parts_of(page: Page, case: str) -> list[str]:
    """Every part of the case that its pages lead to, by one step from its overview or its orders."""
    found: dict[str, None] = {}
    for start in (case, f"{case}orders/"):
        page.goto(start)
        for link in page.locator(f"main a[href^='{case}']").all():
            address = (link.get_attribute("href") or "").split("#")[0]
            if not re.search(r"\.(pdf|csv|ics)$|/documents/.+", address):
                found[address] = None
    return list(found)


def _printed(page: Page) -> str:
    """What a browser prints of the page that is open, with the title that it would write above it."""
    read = PdfReader(BytesIO(page.pdf()))
    text = " ".join("\n".join(one.extract_text() for one in read.pages).split())
    return f"{page.title()} {read.metadata.title if read.metadata else ''} {text}"
