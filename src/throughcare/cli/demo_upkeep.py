"""Steps of the demo's stories that keep a case up: whoever referred is answered, answers are read and the late chased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from throughcare.kernel.time import uk_today

if TYPE_CHECKING:
    from throughcare.cli.demo_cases import Story


def answered(story: Story) -> None:
    """This will answer whoever referred on the fourth day."""
    from throughcare.stages.referrals import actions

    with story.as_person("ada", days=3.5) as (case, at):
        words = "Thanked. Said that it is being looked at, and whom to ring if more happens."
        actions.record_answered(case, way="phone", words=words, happened_at=at, at=at)


def safeguarded(story: Story) -> None:
    """This will record the referral to children's services beside this one, and the child's own view."""
    from throughcare.stages.checks import actions

    with story.as_person("ada", days=0.5) as (case, at):
        actions.record_child_safeguarding(
            case,
            referred_on=uk_today(at),
            reference="CS 26 4471",
            looked_after="no",
            parental_responsibility="His mother, Rina Tarrow.",
            own_view="Not asked yet: nobody has told him.",
            at=at,
        )


def read(story: Story) -> None:
    """This will read what the agencies answered."""
    from throughcare.commons.sharing import actions, queries

    with story.as_person("ada", days=10.2) as (case, at):
        for line in queries.lines(case):
            if line.answers:
                actions.mark_read(case, number=line.request.number, at=at)


def chased(story: Story) -> None:
    """This will ask the agencies again whose answer is late today."""
    from throughcare.commons.sharing import actions

    with story.as_person("ada", days=(story.now - story.came_at).days - 1) as (case, at):
        actions.chase_late(case, at=at)
