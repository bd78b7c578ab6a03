"""No mail says anything of anybody: held against everything that is sent in the whole life of a case."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from tests.kit import halfway
from throughcare.cli import demo_cases, falls_due
from throughcare.commons.agencies.models import Agency, Area, Staff
from throughcare.commons.mail import actions as mails
from throughcare.commons.mail.models import Mail
from throughcare.commons.mail.rules import KINDS, REMINDER
from throughcare.commons.people.models import Person
from throughcare.safeguards.access.matrix import matrix
from throughcare.stages.checks import actions as checks
from throughcare.web.signing_in import entering

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Senders, subjects and bodies never say which programme it is, and nothing from which that might be guessed.
NEVER = (
    *("prevent", "channel", "pmap", "ddp", "desist", "terror", "extrem", "radical", "violen", "threat", "risk"),
    *("police", "officer", "panel", "council", "case", "referral", "concern", "person", "support", "home office"),
)
REFERENCE = re.compile(r"\b[A-Z]{2,3}-[0-9A-Z]{6}\b")


def morning(days: float):
    """A step of a story: the clock runs on the morning of that day, sends what is written, and reminds."""

    def run(story):
        for at in (story.moment(days), story.moment(days) + timedelta(minutes=1)):
            list(falls_due.do_all(at=at))

    return run


def threatened_and_left(story):
    halfway.threatened(story)
    morning(31)(story)


LIFE = (
    *(morning(0.1), demo_cases.careful, morning(1), demo_cases.cleared, morning(4), *halfway.ASSESSED[1:]),
    *(morning(16), demo_cases.noted, *halfway.SUPPORTED[len(halfway.ASSESSED) :], morning(29)),
    *(halfway.on_an_agenda, morning(32), halfway.closed, morning(36), halfway.early_end_proposed, morning(58)),
)


def words_of(message) -> str:
    return "\n".join([message.subject, message.body, message.from_email, *map(str, message.extra_headers.values())])


def names() -> set[str]:
    """Every name there is in the world, whole and in its parts."""
    told = {name for model in (Person, Staff, Agency, Area) for name in model.objects.values_list("name", flat=True)}
    return {part for name in told for part in (name, *name.split()) if len(part) > 3}


def lives(invented) -> list:
    """Everything that is sent while a case is supported and closed, another is threatened, and Ada changes her password."""
    now = timezone.now()
    entering.changed("password-changed", staff_id=invented.staff["ada"], at=now)
    mails.send_waiting(at=now)
    halfway.live(invented, LIFE, name="Sam Tarrow", now=now)
    halfway.live(invented, (demo_cases.cleared, threatened_and_left), name="Alun Bright", now=now)
    return list(mail.outbox)


def test_no_mail_in_the_life_of_a_case_says_anything_of_anybody(invented):
    """One life is long, so all of this is asked of the same one."""
    sent = lives(invented)

    assert len(sent) > 10
    holds_a_name_or_a_word_of_what_this_is(sent)
    says_the_same_to_everybody(sent)
    goes_to_colleagues_alone(sent, invented)
    reminds_once_a_day_at_most()


def holds_a_name_or_a_word_of_what_this_is(sent):
    found = [
        (word, message.subject)
        for message in sent
        for word in (*names(), *NEVER)
        if re.search(rf"\b{re.escape(word)}", words_of(message), re.IGNORECASE)
    ]

    assert found == []
    assert [message.body for message in sent if REFERENCE.search(words_of(message))] == []
    assert [message.body for message in sent if message.attachments] == []


def says_the_same_to_everybody(sent):
    assert len({(message.subject, message.body) for message in sent}) == len(KINDS)
    assert all(len(message.to) == 1 and not message.cc and not message.bcc for message in sent)


def goes_to_colleagues_alone(sent, invented):
    known = tuple(f"{name}@" for name in invented.staff)

    assert [message.to for message in sent if not message.to[0].startswith(known)] == []


def reminds_once_a_day_at_most():
    reminded = list(Mail.objects.filter(kind=REMINDER).values_list("staff_id", "cause"))

    assert reminded
    assert len(reminded) == len(set(reminded))
    assert [day for _staff, day in reminded if date.fromisoformat(day).weekday() > 4] == []


def held(answer: str, *, threat: bool):
    """A case in the police steps, with one answer or another, a threat or none; nobody else may see which."""

    def run(story):
        with story.as_person("dee", days=1) as (case, at):
            checks.deconflict(case, answer=answer, words="-", happened_at=at, at=at)
        with story.as_person("femi", days=1.2) as (case, at):
            checks.confirm_deconfliction(case, at=at)
        if threat:
            with story.as_person("dee", days=1.5) as (case, at):
                checks.raise_threat(case, words="-", happened_at=at, at=at)

    return run


def mails_to_others(invented, *, answer: str, threat: bool, now) -> list[tuple[str, str, str]]:
    """What everybody is sent who may not read the police steps."""
    reading = {role for role in matrix().roles if matrix().may([role], "police", "read")}
    mail.outbox.clear()
    with transaction.atomic():
        halfway.live(
            invented,
            (morning(0.1), held(answer, threat=threat), *(morning(day) for day in (2, 3, 5, 8, 13))),
            name="Robin Vale",
            now=now,
        )
        police = set(Staff.objects.filter(agency__kind="police").values_list("name", flat=True))
        transaction.set_rollback(True)
    assert reading
    names_of_police = tuple(f"{name.split()[0].lower()}@" for name in police)
    return sorted((m.to[0], m.subject, m.body) for m in mail.outbox if not m.to[0].startswith(names_of_police))


def test_a_case_that_police_hold_sends_others_what_any_case_sends(invented):
    now = timezone.now()

    plain = mails_to_others(invented, answer="clear", threat=False, now=now)

    assert plain
    assert mails_to_others(invented, answer="not_clear", threat=False, now=now) == plain
    assert mails_to_others(invented, answer="not_clear", threat=True, now=now) == plain
