"""What a machine reads and records of being told, and what no machine reads."""

import pytest
from django.utils import timezone

from tests.kit.machines import a_machine
from throughcare.commons.cases.models import RuleIncident, Told
from throughcare.commons.telling import actions
from throughcare.commons.telling.models import Letter, ToldThing
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
