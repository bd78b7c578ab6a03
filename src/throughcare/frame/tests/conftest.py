"""The gallery's pages under the gallery's own settings: no database, no sign-in."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from django.test import RequestFactory
from django.test.utils import override_settings

from tests.kit.gallery import pages
from tests.kit.gallery import settings as gallery_settings

Draw = Callable[[str], str]


@pytest.fixture(scope="module")
def own_templates() -> Iterator[None]:
    """Let Django look for the gallery's templates beside the packages' own."""
    with override_settings(TEMPLATES=gallery_settings.TEMPLATES, ROOT_URLCONF=gallery_settings.ROOT_URLCONF):
        yield


@pytest.fixture(scope="module")
def draw(own_templates: None) -> Draw:
    """Draw one page of the gallery as text."""
    return cache(lambda name: pages.PAGES[name](RequestFactory().get(f"/{name}")).content.decode())
