"""The laws, in the order in which they are proved."""

from throughcare.safeguards.pathways.proof.law import Law
from throughcare.safeguards.pathways.proof.laws.deciding import NoBeforeDecision, NothingByItself, NothingStopsARecord
from throughcare.safeguards.pathways.proof.laws.ending import EvaluationBeforeClosing, ReviewsAfterEveryExit
from throughcare.safeguards.pathways.proof.laws.owning import AlwaysAWayOn
from throughcare.safeguards.pathways.proof.laws.police import (
    DeconflictionWithinReach,
    NoContactBeforeClear,
    ThreatsAcknowledged,
)
from throughcare.safeguards.pathways.proof.laws.support import (
    AssessmentBeforeStart,
    AuthorityEnds,
    NoSanctionOnVoluntary,
    SupportUnderAuthority,
)

LAWS: tuple[type[Law], ...] = (
    SupportUnderAuthority,
    AuthorityEnds,
    NoContactBeforeClear,
    ThreatsAcknowledged,
    DeconflictionWithinReach,
    AlwaysAWayOn,
    NoBeforeDecision,
    NoSanctionOnVoluntary,
    AssessmentBeforeStart,
    EvaluationBeforeClosing,
    ReviewsAfterEveryExit,
    NothingByItself,
    NothingStopsARecord,
)

__all__ = ["LAWS"]
