"""Addresses below a case: cases/<reference>/assessment/."""

from django.urls import path

from throughcare.commons.assessments.pages import (
    change,
    domain,
    finishing,
    hands,
    overview,
    parts,
    side_by_side,
    signing,
    unknowns,
)

app_name = "assessments"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("start/", overview.start, name="start"),
    path("discard/", overview.discard, name="discard"),
    path("assign/", overview.assign, name="assign"),
    path("assign/<uuid:key>/take-away/", overview.take_away, name="take-away"),
    path("hands/invite/", hands.invite, name="invite"),
    path("hands/<uuid:key>/end/", hands.end_part, name="end-part"),
    path("formulation/", parts.formulation, name="formulation"),
    path("judgements/", parts.judgements, name="judgements"),
    path("call-for/", signing.call_for, name="call-for"),
    path("grounds/", parts.grounds, name="grounds"),
    path("check/", finishing.check, name="check"),
    path("part/<slug:part>/", domain.domain, name="domain"),
    path("compare/<slug:factor>/", domain.compare, name="compare"),
    path("change/", change.change, name="change"),
    path("change/between/", change.between, name="between"),
    path("side-by-side/", side_by_side.side_by_side, name="side-by-side"),
    path("<uuid:key>/", finishing.finished, name="finished"),
    path("<uuid:key>/ask/", unknowns.ask_about, name="ask-about"),
    path("<uuid:key>/pdf/", signing.on_paper, name="pdf"),
    path("<uuid:key>/countersign/ask/", signing.ask_to_countersign, name="ask-to-countersign"),
    path("<uuid:key>/countersign/", signing.countersign, name="countersign"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {"assessments.start": "assessments:overview", "assessments.finish": "assessments:overview"}
