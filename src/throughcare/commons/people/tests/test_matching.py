"""Earlier records of many at once: each is found as if it had been asked about alone."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from throughcare.commons.people import matching
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.people.matching import Asked
from throughcare.commons.people.models import OtherName, Particulars, Person, VagueName

pytestmark = pytest.mark.django_db

KNOWN = [
    NewPerson(name="Sam Tarrow", born_on=date(2010, 3, 14), birth_precision="exact"),
    NewPerson(name="Marisol Acker", born_on=date(1979, 1, 1), birth_precision="year"),
    NewPerson(name="Tobias Wren"),
    NewPerson(name="Yusuf Rahmani", born_on=date(2001, 4, 9), birth_precision="exact"),
]
ASKED = {
    "the same name and day": (
        Asked("Sam Tarrow", date(2010, 3, 14), "exact"),
        {"birth", "name", "one_word", "spelling"},
    ),
    "another spelling, day and month swapped": (Asked("Yousef Rahmany", date(2001, 9, 4), "exact"), {"swapped"}),
    "the year alone": (Asked("Marysol Aker", date(1979, 6, 2), "exact"), {"year"}),
    "a letter wrong, and nobody knows the birth": (Asked("Tobais Wren", date(1999, 1, 2), "exact"), {"name"}),
    "no birth asked": (Asked("Sam Tarow"), {"name"}),
    "another person of that day": (Asked("Priya Longacre", date(2010, 3, 14), "exact"), None),
    "the name with another birth": (Asked("Sam Tarrow", date(1960, 3, 14), "exact"), None),
}
STRANGERS = [Asked(f"Quentin Ravensmere {number}", date(1950, 1, 1 + number), "exact") for number in range(25)]


@pytest.fixture
def known(invented):
    """Four earlier records that Ada may see."""
    for person in KNOWN:
        invented.receive(person)
    return invented


def found(invented, asked: list[Asked]) -> list[set[str]]:
    with invented.acting("ada"):
        matches = matching.possible_matches(asked)
    return [{word for one in matches if one.asked == number for word in one.evidence} for number in range(len(asked))]


@pytest.mark.parametrize("told", ASKED)
def test_somebody_is_found_alone_as_among_many(known, told):
    asked, expected = ASKED[told]

    (alone,) = found(known, [asked])
    among_many = found(known, [*STRANGERS, asked])[-1]

    assert alone == among_many
    assert expected <= alone if expected else alone == set()


def test_strangers_are_not_found(known):
    assert found(known, STRANGERS) == [set()] * len(STRANGERS)


def laid_apart() -> set[tuple[str, int]]:
    return set(VagueName.objects.values_list("name", "year"))


def test_names_lie_apart_while_a_birth_is_not_certain_and_follow_every_change(invented):
    for person in KNOWN:
        invented.receive(person)
    assert laid_apart() == {("marisol acker", 1979), ("tobias wren", 0)}
    tobias = Person.objects.get(name="Tobias Wren")

    OtherName.objects.create(person=tobias, name="Toby Wrenn", kind="alias", sounds=[])
    Person.objects.filter(pk=tobias.pk).update(name="Tobias Wrenn")
    assert laid_apart() == {("marisol acker", 1979), ("tobias wrenn", 0), ("toby wrenn", 0)}

    Particulars.objects.filter(person=tobias).update(born_on=date(2003, 1, 1), birth_precision="year")
    assert ("tobias wrenn", 2003) in laid_apart()
    Particulars.objects.filter(person=tobias).update(born_on=date(2003, 5, 6), birth_precision="exact")
    assert laid_apart() == {("marisol acker", 1979)}

    OtherName.objects.filter(person=tobias).update(name="")
    Person.objects.all().update(name="", sounds=None)
    assert laid_apart() == set()


def test_no_role_but_the_matcher_reads_names_that_lie_apart(invented):
    invented.receive(KNOWN[1])
    with invented.acting("ada"), pytest.raises(DatabaseError), transaction.atomic():
        list(VagueName.objects.all())
