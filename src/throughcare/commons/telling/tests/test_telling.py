"""Letters written and given, what the person was told and what not yet: on the record, and what each reader sees of it."""

from datetime import date

import pytest

from throughcare.commons.cases.models import Case, RuleIncident, Task, Told
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_town, opened
from throughcare.commons.telling import actions, letters, pdf, queries
from throughcare.commons.telling.models import Letter, LetterGiven, NotToldYet, PoliceReason, ToldThing
from throughcare.commons.telling.tests.builders import LATER, a_letter, by_hand, waiting
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
OUTCOME = {"decided_on": "10 June 2026", "outcome": "You are offered a mentor."}


def in_words(refused) -> str:
    return "; ".join(reason.text for reason in refused.value.reasons)


def page(staff, case, address="told/"):
    return a_browser(staff).get(f"/cases/{case.reference}/{address}")


def test_a_letter_is_kept_as_it_reads_with_its_blanks_filled_and_one_audit_line():
    town = a_town()
    case = a_case(town, told=True)
    with opened(case, town.ada) as one:
        row = actions.keep_letter(one, a_letter("panel_outcome", more="See you soon.", **OUTCOME), at=NOW)

        assert "Dear Sam" in row.content
        assert "On 10 June 2026 some people met." in row.content
        assert "Ada Marsh can answer your questions. The number is 01632 960 101." in row.content
        assert "{" not in row.content + row.heading
        assert row.approved is False
        values = pdf.values(one, row)
        assert values["size"] == pdf.LARGE
        assert "Sam" not in values["title"]
        assert values["more"] == ["See you soon."]
        assert pdf.letter_pdf(one, row, at=NOW).startswith(b"%PDF")
    assert Line.objects.filter(verb="telling:letter_kept").count() == 1
    assert not ToldThing.objects.exists()


def test_a_letter_with_a_blank_is_refused_and_leaves_no_trace():
    town = a_town()
    case = a_case(town, told=True)
    with opened(case, town.ada) as one, pytest.raises(Refusal) as refused:
        actions.keep_letter(one, a_letter("panel_outcome", decided_on="10 June 2026"), at=NOW)

    assert in_words(refused) == "it does not say: What was decided, in words for the person"
    assert not Letter.objects.exists()


def test_a_letter_names_nobody_of_the_police():
    town = a_town()
    case = a_case(town, told=True)
    Case.objects.filter(pk=case.pk).update(owner=town.dee)
    with opened(case, town.ada) as one, pytest.raises(Refusal) as refused:
        actions.keep_letter(one, a_letter(), at=NOW)

    assert in_words(refused) == "it does not say: Whoever looks after the case; it does not say: Their phone number"


def test_before_contact_is_clear_no_letter_is_prepared_and_one_that_was_given_is_recorded_and_marked():
    town = a_town()
    case = a_case(town, stage="checks")
    with opened(case, town.ada) as one:
        with pytest.raises(Refusal) as refused:
            actions.keep_letter(one, a_letter(), at=NOW)
        actions.record_letter_given(
            one, letter="what_we_keep", audience="child", giving=by_hand("Sam asked who."), at=NOW
        )

    assert in_words(refused) == "police have not said that contact is clear"
    assert LetterGiven.objects.get().words == "Sam asked who."
    assert {row.thing for row in ToldThing.objects.all()} == {"kept", "rights"}
    assert Told.objects.filter(case=case).latest("id").told is True
    assert RuleIncident.objects.get().rule == "police have not said that contact is clear"


def test_a_letter_that_is_given_tells_its_things_and_that_there_is_a_record_and_no_rule_is_broken():
    town = a_town()
    case = a_case(town)
    with opened(case, town.ada) as one:
        row = actions.keep_letter(one, a_letter(), at=NOW)
        actions.record_letter_given(
            one, letter=row.letter, audience=row.audience, giving=by_hand(), at=NOW, written=row
        )
        told = {said.thing for said in queries.standing(one) if said.told}

    assert told == {"record", "kept", "rights"}
    assert Told.objects.filter(case=case).latest("id").told is True
    assert not RuleIncident.objects.exists()
    assert Line.objects.filter(verb="telling:letter_given").count() == 1


def test_a_letter_to_a_guardian_tells_the_guardian_and_not_the_person():
    town = a_town()
    case = a_case(town)
    with opened(case, town.ada) as one:
        actions.record_letter_given(one, letter="what_we_keep", audience="guardian", giving=by_hand(), at=NOW)

    assert LetterGiven.objects.get().audience == "guardian"
    assert not ToldThing.objects.exists()
    assert not Told.objects.filter(told=True).exists()


def test_what_waits_comes_back_on_the_work_list_and_each_look_adds_a_line():
    town = a_town()
    case = a_case(town, told=True)
    with opened(case, town.ada) as one:
        actions.record_not_told(one, waiting("outcome", until=LATER), at=NOW)
        actions.record_not_told(one, waiting("shared", until=date(2026, 6, 22)), at=NOW)
        assert [task.due_on for task in open_looks(case)] == [date(2026, 6, 22)]
        actions.record_told(one, things=["shared"], giving=by_hand(), at=NOW)
        assert [task.due_on for task in open_looks(case)] == [LATER]
        actions.record_not_told(one, waiting("outcome", until=date(2026, 6, 29)), at=NOW)

    (task,) = open_looks(case)
    assert (task.due_on, task.assigned_to_id, task.address) == (date(2026, 6, 29), town.ada.pk, "told")
    assert NotToldYet.objects.filter(thing="outcome").count() == 2
    assert Line.objects.filter(verb="telling:not_told").count() == 3


def open_looks(case):
    return list(Task.objects.filter(case=case, code=actions.LOOK_AGAIN, done_at__isnull=True))


@pytest.mark.parametrize(
    ("until", "told", "because"),
    [
        (NOW.date(), False, "the day to look again has come already"),
        (date(2026, 12, 1), False, "the day to look again is too late"),
        (LATER, True, "the person was told already"),
    ],
)
def test_a_decision_to_wait_has_a_day_in_time_and_is_not_for_what_was_told(until, told, because):
    town = a_town()
    case = a_case(town, told=True)
    with opened(case, town.ada) as one, pytest.raises(Refusal) as refused:
        if told:
            actions.record_told(one, things=["outcome"], giving=by_hand(), at=NOW)
        actions.record_not_told(one, waiting(until=until), at=NOW)

    assert in_words(refused) == because
    assert not NotToldYet.objects.exists()


def test_why_police_let_it_wait_is_read_by_police_alone_and_looks_the_same_whatever_it_is():
    town = a_town()
    pages, words = {}, "Telling would spoil what runs"
    for reason in ("would_prejudice", "needs_help_to_understand"):
        case = a_case(town, told=True)
        with opened(case, town.dee) as one:
            actions.record_not_told(one, waiting(reason=reason, words=words), at=NOW)
        shown = page(town.ada, case).content.decode().replace(case.reference, "TC")
        pages[reason] = shown[shown.index("<caption") : shown.index("</main>")]
        assert "Telling could get in the way" in page(town.dee, case).content.decode() or reason != "would_prejudice"

    assert "Looked at again by 25 June 2026" in pages["would_prejudice"]
    assert words not in pages["would_prejudice"]
    assert town.dee.name not in pages["would_prejudice"]
    assert town.dee.name in page(town.dee, case).content.decode()
    assert pages["would_prejudice"] == pages["needs_help_to_understand"]
    assert {row.reason for row in NotToldYet.objects.all()} == {""}
    assert {row.words for row in PoliceReason.objects.all()} == {words}


def test_only_police_are_offered_the_reason_that_only_they_can_know():
    town = a_town()
    case = a_case(town, told=True)

    assert "preventing or detecting crime" not in page(town.ada, case, "told/not-yet/").content.decode()
    assert "preventing or detecting crime" in page(town.dee, case, "told/not-yet/").content.decode()
    assert page(town.cleo, case).status_code == 404
    assert page(town.ben, case, "told/not-yet/").status_code in (403, 404)


def test_a_letter_is_written_in_the_browser_for_a_child_first_with_what_is_missing_said():
    town = a_town()
    case = a_case(town, told=True)
    ada, at = a_browser(town.ada), f"/cases/{case.reference}/told/letters/"
    chosen = ada.get(f"{at}write/").content.decode()
    assert chosen.index('value="child"') < chosen.index('value="adult"')
    assert "so the text for children comes first" in chosen
    assert "checked" not in chosen

    choice = {"letter": "invitation_to_talk", "audience": "child", "language": "cy"}
    where = ada.post(f"{at}write/", choice)["Location"]
    shown = ada.get(where).content.decode()
    assert "Still missing:" in shown and "[When you would meet]" in shown
    assert "The person, as a child or young person, Welsh" in shown
    assert "This text is not approved." in shown
    assert 'lang="cy"' in shown

    typed = {"meeting_on": "dydd Mawrth", "meeting_place": "llyfrgell", "more": ""}
    looked = ada.post(where, {**typed, "do": "show"}).content.decode()
    assert "Gallwn gwrdd ar dydd Mawrth, yn llyfrgell." in looked
    assert ada.post(where, {**typed, "meeting_on": "", "do": "keep"}).status_code == 422
    assert not Letter.objects.exists()

    kept = ada.post(where, {**typed, "do": "keep"})
    letter = Letter.objects.get()
    assert kept["Location"] == f"{at}{letter.key}/"
    assert "not recorded yet that it reached them" in ada.get(kept["Location"]).content.decode()
    printed = ada.post(f"{at}{letter.key}/print/")
    assert printed["Content-Type"] == "application/pdf"
    assert f"letter-{case.reference}" in printed["Content-Disposition"]

    day = {"happened-day": "12", "happened-month": "6", "happened-year": "2026"}
    assert ada.post(f"{at}{letter.key}/given/", {"way": "by_hand", "words": "", **day}).status_code == 302
    shown = page(town.ada, case).content.decode()
    assert "Given by hand" in shown
    assert shown.index("An invitation to talk</a>") < shown.index("The person, as a child or young person, Welsh")


def test_nobody_writes_for_a_reader_for_whom_nobody_wrote_the_text(monkeypatch):
    town = a_town()
    case = a_case(town, told=True)
    monkeypatch.setattr(letters.LetterText, "text", lambda _letter, *, audience, language: None)
    ada, at = a_browser(town.ada), f"/cases/{case.reference}/told/letters/write/"
    answer = ada.post(at, {"letter": "closing", "audience": "guardian", "language": "cy"})

    assert answer.status_code == 422
    assert "Nobody has written this letter for this reader in this language" in answer.content.decode()
    assert ada.get(f"{at}closing/guardian/cy/").status_code == 404


def test_one_page_says_what_they_know_then_the_letters_then_what_was_recorded():
    town = a_town()
    case = a_case(town, told=True)
    with opened(case, town.ada) as one:
        actions.record_not_told(one, waiting("outcome", words="The tutor comes along."), at=NOW)
        actions.record_told(one, things=["outcome"], giving=by_hand("Sam nodded."), at=NOW)
    shown = page(town.ada, case).content.decode()

    order = [
        "What they know, and what not yet",
        "That there is a record",
        "Letters</h2>",
        "What was recorded, newest first",
    ]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    know, recorded = shown[places[0] : places[2]], shown[places[-1] :]
    assert "Sam nodded." in know and "The tutor comes along." not in know
    assert recorded.index("Sam nodded.") < recorded.index("The tutor comes along.")
    assert "Help to understand is being arranged" in recorded
    parts = shown[shown.index('class="tc-side"') : places[0]]
    assert parts.count("Told or not told</a>") == parts.count("Timeline</a>")
