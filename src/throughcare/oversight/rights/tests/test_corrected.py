"""An entry is corrected after the part that it lies in was given: who has the part is told, once, and as far as one may know."""

from datetime import timedelta

from django.urls import reverse

from tests.kit.invented import NOW, Invented
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case, Written
from throughcare.commons.sharing import actions as sharing
from throughcare.commons.sharing.models import Disclosure
from throughcare.commons.sharing.tests.disclosed import WHY
from throughcare.frame.transaction import acting
from throughcare.oversight.rights import queries
from throughcare.oversight.rights.tests.kept_records import as_officer

GIVEN, LATER, LATEST = (NOW + timedelta(hours=hours) for hours in (1, 24, 48))
SECRET = "A zebra at the crossing"


def noted(invented: Invented, reference: str, *, about: str = "core", kind: str = "fact") -> Written:
    with invented.opened(reference, "ada") as case:
        return cases.add_note(
            case, compartment=about, text=SECRET, kind=kind, source="A tutor", happened_at=NOW, at=NOW
        )


def corrected(invented: Invented, reference: str, note: Written, *, version: int = 1, at=LATER) -> Written:
    about = {"Note": "core", "HealthNote": "health"}[type(note).__name__]
    with invented.opened(reference, "ada", at=at) as case:
        return cases.correct_note(
            case,
            compartment=about,
            thread=str(note.thread),
            version=version,
            text=f"{SECRET} {version}",
            reason="Misheard",
            at=at,
        )


def given(invented: Invented, reference: str, *parts: str, at=GIVEN, happened_at=None) -> None:
    to = sharing.To(agency="northmere_school", contact="the head")
    with invented.opened(reference, "ada", at=at) as case:
        new = sharing.NewDisclosure(to, "print", WHY, parts, happened_at=happened_at)
        sharing.record_given(case, new, words="What was printed", at=at)


def waiting(invented: Invented, reference: str, *, by: str = "ada", at=LATEST) -> list[queries.ToTell]:
    """Who is still to be told, as far as somebody may know; the clock asks the coordinator to by the very same days."""
    with invented.opened(reference, by, at=at) as case:
        found = queries.to_tell_in(case)
    if by == "ada":
        with acting("clock", staff=None, at=at):
            asked = queries.days_to_tell().get(Case.objects.get(reference=reference).pk, {})
        assert asked.keys() == {one.due_on for one in found}
    return found


def overseen(invented: Invented, *, by: str = "dov") -> list[tuple[str, str, str]]:
    found = as_officer(invented, lambda **_: queries.to_tell(), by=by, at=LATEST)
    return [(one.recipient, one.what, one.part) for one in found]


def test_who_was_given_the_notes_is_told_once_of_the_last_correction_of_a_note_they_have(invented):
    reference = invented.receive()
    note = noted(invented, reference)
    given(invented, reference, "notes")
    given(invented, reference, "concern")
    assert waiting(invented, reference) == []

    corrected(invented, reference, note)
    last = corrected(invented, reference, note, version=2)
    corrected(invented, reference, noted_later := _noted_at(invented, reference), at=LATEST)

    (one,) = waiting(invented, reference)
    assert (one.number, one.changed, one.change) == (1, "An entry was corrected: Notes", str(last.key))
    assert str(noted_later.key) not in one.change
    with invented.opened(reference, "ada", at=LATEST) as case:
        change = sharing.Change(one.what, one.change)
        sharing.tell_recipient(case, number=1, change=change, told=sharing.Told("phone"), at=LATEST)
        assert queries.to_tell_in(case) == []


def _noted_at(invented: Invented, reference: str) -> Written:
    with invented.opened(reference, "ada", at=LATER) as case:
        values = {"compartment": "core", "text": "-", "kind": "fact", "source": "", "happened_at": LATER}
        return cases.add_note(case, **values, at=LATER)


def test_what_was_corrected_before_it_was_given_and_what_is_the_same_need_no_telling(invented):
    reference = invented.receive()
    note = noted(invented, reference)
    _care(invented, reference, "Text only", at=NOW)
    corrected(invented, reference, note, at=GIVEN - timedelta(minutes=5))
    given(invented, reference, "notes", "safe_contact")

    _care(invented, reference, "Text only", at=LATER)

    assert waiting(invented, reference) == []


def test_written_down_later_with_a_day_and_no_hour_it_may_be_from_before_the_correction_and_is_followed(invented):
    reference = invented.receive()
    note = noted(invented, reference)
    corrected(invented, reference, note, at=GIVEN)

    given(invented, reference, "notes", at=LATER, happened_at=NOW.replace(hour=0))

    assert [one.part for one in waiting(invented, reference)] == ["notes"]


def test_another_safe_contact_is_told_to_who_has_the_one_before(invented):
    reference = invented.receive()
    given(invented, reference, "safe_contact", at=NOW + timedelta(minutes=1))
    _care(invented, reference, "Ring at any time", at=NOW + timedelta(minutes=30))
    given(invented, reference, "safe_contact")

    _care(invented, reference, "Never ring", at=LATER)
    last = _care(invented, reference, "Text only", at=LATER + timedelta(hours=1))

    assert [(one.number, one.part, one.change) for one in waiting(invented, reference)] == [
        (2, "safe_contact", str(last.key))
    ]


def _care(invented: Invented, reference: str, words: str, *, at):
    with invented.opened(reference, "ada", at=at) as case:
        return cases.record_care(case, safe_contact=words, take_care="", at=at)


def test_the_officer_is_told_that_and_in_which_part_and_not_a_word_and_another_controllers_nothing(invented):
    reference = invented.receive()
    note = noted(invented, reference, about="health")
    given(invented, reference, "health", "notes")
    corrected(invented, reference, note)

    pages = [invented.browser("dov").get(reverse(name)).text for name in ("recipients-to-tell", "to-review")]

    assert overseen(invented) == [("Northmere School", "corrected", "health")]
    for page in pages:
        assert "An entry was corrected: Health" in page and "5 working days after the change" in page
        assert SECRET not in page and "Tarrow" not in page
    Case.objects.filter(reference=reference).update(controller_id=_another(invented, reference))
    assert overseen(invented) == []


def _another(invented: Invented, reference: str) -> int:
    other = invented.receive(area="ashcombe")
    return Case.objects.values_list("controller_id", flat=True).get(reference=other)


def test_what_somebody_else_told_is_followed_where_it_was_given_and_not_where_the_rules_left_it_out(invented):
    reference = invented.receive()
    for about in ("core", "health"):
        note = noted(invented, reference, about=about, kind="third_party")
        corrected(invented, reference, note)
    given(invented, reference, "notes", "health")

    assert sorted(one.part for one in waiting(invented, reference)) == ["health", "notes"]
    Disclosure.objects.update(rules_version="2026-01-01")
    assert waiting(invented, reference) == []


def test_who_may_not_read_the_part_does_not_learn_that_something_in_it_was_corrected(invented):
    reference = invented.receive()
    note = noted(invented, reference, about="health")
    given(invented, reference, "health", "notes")
    corrected(invented, reference, note)

    assert [one.part for one in waiting(invented, reference)] == ["health"]
    assert waiting(invented, reference, by="dee") == []
    page = reverse("recipients-to-tell-here", args=[reference])
    assert "Everybody who received something was told" in invented.browser("dee").get(page).text
