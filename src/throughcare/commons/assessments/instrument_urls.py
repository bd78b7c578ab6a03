"""Addresses of the instruments of a site: instruments/."""

from django.urls import path

from throughcare.commons.assessments.pages import instruments

urlpatterns = [
    path("", instruments.listing, name="instruments"),
    path("bring/", instruments.bring, name="instrument-bring"),
    path("bring/check/", instruments.check, name="instrument-check"),
    path("<slug:name>/rows.csv", instruments.rows, name="instrument-rows"),
    path("<slug:name>/<str:version>/", instruments.one, name="instrument"),
]
