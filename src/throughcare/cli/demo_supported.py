"""The case on licence in the demo, through support: assessed, looked at jointly, planned, begun, and sessions under the order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from throughcare.kernel.time import uk_today

if TYPE_CHECKING:
    from throughcare.cli.demo_cases import Story
    from throughcare.commons.assessments.rules import Written

INSTRUMENT = "erg22plus"
NOT_KNOWN = "not_known"
CAME = ("zora", "juno", "tess", "owen")


def told(story: Story) -> None:
    """This will tell the person what the programme is, before anybody assesses with them."""
    from throughcare.commons.cases import actions

    with story.as_person("owen", days=4.5) as (case, at):
        words = "At the office, with the licence on the table."
        actions.record_told(case, told=True, reason="", words=words, review_on=None, happened_at=at, at=at)


def assessed(story: Story) -> None:
    """This will assess with the guidance for people who were convicted; what the record does not say is said not to be known."""
    from throughcare.commons.assessments import actions
    from throughcare.commons.assessments.grounds import Grounds
    from throughcare.commons.assessments.instruments import instrument
    from throughcare.commons.assessments.rules import Judged

    used = instrument(INSTRUMENT)
    with story.as_person("owen", days=5) as (case, at):
        reason = "The guidance that took its place is not published, and this one is what the office is trained in."
        actions.start(case, used=used, reason=reason, why="", at=at)
        for factor in used.factors:
            written = _findings().get(factor.code) or _nothing_known()
            actions.save_factor(case, factor=factor.code, mine=written, revision=0, at=at)
        judged = {code: Judged(*words) for code, words in LEVELS.items()}
        actions.save_judgements(case, judged=judged, revision=0, at=at)
        actions.save_formulation(case, texts=FORMULATION, revision=0, at=at)
        grounds = Grounds("interviews", "yes", "", ("probation", "police"), "yes", "")
        actions.save_grounds(case, grounds=grounds, revision=0, at=at)
        actions.finish(case, at=at)


def _findings() -> dict[str, Written]:
    from throughcare.commons.assessments.rules import Piece, Written

    court = {"source": "sentencing remarks", "origin": "document"}
    talks = {"source": "supervision, first weeks", "origin": "interview"}
    further = {"presence_now": "partly", "relevance": "relevant"}
    return {
        "grievance": Written(
            "strong",
            pieces=(
                Piece(
                    "for", "Wrote at the time that nobody would listen unless something was broken.", "fact", **court
                ),
                Piece("against", "Speaks now of ways to complain, and has used one.", "opinion", **talks),
            ),
            further=further,
        ),
        "group": Written(
            "strong",
            pieces=(
                Piece("for", "Acted with two others, who have served their sentences.", "fact", **court),
                Piece("against", "Has not asked after them, and keeps the condition on contact.", "fact", **talks),
            ),
            further=further,
        ),
    }


def _nothing_known() -> Written:
    from throughcare.commons.assessments.rules import Written

    further = {"presence_now": NOT_KNOWN, "relevance": NOT_KNOWN}
    return Written(NOT_KNOWN, missing="The file of the prison. Wes Orme may know.", further=further)


LEVELS = {
    "engagement_level": (
        "medium",
        "Strong at the time. Now he keeps away from the two friends, and that is only a month old.",
    ),
    "intent_level": ("low", "He speaks of work and complaint, and nothing was heard of harm."),
    "capability_level": ("low", "The two friends had what was needed. What he could do alone is not known."),
}
FORMULATION = {
    "drives": "A quarrel at work, two friends with an answer to it, and a month in which nobody else was there.",
    "needs": "Work with his hands, somebody to talk to who is not paid to watch, and a room of his own.",
    "protects": "A sister who visits, and a trade he is proud of.",
    "resilience": "Asks when he does not understand, and comes back after a bad week.",
    "responsivity": "Short talks, on the move. Letters in large print.",
    "influence": "both",
    "influence_how": "By the two friends, at work and in the evenings; online only to read what they sent.",
    "scenarios": "The friends write to him when he is out of work again, and he answers.",
    "management": "The condition on contact, work before the spring, and a mentor every week.",
    "not_known": "What he reads now, and how it was in prison. The file is asked for.",
    "would_change": "A job kept for three months would lower our worry; a letter kept from us would raise it.",
    "plain_summary": "We talked about what led to it and what would help: work, your sister, and somebody to talk to.",
}


def adopted(story: Story) -> None:
    """This will take the case to a first joint review, which takes it on."""
    from throughcare.commons.meetings.actions import Decided
    from throughcare.stages.panels import actions

    _meeting(story, days=9, why="panel.first")
    with story.as_person("zora", days=9.1) as (case, at):
        decided = Decided(outcome="", said="", reached="unanimity", reasons="The order asks for it, and he wants work.")
        actions.adopt(case, item=_item(case), decided=decided, at=at)
    _signed(story, days=9.2)


def planned(story: Story) -> None:
    """This will commission a supplier and write the plan, which the joint review approves."""
    from throughcare.commons.meetings.actions import Decided
    from throughcare.commons.programme import actions as programme
    from throughcare.stages.plans import actions
    from throughcare.stages.plans.actions import Written

    with story.as_person("iris", days=13) as (case, at):
        said = {"supplier": "Bridgeway Mentors", "reference": "C-12", "words": "A mentor, once a week, in Merevale."}
        programme.commission(case, from_on=uk_today(at), until_on=None, at=at, **said)
        actions.write(case, Written("statements", STATEMENTS), at=at)
        need = {"need": "Somebody to talk to, and work", "why": "The two friends were the only company he had."}
        root = actions.write(case, Written("need", need), at=at)
        words = {
            "own_words": "I want to lay bricks again.",
            "our_words": "A place on a site by the spring",
            "how_known": "A contract",
        }
        goal = actions.write(case, Written("goal", words, parent=str(root.thread)), at=at)
        actions.write(case, Written("support", _mentoring(story, at), parent=str(goal.thread)), at=at)
        actions.send_to_panel(case, at=at)
    _meeting(story, days=18, why="panel.plan")
    with story.as_person("zora", days=18.1) as (case, at):
        said_aloud = "The joint review approves the plan."
        decided = Decided(outcome="approve", said=said_aloud, reached="unanimity", reasons="It fits the order.")
        actions.approve(case, item=_item(case), decided=decided, at=at)
    _signed(story, days=18.2)


STATEMENTS = {
    "consent_how": "At the probation office, with the licence on the table.",
    "consent_when": "In the week after the joint review.",
    "consent_by": "Owen Sharrow.",
    "nature": "A mentor once a week, and help to find work.",
    "providers": "Bridgeway Mentors.",
    "how_and_when": "In person, once a week, for six months.",
}


def _mentoring(story: Story, at: Any) -> dict[str, object]:
    begins = uk_today(at) + timedelta(days=8)
    return {
        "support_kind": "mentoring",
        "what": "Walks and talks",
        "provider_staff": story.staff["lior"],
        "provider_name": "",
        "how_often": "Once a week",
        "sessions_planned": 24,
        "from_on": begins.isoformat(),
        "until_on": (begins + timedelta(days=180)).isoformat(),
    }


def begun(story: Story) -> None:
    """This will let support run under the licence, and start it, so that its provider may open his part of the case."""
    from throughcare.commons.programme import actions as programme
    from throughcare.stages.delivery import actions

    with story.as_person("owen", days=19) as (case, at):
        programme.begin(case, happened_at=at, at=at)
    with story.as_person("iris", days=20) as (case, at):
        actions.start_support(case, happened_at=at, at=at)


def met(story: Story) -> None:
    """This will hold sessions under the condition: one that he came to, one that he missed with a reason, and one to come."""
    from throughcare.commons.orders import actions as orders
    from throughcare.stages.delivery import actions, queries, under
    from throughcare.stages.delivery.actions import Happening, NewSession, Written

    days = (38, 45, 63)
    with story.as_person("iris", days=37) as (case, at):
        support = str(queries.agreed(case)[0].key)
        place = "Merevale probation office"
        news = [NewSession(story.moment(day), "in_person", support, place, "Leave by the front door") for day in days]
        keys = [str(actions.plan_session(case, new=new, at=at).key) for new in news]
    said = (
        ("came", "", Written(worked_on="What a week with work in it looks like.", person_said="I slept well.")),
        ("did_not_come_with_word", "He rang: his sister was taken to hospital.", Written()),
    )
    for day, key, (attendance, reason, written) in zip(days, keys, said, strict=False):
        with story.as_person("lior", days=day + 0.2) as (case, at):
            condition = next(code for code, _words in under.to_choose(case) if code != under.FREE)
            happening = Happening(attendance, story.moment(day), reason, condition_key=condition)
            outcome = actions.record_session(case, key=key, happening=happening, written=written, at=at)
    with story.as_person("owen", days=46) as (case, at):
        reasons = "The hospital says the same."
        assert outcome.kept_as is not None
        orders.decide_reason(case, str(outcome.kept_as.key), acceptable=True, reasons=reasons, at=at)


def looked_at(story: Story) -> None:
    """This will record a look at the licence, and the joint review's look at the support that runs under it."""
    from throughcare.commons.orders import actions as orders
    from throughcare.commons.orders import queries
    from throughcare.stages.reviews import actions

    with story.as_person("owen", days=47) as (case, at):
        words = "Both conditions on where he lives and does not go are kept. The address is needed until he has work."
        orders.record_review(case, queries.orders(case)[0].key, words=words, asked_for="nothing", happened_at=at, at=at)
    _meeting(story, days=52, why="reviews.review")
    with story.as_person("zora", days=52.1) as (case, at):
        said = actions.Said("go_on", reasons="The talks hold.", assessment_looked_at=True, **SEEN)
        actions.review(case, said=said, item=_item(case), happened_at=at, at=at)
    _signed(story, days=52.2)


SEEN = {
    "happened": "He came once, and rang when he could not. One written warning before that, and none since.",
    "person_view": "He likes the walks, and asks for help with a site manager's form.",
    "until_next": "The form, and a first morning on the site.",
}


def _meeting(story: Story, *, days: float, why: str) -> None:
    from throughcare.commons.meetings import actions, queries
    from throughcare.frame.transaction import acting

    iris, planned_at, starts_at = story.staff["iris"], story.moment(days - 3), story.moment(days)
    with acting("staff", staff=iris, at=planned_at):
        meeting = actions.plan_meeting(
            area_id=story.area_id,
            starts_at=starts_at,
            place="Merevale Programme Office",
            chair_id=story.staff["zora"],
            by=iris,
            at=planned_at,
        )
    with story.as_person("iris", days=days - 2.5) as (case, at):
        actions.list_case(case, meeting=meeting, why=why, words="", at=at)
    with acting("staff", staff=iris, at=story.moment(days - 2)):
        actions.publish(queries.meeting(meeting.key), by=iris, at=story.moment(days - 2))
    with story.as_person("zora", days=days) as (case, at):
        actions.record_attendance(case, item=_item(case), came={story.staff[name]: "came" for name in CAME}, at=at)


def _signed(story: Story, *, days: float) -> None:
    from throughcare.commons.meetings import actions
    from throughcare.frame.transaction import acting

    with story.as_person("zora", days=days) as (case, at):
        item = _item(case)
        actions.sign_minutes(case, item=item, at=at)
    with acting("staff", staff=story.staff["iris"], at=at):
        actions.end_meeting(item.meeting, by=story.staff["iris"], at=at)


def _item(case: Any) -> Any:
    from throughcare.commons.meetings import queries

    return queries.item(case, str(queries.items_of_case(case)[0].key))
