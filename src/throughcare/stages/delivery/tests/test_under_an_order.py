"""Sessions under an order: what the person must do is shown, who came is kept under it, and no provider judges a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from throughcare.commons.cases.carried import carried
from throughcare.commons.cases.models import EnforcementTask
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_grant, opened
from throughcare.commons.orders import actions as orders
from throughcare.commons.orders import queries as kept
from throughcare.commons.orders.models import Event, Judged
from throughcare.commons.orders.tests.builders import FIRST, a_condition, a_region, an_order, under
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.stages.delivery import actions
from throughcare.stages.delivery import under as under_it
from throughcare.stages.delivery.actions import Happening
from throughcare.stages.delivery.models import Outcome, Session

pytestmark = pytest.mark.django_db
MISSED = "did_not_come_with_word"
ATTEND, AWAY = "Attend appointments with the programme as directed.", "Do not enter Harbour Street."


def a_case_with_sessions():
    town = a_region()
    case = under(town)
    order = an_order(case, town, last=None)
    condition = a_condition(case, town, order)
    more = {"mandated": False, "mandate_basis": ""}
    a_condition(case, town, order, condition_kind="exclusion", words=AWAY, **more)
    a_condition(case, town, order, condition_kind="tag", words="Wear a tag.", **more)
    a_grant(case, town.ivo, "provider")
    return town, case, condition


def explained(town, case, condition):
    with opened(case, town.noor) as held:
        wording = next(iter(kept.kind_of(condition.order).wordings(on=NOW.date())))
        orders.explain(held, str(condition.key), wording=wording, own_words="I know.", happened_at=NOW, at=NOW)


def a_session(town, case, *, at=NOW, days=-1):
    with opened(case, town.ada, at=at) as held:
        values = {"provider": town.ivo, "starts_at": at + timedelta(days=days), "session_kind": "in_person"}
        return Session.objects.create(**carried(held, at=at), **values)


def reported(town, case, row, condition, *, who="ivo", attendance=MISSED, reason="The bus did not run.", at=NOW):
    happening = Happening(attendance, row.starts_at, reason, None, str(condition.key) if condition else "")
    with opened(case, town.people[who], at=at) as held:
        return actions.record_session(held, key=str(row.key), happening=happening, at=at)


def test_what_bears_on_a_session_is_shown_with_the_words_that_were_explained_and_nothing_else():
    town, case, condition = a_case_with_sessions()
    explained(town, case, condition)
    page = a_browser(town.ivo).get(reverse("sessions", kwargs={"reference": case.reference})).text

    for words in (ATTEND, AWAY, "Attendance is required by the order itself", "These are conditions of your licence."):
        assert words in page
    assert "Noor Haddon explained on 15 June 2026" in page
    assert "What follows has not been explained yet." in page
    assert "Only the supervising officer decides whether a stated reason counts." in page
    assert "Wear a tag." not in page and "I know." not in page


def test_my_sessions_shows_them_for_the_next_session():
    town, case, _condition = a_case_with_sessions()
    assert ATTEND not in a_browser(town.ivo).get("/my-sessions/").text
    a_session(town, case, at=timezone.now(), days=2)

    page = a_browser(town.ivo).get("/my-sessions/").text
    assert ATTEND in page and AWAY in page
    assert ATTEND not in a_browser(town.cleo).get("/my-sessions/").text


def test_a_missed_session_keeps_the_stated_reason_alone_and_asks_the_officer():
    town, case, condition = a_case_with_sessions()
    outcome = reported(town, case, a_session(town, case), condition)

    event = Event.objects.get(case=case)
    assert (event.what, event.stated_reason, event.condition_id) == ("missed", "The bus did not run.", condition.pk)
    assert outcome.kept_as_id == event.pk
    task = EnforcementTask.objects.get(case=case, code="orders.decide_reason", done_at__isnull=True)
    assert task.assigned_to_id == town.noor.pk
    with opened(case, town.ivo) as held, pytest.raises(Refusal):
        orders.decide_reason(held, str(event.key), acceptable=True, reasons="I know him.", at=NOW)
    assert not Judged.objects.exists()


@pytest.mark.parametrize(
    ("attendance", "what"),
    [("came", "attended"), ("came_late", "attended"), ("put_off_by_person", "missed"), ("put_off_by_provider", None)],
)
def test_what_lay_on_nobody_or_on_others_is_not_the_persons(attendance, what):
    town, case, condition = a_case_with_sessions()
    reported(town, case, a_session(town, case), condition, attendance=attendance)

    assert list(Event.objects.filter(case=case).values_list("what", flat=True)) == ([what] if what else [])


def test_the_same_said_twice_is_kept_once_and_another_reason_beside_it():
    town, case, condition = a_case_with_sessions()
    row = a_session(town, case)
    first, again = (reported(town, case, row, condition) for _time in range(2))
    other = reported(town, case, row, condition, reason="He was ill.")

    assert (first.kept_as_id == again.kept_as_id, Outcome.objects.count()) == (True, 3)
    assert other.kept_as_id != first.kept_as_id
    assert Event.objects.filter(case=case).count() == 2


def test_a_session_under_no_condition_keeps_nothing_of_one():
    town, case, _condition = a_case_with_sessions()
    assert reported(town, case, a_session(town, case), None).kept_as_id is None
    assert not Event.objects.filter(case=case).exists()


def test_a_condition_of_another_case_is_not_found_and_nothing_is_kept():
    town, case, _condition = a_case_with_sessions()
    other = under(town)
    theirs = a_condition(other, town, an_order(other, town))
    row = a_session(town, case)
    with pytest.raises(NotFound):
        reported(town, case, row, theirs)

    assert not Outcome.objects.exists() and not Event.objects.exists()


def test_the_form_asks_under_which_condition_only_where_one_requires_it():
    town, case, condition = a_case_with_sessions()
    row = a_session(town, case, at=timezone.now())
    address = reverse("report-session", kwargs={"reference": case.reference, "key": row.key})
    page = a_browser(town.ivo).get(address).text
    assert "Under which condition was it?" in page and AWAY not in page

    day = timezone.now() - timedelta(days=1)
    said = {"attendance": MISSED, "reason_given": "Ill.", "tell": "no", "happened-day": day.day}
    said |= {"happened-month": day.month, "happened-year": day.year}
    assert a_browser(town.ivo).post(address, said).status_code == 422
    assert a_browser(town.ivo).post(address, {**said, "condition": condition.key}).status_code == 302
    shown = reverse("session", kwargs={"reference": case.reference, "key": row.key})
    decide = reverse("orders-decide", kwargs={"reference": case.reference, "key": Event.objects.get().key})
    for_ivo, for_noor = (a_browser(who).get(shown).text for who in (town.ivo, town.noor))
    assert "The supervising officer decides whether the reason counts." in for_ivo and decide not in for_ivo
    assert decide in for_noor and reverse("orders-compliance", kwargs={"reference": case.reference}) in for_ivo


def test_on_a_voluntary_pathway_no_session_speaks_of_conditions():
    town = a_region()
    case = a_case(town, stage="support")
    a_grant(case, town.ivo, "provider")
    row = a_session(town, case, at=timezone.now())
    browser, of_case = a_browser(town.ivo), {"reference": case.reference}

    for address in (
        reverse("sessions", kwargs=of_case),
        reverse("session", kwargs={**of_case, "key": row.key}),
        reverse("report-session", kwargs={**of_case, "key": row.key}),
    ):
        page = browser.get(address)
        assert page.status_code == 200
        assert "ondition" not in page.text.split("<main")[1].replace("Conditions that matter here", "")


def test_a_condition_that_had_ended_does_not_bear_on_a_later_session():
    town, case, condition = a_case_with_sessions()
    with opened(case, town.noor) as held:
        orders.end_condition(held, str(condition.key), last_on=NOW.date(), at=NOW)
        assert [one.words for one in under_it.bearing(held, on=NOW.date())] == [ATTEND, AWAY]
        assert [one.words for one in under_it.bearing(held, on=NOW.date() + timedelta(days=1))] == [AWAY]
        assert under_it.bearing(held, on=FIRST - timedelta(days=1)) == []
