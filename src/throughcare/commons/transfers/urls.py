"""Addresses below a case."""

from django.urls import path

from throughcare.commons.transfers import pages

urlpatterns = [
    path("hand-over/", pages.hand_over, name="transfer"),
    path("hand-over/offer/", pages.offer, name="transfer-offer"),
    path("hand-over/withdraw/", pages.withdraw, name="transfer-withdraw"),
    path("hand-over/answer/", pages.answer, name="transfer-answer"),
    path("hand-over/decline/", pages.decline, name="transfer-decline"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {
    "cases.transfer_offer": "transfer-offer",
    "cases.transfer_withdraw": "transfer-withdraw",
    "cases.transfer_accept": "transfer-answer",
    "cases.transfer_decline": "transfer-decline",
}
