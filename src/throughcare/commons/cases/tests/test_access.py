"""Letting a colleague read a case for a purpose, until a day; ending anybody's access at once; who may open it and why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.kit.invented import NOW
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions, gate
from throughcare.commons.cases.models import Grant
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def reference(invented):
    return invented.receive()


def give(invented, reference, *, by="ada", to="cleo", until=NOW + WEEK, purpose="advice", reason="Knows the school"):
    with invented.opened(reference, by) as case:
        return actions.give_access(
            case, staff_id=invented.staff[to], purpose=purpose, until=until, reason=reason, at=NOW
        )


def take_back(invented, reference, grant, *, by="ada", at=NOW, reason="Advice was given"):
    with invented.opened(reference, by, at=at) as case:
        return actions.take_back(case, key=str(grant.key), reason=reason, at=at)


def opens(invented, reference, who, *, at=NOW):
    try:
        with invented.opened(reference, who, at=at) as case:
            return case.roles
    except NotFound:
        return frozenset()


def test_a_colleague_reads_the_record_for_a_time_and_nothing_else_of_it(invented, reference):
    give(invented, reference)

    with invented.opened(reference, "cleo") as case:
        readable = {one for one in ("identity", "core", "contact", "health", "police", "panel") if case.may_read(one)}
        may_write = bool(case.may("cases.add_note")) or bool(case.may("cases.give_access"))
    assert readable == {"identity", "core"}
    assert not may_write
    assert opens(invented, reference, "cleo", at=NOW + WEEK - timedelta(seconds=1)) == {"reader"}
    assert opens(invented, reference, "cleo", at=NOW + WEEK) == frozenset()


def test_it_is_one_line_with_its_reason_and_names_by_what_for_what_and_until_when(invented, reference):
    row = give(invented, reference)

    assert (row.by_what, row.purpose, row.reason, row.until_at) == ("request", "advice", "Knows the school", NOW + WEEK)
    assert Line.objects.filter(verb="cases:access_given", subject=str(row.pk)).exclude(reason_digest="").count() == 1


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"reason": " "}, "no reason is given"),
        ({"purpose": ""}, "no purpose is named"),
        ({"until": NOW}, "its end does not lie ahead"),
        ({"until": NOW + timedelta(days=92)}, "longer than 90 days"),
        ({"to": "ada"}, "nobody lets themselves in"),
        ({"by": "dee"}, "this is for: coordinator, programme manager"),
    ],
)
def test_what_is_refused_lets_nobody_in(invented, reference, said, because):
    before = Grant.objects.count()

    with pytest.raises(Refusal) as refused:
        give(invented, reference, **said)

    assert because in refused.value.as_text()
    assert Grant.objects.count() == before


def test_it_is_given_once_at_a_time(invented, reference):
    give(invented, reference)

    with pytest.raises(Refusal) as refused:
        give(invented, reference, by="mo")

    assert "is let in already" in refused.value.as_text()


def test_it_ends_at_once_and_the_second_who_ends_it_reads_by_whose_word(invented, reference):
    grant = give(invented, reference)
    later = NOW + timedelta(minutes=5)

    take_back(invented, reference, grant, at=later)

    assert opens(invented, reference, "cleo", at=later) == frozenset()
    with pytest.raises(Refusal) as refused:
        take_back(invented, reference, grant, by="mo", at=later, reason="I end it")
    assert "it has ended already, by the word of Ada" in refused.value.as_text()
    assert Grant.objects.get(pk=grant.pk).end_reason == "Advice was given"


def test_whoever_answers_for_the_case_hands_it_on_first(invented, reference):
    with invented.opened(reference, "ada") as case:
        owner = next(iter(Grant.objects.filter(case_id=case.id, staff_id=case.owner_id)), None)
    assert owner is not None

    with pytest.raises(Refusal) as refused:
        take_back(invented, reference, owner, by="mo")

    assert "they answer for the case" in refused.value.as_text()


def test_somebody_elses_grant_is_not_there(invented, reference):
    grant = give(invented, reference)
    other = invented.receive()

    with pytest.raises(NotFound):
        take_back(invented, other, grant)


def test_from_the_page_to_the_case_and_back(invented):
    reference = invented.receive(at=timezone.now())
    ada, cleo = invented.browser("ada"), invented.browser("cleo")
    name, key = _named(invented, "cleo")
    until = timezone.localdate() + WEEK
    give_page = f"/cases/{reference}/team/access/give/?name={name[:4]}"
    said = {"who": key, "purpose": "advice", "reason": "Knows the school"}
    day = {"until-day": until.day, "until-month": until.month, "until-year": until.year}

    before = cleo.get(f"/cases/{reference}/").status_code
    found = ada.get(give_page).text
    empty = ada.post(give_page, {"who": key})
    sent = ada.post(give_page, {**said, **day})
    listed = ada.get(f"/cases/{reference}/team/access/").text
    read = cleo.get(f"/cases/{reference}/")
    in_list = reference in cleo.get("/cases/").text
    end = listed.split("End access", 1)[0].rsplit('href="', 1)[1].split('"', 1)[0]
    ended = ada.post(end, {"reason": "Advice was given"})

    assert name in found
    assert (before, empty.status_code, sent.status_code, read.status_code, ended.status_code) == (
        404,
        422,
        302,
        200,
        302,
    )
    assert in_list
    assert "Advice on this case" in listed and "Knows the school" in listed
    assert cleo.get(f"/cases/{reference}/").status_code == 404
    assert "Advice was given" in ada.get(f"/cases/{reference}/team/access/").text


@pytest.mark.parametrize("page", ["", "give/"])
def test_others_are_refused_and_strangers_meet_nothing(invented, page):
    reference = invented.receive(at=timezone.now())
    address = f"/cases/{reference}/team/access/{page}"

    assert invented.browser("dee").get(address).status_code == 422
    assert invented.browser("cleo").get(address).content == invented.browser("cleo").get("/cases/TC-000000/").content


def test_what_somebody_kept_out_is_given_opens_nothing_and_nobody_is_told_why(invented, reference):
    with invented.opened(reference, "mo") as case:
        actions.exclude(case, staff_id=invented.staff["cleo"], reason="a cousin", at=NOW)

    give(invented, reference)

    assert opens(invented, reference, "cleo") == frozenset()
    with invented.acting("cleo") as cleo, pytest.raises(NotFound):
        gate.open(reference, by=cleo, at=NOW)


def _named(invented, username):
    line = agencies.staff(invented.staff[username])
    return line.name, line.key
