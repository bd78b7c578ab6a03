"""Addresses of documents below a case. No address says in which compartment a document lies, or where its file is."""

from django.urls import path

from throughcare.commons.files import pages

urlpatterns = [
    path("", pages.documents, name="documents"),
    path("add/", pages.attach, name="document-attach"),
    path("<uuid:key>/", pages.open_file, name="document-open"),
    path("<uuid:key>/replace/", pages.replace, name="document-replace"),
    path("<uuid:key>/withdraw/", pages.withdraw, name="document-withdraw"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {"files.attach": "document-attach", "files.open": "documents"}
