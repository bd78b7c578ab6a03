"""What several journeys share: a live site on which a case stands at each place of the pathway.

Django is ready only when a test asks for something, so what needs it is imported then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django import DjangoDbBlocker

    from tests.kit.browser import OpenPage
    from tests.kit.halfway import Halfway
    from tests.kit.site import Site


@pytest.fixture(scope="module")
def at_each_gate(web_process: str, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Site, Halfway]]:
    """Give the site for as long as one file lasts: its journeys touch cases of their own."""
    from tests.kit import halfway

    with halfway.at_halfway(web_process, django_db_blocker) as found:
        yield found


@pytest.fixture(scope="module")
def world(at_each_gate: tuple[Site, Halfway]) -> Halfway:
    """Give the people and the cases."""
    return at_each_gate[1]


@pytest.fixture
def page_of(open_page: OpenPage, site: Site, world: Halfway) -> Callable[..., Page]:
    """Open a page in which one of the people is signed in: `page_of("ada", phone=True)`."""
    from tests.kit.browser import be

    return lambda username, **kept: be(open_page(**kept), world.people.browser(username), site)
