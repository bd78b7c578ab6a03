"""Addresses below a case."""

from django.urls import path

from throughcare.stages.checks import pages
from throughcare.stages.checks.pages import earlier, police

urlpatterns = [
    path("checks/", pages.checks, name="checks"),
    path("checks/deconflict/", pages.deconflict, name="deconflict"),
    path("checks/confirm/", pages.confirm, name="confirm-deconfliction"),
    path("checks/gateway/", pages.gateway, name="gateway"),
    path("checks/route/", pages.route, name="propose-route"),
    path("checks/decide/", pages.decide, name="decide-route"),
    path("checks/investigation/", police.investigation, name="investigation"),
    path("checks/close/", police.close, name="close-police-led"),
    path("checks/take-back/", pages.take_back, name="take-back"),
    path("checks/give-back/", pages.give_back, name="give-back"),
    path("checks/acknowledge/", pages.acknowledge, name="acknowledge-threat"),
    path("checks/stand-down/", pages.stand_down, name="stand-down"),
    path("earlier-records/", earlier.earlier_records, name="earlier-records"),
    path("earlier-records/apart/", earlier.not_the_same, name="not-the-same"),
    path("earlier-records/<other>/", earlier.same_person, name="same-person"),
    path("threat/", pages.threat, name="raise-threat"),
    path("safety/", pages.safety, name="safety"),
    path("safety/action/", pages.interim, name="interim-action"),
    path("safety/child/", pages.child, name="child-safeguarding"),
    path("safety/history/", pages.all_referrals, name="all-referrals"),
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
    "referrals.note_history": "all-referrals",
    "threat.acknowledge": "checks",
    "threat.stand_down": "stand-down",
}
