"""Ways to break Channel, one for each promise of the laws, and the words of the story that each is caught with."""

WARNING = {
    "section": "9.8",
    "label": "Warn the person",
    "kind": "authorises",
    "who": ["coordinator"],
    "from": ["support"],
    "sanction": True,
    "source": ["local"],
}
ORDER = {
    "section": "8.11",
    "claim": "an order mandates taking part",
    "reason": "no order mandates taking part",
    "mends": [{"text": "Go on with consent"}],
    "source": ["local"],
    "begins_with": ["orders.make"],
    "ends_with": ["orders.quash"],
    "ends_by_itself": True,
}


def without(data, verb: str, *codes: str, route: str = "") -> None:
    """Take gates from a verb, or from one of its routes."""
    place = data["verbs"][verb]["routes"][route] if route else data["verbs"][verb]
    place["gates"] = [code for code in place["gates"] if code not in codes]


def with_orders(data, quashing="orders.quash") -> None:
    """Let an order mandate what consent would allow, and let support run under either."""
    data["gates"]["order_mandates"] = ORDER
    data["gates"]["support_authorised"] = {**ORDER, "section": "8.12", "claim": "there is authority for support"}
    for life in ("begins_with", "ends_with", "ends_by_itself"):
        del data["gates"]["support_authorised"][life]
    data["gates"]["support_authorised"]["any_of"] = ["consent_in_force", "order_mandates"]
    record = {"kind": "records", "who": ["coordinator"], "from": "any", "source": ["local"]}
    data["verbs"]["orders.make"] = {
        **record,
        "section": "8.8",
        "label": "Record an order",
        "moves": {"consent": "support"},
    }
    data["verbs"][quashing] = {
        **record,
        "section": "8.9",
        "label": "Record that the order was quashed",
        "moves": {"consent": "decision_after_no", "support": "decision_after_no"},
        "stays_while": ["consent_in_force"],
    }
    data["promises"] |= {"footing": "either", "authority": ["consent_in_force", "order_mandates"]}
    data["promises"]["order"] = ["order_mandates"]
    for verb in data["promises"]["support"]:
        gates = data["verbs"][verb]["gates"]
        gates[gates.index("consent_in_force")] = "support_authorised"


def unplanned(data):
    without(data, "delivery.start_support", "plan_approved")


def unconsented(data):
    without(data, "delivery.plan_session", "consent_in_force")


def never_withdrawn(data):
    data["gates"]["consent_in_force"]["ends_with"].remove("consents.record_withdrawn")
    del data["verbs"]["consents.record_withdrawn"]["moves"]


def endless(data):
    del data["gates"]["consent_in_force"]["ends_by_itself"]


def quashed_and_left(data):
    with_orders(data)
    del data["verbs"]["orders.quash"]["moves"]


def carried_by_a_plan(data):
    with_orders(data)
    data["verbs"]["orders.quash"]["stays_while"] = ["plan_approved"]


def once_cleared(data):
    data["gates"]["deconfliction_clear"] |= {"ends_at": ["security_threat"]}


def asked_too_early(data):
    without(data, "consents.ask", "deconfliction_clear")


def seen_by_police(data):
    data["verbs"]["information.chase"]["from"].append("checks")


def stood_down_at_once(data):
    without(data, "threat.stand_down", "threat_acknowledged")


def silent_panel(data):
    data["verbs"]["threat.raise"]["from"] = [code for code in data["stages"] if code != "panel"]


def unrung(data):
    data["clocks"]["threat_acknowledgement"]["starts"] = ["threat.raise"]


def acknowledged_by_nobody(data):
    data["verbs"]["threat.acknowledge"]["from"] = ["checks"]


def acknowledged_outside(data):
    data["verbs"]["threat.acknowledge"]["who"].append("coordinator")


def kept_in_support(data):
    data["verbs"]["checks.return"]["from"].remove("support")


def reasons_first(data):
    data["verbs"]["checks.return"]["gates"] = ["reasons_given"]


def threat_for_good(data):
    data["verbs"]["threat.stand_down"]["to"] = "closed"


def taken_unoffered(data):
    without(data, "cases.transfer_accept", "hand_over_offered")


def taken_by_the_sender(data):
    data["verbs"]["cases.transfer_accept"]["who"].append("coordinator")


def given_by_the_offer(data):
    data["stages"]["waiting"] = {"label": "Waiting", "owner": "receiving_coordinator", "about": "Offered."}
    data["verbs"]["cases.transfer_offer"]["moves"] = {"support": "waiting"}
    data["verbs"]["cases.transfer_accept"]["from"].append("waiting")
    data["verbs"]["checks.return"]["from"].append("waiting")


def owner_without_a_verb(data):
    data["roles"]["clerk"] = {"label": "a clerk"}
    data["stages"]["closed"]["owner"] = "clerk"


def no_way_out(data):
    for verb in ("aftercare.finish", "aftercare.end_early"):
        del data["verbs"][verb]
    for route in ("no_concern", "signposted"):
        del data["verbs"]["checks.approve_route"]["routes"][route]
    data["verbs"]["police_led.close"]["to"] = "checks"
    data["verbs"]["panels.no_support"]["to"] = "gathering"


def archived_first(data, verb: str) -> None:
    """Let a verb ask for what comes about only once a case is closed."""
    life = {"begins_at": ["closed"]}
    kept = {key: value for key, value in ORDER.items() if key not in ("begins_with", "ends_with", "ends_by_itself")}
    data["gates"]["file_archived"] = {**kept, "claim": "the file is archived", **life}
    data["verbs"][verb]["gates"] = [*data["verbs"][verb].get("gates", ()), "file_archived"]


def reviewed_after_the_end(data):
    archived_first(data, "aftercare.extend")
    data["gates"]["reviews_recorded"] |= {"begins_with": ["aftercare.extend"]}
    del data["verbs"]["aftercare.end_early"]


def acknowledged_after_the_end(data):
    archived_first(data, "threat.acknowledge")


def decided_after_the_end(data):
    archived_first(data, "decision_after_no.decide")
    for route in data["verbs"]["decision_after_no.decide"]["routes"].values():
        route["to"] = "decision_after_no"


def forgotten_meanwhile(data):
    del data["verbs"]["checks.resume"]["catches_up"]


def undated(data):
    without(data, "decision_after_no.decide", "further_assessment_date_set")


def unheard(data):
    del data["verbs"]["consents.record_refused"]["moves"]["consent"]


def around_the_decision(data):
    data["verbs"]["closure.close"]["from"].append("decision_after_no")


def uncounted(data):
    data["clocks"]["further_assessment"]["starts"] = ["consents.record_refused"]


def sanctioned(data):
    data["verbs"]["compliance.warn"] = WARNING


def sanctioned_without_an_order(data):
    with_orders(data)
    data["verbs"]["compliance.warn"] = WARNING


def sanction_recorded_without_asking(data):
    with_orders(data)
    data["verbs"]["compliance.warn"] = WARNING | {"kind": "records", "from": "any"}


def unassessed(data):
    without(data, "delivery.start_support", "assessment_finished")


def assessed_by_nobody(data):
    data["gates"]["assessment_finished"]["begins_with"] = ["panels.adopt"]
    without(data, "panels.adopt", "assessment_finished")
    data["gates"]["assessment_finished"] |= {"from_the_start": True}
    data["gates"]["assessment_finished"]["begins_with"] = ["reviews.review"]


def unevaluated(data):
    without(data, "closure.close", "evaluation_recorded")


def closed_by_the_chair(data):
    without(data, "decision_after_no.decide", "panel_decided", route="close")


def closed_by_police(data):
    without(data, "checks.approve_route", "never_taken_on", route="no_concern")


def unreviewed(data):
    data["clocks"]["aftercare_second"]["starts"] = ["closure.close"]


def closed_for_good(data):
    data["verbs"]["closure.close"]["to"] = "closed"


def looked_at_once(data):
    without(data, "aftercare.finish", "reviews_recorded")


def by_the_clock(data):
    data["roles"]["clock"] = {"label": "the clock", "machine": True}
    data["verbs"]["aftercare.finish"]["who"].append("clock")


def moved_by_a_program(data):
    data["roles"]["program"] = {"label": "the program", "machine": True}
    data["verbs"]["consents.record_withdrawn"]["who"].append("program")


def refused_session(data):
    data["verbs"]["delivery.record_session"]["from"] = ["support"]


def gated_incident(data):
    data["verbs"]["delivery.record_incident"]["gates"] = ["plan_approved"]


BROKEN = [
    (1, unplanned, "“Start support”", "it need not be true that the panel has approved the plan"),
    (1, unconsented, "“Plan a session”", "it need not be true that consent to support is in force"),
    (2, never_withdrawn, "“Record that consent was withdrawn”", "support is authorised", "after that has ended"),
    (2, endless, "nothing but an act ends it that consent to support is in force"),
    (2, quashed_and_left, "“Record that the order was quashed”", "nothing else carries the support"),
    (2, carried_by_a_plan, "while the panel has approved the plan", "nothing else carries the support"),
    (3, once_cleared, "“Take back for checks”", "“To the panel”", "and that is past"),
    (3, asked_too_early, "“Ask for consent”", "nothing asks whether police say that contact is clear"),
    (3, seen_by_police, "“Chase an answer”", "while the case is with police"),
    (4, stood_down_at_once, "“Stand the threat down”", "before a named officer has acknowledged it"),
    (4, silent_panel, "comes to “Panel”", "the coordinator cannot pass a security threat on from here"),
    (4, unrung, "“Approve the route”, “Security threat”", "does not start"),
    (4, acknowledged_by_nobody, "“Security threat”", "the threat can no longer be acknowledged"),
    (4, acknowledged_after_the_end, "“Security threat”", "the threat can no longer be acknowledged"),
    (4, acknowledged_outside, "“Acknowledge the threat”", "somebody outside the police acknowledges the threat"),
    (5, kept_in_support, "comes to “Support”", "no verb leads from here to “With police for checks”"),
    (5, reasons_first, "no verb leads from here to “With police for checks” whatever holds"),
    (5, threat_for_good, "comes to “Security threat”", "nothing leads from the threat back to checks"),
    (6, taken_unoffered, "“Accept a hand-over”", "no offer stands"),
    (6, taken_by_the_sender, "the coordinator could both offer and accept"),
    (6, given_by_the_offer, "“Offer a hand-over to another area”", "changes its owner by the offer alone"),
    (6, owner_without_a_verb, "comes to “Closed”", "a clerk owns the case here and can do nothing"),
    (6, no_way_out, "no history leads from here to an end"),
    (6, reviewed_after_the_end, "“Closed, to be looked at again”", "no history leads from here to an end"),
    (7, decided_after_the_end, "nobody can decide any more what happens after the no"),
    (7, forgotten_meanwhile, "“Give back where the case stood”", "nobody has decided what happens after the no"),
    (
        7,
        undated,
        "“Decide what happens after a no”",
        "it need not be true that the day of the further assessment is set",
    ),
    (7, unheard, "“Record a no”", "does not come to “Decision after a no”"),
    (7, around_the_decision, "“Close the case”", "nobody has decided what happens after the no"),
    (7, uncounted, "“Decide what happens after a no”", "the clock “Further assessment” does not start"),
    (8, sanctioned, "“Warn the person”", "taking part is voluntary"),
    (8, sanctioned_without_an_order, "“Warn the person”", "nothing asks whether an order mandates taking part"),
    (8, sanction_recorded_without_asking, "“Warn the person”", "nothing asks whether an order mandates"),
    (9, unassessed, "“Start support”", "it need not be true that the assessment is finished"),
    (9, assessed_by_nobody, "“Start support”", "and nobody has assessed"),
    (10, unevaluated, "“Close the case”", "it need not be true that the case has been evaluated"),
    (10, closed_by_the_chair, "“Close, to be looked at again”", "it need not be true that the panel has decided"),
    (10, closed_by_police, "“Take back for checks”", "“Close, no concern”", "the case is closed"),
    (11, closed_by_police, "“Close, no concern”", "looking again is over"),
    (11, unreviewed, "“Decide what happens after a no”", "the clock “Review 12 months after closing” does not start"),
    (11, closed_for_good, "“Close the case”", "does not come to “Closed, to be looked at again”"),
    (11, looked_at_once, "“End looking again”", "it need not be true that every review that was due is recorded"),
    (12, by_the_clock, "“End looking again”", "the clock is no person and decides"),
    (12, moved_by_a_program, "“Record that consent was withdrawn”", "the program is no person and decides"),
    (13, refused_session, "cannot do here what only records: “Record a session”"),
    (13, gated_incident, "cannot do here what only records: “Record an incident”"),
]
