"""Addresses of the quality lead."""

from django.urls import path

from throughcare.oversight.quality.pages import lead
from throughcare.oversight.quality.pages.counted import counted

app_name = "agreement"
urlpatterns = [
    path("", lead.studies, name="studies"),
    path("draw/", lead.draw, name="draw"),
    path("drift/", counted("drift"), name="drift"),
    path("structure/", counted("structure"), name="structure"),
    path("<uuid:key>/report/", counted("report"), name="report"),
    path("<uuid:key>/report/download/", counted("download"), name="download"),
    path("<uuid:key>/report/<slug:item>/<slug:measure>/", counted("one_item"), name="item"),
    path("<uuid:key>/", lead.study, name="study"),
    path("<uuid:key>/<int:number>/ask/", lead.ask, name="ask"),
]
