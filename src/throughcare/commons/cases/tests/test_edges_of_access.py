"""To the day and to the moment: when a post, a grant and an exclusion begin and end, at the gate and in every list alike."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.kit.invented import NOW
from throughcare.commons.agencies.models import Post, Staff
from throughcare.commons.cases import actions, gate
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Case, Event, Exclusion, Grant, PoliceStageChange, PoliceTask, Task
from throughcare.commons.people.models import Person
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.models import Line, Reason
from throughcare.safeguards.audit.record import record

pytestmark = pytest.mark.django_db
TODAY, DAY, SECOND = uk_today(NOW), timedelta(days=1), timedelta(seconds=1)
POSTS = [  # the first day, the last one, whether it opens the case
    (TODAY, None, True),
    (TODAY - DAY, TODAY, True),
    (TODAY - DAY, TODAY - DAY, False),
    (TODAY + DAY, None, False),
]
MOMENTS = [  # from which moment, until which, whether it holds
    (NOW, None, True),
    (NOW - DAY, NOW + SECOND, True),
    (NOW - DAY, NOW, False),
    (NOW + SECOND, None, False),
]


@pytest.fixture
def case(invented):
    return Case.objects.get(reference=invented.receive())


def met(invented, case, who="cleo"):
    """Whether the gate, the lists, the row policies and a case that stands open let somebody near a case: one answer."""
    with invented.acting(who) as staff:
        asked = {_asked(statement) for statement in (LISTED, VISIBLE, PEOPLE, f"SELECT tc.is_still_mine({case.pk})")}
        try:
            gate.open(case.reference, by=staff, at=NOW)
        except NotFound:
            return asked | {False}
        return asked | {True}


LISTED = "SELECT cardinality(tc.openable_cases()) > 0"
VISIBLE = "SELECT cardinality(tc.visible_cases('core')) > 0"
PEOPLE = "SELECT cardinality(tc.visible_people('core')) > 0"


def _asked(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def a_post(invented, case, *, from_on, until_on):
    cleo = Staff.objects.get(pk=invented.staff["cleo"])
    held = {"staff": cleo, "role": "coordinator", "area_id": case.area_id, "agency_id": cleo.agency_id}
    return Post.objects.create(**held, from_on=from_on, until_on=until_on)


@pytest.mark.parametrize(("from_on", "until_on", "opens"), POSTS)
def test_a_post_holds_from_its_first_day_to_the_end_of_its_last(invented, case, from_on, until_on, opens):
    a_post(invented, case, from_on=from_on, until_on=until_on)

    assert met(invented, case) == {opens}


@pytest.mark.parametrize(("from_at", "until_at", "opens"), MOMENTS)
def test_a_grant_holds_from_its_moment_and_no_longer(invented, case, from_at, until_at, opens):
    Grant.objects.create(
        case=case, staff_id=invented.staff["cleo"], role="coordinator", from_at=from_at, until_at=until_at
    )

    assert met(invented, case) == {opens}


@pytest.mark.parametrize(("from_at", "until_at", "is_out"), MOMENTS)
def test_whoever_is_kept_out_is_out_for_just_so_long(invented, case, from_at, until_at, is_out):
    out = {"case": case, "staff_id": invented.staff["ada"], "by_id": invented.staff["mo"]}
    Exclusion.objects.create(**out, from_at=from_at, until_at=until_at)

    assert met(invented, case, "ada") == {not is_out}
    with invented.acting("mo"):
        assert _asked(f"SELECT {invented.staff['ada']} = ANY (tc.kept_out({case.pk}))") == is_out
    with invented.acting("cleo"):
        assert _asked(f"SELECT cardinality(tc.kept_out({case.pk}))") == 0
    with acting("clock", staff=None, at=NOW):
        assert _asked("SELECT count(*) FROM tc.kept_out_now()") == is_out
    with invented.acting("ada"):
        assert _asked(f"SELECT {case.pk} = ANY (tc.excluded_cases())") == is_out


@pytest.mark.parametrize("held", ["post", "grant"])
def test_whoever_has_left_meets_nothing_whatever_they_still_hold(invented, case, held):
    if held == "post":
        a_post(invented, case, from_on=TODAY, until_on=None)
    else:
        Grant.objects.create(case=case, staff_id=invented.staff["cleo"], role="coordinator", from_at=NOW)
    Staff.objects.filter(pk=invented.staff["cleo"]).update(is_active=False)

    assert met(invented, case) == {False}


@contextmanager
def as_owner():
    """For a moment within somebody's request: what another's act would have done meanwhile."""
    role = _asked("SELECT current_role")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute(f"SET LOCAL ROLE {role}")


def ended_post(invented, case):
    Post.objects.filter(staff_id=invented.staff["ada"]).update(until_on=TODAY - DAY)


def ended_grant(invented, case):
    Grant.objects.filter(case=case, staff_id=invented.staff["ada"]).update(until_at=NOW)


def kept_out(invented, case):
    who = {"staff_id": invented.staff["ada"], "by_id": invented.staff["mo"]}
    Exclusion.objects.create(case=case, from_at=NOW, **who)


def left(invented, case):
    Staff.objects.filter(pk=invented.staff["ada"]).update(is_active=False)


def moved(invented, case):
    Case.objects.filter(pk=case.pk).update(
        area_id=next(area for area in invented.areas.values() if area != case.area_id)
    )


@pytest.mark.parametrize("change", [ended_post, kept_out, left, moved])
@pytest.mark.parametrize("is_open", [False, True], ids=["in a list", "with the case open"])
def test_what_ends_access_ends_it_within_the_same_request(invented, case, change, is_open):
    Grant.objects.filter(case=case).delete()
    with invented.acting("ada") as ada:
        if is_open:
            gate.open(case.reference, by=ada, at=NOW)
        before = _asked(VISIBLE)
        with as_owner():
            change(invented, case)
        assert (before, _asked(VISIBLE)) == (True, False)


def test_a_grant_that_ends_is_over_within_the_same_request(invented, case):
    Post.objects.filter(staff_id=invented.staff["ada"]).delete()
    Grant.objects.create(case=case, staff_id=invented.staff["ada"], role="coordinator", from_at=NOW)
    with invented.acting("ada"):
        before = _asked(VISIBLE)
        with as_owner():
            ended_grant(invented, case)
        assert (before, _asked(VISIBLE)) == (True, False)


def test_after_a_look_that_found_nothing_the_rest_of_the_request_sees_no_case_at_all(invented, case):
    with invented.acting("ada") as ada:
        before = _asked(VISIBLE)
        with pytest.raises(NotFound):
            gate.open("TC-000000", by=ada, at=NOW)
        assert (before, _asked(VISIBLE), _asked(PEOPLE)) == (True, False, False)
        gate.close()
        assert _asked(VISIBLE), "whoever goes through a list sees it again"


def test_the_gate_itself_tells_nobody_but_police_where_a_case_stands_with_them(invented, case):
    carried = {"controller_id": case.controller_id, "regime": case.regime, "basis": case.basis}
    for stage in ("gathering", "police_led"):
        PoliceStageChange.objects.create(
            case=case, happened_at=NOW, to_stage=stage, verb="-", review_on=case.review_on, **carried
        )
    told = f"SELECT police_stage FROM tc.gate_open('{case.reference}', 'cases:looked')"

    with invented.acting("dee"):
        assert _asked(told) == "police_led"
    with invented.acting("ada"):
        assert _asked(told) is None


@pytest.mark.parametrize("who", ["ada", "mo", "dee"])
def test_nobody_comes_to_a_case_of_their_own_by_the_door_for_what_was_offered(invented, case, who):
    with invented.acting(who) as staff, pytest.raises(NotFound):
        gate.open_offered(case.reference, by=staff, at=NOW)


def test_whoever_answers_an_offer_learns_whom_not_to_let_in_and_nothing_else_of_it(invented, case):
    Grant.objects.create(case=case, staff_id=invented.staff["cleo"], role="receiving_coordinator", from_at=NOW)
    Exclusion.objects.create(case=case, staff_id=invented.staff["theo"], by_id=invented.staff["mo"], from_at=NOW)

    with invented.acting("cleo") as cleo:
        gate.open_offered(case.reference, by=cleo, at=NOW)
        assert _asked(f"SELECT tc.kept_out({case.pk})") == [invented.staff["theo"]]
        assert not Exclusion.objects.exists()


def test_officers_alone_watch_over_a_controllers_cases_and_colleagues(invented, case):
    watching = "SELECT cardinality(tc.overseen_cases()) > 0 OR cardinality(tc.overseen_staff()) > 0"
    found = set()
    for who, staff in invented.staff.items():
        with acting("oversight", staff=staff, at=NOW):
            found |= {who} if _asked(watching) else set()

    assert found == {"dov"}


def test_officers_read_lines_and_reasons_of_their_own_colleagues_and_of_nobody_else(invented):
    for who in ("ada", "cleo"):
        with invented.acting(who):
            record("lists:exported", kind="list", subject="-", at=NOW, reason=f"Asked by {who}")

    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        lines = Line.objects.filter(verb="lists:exported")
        assert [line.staff_id for line in lines] == [invented.staff["ada"]]
        assert [reason.text for reason in Reason.objects.all()] == ["Asked by ada"]


def test_requests_to_an_agency_are_for_those_who_answer_for_it_and_not_for_its_other_staff(invented):
    answering = {}
    for who in ("ben", "pat", "ada", "gail"):
        with invented.acting(who):
            answering[who] = _asked("SELECT cardinality(tc.partner_agencies())")

    assert answering == {"ben": 1, "pat": 1, "ada": 0, "gail": 0}


def test_areas_and_agencies_are_seen_by_post_as_the_matrix_says_for_every_role(invented):
    """The second opinion, as for cases: what belongs to an area or an agency follows the same table."""
    cleo = Staff.objects.get(pk=invented.staff["cleo"])
    post = Post.objects.get(staff=cleo)
    every = [(part, need) for part in matrix().compartments for need in ("read", "write")]
    asked = "SELECT string_agg(concat_ws('/', cardinality(tc.visible_areas(p, n)), cardinality(tc.visible_agencies(p, n))), ' ' ORDER BY o) FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS t(p, n, o)"
    for role in matrix().roles:
        Post.objects.filter(pk=post.pk).update(role=role)
        with invented.acting("cleo"), connection.cursor() as cursor:
            cursor.execute(asked, [[part for part, _need in every], [need for _part, need in every]])
            seen = cursor.fetchone()[0].split()
        expected = ["1/1" if matrix().may({role}, part, need) else "0/0" for part, need in every]
        assert seen == expected, role


@pytest.fixture
def promised(invented, case):
    """What Ben promised by name, who may not open the case."""
    with invented.opened(case.reference, "ada") as opened:
        to = {"for_role": "manager", "to": invented.staff["ben"]}
        actions.ask(opened, NewTask(code="cases.do_again", due_on=opened.review_on, **to), at=NOW)
    return Task.objects.get(code="cases.do_again")


def finished(task, outcome="Done"):
    return _asked(f"SELECT tc.finish_my_task('{task.code}', '{task.key}', '{outcome}')")


def test_what_somebody_promised_is_theirs_alone_to_finish_and_finished_once(invented, promised):
    mine = f"SELECT count(*) FROM tc.my_tasks('{promised.code}')"
    with invented.acting("gail"):
        assert (_asked(mine), finished(promised)) == (0, False)
    with invented.acting("ben"):
        assert (_asked(mine), finished(promised), finished(promised, "Never")) == (1, True, False)

    promised.refresh_from_db()
    assert (promised.outcome, promised.done_by_id) == ("Done", invented.staff["ben"])
    assert Line.objects.filter(verb="tasks:finished", subject=str(promised.pk)).count() == 1


def test_what_was_to_do_by_whoever_is_kept_out_falls_to_who_answers_and_what_is_done_stays_theirs(invented, promised):
    same = {
        field.attname: getattr(promised, field.attname)
        for field in Task._meta.fields
        if field.name not in ("id", "key")
    }
    police = PoliceTask.objects.create(**same)
    done = Task.objects.create(**same | {"done_at": NOW, "done_by_id": invented.staff["ben"]})
    with invented.opened(promised.case.reference, "mo") as opened:
        actions.exclude(opened, staff_id=invented.staff["ben"], reason="a cousin", at=NOW)

    for row in (promised, police, done):
        row.refresh_from_db()
    case = promised.case
    assert (promised.assigned_to_id, police.assigned_to_id) == (case.owner_id, case.police_owner_id)
    assert done.assigned_to_id == invented.staff["ben"]


def test_stepping_out_ends_ones_own_grants_in_those_roles_and_nobody_elses(invented, case):
    Grant.objects.all().delete()
    for who, role in (("cleo", "reader"), ("cleo", "panel_member"), ("ben", "panel_member")):
        Grant.objects.create(case=case, staff_id=invented.staff[who], role=role, from_at=NOW - DAY)

    with invented.acting("cleo"):
        assert _asked(f"SELECT tc.step_out({case.pk}, '{{panel_member}}')") == 1

    left = Grant.objects.filter(until_at__isnull=True).values_list("staff_id", "role")
    assert set(left) == {(invented.staff["cleo"], "reader"), (invented.staff["ben"], "panel_member")}


def test_whoever_has_left_finishes_nothing_that_they_promised(invented, promised):
    Staff.objects.filter(pk=invented.staff["ben"]).update(is_active=False)

    with invented.acting("ben"):
        assert not finished(promised)


@pytest.fixture
def earlier(invented, case):
    """An earlier case of the same person, in an area of which Ada knows nothing."""
    elsewhere = Case.objects.get(reference=invented.receive(area="ashcombe", at=NOW - DAY))
    Case.objects.filter(pk=elsewhere.pk).update(person_id=case.person_id)
    return elsewhere


def told_of_earlier(invented, case, who="ada"):
    with invented.acting(who), connection.cursor() as cursor:
        cursor.execute("SELECT reference FROM tc.earlier_cases(%s)", [case.pk])
        return [reference for (reference,) in cursor.fetchall()]


@pytest.mark.parametrize(("role", "reads"), [(None, False), ("receiving_coordinator", False), ("reader", True)])
def test_of_an_earlier_case_only_who_reads_it_learns_more_than_whom_to_ask(invented, case, earlier, role, reads):
    if role:
        Grant.objects.create(case=earlier, staff_id=invented.staff["ada"], role=role, from_at=NOW)

    assert told_of_earlier(invented, case) == [earlier.reference if reads else ""]


def test_an_earlier_case_is_not_even_told_of_to_who_is_kept_out_of_it_or_is_a_stranger_or_once_it_is_erased(
    invented, case, earlier
):
    Exclusion.objects.create(case=earlier, staff_id=invented.staff["ada"], by_id=invented.staff["mo"], from_at=NOW)

    assert told_of_earlier(invented, case) == []
    assert told_of_earlier(invented, case, "theo") == []
    assert told_of_earlier(invented, case, "mo") == [""]
    Case.objects.filter(pk=earlier.pk).update(erased_at=NOW)
    assert told_of_earlier(invented, case, "mo") == []


def test_who_reads_a_record_and_may_not_write_in_it_adds_and_changes_nothing_whatever_the_page_says(invented, promised):
    case = promised.case
    Grant.objects.create(case=case, staff_id=invented.staff["cleo"], role="reader", from_at=NOW)
    values = {"controller_id": case.controller_id, "regime": case.regime, "basis": case.basis}
    new = Event(case=case, verb="-", words="-", happened_at=NOW, review_on=case.review_on, **values)

    with invented.acting("cleo"):
        assert Task.objects.filter(pk=promised.pk).exists()
        assert Task.objects.filter(pk=promised.pk).update(outcome="Changed") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            new.save(force_insert=True)
    with invented.acting("ada"):
        assert Task.objects.filter(pk=promised.pk).update(outcome="Changed") == 1
        new.save(force_insert=True)


@pytest.mark.parametrize("role", ["disclosure", "reception"])
def test_who_reads_for_a_person_who_asks_or_receives_a_referral_reads_its_cases_alone(invented, case, role):
    invented.receive()
    with acting(role, staff=None, at=NOW), connection.cursor() as cursor:
        nobodys = Case.objects.count(), Person.objects.count()
        of = [str(case.pk), str(case.person_id)]
        cursor.execute("SELECT set_config('app.open_case', %s, true), set_config('app.new_person', %s, true)", of)

        assert (nobodys, [one.pk for one in Case.objects.all()]) == ((0, 0), [case.pk])
        assert [one.pk for one in Person.objects.all()] == [case.person_id]
