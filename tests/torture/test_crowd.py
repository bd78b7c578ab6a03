"""Many at once, and some of them slow: each gets their own answer, and nobody waits for somebody else's line."""

import re
import socket
import threading
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.torture.people import Journal, Person, at_work

PEOPLE = ("ada", "ben", "cleo", "dee", "femi", "gail", "hana", "mo")
CROWD, SLOW = 200, 60
NAME = re.compile(r'<p class="tc-account__name">([^<]+)<')


@pytest.mark.invented_world
def test_two_hundred_people_sign_in_at_once_and_each_is_themselves(site):
    journal = Journal()
    crowd = [Person(site.url, PEOPLE[number % len(PEOPLE)], journal, patience=240) for number in range(CROWD)]
    shown: list[tuple[str, str]] = []

    def come_in(person: Person) -> None:
        person.sign_in()
        shown.append((person.username, person.opened("/account/")))

    threads = [at_work(lambda person=person: come_in(person), journal) for person in crowd]
    for thread in threads:
        thread.join(300)

    assert journal.troubles == []
    assert Counter(username for username, _page in shown) == Counter(person.username for person in crowd)
    assert all(f">{username}<" in page or f"{username.capitalize()} " in page for username, page in shown)
    assert len({person.cookies["throughcare"] for person in crowd}) == CROWD
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_line WHERE verb = 'accounts:signed-in'")
        assert cursor.fetchone() == (CROWD,)
        cursor.execute("SELECT count(*) FROM tc.broken_lines()")
        assert cursor.fetchone() == (0,)


@pytest.mark.invented_world
@pytest.mark.parametrize(
    "begun",
    [
        "GET /sign-in/ HTTP/1.1\r\nHost: x",
        "POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\nusername=",
    ],
)
def test_whoever_sends_a_byte_now_and_then_keeps_nobody_waiting(site, begun):
    parts = urlsplit(site.url)
    slow = [socket.create_connection((parts.hostname, parts.port), timeout=30) for _each in range(SLOW)]
    try:
        for each in slow:
            each.sendall(begun.encode())
        journal = Journal()
        thread = threading.Thread(target=Person(site.url, "ada", journal).sign_in)
        thread.start()
        thread.join(30)

        assert not thread.is_alive()
        assert journal.troubles == []
    finally:
        for each in slow:
            each.close()
