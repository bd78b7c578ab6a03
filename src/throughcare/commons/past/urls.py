"""Addresses of the past of a case, below the case."""

from django.urls import path

from throughcare.commons.past import pages

urlpatterns = [
    path("as-of/", pages.as_of, name="as-of"),
    path("as-of/print/", pages.print_past, name="as-of-print"),
    path("since/", pages.since, name="since"),
]
