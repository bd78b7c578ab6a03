"""Steps of the demo's stories that tell: a letter reaches the person, one thing waits, and a school is told what it needs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from throughcare.kernel.time import uk_today

if TYPE_CHECKING:
    from throughcare.cli.demo_cases import Story

SCHOOL, SCHOOLS = "northmere_school", "NC/ISA/7"
LOOK_AGAIN = timedelta(days=9)


def written_to(story: Story) -> None:
    """This will write to Sam in words for a child, and give it by hand."""
    from throughcare.commons.telling import actions, rules

    with story.as_person("ada", days=24.2) as (case, at):
        added = "I will bring this with me, so that you can ask."
        letter = actions.keep_letter(
            case, actions.NewLetter("what_we_keep", rules.CHILD, "en-GB", typed={}, more=added), at=at
        )
    with story.as_person("ada", days=25.3) as (case, at):
        giving = actions.Giving("by_hand", at, "He asked whether his teachers read it too.")
        actions.record_letter_given(
            case, letter=letter.letter, audience=letter.audience, giving=giving, at=at, written=letter
        )


def shared_with_the_school(story: Story) -> None:
    """This will give the school how to be in touch safely, which its safeguarding lead reads; Sam is told of it with his mother."""
    from throughcare.commons.agencies import queries as agencies
    from throughcare.commons.sharing import actions, composing
    from throughcare.commons.sharing.queries import agreements_in_force
    from throughcare.commons.sharing.queries.disclosures import disclosed_to_me
    from throughcare.commons.sharing.rules.disclosures import Reasons
    from throughcare.commons.telling import actions as telling
    from throughcare.frame.transaction import acting

    days = (story.now - story.came_at).days - 4
    with story.as_person("ada", days=days) as (case, at):
        agreed = agreements_in_force(today=uk_today(at))
        under = next((str(one.row.key) for one in agreed if one.row.reference == SCHOOLS), "")
        new = actions.NewDisclosure(
            to=actions.To(agency=SCHOOL, contact="Pat Finch, safeguarding lead"),
            way="here",
            reasons=Reasons(
                purpose="safe_contact",
                legal_basis="channel_cooperation",
                necessity="The school rings home when Sam is away, and must know how to do that safely.",
                proportionality="Nothing of the concern, the panel or the mentor: the school does not need it to ring.",
                has_agreement=bool(under),
                no_agreement="" if under else "Agreed with the head for this once.",
            ),
            parts=("safe_contact",),
            agreement=under,
        )
        school = agencies.agency_by_code(SCHOOL)
        assert school is not None, "the demo has a school"
        added = "Please let the form tutor know, and nobody else."
        given = actions.give(
            case,
            new,
            composing.compose(case, called="Sam", agency_id=school.pk, chosen=new.parts, added=added),
            at=at,
        )
    with story.as_person("ada", days=days + 0.1) as (case, at):
        words = "His mother wants to be there when he hears what the school was told. We meet next week."
        waits = telling.Waiting("shared", "guardian_first", uk_today(story.now) + LOOK_AGAIN, words)
        telling.record_not_told(case, waits, at=at)
    read_at = min(story.moment(days + 1), story.now)
    with acting("staff", staff=story.staff["pat"], at=read_at):
        found = disclosed_to_me(str(given.key), staff_id=story.staff["pat"], at=read_at)
        assert found is not None, "it was given just now"
        actions.read_given(found, at=read_at)
