"""An agreement whose review day has come is on no case: whoever may write it anew is told by the mail of the day, and nobody else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.kit.invented import Invented
from throughcare.commons.agencies.models import Area, Mailbox, Post
from throughcare.commons.mail.models import Mail
from throughcare.commons.mail.rules import REMINDER
from throughcare.commons.sharing import actions, reminding
from throughcare.commons.sharing.tests.test_agreements import TERMS, kept
from throughcare.frame.transaction import acting
from throughcare.kernel.time import uk_today

MONDAY = datetime(2026, 6, 22, 12, tzinfo=UTC)
ST_ANDREW = datetime(2026, 11, 30, 12, tzinfo=UTC)  # a bank holiday in Scotland alone
DUE = replace(TERMS, review_on=uk_today(MONDAY))


def reminded(invented: Invented, *, at: datetime = MONDAY) -> set[str]:
    Mail.objects.all().delete()
    with acting("clock", staff=None, at=at):
        reminding.remind_of_reviews(at=at)
    ids = set(Mail.objects.values_list("staff_id", flat=True))
    return {name for name, staff in invented.staff.items() if staff in ids}


def test_on_its_day_and_after_whoever_may_review_it_is_told_and_before_nobody(invented):
    kept(invented, DUE)

    told = [reminded(invented, at=MONDAY + timedelta(days=days)) for days in (-3, 0, 1)]

    assert told == [set(), {"dov", "mo"}, {"dov", "mo"}]
    assert set(Mail.objects.values_list("kind", "cause")) == {(REMINDER, "2026-06-23")}


def test_once_a_day_whatever_else_waits(invented):
    kept(invented, DUE)
    with acting("clock", staff=None, at=MONDAY):
        told = [reminding.remind_of_reviews(at=MONDAY + timedelta(hours=hours)) for hours in (0, 4)]

    assert told == [2, 0]


def test_a_new_version_or_the_end_takes_it_away(invented):
    key, other = kept(invented, DUE), kept(invented, DUE, reference="NC/ISA/8")
    with invented.acting("dov", at=MONDAY) as dov:
        later = replace(DUE, review_on=DUE.review_on + timedelta(days=365))
        actions.write_version(key, later, based_on=1, by=dov, at=MONDAY)
    still = reminded(invented)
    with invented.acting("dov", at=MONDAY) as dov:
        actions.end_agreement(other, ended_on=uk_today(MONDAY), reason="The school closed", by=dov, at=MONDAY)

    assert (still, reminded(invented)) == ({"dov", "mo"}, set())


def test_whoever_turned_reminders_off_and_whose_post_has_ended_get_none(invented):
    kept(invented, DUE)
    Mailbox.objects.filter(staff_id=invented.staff["mo"]).update(reminders=False)
    Post.objects.filter(staff_id=invented.staff["dov"]).update(until_on=uk_today(MONDAY) - timedelta(days=1))

    assert reminded(invented) == set()


@pytest.mark.parametrize(
    ("at", "nation", "expected"),
    [
        (MONDAY - timedelta(days=1), "scotland", set()),
        (MONDAY.replace(hour=5), "scotland", set()),
        (ST_ANDREW, "scotland", set()),
        (ST_ANDREW, "england-and-wales", {"dov", "mo"}),
    ],
)
def test_on_a_working_day_of_an_area_of_the_agency_from_the_hour_of_the_site_on(invented, at, nation, expected):
    kept(invented, replace(DUE, review_on=uk_today(MONDAY) - timedelta(days=2)))
    Area.objects.update(nation=nation)

    assert reminded(invented, at=at) == expected


def test_an_agency_without_an_area_is_told_on_any_working_day(invented):
    kept(invented, DUE)
    school = Post.objects.filter(agency__code="northmere_school").values_list("agency_id", flat=True).first()
    Area.objects.update(local_authority_id=school, police_id=school)

    assert reminded(invented, at=ST_ANDREW) == {"dov", "mo"}
