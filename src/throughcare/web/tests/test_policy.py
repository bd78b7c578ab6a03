"""Every answer tells the browser what to refuse, whoever answers it."""

import json
import os
import subprocess
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from throughcare.commons.cases import queries
from throughcare.web.policy import PolicyMiddleware, policy

pytestmark = pytest.mark.django_db
ANSWERS = {
    "the start": ("/", 200),
    "a sign-in": ("/sign-in/", 200),
    "an address that is not there": ("/nowhere/", 404),
    "a page for whoever is signed in": ("/work/", 302),
    "the style sheet": ("/static/frame/built/throughcare.css", 200),
    "addresses for machines": ("/api/openapi.json", 200),
    "a machine without a token": ("/api/v1/cases", 401),
    "a health check": ("/healthz", 200),
}
PROMISED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
BESIDES = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def promised(answer: HttpResponse) -> dict[str, str]:
    return dict(line.split(" ", 1) for line in answer.headers["Content-Security-Policy"].split("; "))


def holds(answer: HttpResponse) -> bool:
    told = promised(answer)
    return PROMISED.items() <= told.items() and not any("unsafe" in each or "*" in each for each in told.values())


@pytest.mark.parametrize("name", ANSWERS)
def test_every_kind_of_answer_carries_the_policy(client, name):
    address, status = ANSWERS[name]

    answer = client.get(address)
    answer.close()

    assert answer.status_code == status
    assert holds(answer)
    assert {header: answer.headers.get(header) for header in BESIDES} == BESIDES
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_a_page_of_a_case_its_paper_a_refusal_and_a_defect_carry_it_too(invented, monkeypatch):
    reference = invented.receive()
    ada = invented.browser("ada")
    ada.raise_request_exception = False
    page, refused = ada.get(f"/cases/{reference}/"), invented.browser("cleo").get(f"/cases/{reference}/")
    paper = ada.post(f"/cases/{reference}/cover/", {"printed_for": "the duty desk"})
    monkeypatch.setattr(queries, "take_care", None)

    broken = ada.get(f"/cases/{reference}/")

    assert [each.status_code for each in (page, paper, refused, broken)] == [200, 200, 404, 500]
    assert paper.headers["Content-Type"] == "application/pdf"
    assert all(holds(each) for each in (page, paper, refused, broken))


def test_forms_may_lead_to_the_provider_of_sign_in_and_nowhere_else(client, settings):
    settings.OIDC_ISSUER = "https://login.example/realms/council"
    settings.OIDC_ORIGINS = ["https://accounts.example/x; script-src *"]

    told = promised(client.get("/sign-in/"))

    assert told["form-action"] == "'self' https://accounts.example https://login.example"
    assert told["script-src"] == "'self'"


def test_what_an_answer_says_more_strictly_is_left_to_it():
    strict = HttpResponse(headers={"Content-Security-Policy": "sandbox; default-src 'none'"})

    answer = PolicyMiddleware(lambda request: strict)(RequestFactory().get("/"))

    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_without_a_provider_forms_lead_to_this_site_alone():
    assert policy("", "").endswith("form-action 'self'")


SET = """
import json
from throughcare.config import settings as s
names = [n for n in dir(s) if n.isupper() and isinstance(getattr(s, n), (str, int, bool))]
print(json.dumps({n: getattr(s, n) for n in names}))
"""


def test_over_https_cookies_are_this_hosts_alone_and_browsers_keep_to_it():
    environment = os.environ | {"THROUGHCARE_HTTPS": "1"}
    read = subprocess.run([sys.executable, "-c", SET], env=environment, capture_output=True, text=True, check=True)
    told = json.loads(read.stdout)

    assert told["SESSION_COOKIE_NAME"] == "__Host-throughcare"
    assert told["CSRF_COOKIE_NAME"].startswith("__Host-")
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY"):
        assert told[name] is True
    assert told["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert told["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
