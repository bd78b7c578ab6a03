"""Deconfliction and threats: what comes before any contact, and what is never out of reach."""

from __future__ import annotations

from collections.abc import Sequence

from throughcare.safeguards.pathways.proof.law import Law, Rule, Wrong
from throughcare.safeguards.pathways.proof.walking import Act, Place


class NoContactBeforeClear(Law):
    """Before deconfliction clears, no verb contacts the person, the family or a partner."""

    number = 3

    def rests_on(self) -> Sequence[Rule]:
        """This will list the gate that clears, and every verb that contacts."""
        contacts = [verb.code for verb in self.pathway.verbs if verb.contact]
        return [*self.gates([self.promises.clear]), *self.verbs(contacts)]

    def follows(self) -> Sequence[str]:
        """This will name the fact that clears."""
        return (self.promises.clear,)

    def watch(self, act: Act) -> int:
        """This will keep in mind whether police have cleared contact since the case last came to them."""
        life = self.pathway.gate(self.promises.clear).life
        if act.to != act.place.stage and act.to in (self.promises.checks, self.promises.threat):
            return 0
        if act.step.verb.code in life.ends_with:
            return 0
        return act.place.noticed or int(act.step.verb.code in life.begins_with)

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find a contact that police have not cleared."""
        for act in acts:
            verb = act.step.verb
            if not verb.contact or verb.records:
                continue
            if self.stage(place).with_police:
                return Wrong("this contacts somebody while the case is with police", act)
            if self.promises.clear not in act.held:
                return Wrong(f"this contacts somebody, and nothing asks whether {self._claim()}", act)
            if not place.noticed:
                return Wrong(f"this contacts somebody, as if it were true that {self._claim()}, and that is past", act)
        return None

    def _claim(self) -> str:
        return self.claim(self.promises.clear)


class ThreatsAcknowledged(Law):
    """A security threat from any state reaches a named officer who acknowledges it."""

    number = 4
    out_of_reach = "the threat can no longer be acknowledged"

    def rests_on(self) -> Sequence[Rule]:
        """This will list how a threat is passed on and acknowledged, and its clock."""
        promises = self.promises
        verbs = self.verbs((*promises.threat_raised_by, *promises.threat_acknowledged_by))
        return [*verbs, *self.gates([promises.threat_gate]), self.pathway.clock(promises.threat_clock)]

    def follows(self) -> Sequence[str]:
        """This will name the fact that the threat is acknowledged."""
        return (self.promises.threat_gate,)

    def watch(self, act: Act) -> int:
        """This will keep in mind whether the threat was acknowledged since it was passed on."""
        if act.step.verb.code in self.promises.threat_acknowledged_by:
            return 1
        came = act.to == self.promises.threat != act.place.stage
        return 0 if came or act.step.verb.code in self.promises.threat_raised_by else act.place.noticed

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find a state from which no threat can be passed on, or a threat that nobody need acknowledge."""
        if not self._can_be_raised(place, acts):
            owner = self.pathway.role(self.stage(place).owner).label
            return Wrong(f"{owner} cannot pass a security threat on from here, whatever holds")
        clock = self.pathway.clock(self.promises.threat_clock)
        for act in acts:
            if act.to == self.promises.threat != place.stage and act.step.verb.code not in clock.starts:
                return Wrong(f"the case comes to the threat and the clock “{clock.label}” does not start", act)
        return self._at_the_threat(place, acts) if place.stage == self.promises.threat else None

    def must_reach(self, place: Place) -> bool:
        """This will say whether a threat waits to be acknowledged."""
        return place.stage == self.promises.threat and not place.noticed

    def reached(self, place: Place) -> bool:
        """This will say whether the threat is acknowledged."""
        return place.stage == self.promises.threat and bool(place.noticed)

    def noticing(self) -> Sequence[str]:
        """This will name the verbs that acknowledge."""
        return self.promises.threat_acknowledged_by

    def _can_be_raised(self, place: Place, acts: Sequence[Act]) -> bool:
        owner = self.stage(place).owner
        return any(
            act.step.verb.code in self.promises.threat_raised_by
            and act.to == self.promises.threat
            and act.step.is_always_possible
            and owner in act.step.roles
            for act in acts
        )

    def _at_the_threat(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        clock = self.pathway.clock(self.promises.threat_clock)
        for act in acts:
            verb = act.step.verb.code
            if act.to != place.stage and not place.noticed:
                return Wrong("the case leaves the threat before a named officer has acknowledged it", act)
            if verb in self.promises.threat_acknowledged_by and verb not in clock.stops:
                return Wrong(f"the threat is acknowledged and the clock “{clock.label}” rings on", act)
            if verb in self.promises.threat_acknowledged_by and not self._all_police(act):
                return Wrong("somebody outside the police acknowledges the threat", act)
        return None

    def _all_police(self, act: Act) -> bool:
        return all(self.pathway.role(code).is_police for code in act.step.roles)


class DeconflictionWithinReach(Law):
    """Deconfliction is within reach of every open state."""

    number = 5
    out_of_reach = "nothing leads from the threat back to checks"

    def rests_on(self) -> Sequence[Rule]:
        """This will list every verb that takes a case back for checks."""
        back = [verb for verb in self.pathway.verbs if self.promises.checks in verb.moves.values()]
        return self.verbs([verb.code for verb in back])

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find an open state from which no verb leads to checks whatever facts hold."""
        here = self.stage(place)
        if here.is_end or here.code in (self.promises.checks, self.promises.threat):
            return None
        if any(act.to == self.promises.checks and act.step.is_always_possible for act in acts):
            return None
        return Wrong(f"no verb leads from here to “{self.pathway.stage(self.promises.checks).label}” whatever holds")

    def must_reach(self, place: Place) -> bool:
        """This will say whether a threat stands, which is stood down with reasons."""
        return place.stage == self.promises.threat

    def reached(self, place: Place) -> bool:
        """This will say whether the case is with police for checks."""
        return place.stage == self.promises.checks
