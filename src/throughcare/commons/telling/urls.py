"""Addresses below a case: cases/<reference>/told/. No address says a name, a reason or what stands in a letter."""

from django.urls import path

from throughcare.commons.telling import pages

urlpatterns = [
    path("", pages.overview, name="telling"),
    path("things/", pages.tell, name="telling-told"),
    path("not-yet/", pages.not_yet, name="telling-not-yet"),
    path("letters/write/", pages.choose, name="letter-choose"),
    path("letters/write/<slug:letter>/<slug:audience>/<slug:language>/", pages.write, name="letter-write"),
    path("letters/given/", pages.given_elsewhere, name="letter-given-elsewhere"),
    path("letters/<uuid:key>/", pages.one, name="letter"),
    path("letters/<uuid:key>/print/", pages.print_letter, name="letter-print"),
    path("letters/<uuid:key>/given/", pages.given, name="letter-given"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {
    "telling.write_letter": "letter-choose",
    "telling.record_told": "telling-told",
    "telling.record_not_told": "telling-not-yet",
}
