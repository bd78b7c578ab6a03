"""Addresses below a case."""

from django.urls import path

from throughcare.stages.reviews import pages

urlpatterns = [
    path("reviews/", pages.reviews, name="reviews"),
    path("reviews/add/", pages.add, name="record-review"),
]
