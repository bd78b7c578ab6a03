"""Asking for a second rating, writing it, finishing it, and what two assessors say together afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments.instruments import Instrument, instrument
from throughcare.kernel.answers import Answer, Conflict, NotFound
from throughcare.kernel.time import uk_today
from throughcare.oversight.quality import queries, rules
from throughcare.oversight.quality.actions.drawing import due_on
from throughcare.oversight.quality.models import SecondRating, Study, StudyConsensus, StudyRating
from throughcare.oversight.quality.questions import answer_in_words, questions
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

KIND = "quality.secondrating"


def ask(study: Study, *, number: int, staff: int, by: int, at: datetime) -> int:
    """This will ask a colleague who has no part in the case to rate a study number a second time."""
    one = queries.line(study, number)
    who = next((each for each in queries.candidates(study, one, at=at) if each.who.id == staff), None)
    if who is None:
        raise NotFound
    answer = (
        matrix().may_do(queries.my_roles(), "quality.ask")
        & rules.may_be_another(arm=study.arm, asked=one.asked - one.declined)
        & rules.may_be_asked(
            conflicts=who.conflicts,
            certified=who.certified,
            frozen=one.frozen_at is not None,
            asked=who.asked,
        )
    )
    answer.or_refuse(_("Nobody was asked"), ask=agencies.contact(by))
    due = due_on("rating", at=at)
    made: int = queries.called("SELECT tc.ask_second_rating(%s, %s, %s)", one.sampled, staff, due)
    record("quality:second_rating_asked", kind=KIND, subject=made, at=at)
    return made


def save(
    rating: SecondRating, *, answers: Mapping[str, str], revision: int, keep: str = "", at: datetime
) -> SecondRating:
    """This will keep a draft of a second rating, of which only its writer knows.

    Conflict where other answers were saved from another window since the revision that the page was made from.
    """
    _may(rating).or_refuse(_("Your draft was not saved"), ask=agencies.contact(rating.asked_by_id))
    now_kept = SecondRating.objects.select_for_update()
    rating.refresh_from_db(fields=["parts", "revision", "saved_at"], from_queryset=now_kept)
    mine = {code: answer for code, answer in answers.items() if answer}
    if revision != rating.revision:
        mine = _settled(rating, mine, keep)
    if mine == (rating.parts or {}):
        return rating
    rating.parts, rating.revision, rating.saved_at = mine, rating.revision + 1, at
    rating.save(update_fields=["parts", "revision", "saved_at"])
    record("quality:second_rating_saved", kind=KIND, subject=rating.pk, at=at)
    return rating


def finish(rating: SecondRating, *, answers: Mapping[str, str], at: datetime) -> SecondRating:
    """This will finish a second rating: every question answered, by an assessor who is entitled still, never changed again."""
    used = instrument(rating.instrument, rating.version)
    asked = questions(used)
    left = [one.label for one in asked if not answers.get(one.code)]
    answer = _may(rating) & _is_still_entitled(rating, used, at=at) & rules.may_finish(left)
    answer.or_refuse(_("The second rating was not finished"), ask=agencies.contact(rating.asked_by_id))
    StudyRating.objects.bulk_create(
        StudyRating(
            staff_id=rating.staff_id,
            case_id=rating.case_id,
            rating=rating,
            item=one.item,
            measure=one.measure,
            answer=answers[one.code],
        )
        for one in asked
    )
    rating.parts, rating.finished_at = None, at
    rating.save(update_fields=["parts", "finished_at"])
    record("quality:second_rating_finished", kind=KIND, subject=rating.pk, at=at)
    return rating


def decline(rating: SecondRating, *, because: str, at: datetime) -> SecondRating:
    """This will say that somebody else should rate; what was written of it is gone."""
    _may(rating, blind=False).or_refuse(_("It was not handed back"), ask=agencies.contact(rating.asked_by_id))
    rating.parts, rating.declined_at, rating.declined_because = None, at, because
    rating.save(update_fields=["parts", "declined_at", "declined_because"])
    record("quality:second_rating_declined", kind=KIND, subject=rating.pk, at=at)
    return rating


def agree(*, key: str, answers: Mapping[str, str], words: str, again: bool, by: int, at: datetime) -> StudyConsensus:
    """This will record what both assessors say together. It stays in the study; all it can do is ask for a new look."""
    found = queries.discussion(key)
    rules.may_agree(is_recorded=found.is_recorded).or_refuse(_("Nothing was recorded"), ask=agencies.contact(by))
    made = StudyConsensus.objects.create(
        staff_id=by,
        case_id=found.case_id,
        sampled_id=found.sampled,
        at=at,
        answers=dict(answers),
        words=words,
        asks_again=again,
    )
    record("quality:consensus_recorded", kind="quality.studyconsensus", subject=made.pk, at=at)
    if again:
        due = due_on("reassessment", at=at)
        queries.called("SELECT tc.ask_for_reassessment(%s, %s)", found.sampled, due)
    return made


def _may(rating: SecondRating, *, blind: bool = True) -> Answer:
    return rules.may_rate(
        declined=rating.declined_at is not None,
        finished=rating.finished_at is not None,
        sees=bool(queries.bundle(rating)) if blind else True,
    )


def _settled(rating: SecondRating, mine: Mapping[str, str], keep: str) -> dict[str, str]:
    """Nothing that the other window answered is lost; where both answered otherwise, whoever wrote both chooses."""
    saved: Mapping[str, str] = rating.parts or {}
    differing = [code for code, answer in saved.items() if mine.get(code, answer) != answer]
    if differing and not keep:
        theirs, yours = (_in_words(rating, answers, differing) for answers in (saved, mine))
        name = _("%(name)s (another window)") % {"name": agencies.staff(rating.staff_id).name}
        raise Conflict(theirs=theirs, yours=yours, by=name, at=rating.saved_at or rating.asked_at, field="answers")
    return {**mine, **saved} if keep == "saved" else {**saved, **mine}


def _in_words(rating: SecondRating, answers: Mapping[str, str], differing: Sequence[str]) -> str:
    used = instrument(rating.instrument, rating.version)
    asked = [one for one in questions(used) if one.code in differing]
    return "\n".join(f"{one.label}: {answer_in_words(one, answers.get(one.code, ''), used)}" for one in asked)


def _is_still_entitled(rating: SecondRating, used: Instrument, *, at: datetime) -> Answer:
    return rules.is_still_entitled(
        has_role=bool(queries.my_roles() & set(used.roles)),
        certified=queries.is_certified(rating.staff_id, used, on=uk_today(at)),
    )
