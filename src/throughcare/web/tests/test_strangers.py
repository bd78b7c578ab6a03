"""To somebody elsewhere, a case that is hidden and an address that never was are the same page, to the byte."""

import pytest
from django.test import Client

from throughcare.commons.cases import actions

pytestmark = pytest.mark.django_db


def test_an_unknown_address_reads_the_same(invented):
    hidden = invented.receive()
    cleo = invented.browser("cleo")

    pages = {cleo.get(path).content for path in (f"/cases/{hidden}/", f"/cases/{hidden}/nothing-like-it/")}

    assert len(pages) == 1


def test_no_folder_is_listed_and_no_request_is_sent_back(invented):
    for folder in ("/static/", "/static/frame/", "/static/frame/built/", "/manual/reference/", "/manual/../"):
        assert Client().get(folder).status_code in (302, 404), folder
        assert invented.browser("ada").get(folder).status_code == 404, folder
    for path in ("/", "/sign-in/", "/share/", "/healthz", "/work/", "/api/cases"):
        told = invented.browser("ada").trace(path, headers={"X-Told": "zebra crossing"})
        assert "zebra" not in told.text, path
        assert "message/http" not in told.headers.get("Content-Type", ""), path


def test_an_excluded_colleague_is_a_stranger_and_only_the_manager_reads_why(invented):
    reference = invented.receive()
    with invented.opened(reference, "mo") as case:
        actions.exclude(case, staff_id=invented.staff["femi"], reason="a neighbour", at=case.at)

    pages = {name: invented.browser(name).get(f"/cases/{reference}/team/") for name in ("femi", "mo", "ada")}

    assert pages["femi"].status_code == 404
    assert "a neighbour" in pages["mo"].text
    assert "a neighbour" not in pages["ada"].text
