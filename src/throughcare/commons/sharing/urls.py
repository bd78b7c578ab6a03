"""Addresses below a case: cases/<reference>/information/."""

from django.urls import path

from throughcare.commons.sharing.pages import case

app_name = "sharing"
urlpatterns = [
    path("", case.requests, name="requests"),
    path("ask/", case.ask, name="ask"),
    path("chase-late/", case.chase_late, name="chase-late"),
    path("<int:number>/", case.one, name="one"),
    path("<int:number>/chase/", case.chase, name="chase"),
    path("<int:number>/withdraw/", case.withdraw, name="withdraw"),
    path("<int:number>/answer/", case.record_answer, name="record-answer"),
    path("<int:number>/read/", case.mark_read, name="mark-read"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {
    "disclosures.give": "shared:new",
    "information.request": "sharing:ask",
    "information.chase": "sharing:requests",
    "information.withdraw": "sharing:requests",
}
