"""Addresses of the data protection officer, and of a colleague who is asked."""

from django.urls import path

from throughcare.oversight.rights import pages

urlpatterns = [
    path("who-looked/", pages.who_looked, name="who-looked"),
    path("who-looked/chains/", pages.check_chains, name="check-chains"),
    path("who-looked/<reference>/then/", pages.who_could_see, name="who-could-see"),
    path("who-looked/<slug:request_id>/<reference>/ask/", pages.ask_reason, name="ask-reason"),
    path("asked-of-you/<uuid:key>/", pages.answer_reason, name="answer-reason"),
    path("requests/", pages.ask, name="rights-requests"),
    path("cases/<reference>/erasure/", pages.decide, name="decide-erasure"),
]
