from datetime import timedelta

import pytest

from throughcare.commons.assessments import actions
from throughcare.commons.assessments.rules import Piece, Written
from throughcare.commons.assessments.tests.builders import KNOWN, SEEN, TEXTS, UNKNOWN, a_draft, my_draft
from throughcare.commons.cases.tests.builders import NOW, a_case, a_town, opened
from throughcare.kernel.answers import Conflict, NotFound

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def saved(case, by, factor, mine, *, revision=0, keep="", at=NOW):
    with opened(case, by, at=at) as case_open:
        return actions.save_factor(case_open, factor=factor, mine=mine, revision=revision, keep=keep, at=at)


def test_half_a_factor_is_kept_and_is_not_whole():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    draft = saved(case, town.ada, "grievance", Written(pieces=(SEEN,)))

    assert draft.written("grievance").pieces == (SEEN,)
    assert draft.progress().begun == {"grievance"}
    assert draft.gaps("grievance")[0].text == "Choose how present it is, or choose Not known"


def test_not_known_is_not_absent():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    saved(case, town.ada, "threat", UNKNOWN)
    draft = saved(
        case,
        town.ada,
        "status",
        Written("absent", pieces=(Piece("against", "Shuns praise.", "opinion", source="diary", origin="document"),)),
    )

    assert (draft.written("threat").presence, draft.written("status").presence) == ("not_known", "absent")
    assert draft.gaps("threat") == draft.gaps("status") == []
    assert [gap.box for gap in _gaps(case, town, Written("not_known"))] == ["missing"]
    assert [gap.box for gap in _gaps(case, town, Written("absent"))] == ["for-text-1"]


def _gaps(case, town, written):
    return saved(case, town.ada, "change", written, revision=_revision(case, town)).gaps("change")


def _revision(case, town):
    return my_draft(case, town.ada).written("change").revision


def test_two_windows_that_clash_show_both_texts_and_lose_neither():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    saved(case, town.ada, "grievance", KNOWN)
    other = Written("strong", pieces=(Piece("for", "Says the school wronged him.", "fact", source="teacher"),))

    with pytest.raises(Conflict) as clash:
        saved(case, town.ada, "grievance", other, at=LATER)
    draft = saved(case, town.ada, "grievance", other, keep="both", at=LATER)

    assert (clash.value.theirs, clash.value.yours) == (SEEN.text, "Says the school wronged him.")
    assert (clash.value.field, clash.value.by) == ("for-text-1", "Ada Marsh (another window)")
    assert draft.written("grievance").pieces[0].text == f"{SEEN.text}\n\nSays the school wronged him."


def test_keeping_the_saved_words_keeps_them_and_what_else_was_typed():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    saved(case, town.ada, "grievance", KNOWN)
    mine = Written(
        "strong", pieces=(Piece("for", "Mine.", "fact", source="x"), Piece("against", "Also mine.", "fact", source="y"))
    )

    draft = saved(case, town.ada, "grievance", mine, keep="saved", at=LATER)

    assert [piece.text for piece in draft.written("grievance").pieces] == [SEEN.text, "Also mine."]


def test_the_same_words_sent_twice_are_no_clash():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    saved(case, town.ada, "grievance", KNOWN)
    draft = saved(case, town.ada, "grievance", KNOWN, at=LATER)

    assert draft.saved_at == NOW


def test_the_formulation_clashes_too():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    with opened(case, town.ada) as case_open:
        actions.save_formulation(case_open, texts=TEXTS, revision=0, at=NOW)
        with pytest.raises(Conflict) as clash:
            actions.save_formulation(case_open, texts={**TEXTS, "drives": "Something else."}, revision=0, at=LATER)

    assert (clash.value.field, clash.value.theirs) == ("drives", TEXTS["drives"])


def test_a_factor_of_the_persons_own_needs_a_name():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    draft = saved(case, town.ada, "other_1", KNOWN)
    named = saved(case, town.ada, "other_1", Written("some", pieces=(SEEN,), label="Grief for a brother"), revision=1)

    assert draft.gaps("other_1")[0].box == "label"
    assert [factor.label for factor in named.others()] == ["Grief for a brother"]
    assert named.next_other() == "other_2"


def test_a_factor_that_the_instrument_does_not_have_is_not_found():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    with pytest.raises(NotFound):
        saved(case, town.ada, "religion", KNOWN)


def test_without_a_draft_nothing_is_saved():
    town = a_town()

    with pytest.raises(NotFound):
        saved(a_case(town), town.ada, "grievance", KNOWN)
