"""The manual's page of addresses for machines says what the addresses say of themselves."""

import pytest

from tests.kit import api_reference

pytestmark = pytest.mark.django_db


def test_the_page_of_addresses_is_what_the_description_says():
    assert api_reference.PAGE.read_text(encoding="utf-8") == api_reference.page(), "Run: make docs"


def test_every_address_says_what_for_who_and_how_it_refuses():
    page, described = api_reference.PAGE.read_text(encoding="utf-8"), api_reference.described()

    for address, verbs in described["paths"].items():
        for method, verb in verbs.items():
            begin = page.index(f"### {method.upper()} `{address}`\n")
            told = page[begin : page.find("### ", begin + 4)]
            assert " ".join(verb["description"].split()) in told
            assert f"a token with `{verb['x-scope']}`" in told
            assert all(f"[{status}](#{status})" in told for status in verb["responses"] if status >= "400")
