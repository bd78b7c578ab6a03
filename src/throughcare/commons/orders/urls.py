"""Addresses below a case."""

from django.urls import path

from throughcare.commons.orders.pages import compliance, mappa, orders

urlpatterns = [
    path("orders/", orders.orders, name="orders"),
    path("orders/add/", orders.made, name="orders-made"),
    path("orders/name/", orders.name, name="orders-name"),
    path("orders/compliance/", compliance.chronology, name="orders-compliance"),
    path("orders/compliance/add/", compliance.kept, name="orders-kept"),
    path("orders/compliance/<uuid:key>/decide/", compliance.decide, name="orders-decide"),
    path("orders/condition/<uuid:key>/explain/", orders.explained, name="orders-explain"),
    path("orders/condition/<uuid:key>/end/", orders.condition_ended, name="orders-condition-end"),
    path("orders/ladder/", compliance.ladder, name="orders-ladder"),
    path("orders/ladder/<uuid:key>/countersign/", compliance.sign, name="orders-sign"),
    path("orders/ladder/<uuid:key>/report.pdf", compliance.report_file, name="orders-report-file"),
    path("orders/<uuid:key>/", orders.order, name="order"),
    path("orders/<uuid:key>/change/", orders.changed, name="orders-changed"),
    path("orders/<uuid:key>/review/", orders.reviewed, name="orders-review"),
    path("orders/<uuid:key>/end/", orders.ended, name="orders-ended"),
    path("orders/<uuid:key>/quashed/", orders.quashed, name="orders-quashed"),
    path("orders/<uuid:key>/condition/", orders.condition, name="orders-condition"),
    path("orders/<uuid:key>/condition/<uuid:follows>/", orders.condition, name="orders-condition-change"),
    path("orders/<uuid:key>/pointer/", orders.pointer, name="orders-pointer"),
    path("orders/<uuid:key>/polygraph/", orders.polygraph, name="orders-polygraph"),
    path("orders/<uuid:key>/step/", compliance.step, name="orders-step"),
    path("orders/<uuid:key>/report/", compliance.report, name="orders-report"),
    path("orders/<uuid:key>/decision/", compliance.outcome, name="orders-outcome"),
    path("orders/<uuid:key>/decision/<uuid:step_key>/", compliance.outcome, name="orders-outcome-of"),
    path("mappa/", mappa.mappa, name="mappa"),
    path("mappa/quote/", mappa.quote, name="mappa-quote"),
    path("mappa/meetings/add/", mappa.meeting, name="mappa-meeting"),
    path("mappa/meetings/<uuid:key>/action/", mappa.action, name="mappa-action"),
    path("mappa/actions/<uuid:key>/done/", mappa.action_done, name="mappa-action-done"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {"orders.record_made": "orders-made", "orders.record_condition": "orders", "ladder.report": "orders-ladder"}
