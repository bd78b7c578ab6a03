"""Addresses below a case. The panel's own page stands in aftercare, which sets the reviews with the closing."""

from django.urls import path

from throughcare.stages.closure import pages

urlpatterns = [
    path("closure/", pages.closure, name="closure"),
    path("closure/evaluation/", pages.evaluation, name="evaluate-case"),
    path("closure/delivery/", pages.account, name="explain-delivery"),
    path("closure/way-back/", pages.way_back, name="way-back"),
    path("closure/hand-over/", pages.hand_over, name="hand-over"),
    path("closure/propose/", pages.propose, name="propose-closing"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {"closure.propose": "propose-closing", "closure.hand_over": "hand-over"}
