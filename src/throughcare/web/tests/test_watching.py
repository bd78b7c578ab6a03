"""Whoever runs the servers reads counts and times, and nothing that leads to a person."""

import logging

import pytest
from django.test import Client

from throughcare.web.watching import room_of

TOKEN = "a-token-for-the-tests-alone-0123456789"


@pytest.fixture
def _token(settings):
    settings.METRICS_TOKEN = TOKEN


@pytest.mark.django_db
def test_without_a_token_the_counts_are_nothing_that_exists():
    missing = Client().get("/no-such-address")

    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}"}):
        answer = Client().get("/metrics", headers=headers)
        assert (answer.status_code, answer.content) == (404, missing.content)


@pytest.mark.django_db
@pytest.mark.usefixtures("_token")
def test_the_counts_name_rooms_and_neither_pages_nor_cases():
    Client().get("/cases/TC-4HX7RN/threat/")
    wrong = Client().get("/metrics", headers={"Authorization": "Bearer another"})
    text = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text

    assert wrong.status_code == 404
    assert 'throughcare_requests_total{method="GET",room="cases",status="302"}' in text
    assert 'throughcare_request_seconds_count{room="cases"}' in text
    assert "TC-4HX7RN" not in text
    assert "threat" not in text


def test_an_address_is_no_room():
    assert [room_of(path) for path in ("/", "/cases/", "/cases/TC-4HX7RN/", "/TC-4HX7RN", "//x")] == [
        "other",
        "cases",
        "cases",
        "other",
        "other",
    ]


@pytest.mark.django_db
def test_a_request_leaves_one_line_with_its_number_and_without_its_address(caplog):
    with caplog.at_level(logging.INFO, logger="throughcare.answered"):
        Client().get("/cases/TC-4HX7RN/?q=Tarrow")

    lines = [record.getMessage() for record in caplog.records if record.name == "throughcare.answered"]
    assert len(lines) == 1
    assert lines[0].startswith("room=cases method=GET status=302 ms=")
    assert "TC-4HX7RN" not in caplog.text
    assert "Tarrow" not in caplog.text
