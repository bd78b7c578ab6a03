"""Addresses of whoever rates a second time."""

from django.urls import path

from throughcare.oversight.quality.pages import rater

urlpatterns = [
    path("", rater.ratings, name="second-ratings"),
    path("<uuid:key>/", rater.rate, name="second-rating"),
    path("<uuid:key>/hand-back/", rater.decline, name="second-rating-decline"),
    path("<uuid:key>/talk-over/", rater.discuss, name="second-rating-discuss"),
]
