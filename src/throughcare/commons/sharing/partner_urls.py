"""Addresses for a partner's own staff: agency-requests/. None of them opens a case."""

from django.urls import path

from throughcare.commons.sharing.pages import disclosed, partner

urlpatterns = [
    path("", partner.requests, name="partner-requests"),
    path("given/", disclosed.given, name="partner-given"),
    path("given/<uuid:key>/", disclosed.one, name="partner-given-one"),
    path("<reference>/<int:number>/", partner.answer, name="partner-answer"),
    path("<reference>/<int:number>/what/", partner.pieces, name="partner-pieces"),
    path("<reference>/<int:number>/check/", partner.check, name="partner-check"),
]
