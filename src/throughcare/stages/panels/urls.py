"""Addresses of meetings, and of panels below a case. They carry a reference or a key, never a name."""

from django.urls import path

from throughcare.stages.panels.pages import item, live, meetings, minutes, read_back, said, seats

urlpatterns = [
    path("panels/", meetings.meetings, name="panels"),
    path("panels/plan/<slug:area>/", meetings.plan, name="panel-plan"),
    path("panels/<uuid:key>/", meetings.agenda, name="panel-agenda"),
    path("panels/<uuid:key>/due/", meetings.list_due, name="panel-list-due"),
    path("panels/<uuid:key>/list/", meetings.list_case, name="panel-list"),
    path("panels/<uuid:key>/publish/", meetings.publish, name="panel-publish"),
    path("panels/<uuid:key>/chair-appointed/", meetings.chair_appointed, name="panel-chair-appointed"),
    path("panels/<uuid:key>/held/", meetings.held, name="panel-held"),
    path("panels/<uuid:key>/seats/<uuid:seat>/apologies/", seats.apologies, name="panel-apologies"),
    path("panels/<uuid:key>/seats/<uuid:seat>/substitute/", seats.substitute, name="panel-substitute"),
    path("panels/items/<uuid:key>/pulse/", live.pulse, name="panel-pulse"),
    path("panels/items/<uuid:key>/off/", meetings.take_off, name="panel-take-off"),
    path("panels/items/<uuid:key>/step-out/", seats.step_out, name="panel-step-out"),
    path("my-actions/", said.my_actions, name="my-actions"),
    path("cases/<reference>/panel/", minutes.case_panel, name="case-panel"),
    path("cases/<reference>/panel/<uuid:key>/", item.item, name="panel-item"),
    path("cases/<reference>/panel/<uuid:key>/now/", live.now, name="panel-now"),
    path("cases/<reference>/panel/<uuid:key>/read-back/", read_back.read_back, name="panel-read-back"),
    path("cases/<reference>/panel/<uuid:key>/view/", said.view, name="panel-view"),
    path("cases/<reference>/panel/<uuid:key>/dissent/", said.dissent, name="panel-dissent"),
    path("cases/<reference>/panel/<uuid:key>/conflict/", seats.steps_out, name="panel-conflict"),
    path("cases/<reference>/panel/<uuid:key>/guest/", seats.guest, name="panel-guest"),
    path("cases/<reference>/panel/<uuid:key>/chair/", seats.chair, name="panel-chair"),
    path("cases/<reference>/panel/<uuid:key>/police/", seats.police, name="panel-police"),
    path("cases/<reference>/panel/<uuid:key>/minutes/", minutes.minutes, name="panel-minutes"),
    path("cases/<reference>/panel/<uuid:key>/minutes/sign/", minutes.sign, name="panel-sign"),
    path("cases/<reference>/panel/<uuid:key>/minutes/unsigned/", minutes.leave_unsigned, name="panel-unsigned"),
    path("cases/<reference>/panel/<uuid:key>/minutes/correct/", minutes.correct, name="panel-correct"),
    path("cases/<reference>/panel/<uuid:key>/minutes/file/", minutes.download, name="panel-minutes-file"),
]

# On which page each verb is done, so that a refusal can lead there: the case's items, or the panels of the area.
DOORS = {
    "meetings.list_case": "panels",
    "meetings.publish_agenda": "panels",
    "meetings.record_chair_appointed": "panels",
    "meetings.give_view": "case-panel",
    "panels.adopt": "case-panel",
    "panels.no_support": "case-panel",
    "panels.defer": "case-panel",
}
