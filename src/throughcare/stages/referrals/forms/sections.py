"""The order of the questions: four sections, their tasks, and what of each is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from throughcare.stages.referrals.forms import questions as q
from throughcare.stages.referrals.forms.base import Asking, Question, Raw

Answers = Mapping[str, Raw]

QUESTIONS: Mapping[str, type[Question]] = {
    "worry": q.Worry,
    "when": q.When,
    "known": q.Known,
    "type": q.ConcernType,
    "name": q.Name,
    "age": q.Age,
    "gender": q.Gender,
    "home": q.Home,
    "reach": q.Reach,
    "needs": q.Needs,
    "others": q.Others,
    "children": q.Children,
    "person-knows": q.PersonKnows,
    "sector": q.Sector,
    "you": q.You,
    "anonymous": q.Anonymous,
}
ONLY_INSIDE = frozenset({"type"})


@dataclass(frozen=True)
class Task:
    """One line of the task list: what it is called and the questions it asks."""

    label: str | Promise
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """One list of tasks under a heading."""

    title: str | Promise
    tasks: tuple[Task, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """This will list the section's questions in order."""
        return tuple(slug for task in self.tasks for slug in task.questions)


SECTIONS = (
    Section(
        lazy("The concern"),
        (
            Task(lazy("What worries you"), ("worry",)),
            Task(lazy("When and where"), ("when",)),
            Task(lazy("How you know"), ("known",)),
            Task(lazy("Kind of concern"), ("type",)),
        ),
    ),
    Section(
        lazy("The person"),
        (
            Task(lazy("Who"), ("name", "age", "gender")),
            Task(lazy("Where they live"), ("home",)),
            Task(lazy("How to reach them safely"), ("reach",)),
            Task(lazy("Help they need to communicate"), ("needs",)),
        ),
    ),
    Section(
        lazy("Others"),
        (
            Task(lazy("Who else knows"), ("others",)),
            Task(lazy("Other worries about a child"), ("children",)),
            Task(lazy("Does the person know"), ("person-knows",)),
        ),
    ),
    Section(
        lazy("You"),
        (
            Task(lazy("Who you are"), ("sector", "you")),
            Task(lazy("Staying anonymous"), ("anonymous",)),
        ),
    ),
)


def sections(*, inside: bool) -> tuple[Section, ...]:
    """This will give the sections, with what only colleagues are asked where a colleague refers."""
    if inside:
        return SECTIONS
    return tuple(
        Section(section.title, tuple(task for task in section.tasks if not ONLY_INSIDE & set(task.questions)))
        for section in SECTIONS
    )


def slugs(*, inside: bool) -> tuple[str, ...]:
    """This will list every question in order."""
    return tuple(slug for section in sections(inside=inside) for slug in section.questions)


def next_in_task(slug: str) -> str:
    """This will give the next question of the same task, or nothing after its last."""
    for section in SECTIONS:
        for task in section.tasks:
            if slug in task.questions[:-1]:
                return task.questions[task.questions.index(slug) + 1]
    return ""


def judged(answers: Answers, asking: Asking) -> Iterator[tuple[str, Question]]:
    """This will hold every answer against its question, in order; what was never asked counts as left empty."""
    for slug in slugs(inside=asking.by_staff):
        yield slug, QUESTIONS[slug](asking, answers.get(slug, {}), judged=True)


def is_done(task: Task, answers: Answers, asking: Asking) -> bool:
    """This will say whether every question of a task is answered."""
    return all(
        slug in answers and QUESTIONS[slug](asking, answers[slug], judged=True).is_answered for slug in task.questions
    )
