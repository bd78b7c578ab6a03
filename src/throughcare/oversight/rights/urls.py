"""Addresses of the data protection officer."""

from django.urls import path

from throughcare.oversight.rights import pages

urlpatterns = [
    path("who-looked/", pages.who_looked, name="who-looked"),
    path("requests/", pages.ask, name="rights-requests"),
    path("cases/<reference>/erasure/", pages.decide, name="decide-erasure"),
]
