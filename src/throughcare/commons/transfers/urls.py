"""Addresses below a case."""

from django.urls import path

from throughcare.commons.transfers import pages

urlpatterns = [
    path("hand-over/", pages.hand_over, name="hand-over"),
    path("hand-over/offer/", pages.offer, name="hand-over-offer"),
    path("hand-over/withdraw/", pages.withdraw, name="hand-over-withdraw"),
    path("hand-over/answer/", pages.answer, name="hand-over-answer"),
    path("hand-over/decline/", pages.decline, name="hand-over-decline"),
]
