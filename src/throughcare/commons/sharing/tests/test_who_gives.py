"""Who gives, takes back and tells: whoever else may read the case is refused, and what was told once is not told again."""

from dataclasses import replace
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.tests.builders import NOW, a_case, a_town, as_staff, opened
from throughcare.commons.sharing import actions, composing, handing
from throughcare.commons.sharing.models import BecameOf, Disclosure, RecipientTold, TakenBack, TextGiven
from throughcare.commons.sharing.queries import disclosures as queries
from throughcare.commons.sharing.tests.disclosed import WHY, a_disclosure, told_how
from throughcare.kernel.answers import NotFound, Refusal

pytestmark = pytest.mark.django_db
TO_SCHOOL = actions.NewDisclosure(actions.To(agency="northmere-school"), "here", WHY, ("safe_contact",))
CHANGE = actions.Change("rectified", "6f1c2a3e-1f0e-4f43-9a53-6c1f6f0a8b11")
TOLD = actions.Told("phone", told_whom="the head")


def give(one):
    composed = composing.compose(one, called="Sam", agency_id=None, chosen=("safe_contact",))
    return actions.give(one, TO_SCHOOL, composed, at=NOW)


ACTS = {
    "gives": give,
    "writes down that it was given": lambda one: actions.record_given(one, TO_SCHOOL, words="-", at=NOW),
    "takes back": lambda one: actions.take_back(one, number=1, words="Too much", at=NOW),
    "says what became of it": lambda one: actions.record_return(
        one, number=1, became=actions.Became("destroyed"), at=NOW
    ),
    "tells whoever has it": lambda one: actions.tell_recipient(one, number=1, change=CHANGE, told=TOLD, at=NOW),
}


@pytest.fixture
def town():
    return a_town()


@pytest.fixture
def case(town):
    found = a_case(town)
    told_how(town, found)
    return found


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_manager_reads_what_was_shared_and_gives_and_takes_back_nothing(town, case, act):
    a_disclosure(town, case)
    if act is ACTS["says what became of it"]:
        with opened(case, town.ada) as one:
            actions.take_back(one, number=1, words="Too much", at=NOW)
    before = TakenBack.objects.count()

    with opened(case, town.mo) as one, pytest.raises(Refusal) as refused:
        act(one)

    assert "this is for" in refused.value.as_text()
    assert (Disclosure.objects.count(), TakenBack.objects.count()) == (1, before)
    assert not BecameOf.objects.exists() and not RecipientTold.objects.exists()


def test_what_was_given_elsewhere_is_written_down_with_its_reasons_or_not_at_all(town, case):
    gap = replace(TO_SCHOOL, reasons=replace(WHY, proportionality=""))

    with opened(case, town.ada) as one, pytest.raises(Refusal) as refused:
        actions.record_given(one, gap, words="That Sam needs company", at=NOW)

    assert "why it is no more than is needed" in refused.value.as_text()
    assert not Disclosure.objects.exists()


def test_whoever_receives_it_reads_whether_the_person_knows(town, case):
    unknown = a_disclosure(town, case, way="paper")
    with opened(case, town.ada) as one:
        cases.record_told(one, told=True, reason="", words="", review_on=None, happened_at=NOW, at=NOW)
    known = a_disclosure(town, case, way="paper")

    papers = []
    for number in (1, 2):
        with opened(case, town.ada) as one:
            shared = queries.disclosure(one, number)
            content = TextGiven.objects.get(disclosure=shared.row).content
            pages = PdfReader(BytesIO(handing.on_paper(shared, content, at=NOW))).pages
            papers.append(" ".join(page.extract_text() for page in pages))

    assert (unknown.told, known.told) == (False, True)
    assert ["has not been told" in " ".join(paper.split()) for paper in papers] == [True, False]


def test_of_one_change_they_are_told_once(town, case):
    a_disclosure(town, case)
    with opened(case, town.ada) as one:
        actions.tell_recipient(one, number=1, change=CHANGE, told=TOLD, at=NOW)
        with pytest.raises(Refusal) as refused:
            actions.tell_recipient(one, number=1, change=CHANGE, told=TOLD, at=NOW)

    assert "told of this already" in refused.value.as_text()
    assert RecipientTold.objects.get().change == UUID(CHANGE.key)


def test_nobody_but_the_agency_itself_says_for_it_what_became_of_what_was_taken_back(town, case):
    given = a_disclosure(town, case)
    with opened(case, town.ada) as one:
        actions.take_back(one, number=1, words="Too much", at=NOW)

    with as_staff(town.ada), pytest.raises(NotFound):
        actions.say_what_became(str(given.key), staff_id=town.ada.pk, became=actions.Became("destroyed"), at=NOW)

    assert not BecameOf.objects.exists()
