"""Records whose time is over, as the data protection officer and the second person come to them."""

from datetime import UTC, datetime, timedelta

from tests.kit.invented import NOW, SAM, Invented
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case
from throughcare.commons.people.actions import NewPerson
from throughcare.frame.transaction import acting
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.models import ErasureRequest, Hold

CLOSED = datetime(2026, 6, 20, 12, tzinfo=UTC)
LATER = datetime(2027, 7, 1, 12, tzinfo=UTC)  # a year and more after a child's referral was closed
WORDS = "A zebra crossing"


def closed(invented: Invented, *, person: NewPerson = SAM, closed_at: datetime = CLOSED, **where: str) -> str:
    """A referral with which nothing more was done."""
    reference = invented.receive(person, **where)
    Case.objects.filter(reference=reference).update(closed_at=closed_at, stage="closed")
    return reference


def noted(invented: Invented, reference: str) -> None:
    with invented.opened(reference, "ada") as case:
        cases.add_note(case, compartment="core", text=WORDS, kind="fact", source="", happened_at=NOW, at=NOW)


def as_officer(invented: Invented, call, *args, by: str = "dov", at: datetime = LATER, **values):
    with acting("oversight", staff=invented.staff[by], at=at):
        return call(*args, by=invented.staff[by], at=at, **values)


def kept(invented: Invented, reference: str, *, at: datetime = LATER) -> queries.Kept | None:
    with acting("oversight", staff=invented.staff["dov"], at=at):
        of = queries.overseen(reference)
        return queries.kept(of.case_id) if of else None


def agreed(invented: Invented, reference: str, *, at: datetime = LATER) -> ErasureRequest:
    """An erasure that the officer asked for and the manager agreed to."""
    request = as_officer(invented, actions.end_keeping, reference, at=at)
    with invented.opened(reference, "mo", at=at) as case:
        return actions.decide_erasure(case, key=str(request.key), granted=True, reason="", at=at)


def hold(invented: Invented, reference: str, *, at: datetime = LATER) -> Hold:
    words = {"ground": "inquiry", "reason": "The inquiry asked", "review_on": at.date() + timedelta(days=90)}
    return as_officer(invented, actions.hold, reference, at=at, **words)
