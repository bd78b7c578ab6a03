"""Addresses below a case: cases/<reference>/assessment/."""

from django.urls import path

from throughcare.commons.assessments.pages import domain, finishing, overview

app_name = "assessments"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("start/", overview.start, name="start"),
    path("discard/", overview.discard, name="discard"),
    path("assign/", overview.assign, name="assign"),
    path("assign/<uuid:key>/take-away/", overview.take_away, name="take-away"),
    path("formulation/", finishing.formulation, name="formulation"),
    path("judgements/", finishing.judgements, name="judgements"),
    path("check/", finishing.check, name="check"),
    path("part/<slug:part>/", domain.domain, name="domain"),
    path("compare/<slug:factor>/", domain.compare, name="compare"),
    path("<uuid:key>/", finishing.finished, name="finished"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {"assessments.start": "assessments:overview", "assessments.finish": "assessments:overview"}
