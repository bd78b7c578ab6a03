"""Opening a case in an emergency: with a written reason, for some hours, told to the data protection officer and reviewed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.kit.invented import NOW
from throughcare.commons.agencies import actions as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case
from throughcare.commons.mail.models import Mail
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Conflict, NotFound, Refusal
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.models import EmergencyAccess
from throughcare.safeguards.audit.models import Line, Reason

WHY = "He rang: he will hurt himself tonight, and nobody of the team can be reached"
RIGHT = "The team could not be reached and he was found in time"


@pytest.fixture
def reference(invented):
    return invented.receive()


def break_glass(invented, reference, *, who="cleo", reason=WHY, at=NOW):
    with invented.acting(who, at=at) as staff:
        return actions.break_glass(reference=reference, reason=reason, by=staff, at=at)


def review(invented, *, was_right=True, words=RIGHT, by="dov", at=NOW):
    key = str(EmergencyAccess.objects.get().key)
    with acting("oversight", staff=invented.staff[by], at=at):
        return actions.review_emergency(key, was_right=was_right, words=words, by=invented.staff[by], at=at)


def opens(invented, reference, *, who="cleo", at=NOW):
    try:
        with invented.opened(reference, who, at=at) as case:
            return {one for one in ("core", "contact", "health", "police", "originator", "panel") if case.may_read(one)}
    except NotFound:
        return set()


def test_it_opens_what_keeps_somebody_from_harm_for_some_hours_and_never_police_steps(invented, reference):
    until = break_glass(invented, reference).until

    assert opens(invented, reference) == {"core", "contact", "health"}
    assert until == NOW + timedelta(hours=12)
    assert opens(invented, reference, at=until - timedelta(seconds=1))
    assert opens(invented, reference, at=until) == set()
    with invented.opened(reference, "cleo") as case:
        assert not case.may("cases.add_note")


def test_it_is_one_line_of_the_case_with_its_reason_and_a_mail_that_says_nothing(invented, reference):
    break_glass(invented, reference)

    line = Line.objects.get(verb="rights:glass_broken")
    assert (line.staff_id, line.subject_kind) == (invented.staff["cleo"], "rights.emergencyaccess")
    assert line.case_id and Reason.objects.get(line_id=line.pk).text == WHY
    assert [(mail.staff_id, mail.kind) for mail in Mail.objects.all()] == [(invented.staff["dov"], "urgent")]


def test_where_the_controller_has_no_officer_nobody_reads_that_one_was_told(invented):
    reference = invented.receive(area="ashcombe", at=timezone.now())
    opened = invented.browser("ada").post("/emergency/", {"reference": reference, "reason": WHY}, follow=True)

    assert "nobody was told: tell your manager now" in opened.text
    assert not Mail.objects.filter(kind="urgent").exists()


def test_the_officers_of_that_record_are_told_and_no_others_and_nobody_of_their_own_emergency(invented, reference):
    elsewhere = Case.objects.get(reference=invented.receive(area="ashcombe"))
    own = Case.objects.get(reference=reference).controller_id
    for who, agency in (("quin", elsewhere.controller_id), ("cleo", own)):
        agencies.give_post(
            invented.staff[who], role="data_protection", area=None, agency=agency, from_on=date(2020, 1, 1)
        )

    break_glass(invented, reference)

    assert [mail.staff_id for mail in Mail.objects.all()] == [invented.staff["dov"]]


def test_without_a_reason_nothing_opens(invented, reference):
    with pytest.raises(Refusal) as refused:
        break_glass(invented, reference, reason=" ")

    assert "nothing says what may happen" in refused.value.as_text()
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize("who", ["dov", "gail", "pat"])
def test_whoever_works_on_no_cases_is_refused(invented, reference, who):
    with pytest.raises(Refusal):
        break_glass(invented, reference, who=who)

    assert not EmergencyAccess.objects.exists()


def test_the_database_itself_opens_nothing_to_whoever_works_on_no_cases(invented, reference):
    with invented.acting("pat"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM tc.break_glass(%s, %s, %s, %s, ARRAY['coordinator'])",
            [reference, WHY, NOW + timedelta(hours=1), NOW.date()],
        )
        assert cursor.fetchall() == []

    assert not EmergencyAccess.objects.exists()


def test_whoever_can_open_it_already_needs_none(invented, reference):
    with pytest.raises(Refusal) as refused:
        break_glass(invented, reference, who="ada")

    assert "can open this case already" in refused.value.as_text()


def test_whoever_is_kept_out_and_a_missing_case_meet_the_same(invented, reference):
    with invented.opened(reference, "mo") as case:
        cases.exclude(case, staff_id=invented.staff["cleo"], kind="relative", reason="a cousin", at=NOW)
    before = Line.objects.count()
    cleo = invented.browser("cleo")

    hidden, missing = (cleo.post("/emergency/", {"reference": one, "reason": WHY}) for one in (reference, "TC-000000"))

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.text.replace(reference, "") == missing.text.replace("TC-000000", "")
    assert WHY in hidden.text
    assert {(line.case_id, line.chain) for line in Line.objects.order_by("id")[before:]} == {
        (None, f"staff:{invented.staff['cleo']}")
    }
    assert not EmergencyAccess.objects.exists() and not Mail.objects.exists()


def test_whoever_is_kept_out_later_loses_it_at_once(invented, reference):
    break_glass(invented, reference)

    with invented.opened(reference, "mo") as case:
        cases.exclude(case, staff_id=invented.staff["cleo"], kind="relative", reason="a cousin", at=NOW)

    assert opens(invented, reference) == set()


def test_a_review_that_finds_it_was_not_right_ends_it_at_once(invented, reference):
    break_glass(invented, reference)

    review(invented, was_right=False, words="The team was on duty", at=NOW + timedelta(hours=1))

    assert opens(invented, reference, at=NOW + timedelta(hours=1)) == set()
    assert Line.objects.filter(verb="rights:emergency_reviewed").count() == 1


def test_the_database_itself_ends_no_emergency_in_records_that_another_officer_watches_over(invented, reference):
    break_glass(invented, reference)
    elsewhere = Case.objects.get(reference=invented.receive(area="ashcombe")).controller_id
    agencies.give_post(
        invented.staff["quin"], role="data_protection", area=None, agency=elsewhere, from_on=date(2020, 1, 1)
    )
    key = EmergencyAccess.objects.get().key

    for who, ended in (("quin", False), ("dov", True)):
        with acting("oversight", staff=invented.staff[who], at=NOW), connection.cursor() as cursor:
            cursor.execute("SELECT tc.end_emergency(%s)", [key])
            assert cursor.fetchone() == (ended,)


def test_of_two_who_review_it_the_second_reads_the_first_and_nothing_is_overwritten(invented, reference):
    break_glass(invented, reference)
    review(invented)

    with pytest.raises(Conflict) as clash:
        review(invented, was_right=False, words="I think not")

    assert (clash.value.theirs, clash.value.yours) == (RIGHT, "I think not")
    assert (EmergencyAccess.objects.get().was_right, EmergencyAccess.objects.get().review) == (True, RIGHT)


def test_another_controllers_emergency_is_not_there(invented):
    reference = invented.receive(area="ashcombe")
    break_glass(invented, reference, who="ada")

    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        assert queries.to_review() == []
    with pytest.raises(NotFound):
        review(invented)


def test_from_the_emergency_to_its_review(invented):
    reference = invented.receive(at=timezone.now())
    cleo, dov = invented.browser("cleo"), invented.browser("dov")

    empty = cleo.post("/emergency/", {"reference": reference, "reason": ""})
    opened = cleo.post("/emergency/", {"reference": reference, "reason": WHY}, follow=True)
    listed = dov.get("/to-review/").text
    key = EmergencyAccess.objects.get().key
    page = dov.get(f"/to-review/{key}/").text
    unsaid = dov.post(f"/to-review/{key}/", {"was_right": "yes", "review": ""})
    sent = dov.post(f"/to-review/{key}/", {"was_right": "yes", "review": RIGHT}, follow=True).text

    assert (empty.status_code, opened.status_code, unsaid.status_code) == (422, 200, 422)
    assert "The data protection officer was told" in opened.text
    assert reference in listed and WHY in listed and WHY in page
    assert "It was right" in sent and RIGHT in sent
    assert WHY in dov.get("/who-looked/", {"reference": reference}).text
    assert "An emergency" in invented.browser("ada").get(f"/cases/{reference}/team/access/").text


@pytest.mark.parametrize("who", ["ada", "mo", "cleo"])
def test_nobody_else_reviews(invented, reference, who):
    break_glass(invented, reference)
    browser = invented.browser(who)

    assert browser.get("/to-review/").status_code == 404
    assert browser.get(f"/to-review/{EmergencyAccess.objects.get().key}/").status_code == 404
