"""That people decide: after a no, at every move, and never against somebody who says what happened."""

from __future__ import annotations

from collections.abc import Sequence

from throughcare.safeguards.pathways.parts import RECORDS
from throughcare.safeguards.pathways.proof.law import Law, Rule, Wrong
from throughcare.safeguards.pathways.proof.walking import Act, Place


class NoBeforeDecision(Law):
    """A refusal or a withdrawal always leads to a person's reasoned decision and a day for a further assessment."""

    number = 7
    out_of_reach = "nobody can decide any more what happens after the no"

    def left_out(self) -> str:
        """This will say that a pathway without the promise is not concerned."""
        return "" if self.promises.after_no else "the pathway does not say where a no leads"

    def rests_on(self) -> Sequence[Rule]:
        """This will list the verbs that say no, those that decide, their gates and the clock."""
        after = self.promises.after_no
        if after is None:
            return ()
        return [
            *self.verbs((*after.said_by, *after.decided_by)),
            *self.gates(after.gates),
            self.pathway.clock(after.clock),
        ]

    def watch(self, act: Act) -> int:
        """This will keep in mind whether a no waits for a decision."""
        after = self.promises.after_no
        if after is None or act.step.verb.code in after.decided_by:
            return 0
        stood = act.place.before if self.stage(act.place).with_police else act.place.stage
        return act.place.noticed or int(act.step.verb.code in after.said_by and stood in after.said_at)

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find a way past the decision, and a decision without what it needs."""
        return next((Wrong(words, act) for act in acts if (words := self._words(place, act))), None)

    def must_reach(self, place: Place) -> bool:
        """This will say whether a no waits."""
        return bool(place.noticed)

    def reached(self, place: Place) -> bool:
        """This will say whether no no waits."""
        return not place.noticed

    def noticing(self) -> Sequence[str]:
        """This will name the verbs that decide."""
        return self.promises.after_no.decided_by if self.promises.after_no else ()

    def _words(self, place: Place, act: Act) -> str:
        after, verb = self.promises.after_no, act.step.verb
        if after is None:
            return ""
        if verb.code in after.decided_by:
            return self._decided(act)
        if verb.code in after.said_by and place.stage in after.said_at and act.to != after.stage:
            return f"somebody said no, and the case does not come to “{self.pathway.stage(after.stage).label}”"
        if not place.noticed:
            return ""
        if verb.code in self.promises.support:
            return "support is authorised, and nobody has decided what happens after the no"
        is_held = self.pathway.stage(act.to).with_police
        goes_past = act.to not in (place.stage, after.stage) and not is_held
        return "the case goes on, and nobody has decided what happens after the no" if goes_past else ""

    def _decided(self, act: Act) -> str:
        after = self.promises.after_no
        assert after is not None
        lacking = [code for code in after.gates if code not in act.held]
        if lacking:
            return f"it is decided what happens after a no, and it need not be true that {self.claim(lacking[0])}"
        clock = self.pathway.clock(after.clock)
        counted = act.step.verb.code in clock.starts
        return "" if counted else f"it is decided what happens after a no, and the clock “{clock.label}” does not start"


class NothingByItself(Law):
    """No transition is taken by a clock or a fact: a person takes each."""

    number = 12

    def rests_on(self) -> Sequence[Rule]:
        """This will list every verb that moves a case."""
        return self.verbs([verb.code for verb in self.pathway.verbs if verb.moves or verb.routes])

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find a move or an authorisation that is a machine's."""
        for act in acts:
            machines = [role for role in map(self.pathway.role, act.step.roles) if role.is_machine]
            if machines and (act.to != place.stage or act.step.verb.kind != RECORDS):
                return Wrong(f"{machines[0].label} is no person and decides", act)
        return None


class NothingStopsARecord(Law):
    """Recording what happened is possible in every state, for everyone whose record it is."""

    number = 13

    def rests_on(self) -> Sequence[Rule]:
        """This will list every verb that records."""
        return self.verbs([verb.code for verb in self.pathway.verbs if verb.records])

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find a record that is refused at a place, by its stage, a role or a fact."""
        possible = {act.step.verb.code: act.step for act in acts if act.step.is_always_possible}
        for verb in self.pathway.verbs:
            if not verb.records:
                continue
            step = possible.get(verb.code)
            for role in verb.who:
                if step is None or role not in step.roles:
                    return Wrong(f"{self.pathway.role(role).label} cannot do here what only records: “{verb.label}”")
        return None
