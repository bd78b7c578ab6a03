"""Addresses below a case, and the one that has no case yet."""

from django.urls import path

from throughcare.commons.programme import pages

take_on = [path("take-on/", pages.take_on, name="take-on")]
urlpatterns = [
    path("programme/", pages.programme, name="programme"),
    path("programme/commission/", pages.commission, name="programme-commission"),
    path("programme/officer/", pages.officer, name="programme-officer"),
    path("programme/begin/", pages.begin, name="programme-begin"),
    path("programme/cross/", pages.cross, name="programme-cross"),
    path("programme/after-order/", pages.choose, name="programme-choose"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {
    "programme.commission": "programme-commission",
    "programme.begin": "programme-begin",
    "programme.choose_after_order": "programme-choose",
}
