"""Evidence is copied as it stood when the first assessment was finished, names withheld, and never changes again."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_browser, as_staff, opened
from throughcare.kernel.answers import Refusal
from throughcare.oversight.quality import actions, evidence, queries
from throughcare.oversight.quality.models import Piece, SampledCase
from throughcare.oversight.quality.tests.builders import LATER, a_study, an_assessed_case, an_office, frozen
from throughcare.oversight.rights import erasing
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    made = an_office()
    an_assessed_case(made.town)
    a_study(made, size=1)
    return made


def test_names_of_person_and_colleagues_are_withheld_and_the_original_is_named_by_its_digest(office):
    frozen(office, SampledCase.objects.get())

    piece, row = Piece.objects.get(), SampledCase.objects.get()
    assert piece.text == "the person told a colleague, a colleague, about the library"
    assert piece.original_sha256 == sha256(b"Sam Tarrow told a colleague, Ada Marsh, about the library").hexdigest()
    frozen_pieces = [evidence.Frozen(piece.what, piece.day, piece.text, piece.original_sha256)]
    assert (row.pieces, row.sha256) == (1, evidence.digest_of(frozen_pieces))
    assert Line.objects.filter(verb="quality:evidence_frozen", case_id=row.case_id).count() == 1
    assert Task.objects.get(code=queries.FREEZE).done_at == LATER


def test_what_was_written_after_the_first_assessment_is_not_offered(office):
    sampled = SampledCase.objects.get()
    after = NOW + timedelta(days=1)
    with opened(sampled.case, office.town.ada, at=after) as case:
        cases.add_note(
            case, compartment="core", text="What came to light later", kind="fact", source="", happened_at=NOW, at=after
        )

    with opened(sampled.case, office.town.ada, at=LATER) as case:
        offered = queries.originals_for(case, sampled)

    assert [one.text for one in offered] == ["Sam Tarrow told a colleague, Ada Marsh, about the library"]


def test_a_note_that_is_corrected_later_leaves_the_frozen_words_as_they_were(office):
    sampled = frozen(office, SampledCase.objects.get())
    before = Piece.objects.get().text

    with opened(sampled.case, office.town.ada, at=LATER + timedelta(days=1)) as case:
        thread = str(next(iter(case_notes(case))).thread)
        cases.correct_note(
            case, compartment="core", thread=thread, version=1, text="Other words", reason="wrong", at=case.at
        )

    assert Piece.objects.get().text == before


def case_notes(case):
    from throughcare.commons.cases.queries import record

    return record.notes(case, compartment="core").rows


def test_evidence_is_frozen_once_and_its_rows_take_no_change(office):
    sampled = frozen(office, SampledCase.objects.get())

    with pytest.raises(Refusal) as refused:
        frozen(office, sampled)
    with pytest.raises(ProgrammingError), transaction.atomic(), opened(sampled.case, office.town.ada, at=LATER):
        Piece.objects.update(text="Other words")

    assert "stays as it was" in refused.value.as_text()
    assert Piece.objects.count() == 1


def test_nothing_chosen_freezes_nothing(office):
    sampled = SampledCase.objects.get()

    with pytest.raises(Refusal), opened(sampled.case, office.town.ada, at=LATER) as case:
        actions.freeze(case, key=str(sampled.key), texts={"note:of another case": "words"}, at=LATER)

    assert SampledCase.objects.get().frozen_at is None


def test_plan_minutes_formulation_and_ratings_are_never_offered():
    assert set(evidence.NOTES.values()) | {"session", "document"} == {
        *("note", "health_note", "beliefs_note", "network_note", "session", "document")
    }
    lines = Path(evidence.__file__).read_text(encoding="utf-8").splitlines()
    imports = [line for line in lines if line.startswith(("from", "import"))]
    assert not [
        line for line in imports if any(room in line for room in ("plans", "panels", "meetings", "assessments"))
    ]


def test_an_erasure_empties_the_frozen_words(office):
    sampled = frozen(office, SampledCase.objects.get())

    erasing.erase(sampled.case_id)

    assert Piece.objects.get().text == ""


@pytest.mark.parametrize("who", ["mo", "dov", "hana", "quin"])
def test_nobody_but_whoever_leads_the_case_reads_the_frozen_evidence(office, who):
    frozen(office, SampledCase.objects.get())
    somebody = office.quin if who == "quin" else office.town.people[who]

    with as_staff(somebody, at=LATER):
        assert list(Piece.objects.all()) == []
        assert list(SampledCase.objects.all()) == []


def test_the_page_asks_for_a_choice_then_withholds_then_freezes(office):
    sampled = SampledCase.objects.get()
    browser, page = a_browser(office.town.ada), f"/cases/{sampled.case.reference}/second-rating/{sampled.key}/"
    choice = browser.get(page)
    code = evidence_code(choice)

    withhold = browser.post(page, {"pieces": [code]}, follow=True)
    assert "the person told a colleague" in withhold.text
    address = withhold.redirect_chain[-1][0]
    done = browser.post(address, {code: "Sam told of a library"}, follow=True)

    assert "Evidence frozen" in done.text
    assert Piece.objects.get().text == "the person told of a library"
    assert "the person told of a library" in browser.get(page).text


def evidence_code(answer):
    from re import search

    found = search(r'value="(note:[0-9a-f-]{36})"', answer.text)
    assert found, answer.text
    return found[1]
