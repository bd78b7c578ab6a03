"""A real server, the real login role, and two machines' requests on the way at once."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.kit import invented
from tests.kit.machines import a_machine
from throughcare.commons.cases.models import Case
from throughcare.safeguards.audit.record import verify

CONCERN = json.dumps({"what_worries": "Sam wrote that nobody would miss the people there.", "area": "northmere"})


def asked(url: str, token: str, *, body: str = "", number: str = "number-of-the-test-0001") -> tuple[int, Any]:
    request = urllib.request.Request(
        url, data=body.encode() or None, method="POST" if body else "GET"
    )  # a server of ours
    request.add_header("Authorization", f"Bearer {token}")
    if body:
        request.add_header("Content-Type", "application/json")
        request.add_header("Idempotency-Key", number)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


def test_the_same_thing_sent_many_times_at_once_is_done_once(site):
    invented.build()
    school = a_machine()

    with ThreadPoolExecutor(6) as senders:
        sent = list(
            senders.map(lambda _time: asked(f"{site.url}/api/referrals", school.written, body=CONCERN), range(6))
        )

    assert {status for status, _told in sent} <= {201, 409}, sent
    assert len({told["reference"] for status, told in sent if status == 201}) == 1
    assert Case.objects.count() == 1
    assert verify()[1] == []


def test_the_login_role_lets_in_whoever_has_a_token_and_nobody_else(site):
    places = invented.build().areas
    council = a_machine("northmere_council", scopes=["cases.read"], area_ids=[places["northmere"]])

    assert asked(f"{site.url}/api/cases", council.written) == (200, {"cases": [], "next": None})
    assert asked(f"{site.url}/api/cases", "tc_0123456789abcdef_" + "A" * 43)[0] == 401
    assert asked(f"{site.url}/api/openapi.json", "")[1]["openapi"].startswith("3.1")
