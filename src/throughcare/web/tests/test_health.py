"""Whether the site lives, and whether it can work."""

import pytest
from django.test import Client


def test_a_living_process_asks_nothing_of_the_database():
    assert Client().get("/healthz").content == b"alive\n"


@pytest.mark.django_db
def test_a_site_that_can_work_says_so():
    assert Client().get("/readyz").content == b"ready\n"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["promises", "privacy", "accessibility", "complain"])
def test_the_pages_of_the_footer_are_for_everyone(name):
    page = Client().get(f"/{name}/")

    assert page.status_code == 200
    assert "OFFICIAL-SENSITIVE" not in page.text
