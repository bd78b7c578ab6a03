"""Nobody's navigation leads to a page that refuses them."""

import re

import pytest

pytestmark = pytest.mark.django_db


def test_every_item_of_everybodys_navigation_opens(invented):
    for who in invented.staff:
        browser = invented.browser(who)
        page = browser.get("/account/").text
        items = re.findall(r'href="(/[^"]*)"', page.split('class="tc-navigation')[1].split("</nav>")[0])

        assert items, who
        assert {address: browser.get(address).status_code for address in items} == dict.fromkeys(items, 200), who
