"""Nobody's navigation leads to a page that refuses them, and what is found beside a page leads there too."""

import re

import pytest

from throughcare.commons.agencies.models import Post
from throughcare.web import navigation

pytestmark = pytest.mark.django_db
MANAGER, OTHER = frozenset({"manager"}), frozenset({"coordinator"})
OF_MANAGER = {item.page for item in navigation.ITEMS if "manager" in item.roles}


TEAM = navigation.TOGETHER[0]


def links(page, opening):
    return re.findall(r'href="(/[^"]*)"', page.split(opening)[1].split("</nav>")[0])


def test_every_item_of_everybodys_navigation_opens(invented):
    for who in invented.staff:
        browser = invented.browser(who)
        page = browser.get("/account/").text
        items = links(page, 'class="tc-navigation')

        assert items, who
        assert {address: browser.get(address).status_code for address in items} == dict.fromkeys(items, 200), who


def test_a_manager_finds_no_more_than_five_items_and_the_rest_beside_the_first_of_them(invented):
    browser = invented.browser("mo")
    page = browser.get(navigation.address_of("machines")).text

    assert len(links(page, 'class="tc-navigation')) <= navigation.MOST
    found = links(page, 'class="tc-sub" aria-label="Pages beside this one"')
    assert found == [url for name in TEAM if name in OF_MANAGER and (url := navigation.address_of(name))]
    assert {address: browser.get(address).status_code for address in found} == dict.fromkeys(found, 200)


def test_the_first_of_them_is_marked_on_the_pages_beside_it():
    path = navigation.address_of("machines")

    marked = [item.url for item in navigation.items(MANAGER, path=path) if item.current]
    assert marked == [next(url for name in TEAM if (url := navigation.address_of(name)))]
    assert [link.label for link in navigation.beside(MANAGER, path=path) if link.current] == ["Machines"]


def test_elsewhere_and_to_others_there_is_nothing_beside():
    assert navigation.beside(MANAGER, path=navigation.address_of("cases")) == ()
    assert navigation.beside(OTHER, path=navigation.address_of("machines")) == ()
    assert [item.label for item in navigation.items(MANAGER, path="/account/") if item.current] == []


@pytest.mark.parametrize("page", ["who-looked", "to-review", "ties-matched", "breaches"])
def test_a_data_protection_officer_finds_five_items_and_beside_who_looked_what_else_is_watched(page):
    roles, path = frozenset({"data_protection"}), navigation.address_of(page)

    found = navigation.items(roles, path=path)
    assert [str(item.label) for item in found] == ["Who looked", "Requests", "Retention", "Agreements", "Manual"]
    assert [item.label for item in found if item.current] == ["Who looked"]
    beside = navigation.beside(roles, path=path)
    assert [str(link.label) for link in beside] == ["Who looked", "To review", "Declared ties", "Breaches"]
    assert [link.url for link in beside if link.current] == [path]


def test_nobody_of_the_demo_finds_more_than_five_items(invented):
    for who, number in invented.staff.items():
        roles = frozenset(Post.objects.filter(staff_id=number).values_list("role", flat=True))
        assert len(navigation.items(roles, path="/")) <= navigation.MOST, who


def test_a_page_that_leads_back_has_nothing_beside_it():
    roles, path = frozenset({"data_protection"}), f"{navigation.address_of('to-review')}search/any/"

    assert navigation.beside(roles, path=path) == ()
    assert [str(item.label) for item in navigation.items(roles, path=path) if item.current] == ["Who looked"]
