"""Who owns a case, and that it never comes to a halt."""

from __future__ import annotations

from collections.abc import Sequence

from throughcare.safeguards.pathways.proof.law import Law, Rule, Wrong
from throughcare.safeguards.pathways.proof.walking import Act, Place


class AlwaysAWayOn(Law):
    """Every state has a way on and a named owner; a hand-over that is not accepted stays with the sender."""

    number = 6
    out_of_reach = "no history leads from here to an end"

    def rests_on(self) -> Sequence[Rule]:
        """This will list the verbs and the gate of a hand-over."""
        hands = self.promises.hand_over
        if hands is None:
            return ()
        verbs = self.verbs((*hands.offered_by, *hands.accepted_by, *hands.ended_by))
        return [*verbs, *self.gates([hands.fact])]

    @property
    def note(self) -> str:
        """This will give the pathway's reason for having no hand-over, or nothing."""
        return self.promises.without.get("hand_over", "")

    def follows(self) -> Sequence[str]:
        """This will name the fact that an offer stands."""
        return (self.promises.hand_over.fact,) if self.promises.hand_over else ()

    def watch(self, act: Act) -> int:
        """This will keep in mind whether an offer stands."""
        hands, verb = self.promises.hand_over, act.step.verb.code
        if hands is None:
            return 0
        if verb in hands.offered_by:
            return 1
        return 0 if verb in (*hands.accepted_by, *hands.ended_by) else act.place.noticed

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find a state whose owner can do nothing, and a hand-over that nobody offered."""
        here = self.stage(place)
        owner = self.pathway.role(here.owner)
        if owner.is_machine:
            return Wrong(f"{owner.label} owns the case here, and is no person")
        if not any(owner.code in act.step.roles for act in acts):
            return Wrong(f"{owner.label} owns the case here and can do nothing")
        return next((Wrong(words, act) for act in acts if (words := self._handed(place, act))), None)

    def must_reach(self, place: Place) -> bool:
        """This will say whether the case is not at its end."""
        return not self.stage(place).is_end

    def reached(self, place: Place) -> bool:
        """This will say whether the case is at its end."""
        return self.stage(place).is_end

    def _handed(self, place: Place, act: Act) -> str:
        hands = self.promises.hand_over
        if hands is None:
            return ""
        verb = act.step.verb.code
        if verb in hands.offered_by and self.pathway.stage(act.to).owner != self.stage(place).owner:
            return "the case changes its owner by the offer alone"
        if verb not in hands.accepted_by:
            return ""
        offering = {role for code in hands.offered_by for role in self.pathway.verb(code).who}
        if both := offering.intersection(act.step.roles):
            return f"{self.pathway.role(min(both)).label} could both offer and accept"
        return "" if place.noticed else "the case changes its owner, and no offer stands"
