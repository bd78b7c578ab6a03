"""The proof: every law, for every history that a pathway allows, or the shortest history that breaks it.

`table` asks the pathway itself about every verb, stage, role and combination of facts. `walking` goes everywhere that those
acts lead. Each law says what it keeps in mind on the way and when it is broken, and `proving` follows as few facts as a
proof takes: where a broken history turns out to need a fact that could not have held, that fact is followed too.
"""

from throughcare.safeguards.pathways.proof.laws import LAWS
from throughcare.safeguards.pathways.proof.proving import Outcome, prove
from throughcare.safeguards.pathways.proof.story import story

__all__ = ["LAWS", "Outcome", "prove", "story"]
