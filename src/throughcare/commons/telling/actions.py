"""Writing a letter, saying how it reached the person, and what the person was told or not told yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.clearing import told_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.told import is_told
from throughcare.commons.telling import letters, queries, rules
from throughcare.commons.telling.models import Letter, LetterGiven, NotToldYet, PoliceReason, ToldThing
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today

LOOK_AGAIN = "telling.look_again"


@dataclass(frozen=True)
class NewLetter:
    """A letter as its writer chose it, with what they put into its blanks and what they add."""

    letter: str
    audience: str
    language: str
    typed: Mapping[str, str]
    more: str = ""


@dataclass(frozen=True)
class Giving:
    """How something reached the person: by which way, in what words of whoever was there, and when."""

    way: str
    happened_at: datetime
    words: str = ""


def keep_letter(case: OpenCase, new: NewLetter, *, at: datetime) -> Letter:
    """This will keep a letter to the person as it reads now, ready to be printed; its words never change after."""
    source = letters.letter(new.letter)
    text = source.text(audience=new.audience, language=new.language)
    if text is None:
        raise NotFound
    answer = case.may("telling.write_letter") & queries.may_be_prepared(case, source)
    (answer & rules.is_whole(queries.missing(case, text, new.typed))).or_refuse(_("The letter was not prepared"))
    known = queries.values(case, new.typed)
    row = Letter.objects.create(**carried(case, at=at), **letters.as_kept(source, text, known, more=new.more))
    act(case, "telling:letter_kept", row, at=at)
    return row


def record_letter_given(
    case: OpenCase, *, letter: str, audience: str, giving: Giving, at: datetime, written: Letter | None = None
) -> LetterGiven:
    """This will record that a letter reached the person, and with it that they were told what it says.

    A letter to a parent or guardian tells them, and not the person. It is recorded whatever the rules say of preparing it; given before contact was clear, it is told as against the rule.
    """
    case.may("telling.record_told").or_refuse(_("It was not recorded that the letter was given"))
    source = letters.letter(letter)
    row = LetterGiven.objects.create(
        **carried(case, at=at, happened_at=giving.happened_at),
        written=written,
        letter=source.code,
        audience=audience,
        way=giving.way,
        words=giving.words,
    )
    if audience == rules.GUARDIAN:
        words = _("A parent or guardian was given the letter: %(letter)s") % {"letter": source.label}
        _put_on_record(case, giving, words=words, at=at)
    else:
        words = _("The person was given the letter: %(letter)s") % {"letter": source.label}
        _tell_each(case, source.tells, giving=giving, at=at, given=row)
        _they_know(case, giving, words=words, at=at)
    act(case, "telling:letter_given", row, at=at)
    return row


def record_told(case: OpenCase, *, things: Sequence[str], giving: Giving, at: datetime) -> list[ToldThing]:
    """This will record that the person was told some things; told before contact was clear, it is told as against the rule."""
    case.may("telling.record_told").or_refuse(_("What the person was told was not recorded"))
    rows = _tell_each(case, things, giving=giving, at=at)
    _they_know(case, giving, words=_("The person was told: %(things)s") % {"things": _named(things)}, at=at)
    act(case, "telling:told", rows[-1], at=at)
    return rows


@dataclass(frozen=True)
class Waiting:
    """Why the person is not told one thing yet, and when that is looked at again."""

    thing: str
    reason: str
    look_again_on: date
    words: str = ""


def record_not_told(case: OpenCase, new: Waiting, *, at: datetime) -> NotToldYet:
    """This will record that the person is not told one thing yet, why, and until when; why police decide so stays with police.

    The timeline, which goes into what a person is given who asks, says nothing of it.
    """
    today = uk_today(at)
    answer = case.may("telling.record_not_told") & rules.may_wait(
        told=queries.is_told_thing(case, new.thing),
        look_again_on=new.look_again_on,
        today=today,
        latest=queries.latest_look(case),
    )
    answer.or_refuse(_("It was not recorded that the person is not told yet"))
    of_police = case.may_read("police")
    row = NotToldYet.objects.create(
        **carried(case, at=at),
        thing=new.thing,
        reason="" if of_police else new.reason,
        words="" if of_police else new.words,
        look_again_on=new.look_again_on,
    )
    if of_police:
        PoliceReason.objects.create(**carried(case, at=at), not_told=row, reason=new.reason, words=new.words)
    _ask_to_look_again(case, at=at)
    act(case, "telling:not_told", row, at=at)
    return row


def _named(things: Sequence[str]) -> str:
    return "; ".join(codelist("things_to_tell").label(code) for code in things)


def _tell_each(
    case: OpenCase, things: Sequence[str], *, giving: Giving, at: datetime, given: LetterGiven | None = None
) -> list[ToldThing]:
    values = carried(case, at=at, happened_at=giving.happened_at)
    words = "" if given else giving.words
    rows = [
        ToldThing.objects.create(**values, thing=thing, way=giving.way, words=words, given=given) for thing in things
    ]
    _ask_to_look_again(case, at=at)
    return rows


def _they_know(case: OpenCase, giving: Giving, *, words: str, at: datetime) -> None:
    """Whoever is told anything of the record knows that there is one, and that is recorded with what goes against a rule."""
    if is_told(case):
        _put_on_record(case, giving, words=words, at=at)
        return
    _on_timeline(case, giving, words=words, at=at)
    cases.record_told(
        case, told=True, reason="", words=giving.words, review_on=None, happened_at=giving.happened_at, at=at
    )


def _put_on_record(case: OpenCase, giving: Giving, *, words: str, at: datetime) -> None:
    _on_timeline(case, giving, words=words, at=at)
    cases.record_incidents(case, verb="cases.record_told", facts=told_clear(case), at=at, words=words)


def _on_timeline(case: OpenCase, giving: Giving, *, words: str, at: datetime) -> None:
    when = giving.happened_at
    cases.tell(case, verb="telling.record_told", words=words, at=at, happened_at=when, address=queries.PAGE)


def _ask_to_look_again(case: OpenCase, *, at: datetime) -> None:
    cases.finish_all(case, LOOK_AGAIN, at=at)
    due_on = queries.first_look_again(case)
    if due_on is None:
        return
    task = cases.NewTask(
        code=LOOK_AGAIN,
        due_on=due_on,
        for_role="coordinator",
        to=case.owner_id,
        clock=queries.clock(case),
        address=queries.PAGE,
        stands_elsewhere=True,
    )
    cases.ask(case, task, at=at)
