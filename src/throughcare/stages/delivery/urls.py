"""Addresses below a case."""

from django.urls import path

from throughcare.stages.delivery import pages

urlpatterns = [
    path("sessions/", pages.sessions, name="sessions"),
    path("sessions/start/", pages.start, name="start-support"),
    path("sessions/follow-plan/", pages.follow_plan, name="follow-plan"),
    path("sessions/plan/", pages.plan_session, name="plan-session"),
    path("sessions/unplanned/", pages.unplanned, name="unplanned-session"),
    path("sessions/contact/", pages.contact, name="record-contact"),
    path("sessions/incident/", pages.incident, name="record-incident"),
    path("sessions/<uuid:key>/", pages.session, name="session"),
    path("sessions/<uuid:key>/report/", pages.report, name="report-session"),
    path("sessions/<uuid:key>/change/", pages.change_session, name="change-session"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {"delivery.start_support": "start-support", "delivery.plan_session": "plan-session"}
