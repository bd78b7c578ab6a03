"""Steps of the demo's stories that keep a case up: whoever referred is answered, answers are read and the late chased."""

from __future__ import annotations

from datetime import timedelta
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


def in_an_emergency(story: Story) -> None:
    """This will open the case from elsewhere because somebody may come to harm; it has ended, and its review waits."""
    from throughcare.frame.transaction import acting
    from throughcare.oversight.rights import actions

    at, cleo = story.now - timedelta(hours=20), story.staff["cleo"]
    reason = "She rang our office: she has taken tablets and will not say where she is. Nobody of Northmere answers the phone."
    with acting("staff", staff=cleo, at=at):
        actions.break_glass(reference=story.reference, reason=reason, by=cleo, at=at)


def kept_apart(story: Story) -> None:
    """This will keep a colleague out who is tied to the family."""
    from throughcare.commons.cases import actions

    with story.as_person("mo", days=0.6) as (case, at):
        reason = "Ben coaches the football team of the person's brother and knows the family well."
        actions.exclude(case, staff_id=story.staff["ben"], kind="friend", reason=reason, at=at)
