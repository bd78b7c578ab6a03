"""Addresses below a case."""

from django.urls import path

from throughcare.stages.aftercare import pages

urlpatterns = [
    path("after-no/decide/", pages.decide_after_no, name="after-no-decide"),
    path("closure/close/", pages.close, name="close-case"),
    path("aftercare/", pages.aftercare, name="aftercare"),
    path("aftercare/extend/", pages.extend, name="extend-aftercare"),
    path("aftercare/open-again/", pages.open_again, name="open-again"),
    path("aftercare/finish/", pages.finish, name="finish-aftercare"),
    path("aftercare/end-early/", pages.end_early, name="end-early"),
    path("aftercare/end-early/confirm/", pages.confirm_early_end, name="confirm-early-end"),
    path("aftercare/<uuid:key>/", pages.review, name="record-aftercare"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {
    "closure.close": "close-case",
    "aftercare.extend": "extend-aftercare",
    "aftercare.return": "open-again",
    "aftercare.finish": "aftercare",
    "aftercare.end_early": "aftercare",
    "aftercare.record_review": "aftercare",
}
