"""Colleagues who hold a role, asked for by area, and one colleague by number."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.kit.invented import NOW
from throughcare.commons.agencies import queries
from throughcare.commons.agencies.models import Area, Post, Staff
from throughcare.kernel.time import uk_today

pytestmark = pytest.mark.django_db
TODAY = uk_today(NOW)


def among(role, areas):
    return queries.holders_among(role, area_ids=areas, on=TODAY)


def test_holders_of_some_areas_are_those_of_each_in_the_order_of_the_areas(invented):
    by_name = list(Area.objects.order_by("name").values_list("pk", flat=True))

    found = among("coordinator", by_name)

    assert found == [line for area in by_name for line in queries.holders("coordinator", area_id=area, on=TODAY)]
    assert found and among("coordinator", []) == []


@pytest.mark.parametrize(
    "changes",
    [{"from_on": TODAY + timedelta(days=1)}, {"until_on": TODAY - timedelta(days=1)}, {"role": "manager"}],
)
def test_a_post_of_another_day_or_role_holds_nothing(invented, changes):
    ada, area = invented.staff["ada"], invented.areas["northmere"]
    assert ada in {line.id for line in among("coordinator", [area])}

    Post.objects.filter(staff_id=ada).update(**{"from_on": TODAY - timedelta(days=9), **changes})

    assert ada not in {line.id for line in among("coordinator", [area])}


def test_a_post_holds_on_its_first_day_and_on_its_last(invented):
    ada, area = invented.staff["ada"], invented.areas["northmere"]

    Post.objects.filter(staff_id=ada, role="coordinator").update(from_on=TODAY, until_on=TODAY)

    assert ada in {line.id for line in among("coordinator", [area])}


def test_whoever_has_left_holds_nothing(invented):
    ada, area = invented.staff["ada"], invented.areas["northmere"]

    Staff.objects.filter(pk=ada).update(is_active=False)

    assert ada not in {line.id for line in among("coordinator", [area])}


def test_one_colleague_is_one_statement_and_nobody_is_no_colleague(invented):
    ada = Staff.objects.select_related("agency").get(pk=invented.staff["ada"])

    with CaptureQueriesContext(connection) as asked:
        found = queries.staff(ada.pk)

    assert len(asked) == 1
    assert (found.key, found.name, found.agency, found.phone) == (str(ada.key), ada.name, ada.agency.name, ada.phone)
    with pytest.raises(Staff.DoesNotExist):
        queries.staff(0)
