"""Addresses of the figures."""

from django.urls import path

from throughcare.oversight.evaluation import pages

urlpatterns = [
    path("", pages.figures, name="figures"),
    path("clocks/", pages.clocks_kept, name="figures-clocks"),
    path("clocks.csv", pages.clocks_download, name="figures-clocks-download"),
    path("table.csv", pages.download, name="figures-download"),
]
