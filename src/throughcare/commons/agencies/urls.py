"""Addresses of an agency's managers: machines/."""

from django.urls import path

from throughcare.commons.agencies import pages

urlpatterns = [
    path("", pages.machines_list, name="machines"),
    path("let-in/", pages.let_in, name="machine-let-in"),
    path("<uuid:key>/revoke/", pages.revoke, name="machine-revoke"),
]
