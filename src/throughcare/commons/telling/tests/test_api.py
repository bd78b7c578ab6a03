"""What a machine reads and records of being told, and what no machine reads."""

import pytest
from django.utils import timezone

from tests.kit.machines import a_machine
from throughcare.commons.cases.models import RuleIncident, Told
from throughcare.commons.telling import actions
from throughcare.commons.telling.models import Letter, LetterGiven, ToldThing
from throughcare.commons.telling.tests.builders import a_letter, by_hand, waiting
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line
from throughcare.stages.delivery.tests.builders import at_stage

SCOPES = ["cases.read", "telling.record"]
TOLD = {"things": ["kept", "rights"], "way": "talked", "happened_at": "2026-06-16T12:00Z", "words": "At the library."}


@pytest.fixture
def case(invented):
    return at_stage(invented)


def a_council(invented, agency="northmere", scopes=SCOPES):
    return a_machine(f"{agency}_council", scopes=scopes, area_ids=[invented.areas[agency]])


def test_a_machine_reads_what_they_know_and_the_letters_and_each_look_is_one_line(invented, case):
    with invented.opened(case, "ada") as one:
        kept = actions.keep_letter(one, a_letter(more="See you soon."), at=one.at)
        actions.record_letter_given(
            one, letter=kept.letter, audience=kept.audience, giving=by_hand(), at=one.at, written=kept
        )
    machine, key = a_council(invented), str(Letter.objects.get().key)
    before = Line.objects.count()

    paths = ("told", "letters", f"letters/{key}")
    answers = [machine.get(f"/api/cases/{case}/{path}") for path in paths]

    assert [answer.status_code for answer in answers] == [200] * 3, [answer.text for answer in answers]
    told, listed, shown = (answer.json() for answer in answers)
    assert told["knows_of_record"] is True
    assert [one["thing"] for one in told["standing"] if one["told"]] == ["record", "kept", "rights"]
    assert [(one["key"], [each["way"] for each in one["given"]]) for one in listed["letters"]] == [(key, ["by_hand"])]
    assert "parts" not in listed["letters"][0]
    assert (shown["parts"][0]["heading"], shown["more"]) == ("Dear Sam Tarrow", "See you soon.")
    assert Line.objects.count() == before + 3
    assert set(Line.objects.filter(acting_role="machine").values_list("verb", flat=True)) == {"telling:looked"}


def test_a_machine_records_what_somebody_was_told_and_the_record_is_known_with_it(invented, case):
    answer = a_council(invented).post(f"/api/cases/{case}/told", TOLD)

    assert answer.status_code == 201, answer.text
    assert [one["thing"] for one in answer.json()["standing"] if one["told"]] == ["record", "kept", "rights"]
    assert {row.words for row in ToldThing.objects.all()} == {"At the library."}
    assert Told.objects.latest("id").told is True
    assert Line.objects.filter(verb="telling:told", acting_role="machine").count() == 1


def test_what_was_said_too_early_is_kept_and_marked(invented):
    reference = invented.receive()

    answer = a_council(invented).post(f"/api/cases/{reference}/told", TOLD)

    assert answer.status_code == 201, answer.text
    assert RuleIncident.objects.get().rule == "police have not said that contact is clear"


def test_why_police_let_it_wait_is_read_by_no_machine(invented, case):
    with invented.opened(case, "dee") as one:
        until = uk_today(one.at).replace(day=25)
        actions.record_not_told(one, waiting(reason="would_prejudice", words="Not now", until=until), at=one.at)

    answer = a_council(invented).get(f"/api/cases/{case}/told")
    (waits,) = [one for one in answer.json()["recorded"] if one["thing"] == "outcome"]

    assert (waits["told"], waits["look_again_on"]) == (False, until.isoformat())
    assert (waits["by"], waits["how"], waits["words"]) == ("", "", "")
    assert "Not now" not in answer.text


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"things": ["gossip"]}, 422),
        ({"things": []}, 422),
        ({"happened_at": f"{timezone.now().year + 1}-01-01T12:00Z"}, 409),
        ({"look_again_on": "2026-06-25"}, 422),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(invented, case, changes, status):
    answer = a_council(invented).post(f"/api/cases/{case}/told", TOLD | changes)

    assert answer.status_code == status, answer.text
    assert not ToldThing.objects.exists()


def test_a_machine_elsewhere_finds_nothing_and_one_without_the_scope_records_nothing(invented, case):
    other, reading = a_council(invented, "ashcombe"), a_council(invented, scopes=["cases.read"])
    paths = [f"/api/cases/{case}/{path}" for path in ("told", "letters")]

    assert [other.get(path).status_code for path in paths] == [404, 404]
    assert other.post(paths[0], TOLD).status_code == 404
    assert reading.post(paths[0], TOLD).status_code == 403
    assert not ToldThing.objects.exists()


GIVEN = {"way": "by_hand", "happened_at": "2026-06-16T12:00Z", "words": "They read it on the way home."}
ELSEWHERE = {**GIVEN, "letter": "", "audience": "guardian"}


def a_kept_letter(invented, reference) -> Letter:
    with invented.opened(reference, "ada") as one:
        return actions.keep_letter(one, a_letter(), at=one.at)


def test_a_machine_records_that_a_letter_reached_somebody_and_with_it_that_they_were_told(invented, case):
    letter = a_kept_letter(invented, case)

    answer = a_council(invented).post(f"/api/cases/{case}/letters/{letter.key}/given", GIVEN)

    assert answer.status_code == 201, answer.text
    assert (answer.json()["key"], answer.json()["given"]) == (
        str(letter.key),
        [{"way": "by_hand", "happened_at": "2026-06-16T12:00:00Z"}],
    )
    given = LetterGiven.objects.get()
    assert (given.written_id, given.words, given.letter) == (letter.pk, GIVEN["words"], letter.letter)
    assert {row.given_id for row in ToldThing.objects.all()} == {given.pk}
    assert Told.objects.latest("id").told is True
    assert Line.objects.filter(verb="telling:letter_given", acting_role="machine").count() == 1


def test_a_letter_from_elsewhere_to_a_guardian_tells_them_and_not_the_person(invented, case):
    letter = a_kept_letter(invented, case)

    answer = a_council(invented).post(f"/api/cases/{case}/letters-given", ELSEWHERE | {"letter": letter.letter})

    assert answer.status_code == 201, answer.text
    given = LetterGiven.objects.get()
    assert (given.written_id, given.audience) == (None, "guardian")
    assert answer.json()["knows_of_record"] is False
    assert not ToldThing.objects.exists()


def test_a_letter_that_was_given_too_early_is_kept_and_marked(invented, case):
    letter = a_kept_letter(invented, case)
    early = invented.receive()

    answer = a_council(invented).post(
        f"/api/cases/{early}/letters-given", ELSEWHERE | {"letter": letter.letter, "audience": letter.audience}
    )

    assert answer.status_code == 201, answer.text
    assert RuleIncident.objects.get().rule == "police have not said that contact is clear"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"way": "by_pigeon"}, 422),
        ({"letter": "a_love_letter"}, 422),
        ({"audience": "neighbour"}, 422),
        ({"happened_at": f"{timezone.now().year + 1}-01-01T12:00Z"}, 409),
    ],
)
def test_a_letter_that_does_not_fit_is_told_by_its_place_and_leaves_no_trace(invented, case, changes, status):
    letter = a_kept_letter(invented, case)

    answer = a_council(invented).post(
        f"/api/cases/{case}/letters-given", ELSEWHERE | {"letter": letter.letter} | changes
    )

    assert answer.status_code == status, answer.text
    assert not LetterGiven.objects.exists()


def test_a_letter_of_another_case_of_a_hidden_one_and_one_that_there_is_not_are_alike(invented, case):
    letter, other = a_kept_letter(invented, case), at_stage(invented)
    machine, elsewhere = a_council(invented), a_council(invented, agency="ashcombe")
    asked = [
        (machine, f"{other}/letters/{letter.key}"),
        (machine, f"{case}/letters/00000000-0000-4000-8000-000000000000"),
        (elsewhere, f"{case}/letters/{letter.key}"),
    ]

    answers = [one.post(f"/api/cases/{path}/given", GIVEN) for one, path in asked]

    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert not LetterGiven.objects.exists()


def test_a_machine_that_may_only_read_records_no_letter(invented, case):
    letter = a_kept_letter(invented, case)
    reader = a_council(invented, scopes=["cases.read"])

    assert reader.post(f"/api/cases/{case}/letters/{letter.key}/given", GIVEN).status_code == 403
    assert not LetterGiven.objects.exists()
