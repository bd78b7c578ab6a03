"""Orders in a browser: each page opens for whoever works under the order, and none for a stranger or on a voluntary pathway."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from throughcare.commons.cases.on_paper import is_withheld, name_on_paper
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_grant, opened
from throughcare.commons.orders import actions, queries
from throughcare.commons.orders.models import Condition, Event, Mappa, Pointer, Step
from throughcare.commons.orders.tests.builders import FIRST, a_condition, a_missed, a_region, an_order, under

pytestmark = pytest.mark.django_db
A_DAY = {"day": "12", "month": "6", "year": "2026"}


def a_case_under_an_order():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    condition = a_condition(case, town, order)
    return town, case, order, condition, a_missed(case, town.noor, condition)


def reported(town, case, order, event):
    with opened(case, town.noor) as held:
        return actions.report(held, str(order.key), events=[str(event.key)], words="Missed.", happened_at=NOW, at=NOW)


def a_day(name):
    return {f"{name}-{part}": value for part, value in A_DAY.items()}


def test_every_page_opens_for_the_supervising_officer_and_none_for_a_stranger():
    town, case, order, condition, event = a_case_under_an_order()
    step = reported(town, case, order, event)
    of_case = {"reference": case.reference}
    pages = [(name, {}) for name in ("orders", "orders-made", "orders-name", "orders-compliance", "orders-kept")]
    pages += [(name, {}) for name in ("orders-ladder", "mappa", "mappa-quote", "mappa-meeting")]
    pages += [
        (name, {"key": order.key})
        for name in (
            *(
                "order",
                "orders-changed",
                "orders-ended",
                "orders-quashed",
                "orders-condition",
                "orders-pointer",
                "orders-polygraph",
                "orders-review",
            ),
            *("orders-step", "orders-report", "orders-outcome"),
        )
    ]
    pages += [("orders-condition-change", {"key": order.key, "follows": condition.key})]
    pages += [(name, {"key": condition.key}) for name in ("orders-explain", "orders-condition-end")]
    pages += [("orders-decide", {"key": event.key}), ("orders-sign", {"key": step.key})]
    pages += [("orders-outcome-of", {"key": order.key, "step_key": step.key})]
    officer, stranger = a_browser(town.noor), a_browser(town.cleo)
    for name, more in pages:
        address = reverse(name, kwargs={**of_case, **more})
        assert (officer.get(address).status_code, stranger.get(address).status_code) == (200, 404), name


def test_on_a_voluntary_pathway_there_are_no_such_pages():
    town = a_region()
    case = a_case(town, stage="support")

    for name in ("orders", "mappa", "orders-ladder"):
        assert a_browser(town.ada).get(reverse(name, kwargs={"reference": case.reference})).status_code == 404
    assert "Orders and conditions" not in a_browser(town.ada).get(f"/cases/{case.reference}/").content.decode()


def test_belief_as_a_duty_is_refused_in_four_parts_and_the_words_are_kept():
    town, case, order, _condition, _event = a_case_under_an_order()
    said = {
        "condition_kind": "programme", "words": "Attend Friday prayers.", "mandated": "yes", "requires": "worship",
        "mandate_basis": "in_instrument", **a_day("from_on"),
    }  # fmt: skip
    address = reverse("orders-condition", kwargs={"reference": case.reference, "key": order.key})
    answer = a_browser(town.ada).post(address, said)
    shown = answer.content.decode()

    assert answer.status_code == 422
    for head in ("What was not done", "Why", "What would make it possible", "Whom to ask", "Attend Friday prayers."):
        assert head in shown


def test_a_provider_records_what_happened_and_finds_no_page_of_the_ladder():
    town, case, _order, condition, _event = a_case_under_an_order()
    a_grant(case, town.ivo, "provider")
    browser, of_case = a_browser(town.ivo), {"reference": case.reference}
    said = {"condition": condition.key, "what": "missed", "words": "Nobody came.", "stated_reason": "Ill."}
    answer = browser.post(reverse("orders-kept", kwargs=of_case), {**said, **a_day("happened")})

    assert answer.status_code == 302, answer.content.decode()
    assert Event.objects.filter(case=case, stated_reason="Ill.").exists()
    assert browser.get(reverse("orders-compliance", kwargs=of_case)).status_code == 200
    assert browser.get(reverse("orders-ladder", kwargs=of_case)).status_code == 404


def test_the_report_is_a_file_named_by_reference_and_day():
    town, case, order, _condition, event = a_case_under_an_order()
    step = reported(town, case, order, event)
    address = reverse("orders-report-file", kwargs={"reference": case.reference, "key": step.key})
    answer = a_browser(town.noor).get(address)

    assert answer["Content-Type"] == "application/pdf"
    assert f"report-{case.reference}" in answer["Content-Disposition"]
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "Compliance chronology" in text
    assert a_browser(town.cleo).get(address).status_code == 404


def test_the_officer_alone_is_asked_about_a_polygraph_and_it_is_refused_as_the_only_ground():
    town, case, order, _condition, event = a_case_under_an_order()
    address = reverse("orders-report", kwargs={"reference": case.reference, "key": order.key})
    said = {"words": "Told to the authority.", **a_day("happened")}
    assert "olygraph" not in a_browser(town.noor).get(address).text
    with opened(case, town.noor) as held:
        session = actions.record_polygraph(held, str(order.key), held_on=NOW.date(), holder="Polygraph unit", at=NOW)

    assert "olygraph" not in a_browser(town.ada).get(address).text
    assert "Does a polygraph session stand beside it?" in a_browser(town.noor).get(address).text
    refused = a_browser(town.noor).post(address, {**said, "polygraph": session.key})
    assert refused.status_code == 422
    for words in ("What was not done", "The report was not made", "never the only ground", "Whom to ask"):
        assert words in refused.text
    assert "Told to the authority." in refused.text and not Step.objects.exists()

    made = a_browser(town.noor).post(address, {**said, "polygraph": session.key, "events": [event.key]})
    assert made.status_code == 302, made.text
    ladder = reverse("orders-ladder", kwargs={"reference": case.reference})
    assert "Polygraph session of 15 June 2026" in a_browser(town.noor).get(ladder).text
    assert "olygraph" not in a_browser(town.ada).get(ladder).text
    form = reverse("orders-polygraph", kwargs={"reference": case.reference, "key": order.key})
    assert [a_browser(who).get(form).status_code for who in (town.noor, town.ada, town.cleo)] == [200, 404, 404]


def test_a_report_beside_no_session_is_made_where_there_is_one():
    town, case, order, _condition, event = a_case_under_an_order()
    address = reverse("orders-report", kwargs={"reference": case.reference, "key": order.key})
    with opened(case, town.noor) as held:
        actions.record_polygraph(held, str(order.key), held_on=NOW.date(), holder="Polygraph unit", at=NOW)
    said = {"words": "Missed.", "events": [event.key], "polygraph": "none", **a_day("happened")}

    assert a_browser(town.noor).post(address, said).status_code == 302
    with opened(case, town.noor) as held:
        assert queries.steps(held)[0].beside == ()


def test_a_pointer_and_what_mappa_set_are_recorded_and_shown():
    town, case, order, _condition, _event = a_case_under_an_order()
    browser, of_case = a_browser(town.noor), {"reference": case.reference}
    pointed = {"to": "notification", "holder": "Merevale Police", "reference": "N-7"}
    browser.post(reverse("orders-pointer", kwargs={**of_case, "key": order.key}), pointed)
    quoted = {"category": "c4", "level": "l2", "said_by": "MAPPA coordinator", "pointer": "Folder 4"}
    browser.post(reverse("mappa-quote", kwargs=of_case), {**quoted, **a_day("said_on")})

    assert Pointer.objects.get(case=case).holder == "Merevale Police"
    assert Mappa.objects.get(case=case).category == "c4"
    shown = browser.get(reverse("mappa", kwargs=of_case)).content.decode()
    assert "Category 4, Level 2" in shown and "MAPPA coordinator" in shown


def test_an_order_that_ended_is_quashed_from_its_page_and_what_stands_under_it_is_marked():
    town, case, order, _condition, event = a_case_under_an_order()
    reported(town, case, order, event)
    browser, of_order = a_browser(town.noor), {"reference": case.reference, "key": order.key}
    page, quashing = reverse("order", kwargs=of_order), reverse("orders-quashed", kwargs=of_order)
    said = {"words": "The sentence was set aside.", **a_day("on_day"), **a_day("happened")}
    assert quashing not in browser.get(page).text
    browser.post(reverse("orders-ended", kwargs=of_order), {**said, "how": "ended"})
    assert quashing in browser.get(page).text
    answer = browser.post(quashing, said)

    assert (answer.status_code, answer["Location"]) == (302, page)
    shown = browser.get(page).text
    assert "A court quashed it. The sentence was set aside." in shown and quashing not in shown
    for name in ("orders-compliance", "orders-ladder"):
        assert "The order was quashed on 12 June 2026" in browser.get(reverse(name, args=[case.reference])).text
    refused = browser.post(quashing, said)
    assert refused.status_code == 422 and "quashed already" in refused.text


def test_the_cover_sheet_follows_a_courts_order_on_the_name():
    town, case, *_rest = a_case_under_an_order()
    with opened(case, town.ada) as held:
        actions.withhold_name(held, shown_as="reference", made_by="Crown Court", from_on=FIRST, at=NOW)
    answer = a_browser(town.ada).post(f"/cases/{case.reference}/cover/", {"printed_for": "the desk"})
    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()

    assert "Sam" not in text and case.reference in text


def test_what_a_colleague_typed_is_printed_without_the_name_too():
    town, case, order, condition, _event = a_case_under_an_order()
    said = a_missed(case, town.noor, condition, words="Samuel rang: Sam Tarrow will not come. Ring SAM.")
    step = reported(town, case, order, said)
    with opened(case, town.ada) as held:
        actions.withhold_name(held, shown_as="initials", made_by="Crown Court", from_on=FIRST, at=NOW)
    address = reverse("orders-report-file", kwargs={"reference": case.reference, "key": step.key})
    pages = PdfReader(BytesIO(a_browser(town.noor).get(address).content)).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())

    assert "Samuel rang: S. T. will not come. Ring S." in text
    assert "Tarrow" not in text


def test_what_names_the_person_on_paper_asks_in_one_place():
    town, case, *_rest = a_case_under_an_order()
    with opened(case, town.ada) as held:
        actions.withhold_name(held, shown_as="initials", made_by="Crown Court", from_on=FIRST, at=NOW)
        assert (name_on_paper(held, "Sam Tarrow"), is_withheld(held)) == ("S. T.", True)
        assert queries.order_on_name(held).made_by == "Crown Court"


def test_a_condition_about_something_else_says_nothing_of_attendance():
    town, case, order, _condition, _event = a_case_under_an_order()
    a_condition(case, town, order, condition_kind="residence", words="Live at the hostel.", mandated=False)
    a_condition(case, town, order, condition_kind="appointments", words="See the doctor.", mandated=False)
    noor = a_browser(town.noor)

    for page in (reverse("orders", args=[case.reference]), reverse("order", args=[case.reference, order.key])):
        shown = re.sub(r"\s+", " ", noor.get(page).text)
        assert re.search(r"Live at the hostel\.</p> <p class=\"govuk-body-s\">From ", shown)
        assert re.search(r"See the doctor\.</p> <p class=\"govuk-body-s\">Attendance is not required\.", shown)


def test_the_rule_behind_an_order_is_a_sentence_beside_its_source():
    town, case, _order, _condition, _event = a_case_under_an_order()

    page = a_browser(town.ada).get(reverse("tasks", args=[case.reference])).text

    assert "Looked at with the joint review every three months. This site's own rule." in unescape(page)


def test_the_timeline_says_no_step_and_leads_there_only_those_who_may_read_them():
    town, case, order, _condition, event = a_case_under_an_order()
    with opened(case, town.noor) as held:
        said = {"events": [str(event.key)], "words": "A letter.", "happened_at": NOW, "at": NOW}
        actions.take_step(held, str(order.key), rung="warning", **said)
    reported(town, case, order, event)
    a_grant(case, town.hana, "assessor")
    a_grant(case, town.wes, "prison_lead")

    timeline, steps = reverse("timeline", args=[case.reference]), reverse("orders-ladder", args=[case.reference])
    kept = reverse("orders-compliance", args=[case.reference])
    leads = {name: a_browser(town.people[name]).get(timeline).text for name in ("noor", "dee", "hana", "wes")}

    for page in leads.values():
        assert "A step under the order was recorded" in page
        assert "What was kept of a condition was recorded" in page
        assert not re.search("warning|Reported|Did not come", page)
    assert {name for name, page in leads.items() if steps in page} == {"noor"}
    assert {name for name, page in leads.items() if kept in page} == {"noor", "dee"}


def test_a_slip_in_the_day_is_refused_with_its_words_kept_and_writes_nothing():
    town, case, order, condition, _event = a_case_under_an_order()
    noor = a_browser(town.noor)
    wrong = {"happened-day": "1", "happened-month": "1", "happened-year": "1990"}

    said = {"condition": str(condition.key), "what": "missed", "words": "Nobody came.", "stated_reason": "", **wrong}
    kept = noor.post(reverse("orders-kept", args=[case.reference]), said)
    first = {"from_on-day": "1", "from_on-month": "11", "from_on-year": "2020"}
    new = {"condition_kind": "residence", "words": "Live at the hostel.", "mandated": "no", "requires": "free", **first}
    condition_of = noor.post(reverse("orders-condition", args=[case.reference, order.key]), new)

    assert (kept.status_code, condition_of.status_code) == (422, 422)
    assert "the condition did not run on 1 January 1990" in kept.text and "Nobody came." in kept.text
    assert "the order runs from 2 March 2026" in condition_of.text and "Live at the hostel." in condition_of.text
    assert (Event.objects.count(), Condition.objects.count()) == (1, 1)


def test_a_notice_has_no_step_to_take_but_the_report():
    town = a_region()
    case = under(town, "ddp_tpim")
    order = an_order(case, town, kind="tpim")

    answer = a_browser(town.noor).get(reverse("orders-step", args=[case.reference, order.key]))

    assert answer.url == reverse("orders-report", args=[case.reference, order.key])
