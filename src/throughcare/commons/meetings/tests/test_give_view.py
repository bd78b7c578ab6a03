"""Each agency gives its own view, and reads the others' only then."""

import pytest

from throughcare.commons.cases.tests.builders import opened
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.tests.builders import LATER, a_listed_case, a_meeting, a_panel, item_of, published
from throughcare.kernel.answers import Conflict, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def a_published_case():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    return town, case


def say(town, case, who: str, words: str, *, version: int = 0, agency_id: int | None = None):
    with opened(case, getattr(town, who), at=LATER) as found:
        return actions.give_view(
            found, item=item_of(found), position="offer_support", words=words, offers="a tutor", kind="opinion", source="",
            version=version, agency_id=agency_id, at=LATER,
        )  # fmt: skip


def read_by(town, case, who: str) -> list[str]:
    with opened(case, getattr(town, who), at=LATER) as found:
        return [view.words for view in queries.views(found, item_of(found))]


def test_another_agencys_view_is_hidden_until_ones_own_is_in():
    town, case = a_published_case()
    say(town, case, "ben", "Sam sleeps badly.")

    assert read_by(town, case, "ben") == ["Sam sleeps badly."]
    assert read_by(town, case, "sol") == []
    assert read_by(town, case, "dee") == []
    say(town, case, "sol", "Sam feels alone at school.")
    assert read_by(town, case, "sol") == ["Sam sleeps badly.", "Sam feels alone at school."]


def test_whoever_puts_the_papers_together_reads_every_view():
    town, case = a_published_case()
    say(town, case, "ben", "Sam sleeps badly.")

    assert read_by(town, case, "ada") == ["Sam sleeps badly."]
    assert read_by(town, case, "gail") == ["Sam sleeps badly."]


def test_an_agenda_counts_the_views_only_for_those_who_may_compare_them():
    town, case = a_published_case()
    say(town, case, "ben", "Sam sleeps badly.")
    meeting = queries.meetings()[0]

    from throughcare.commons.cases.tests.builders import as_staff

    with as_staff(town.sol, at=LATER):
        assert [(line.views_in, line.own_view_in) for line in queries.agenda(meeting.id, agency_id=town.school.pk)] == [
            (0, False)
        ]
    with as_staff(town.ben, at=LATER):
        assert [(line.views_in, line.own_view_in) for line in queries.agenda(meeting.id, agency_id=town.clinic.pk)] == [
            (1, True)
        ]


def test_a_view_is_changed_by_a_later_version_and_the_first_is_kept():
    town, case = a_published_case()
    say(town, case, "ben", "Sam sleeps badly.")
    say(town, case, "ben", "Sam sleeps better now.", version=1)

    assert read_by(town, case, "ben") == ["Sam sleeps better now."]
    with opened(case, town.ada, at=LATER) as found:
        assert queries.views(found, item_of(found))[0].version == 2


def test_two_of_one_agency_writing_at_once_lose_neither_text():
    town, case = a_published_case()
    say(town, case, "ben", "Sam sleeps badly.")

    with pytest.raises(Conflict) as clash:
        say(town, case, "ben", "Sam sleeps well.", version=0)
    assert (clash.value.theirs, clash.value.yours, clash.value.by) == (
        "Sam sleeps badly.",
        "Sam sleeps well.",
        "Ben Hale",
    )


def test_a_view_said_at_the_meeting_is_taken_down_by_the_coordinator_for_the_agency():
    town, case = a_published_case()
    view = say(town, case, "ada", "The clinic has no objection.", agency_id=town.clinic.pk)

    assert view.taken_down and view.agency_id == town.clinic.pk
    assert read_by(town, case, "ben") == ["The clinic has no objection."]


def test_the_coordinator_takes_down_the_view_of_their_own_council_too():
    town, case = a_published_case()
    view = say(town, case, "ada", "The council would offer support.", agency_id=town.council.pk)

    assert view.taken_down


def test_the_chair_speaks_for_their_own_agency():
    town, case = a_published_case()

    assert not say(town, case, "gail", "The council would offer support.").taken_down


def test_a_member_cannot_speak_for_another_agency():
    town, case = a_published_case()

    with pytest.raises(Refusal):
        say(town, case, "ben", "The school agrees.", agency_id=town.school.pk)


def test_before_publication_no_view_can_be_given():
    town = a_panel()
    case = a_listed_case(town, a_meeting(town))

    with pytest.raises(Refusal) as refused:
        say(town, case, "dee", "No objection.")
    assert "the agenda is not published yet" in [reason.text for reason in refused.value.reasons]


def test_a_view_leaves_one_line_on_the_chain_of_the_case():
    town, case = a_published_case()
    say(town, case, "ben", "Sam sleeps badly.")

    assert Line.objects.filter(case_id=case.pk, verb="meetings:view_given", staff_id=town.ben.pk).count() == 1
