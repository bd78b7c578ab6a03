"""Addresses below a case."""

from django.urls import path

from throughcare.stages.checks.pages import earlier, police, safety, steps, threats

urlpatterns = [
    path("checks/", steps.checks, name="checks"),
    path("checks/deconflict/", steps.deconflict, name="deconflict"),
    path("checks/confirm/", steps.confirm, name="confirm-deconfliction"),
    path("checks/gateway/", steps.gateway, name="gateway"),
    path("checks/route/", steps.route, name="propose-route"),
    path("checks/decide/", steps.decide, name="decide-route"),
    path("checks/investigation/", police.investigation, name="investigation"),
    path("checks/close/", police.close, name="close-police-led"),
    path("checks/take-back/", steps.take_back, name="take-back"),
    path("checks/give-back/", steps.give_back, name="give-back"),
    path("checks/acknowledge/", threats.acknowledge, name="acknowledge-threat"),
    path("checks/stand-down/", threats.stand_down, name="stand-down"),
    path("earlier-records/", earlier.earlier_records, name="earlier-records"),
    path("earlier-records/apart/", earlier.not_the_same, name="not-the-same"),
    path("earlier-records/<other>/", earlier.same_person, name="same-person"),
    path("threat/", threats.threat, name="raise-threat"),
    path("safety/", safety.safety, name="safety"),
    path("safety/action/", safety.interim, name="interim-action"),
    path("safety/child/", safety.child, name="child-safeguarding"),
    path("safety/history/", safety.all_referrals, name="all-referrals"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {
    "checks.deconflict": "deconflict",
    "checks.confirm_deconfliction": "checks",
    "checks.assess_gateway": "gateway",
    "checks.approve_route": "decide-route",
    "checks.return": "take-back",
    "police_led.close": "close-police-led",
    "checks.resume": "give-back",
    "checks.note_history": "all-referrals",
    "threat.acknowledge": "checks",
    "threat.stand_down": "stand-down",
}
