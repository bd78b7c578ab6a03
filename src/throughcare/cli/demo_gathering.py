"""Steps of the demo's stories while information is gathered: agencies are asked and answer, and an assessor assesses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from throughcare.kernel.time import uk_today

if TYPE_CHECKING:
    from throughcare.cli.demo_cases import Story
    from throughcare.commons.assessments.grounds import Grounds
    from throughcare.commons.assessments.rules import Written

FRAMEWORK = "vulnerability_framework"


def asked(story: Story) -> None:
    """This will ask three agencies: one answers, one holds nothing, one is late."""
    from throughcare.commons.sharing import actions
    from throughcare.commons.sharing.rules import Piece

    with story.as_person("ada", days=4) as (case, at):
        question = actions.Question(
            called=story.case["name"].split()[0],
            text="How have things been since the spring? Who do they spend time with, and what has changed?",
            purpose="To see whether support would help, before the panel meets.",
            legal_basis="channel_cooperation",
            due_on=case.pathway.clock("information_answer").due(uk_today(at)),
        )
        agencies = ["northmere_school", "merevale_nhs", "northmere_education"]
        school, nhs, _education = actions.ask(case, chosen=agencies, question=question, at=at)
    said = actions.Said(
        "held",
        pieces=[
            Piece("Nine days missed since Easter, most of them Mondays.", "fact", "attendance register"),
            Piece("Quieter than last year, and sits alone at lunch.", "opinion", "form tutor"),
            Piece(
                "A friend says there are new people online who talk about getting even.", "third_party", "a classmate"
            ),
        ],
    )
    _answer(story, "pat", school.reference, said, days=7)
    _answer(story, "noor", nhs.reference, actions.Said("nothing_held"), days=9)


def _answer(story: Story, username: str, reference: str, said: object, *, days: float) -> None:
    from throughcare.commons.sharing import actions
    from throughcare.frame.transaction import acting

    at, staff = story.came_at + timedelta(days=days), story.staff[username]
    with acting("staff", staff=staff, at=at):
        actions.answer_for_agency(reference, staff_id=staff, said=said, at=at)  # type: ignore[arg-type]  # made just above


def drafting(story: Story) -> None:
    """This will ask the assessor, who begins and has written down the first factors."""
    _begin(story)
    with story.as_person("hana", days=11) as (case, at):
        from throughcare.commons.assessments import actions

        for factor, written in list(_findings().items())[:4]:
            actions.save_factor(case, factor=factor, mine=written, revision=0, at=at)


def assessed(story: Story) -> None:
    """This will take an assessment to its end, with what is not known said."""
    from throughcare.commons.assessments import actions
    from throughcare.commons.assessments.instruments import instrument

    _begin(story)
    with story.as_person("hana", days=14) as (case, at):
        for factor in instrument(FRAMEWORK).factors:
            written = _findings().get(factor.code) or nothing_seen()
            actions.save_factor(case, factor=factor.code, mine=written, revision=0, at=at)
        actions.save_formulation(case, texts=FORMULATION, revision=0, at=at)
        actions.save_grounds(case, grounds=how_it_was_done(), revision=0, at=at)
        actions.finish(case, at=at)


def _begin(story: Story) -> None:
    from throughcare.commons.agencies import queries as agencies
    from throughcare.commons.assessments import actions
    from throughcare.commons.assessments.instruments import instrument

    with story.as_person("ada", days=10) as (case, at):
        key = agencies.staff(story.staff["hana"]).key
        actions.ask_to_assess(case, staff_key=key, due_on=uk_today(at + timedelta(days=10)), at=at)
    with story.as_person("hana", days=10.5) as (case, at):
        reason = "The framework that took its place is not published, and this one is what we are trained in."
        actions.start(case, used=instrument(FRAMEWORK), reason=reason, why="", at=at)


def _findings() -> dict[str, Written]:
    from throughcare.commons.assessments.rules import Piece, Written

    register = {"source": "attendance register", "origin": "document"}
    tutor = {"source": "form tutor", "origin": "third_party", "reliability": "first_hand"}
    return {
        "grievance": Written(
            "some",
            pieces=(
                Piece("for", "Said in class that nobody listens until something breaks.", "third_party", **tutor),
                Piece("for", "Missed nine days since Easter after a quarrel with a teacher.", "fact", **register),
                Piece("against", "Still speaks well of two teachers and came back to both.", "opinion", **tutor),
            ),
        ),
        "threat": Written("not_known", missing="The school's account of the fight in May. The form tutor may know."),
        "identity": Written(
            "strong",
            pieces=(
                Piece(
                    "for",
                    "Left football and the cadets within a month; spends evenings online.",
                    "fact",
                    source="aunt",
                    origin="third_party",
                    reliability="first_hand",
                ),
            ),
            none_against=True,
        ),
        "status": Written(
            "absent",
            pieces=(Piece("against", "Turned down a part in which everyone would have looked on.", "fact", **tutor),),
        ),
        "mental_health": Written("not_known", missing="Whether a doctor has been seen. The NHS trust holds nothing."),
        "group": Written("not_known", missing="Who the people online are. Perhaps the aunt, perhaps police."),
    }


def nothing_seen() -> Written:
    """This will give what is written of a factor of which nobody has seen anything."""
    from throughcare.commons.assessments.rules import Piece, Written

    seen = Piece(
        "against", "None of those asked has seen this.", "fact", source="answers of partners", origin="document"
    )
    return Written("absent", pieces=(seen,))


def how_it_was_done() -> Grounds:
    """This will give on what an assessment rests where nobody has met the person yet."""
    from throughcare.commons.assessments.grounds import Grounds

    nobody = "Nobody has met the person yet."
    return Grounds("file_only", "no", nobody, ("education", "social_work"), "no", nobody)


FORMULATION = {
    "drives": "Feels unheard since the quarrel at school, and found people online who listen.",
    "needs": "Somebody who listens, company in the evenings, and a way back into school.",
    "protects": "An aunt who is home in the evenings, two teachers, and football, which could be taken up again.",
    "resilience": "Came back to both teachers after a quarrel, and says when something is too much.",
    "responsivity": "Talks on a walk more easily than in a room. Mondays are hard.",
    "influence": "both",
    "influence_how": "New people online talk about getting even; a classmate passes on what they send.",
    "scenarios": "The people online ask for a meeting after another quarrel at school, and nobody at home is told.",
    "management": "A mentor once a week, football from the autumn, and a teacher who rings when a Monday is missed.",
    "not_known": "Who the people online are, what happened in May, and whether a doctor has been seen.",
    "would_change": "Steady company offline would lower our worry; plans to meet the people online would raise it.",
    "plain_summary": "School has been hard since the spring. We think somebody to talk to, and football, could help.",
}
