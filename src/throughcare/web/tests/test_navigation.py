"""Nobody's navigation leads to a page that refuses them, and what is found beside a page leads there too."""

import re

import pytest

from throughcare.web import navigation

pytestmark = pytest.mark.django_db
MANAGER, OTHER = frozenset({"manager"}), frozenset({"coordinator"})
OF_MANAGER = {item.page for item in navigation.ITEMS if "manager" in item.roles}


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
    assert found == [url for name in navigation.TOGETHER if name in OF_MANAGER and (url := navigation.address_of(name))]
    assert {address: browser.get(address).status_code for address in found} == dict.fromkeys(found, 200)


def test_the_first_of_them_is_marked_on_the_pages_beside_it():
    path = navigation.address_of("machines")
    first = next(name for name in navigation.TOGETHER if navigation.address_of(name))

    marked = [item.url for item in navigation.items(MANAGER, path=path) if item.current]
    assert marked == [navigation.address_of(first)]
    assert [link.label for link in navigation.beside(MANAGER, path=path) if link.current] == ["Machines"]


def test_elsewhere_and_to_others_there_is_nothing_beside():
    assert navigation.beside(MANAGER, path=navigation.address_of("cases")) == ()
    assert navigation.beside(OTHER, path=navigation.address_of("machines")) == ()
    assert [item.label for item in navigation.items(MANAGER, path="/account/") if item.current] == []
