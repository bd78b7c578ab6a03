"""What comes before a case is closed, and what follows."""

from __future__ import annotations

from collections.abc import Sequence

from throughcare.safeguards.pathways.proof.law import Law, Rule, Wrong, one_of
from throughcare.safeguards.pathways.proof.walking import Act, Place

TAKEN_ON, OWED = 1, 2


class EvaluationBeforeClosing(Law):
    """No case is closed without an evaluation and, where there is a panel, the panel's decision."""

    number = 10

    def rests_on(self) -> Sequence[Rule]:
        """This will list what every closing needs."""
        return self.gates((*self.promises.evaluation, *self.promises.panel))

    @property
    def note(self) -> str:
        """This will give the pathway's reason for having no panel, or nothing."""
        return self.promises.without.get("panel", "")

    def watch(self, act: Act) -> int:
        """This will keep in mind whether the programme has taken the person on and not closed the case since."""
        if act.to in self.promises.taken_on:
            return TAKEN_ON
        return act.place.noticed if self.pathway.stage(act.to).open else 0

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find a closing without one of them."""
        for act in acts:
            if not place.noticed or self.pathway.stage(act.to).open:
                continue
            needed = (*self.promises.evaluation, *self.promises.panel)
            if lacking := [code for code in needed if code not in act.held]:
                return Wrong(f"the case is closed, and it need not be true that {self.claim(lacking[0])}", act)
        return None


class ReviewsAfterEveryExit(Law):
    """Reviews after 6 and 12 months follow every exit."""

    number = 11

    def left_out(self) -> str:
        """This will give the pathway's reason for having no reviews after an exit."""
        return "" if self.promises.aftercare else self.promises.without.get("aftercare", "")

    def rests_on(self) -> Sequence[Rule]:
        """This will list the clocks of the reviews and what ends looking again."""
        after = self.promises.aftercare
        if after is None:
            return ()
        return [*(self.pathway.clock(code) for code in after.clocks), *self.gates(after.ended_by)]

    def watch(self, act: Act) -> int:
        """This will keep in mind whether the person was taken on, and whether reviews are owed."""
        after, noticed = self.promises.aftercare, act.place.noticed
        if after is None or act.to == act.place.stage:
            return noticed
        if act.to in self.promises.taken_on:
            noticed |= TAKEN_ON
        if act.to == after.stage:
            return OWED
        is_over = self.pathway.stage(act.to).is_end and one_of(act.held, after.ended_by)
        return noticed & ~OWED if is_over else noticed

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find an exit after which nobody looks again."""
        return next((Wrong(words, act) for act in acts if (words := self._words(place, act))), None)

    def _words(self, place: Place, act: Act) -> str:
        after = self.promises.aftercare
        if after is None or act.to == place.stage or self.pathway.stage(act.to).open:
            return ""
        if act.to == after.stage:
            clocks = [self.pathway.clock(code) for code in after.clocks]
            unset = [clock for clock in clocks if act.step.verb.code not in clock.starts]
            is_new = place.noticed != OWED
            return f"the case is closed and the clock “{unset[0].label}” does not start" if unset and is_new else ""
        if place.noticed & TAKEN_ON:
            return f"the case is closed and does not come to “{self.pathway.stage(after.stage).label}”"
        if place.noticed & OWED and not one_of(act.held, after.ended_by):
            claims = " or ".join(self.claim(code) for code in after.ended_by)
            return f"looking again is over, and it need not be true that {claims}"
        return ""
