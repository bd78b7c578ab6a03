"""Many rows in one statement keep what they were given, to the microsecond."""

import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughcare.commons.agencies.models import Agency, Area
from throughcare.commons.cases.models import Case, Draft, Grant
from throughcare.commons.people.models import Person
from throughcare.kernel.bulk import insert_all, insert_each, update_all

pytestmark = pytest.mark.django_db
WORDS = "Zoë said “1 < 2” \\ and\nleft; '); DROP TABLE x; --"


def test_texts_lists_and_nothing_come_back_as_they_were():
    people = [
        Person(id=1, name=WORDS, sounds=["a", "b"]),
        Person(id=2, name="", sounds=None),
        Person(id=3, name="x", sounds=[]),
    ]

    assert insert_all(people) == 3

    assert list(Person.objects.order_by("id").values_list("name", "sounds")) == [
        (WORDS, ["a", "b"]),
        ("", None),
        ("x", []),
    ]


def test_moments_keep_their_microseconds_and_json_its_shape(invented):
    at = datetime(2026, 6, 15, 12, 0, 0, 123456, tzinfo=UTC)
    body = {"a": [1, None, {"b": WORDS}]}

    insert_all([Draft(staff_id=invented.staff["ada"], form="x", body=body, saved_at=at, expires_at=at)])

    kept = Draft.objects.get()
    assert (kept.body, kept.saved_at) == (body, at)


def test_what_the_database_fills_in_is_left_to_it():
    insert_all([Person(name="Sam")])

    assert Person.objects.get().pk is not None


def test_rows_whose_unique_values_are_taken_are_passed_over_where_asked():
    council = Agency.objects.create(
        code=str(uuid4()), name="C", kind="c", sector="c", regime="uk_gdpr", valid_from=date(2020, 1, 1)
    )
    areas = [Area(code=code, name=code, local_authority=council, police=council) for code in ("a", "a", "b")]

    assert insert_all(areas, unless_taken=True) == 2


def test_nothing_is_inserted_where_there_is_nothing():
    assert insert_all([]) == 0


def test_fields_of_many_rows_are_changed_at_once_and_no_other():
    insert_all([Person(id=number, name=f"Somebody {number}", sounds=["a"]) for number in (1, 2, 3)])
    first, second, _third = Person.objects.order_by("id")
    first.name, first.sounds, second.name, second.sounds = WORDS, None, "x", ["b", "c"]

    assert update_all([first, second], "name", "sounds") == 2
    assert update_all([], "name") == 0

    rows = [(1, WORDS, None), (2, "x", ["b", "c"]), (3, "Somebody 3", ["a"])]
    assert list(Person.objects.order_by("id").values_list("id", "name", "sounds")) == rows


def test_rows_told_by_columns_are_what_their_model_makes_of_them(invented):
    case, at = invented.receive(), datetime(2026, 6, 15, 12, 0, 0, 123456, tzinfo=UTC)
    case_id = Case.objects.get(reference=case).pk
    said = {"case_id": case_id, "staff_id": invented.staff["ben"], "role": "panel_member", "from_at": at}
    Grant.objects.create(**said, reason=WORDS)

    assert insert_each(Grant, [{**said, "reason": WORDS}, {**said, "reason": ""}]) == 2
    assert insert_each(Grant, []) == 0

    of_one, *of_many = Grant.objects.filter(staff_id=invented.staff["ben"]).order_by("id")
    told = {field.attname: getattr(of_one, field.attname) for field in Grant._meta.concrete_fields}
    anew = {"id", "key", "recorded_at"} & told.keys()
    for row, reason in zip(of_many, (WORDS, ""), strict=True):
        kept = {field.attname: getattr(row, field.attname) for field in Grant._meta.concrete_fields}
        assert {name: kept[name] for name in kept.keys() - anew} == {
            **{name: told[name] for name in told.keys() - anew},
            "reason": reason,
        }
        assert all(kept[name] is not None for name in anew)


def test_a_column_that_is_none_is_no_row():
    with pytest.raises(AssertionError, match="Grant has no column"):
        insert_each(Grant, [{"nobody": 1}])


def test_what_is_the_same_in_every_row_is_written_once_and_stands_in_each(invented):
    at = datetime(2026, 6, 15, 12, 0, 0, 123456, tzinfo=UTC)
    alike = {"staff_id": invented.staff["ada"], "body": {"a": WORDS}, "saved_at": at, "expires_at": at}
    rows = [Draft(**alike, form=form) for form in ("x", "y", "z")]

    with CaptureQueriesContext(connection) as asked:
        assert insert_all(rows) == 3

    (statement,) = [one["sql"] for one in asked]
    assert (statement.count('alike."saved_at"'), statement.count('each."form"')) == (1, 1)
    kept = Draft.objects.order_by("id").values_list("form", "staff_id", "body", "saved_at", "expires_at")
    assert list(kept) == [(form, alike["staff_id"], alike["body"], at, at) for form in ("x", "y", "z")]


def test_rows_that_differ_in_nothing_are_as_many_as_they_are():
    assert insert_all([Person(name="Sam", sounds=["s"]), Person(name="Sam", sounds=["s"])]) == 2

    assert list(Person.objects.values_list("name", "sounds")) == [("Sam", ["s"])] * 2


def test_one_and_yes_are_not_the_same_value(invented):
    at = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
    said = {"staff_id": invented.staff["ada"], "saved_at": at, "expires_at": at}

    insert_all(
        [Draft(**said, form=str(place), body=body) for place, body in enumerate([1, True, {"a": 1}, {"a": True}])]
    )

    kept = [json.dumps(body) for body in Draft.objects.order_by("form").values_list("body", flat=True)]
    assert kept == ["1", "true", '{"a": 1}', '{"a": true}']
