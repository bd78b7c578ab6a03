"""Addresses of the equality form and its figures."""

from django.urls import path

from throughcare.oversight.equality import pages

urlpatterns = [
    path("equality/", pages.form, name="equality-form"),
    path("equality/back/", pages.back, name="equality-back"),
    path("equality/own/", pages.own, name="equality-own"),
    path("equality/paper/", pages.type_in, name="equality-type-in"),
    path("figures/equality/", pages.figures, name="figures-equality"),
    path("figures/equality.csv", pages.download, name="figures-equality-download"),
    path("cases/<reference>/equality/", pages.hand_out, name="equality-hand-out"),
]
