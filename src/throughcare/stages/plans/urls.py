"""Addresses below a case."""

from django.urls import path

from throughcare.stages.plans.pages import decisions, pieces, plan

urlpatterns = [
    path("plan/", plan.plan, name="plan"),
    path("plan/send/", plan.send, name="plan-send"),
    path("plan/waiting/", plan.waiting, name="plan-waiting"),
    path("plan/versions/<int:number>/", plan.version, name="plan-version"),
    path("plan/copy/", plan.copy, name="plan-copy"),
    path("plan/agree/", plan.agree, name="plan-agree"),
    path("plan/approve/", decisions.approve, name="plan-approve"),
    path("plan/withdraw-support/", decisions.withdraw_support, name="plan-withdraw-support"),
    path("plan/statements/", pieces.statements, name="plan-statements"),
    path("plan/needs/add/", pieces.add_need, name="plan-add-need"),
    path("plan/<uuid:thread>/", pieces.change, name="plan-change"),
    path("plan/<uuid:thread>/add/", pieces.add_below, name="plan-add-below"),
    path("plan/<uuid:thread>/take-out/", pieces.take_out, name="plan-take-out"),
    path("after-no/", decisions.after_no, name="after-no"),
    path("after-no/ask-police/", decisions.ask_police, name="after-no-ask-police"),
    path("after-no/police/", decisions.police, name="after-no-police"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {
    "plans.write": "plan",
    "plans.approve": "plan-approve",
    "plans.withdraw_support": "plan-withdraw-support",
    "decision_after_no.decide": "after-no-decide",
}
