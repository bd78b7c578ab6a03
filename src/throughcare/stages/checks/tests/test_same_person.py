"""Earlier records are found whatever the spelling; a person decides; out of sight they tell only whom to ask."""

from dataclasses import replace
from datetime import date

import pytest

from tests.kit.invented import NOW, SAM
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case, Task
from throughcare.commons.people.models import Contact, OtherName
from throughcare.stages.checks import actions, queries

KHALID = replace(SAM, name="Khalid Al-Rashid", born_on=date(2009, 4, 3))


@pytest.mark.parametrize(
    ("known", "new", "agrees"),
    [
        (SAM, replace(SAM, phone=""), "birth"),
        (SAM, replace(SAM, name="Tarow, Sam"), "spelling"),
        (KHALID, replace(KHALID, born_on=date(2009, 3, 4)), "swapped"),
        (KHALID, replace(KHALID, name="خالد الرشيد"), "birth"),
        (replace(SAM, other_names=("Rex Falcon",)), replace(SAM, name="Rex Falcon"), "other_name"),
        (SAM, replace(SAM, born_on=date(2010, 1, 1), birth_precision="year"), "year"),
        (SAM, replace(SAM, born_on=None, birth_precision="unknown"), "name"),
    ],
)
def test_an_earlier_record_is_found(invented, known, new, agrees):
    earlier = invented.receive(known)
    reference = invented.receive(new)

    with invented.opened(reference, "dee") as case:
        found = queries.matches(case)

    assert [one.reference for one in found] == [earlier]
    assert agrees in found[0].evidence


def test_another_person_of_the_same_birthday_is_not_found(invented):
    invented.receive(SAM)
    reference = invented.receive(replace(SAM, name="Petra Lindqvist"))

    with invented.opened(reference, "dee") as case:
        assert queries.matches(case) == []


def test_out_of_sight_it_tells_only_whom_to_ask_and_gives_the_owner_one_task(invented):
    hidden = invented.receive(SAM, area="ashcombe")
    reference = invented.receive(SAM)

    with invented.opened(reference, "ada") as case:
        found = queries.matches(case)
        first, second = actions.ask_owners(case, at=NOW), actions.ask_owners(case, at=NOW)

    assert [(one.is_hidden, one.reference, one.name, one.owner_id) for one in found] == [
        (True, "", "", invented.staff["cleo"])
    ]
    assert (first, second) == (1, 0)
    with invented.opened(hidden, "cleo"):
        assert "Ada Marsh" in Task.objects.get(code="people.asked_about").what


def test_the_same_person_brings_names_and_contacts_along_and_can_be_parted(invented):
    earlier = invented.receive(SAM)
    reference = invented.receive(replace(SAM, name="Samuel Tarrow", phone="01632 960 199"))
    kept = Case.objects.get(reference=earlier).person_id
    found = Case.objects.get(reference=reference).person_id

    with invented.opened(reference, "dee") as case:
        joined = actions.answer_match(case, reference=earlier, answer="same", reason="Same school, same mother", at=NOW)
    assert joined.person_id == kept
    assert OtherName.objects.filter(person_id=kept, name="Samuel Tarrow").exists()
    assert Contact.objects.filter(person_id=kept, value="01632 960 199").exists()
    with invented.opened(reference, "dee") as case:
        parted = actions.undo_match(case, at=NOW)

    assert parted.person_id == found


def test_a_name_that_comes_along_is_laid_beside_what_colleagues_declared(invented):
    earlier = invented.receive(SAM)
    with invented.acting("ivo") as ivo:
        cases.declare_tie(name="Priya Tarrow", born_on=SAM.born_on, kind="relative", by=ivo, at=NOW)
    reference = invented.receive(replace(SAM, name="Priya Tarrow"))
    before = keep_out_asked()

    with invented.opened(reference, "dee") as case:
        actions.answer_match(case, reference=earlier, answer="same", reason="Same school, same mother", at=NOW)

    assert (before, keep_out_asked()) == ({reference}, {earlier, reference})


def keep_out_asked():
    return set(Task.objects.filter(code="cases.keep_out").values_list("case__reference", flat=True))


def test_different_people_are_not_asked_about_again(invented):
    earlier = invented.receive(SAM)
    reference = invented.receive(SAM)

    with invented.opened(reference, "ada") as case:
        actions.answer_match(case, reference=earlier, answer="different", reason="Cousins", at=NOW)
        assert queries.matches(case) == []


def test_the_pages_say_what_agrees_and_keep_the_answer(invented):
    earlier = invented.receive(SAM)
    reference = invented.receive(SAM)
    ada = invented.browser("ada")

    listed = ada.get(f"/cases/{reference}/earlier-records/")
    asked = ada.get(f"/cases/{reference}/earlier-records/{earlier}/")
    said = ada.post(f"/cases/{reference}/earlier-records/{earlier}/", {"answer": "same", "reason": "The same address"})

    assert "the same date of birth" in listed.text
    assert "Is this the same person?" in asked.text
    assert said.status_code == 302
    assert "Part the records" in ada.get(f"/cases/{reference}/earlier-records/").text
