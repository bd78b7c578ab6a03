"""Addresses below a case."""

from django.urls import path

from throughcare.commons.consents import pages

urlpatterns = [
    path("consent/", pages.consent, name="consent"),
    path("consent/ask/", pages.ask, name="consent-ask"),
    path("consent/answer/", pages.answer, name="consent-answer"),
    path("consent/withdraw/", pages.withdraw, name="consent-withdraw"),
    path("birth/", pages.birth, name="birth"),
    path("consent/wait/", pages.suspend, name="consent-suspend"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {"consents.ask": "consent-ask", "consents.record_given": "consent-answer"}
