"""Addresses of the figures."""

from django.urls import path

from throughcare.oversight.evaluation import pages

urlpatterns = [
    path("", pages.figures, name="figures"),
    path("table.csv", pages.download, name="figures-download"),
]
