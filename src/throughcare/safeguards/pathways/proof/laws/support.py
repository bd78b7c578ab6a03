"""When support may be authorised, what ends that, and what may never be done to somebody who takes part freely."""

from __future__ import annotations

from collections.abc import Sequence

from throughcare.safeguards.pathways.proof.law import Law, Rule, Wrong, one_of
from throughcare.safeguards.pathways.proof.walking import Act, Place


class SupportUnderAuthority(Law):
    """Support is authorised only under an approved plan, with consent in force or an order that mandates it."""

    number = 1

    def rests_on(self) -> Sequence[Rule]:
        """This will list the gates of plan and authority, and the verbs that authorise support."""
        return [*self.gates((self.promises.plan, *self.promises.authority)), *self.verbs(self.promises.support)]

    def follows(self) -> Sequence[str]:
        """This will name plan and authority."""
        return (self.promises.plan, *self.promises.authority)

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find support that is authorised without one of them."""
        for act in acts:
            if act.step.verb.code in self.promises.support and (words := self._lacking(act)):
                return Wrong(words, act)
        return None

    def _lacking(self, act: Act) -> str:
        if self.promises.plan not in act.held:
            return f"support is authorised, and it need not be true that {self.claim(self.promises.plan)}"
        if not one_of(act.held, self.promises.authority):
            claims = ", or that ".join(self.claim(code) for code in self.promises.authority)
            return f"support is authorised, and it need not be true that {claims}"
        return self.untold((self.promises.plan, *self.promises.authority))


class AuthorityEnds(Law):
    """Authority to support ends with the consent, and with the order."""

    number = 2

    def rests_on(self) -> Sequence[Rule]:
        """This will list the gates of authority and the verbs that say no."""
        said = self.promises.after_no.said_by if self.promises.after_no else ()
        return [*self.gates(self.promises.authority), *self.verbs(said)]

    def follows(self) -> Sequence[str]:
        """This will name what is authority for support."""
        return self.promises.authority

    def watch(self, act: Act) -> int:
        """This will keep in mind which authority was given and has not ended."""
        noticed = act.place.noticed
        for number, code in enumerate(self.promises.authority):
            if self._is_ended(code, act):
                noticed &= ~(1 << number)
            elif act.step.verb.code in self.pathway.gate(code).life.begins_with:
                noticed |= 1 << number
        return noticed

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find support that is authorised after all authority has ended."""
        standing = {code for number, code in enumerate(self.promises.authority) if place.noticed & (1 << number)}
        for act in acts:
            if standing and self._is_left_alone(act):
                return Wrong(
                    "the order ends, nothing else carries the support, and the case stays where it stands", act
                )
            used = act.held & set(self.promises.authority)
            if act.step.verb.code not in self.promises.support or not used:
                continue
            if not used & standing:
                claims = " or ".join(self.claim(code) for code in sorted(used))
                return Wrong(f"support is authorised, as if it were true that {claims}, after that has ended", act)
            if endless := next((code for code in used if not self._ends_by_itself(code)), ""):
                return Wrong(
                    f"nothing but an act ends it that {self.claim(endless)}, though time or the world can", act
                )
        return None

    def _is_ended(self, code: str, act: Act) -> bool:
        if act.step.ends(self.pathway.gate(code).life):
            return True
        said_by = self.promises.after_no.said_by if self.promises.after_no else ()
        return code not in self.promises.order and act.step.verb.records and act.step.verb.code in said_by

    def _is_left_alone(self, act: Act) -> bool:
        """That the last authority ends with an order, and the act leads to nobody who decides what comes now."""
        supported = self.promises.after_no.said_at if self.promises.after_no else ()
        if act.to != act.place.stage or act.to not in supported or self.watch(act):
            return False
        return any(self._is_ended(code, act) for code in self.promises.order)

    def _ends_by_itself(self, code: str) -> bool:
        life = self.pathway.gate(code).life
        return life.ends_by_itself and not (life.begins_by_itself or life.from_the_start)


class NoSanctionOnVoluntary(Law):
    """Nobody is sanctioned on a voluntary pathway, and under an order only while it mandates."""

    number = 8

    def rests_on(self) -> Sequence[Rule]:
        """This will list the verbs that sanction, and the orders."""
        sanctions = [verb.code for verb in self.pathway.verbs if verb.sanction]
        return [*self.verbs(sanctions), *self.gates(self.promises.order)]

    def follows(self) -> Sequence[str]:
        """This will name the orders."""
        return self.promises.order

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find a sanction where nobody may be sanctioned."""
        return next((Wrong(words, act) for act in acts if (words := self._words(act))), None)

    def _words(self, act: Act) -> str:
        verb = act.step.verb
        if not verb.sanction:
            return ""
        if self.promises.is_voluntary:
            return "taking part is voluntary, and this is a consequence of not taking part"
        asked = {fact for code in verb.contradicts for fact in self.pathway.gate(code).any_of or (code,)}
        if one_of(frozenset(asked) if verb.records else act.held, self.promises.order):
            return ""
        claims = " or ".join(self.claim(code) for code in self.promises.order)
        return f"this is a consequence of not taking part, and nothing asks whether {claims}"


class AssessmentBeforeStart(Law):
    """No start of support is authorised without an assessment."""

    number = 9

    def rests_on(self) -> Sequence[Rule]:
        """This will list the gates of assessment and the verbs that start support."""
        return [*self.gates(self.promises.assessment), *self.verbs(self.promises.start)]

    def follows(self) -> Sequence[str]:
        """This will name what counts as an assessment."""
        return self.promises.assessment

    def watch(self, act: Act) -> int:
        """This will keep in mind whether anything was assessed."""
        lives = [self.pathway.gate(code).life for code in self.promises.assessment]
        return act.place.noticed | any(act.step.verb.code in life.begins_with for life in lives)

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will find a start that nobody's assessment stands behind."""
        for act in acts:
            if act.step.verb.code in self.promises.start:
                claims = " or ".join(self.claim(code) for code in self.promises.assessment)
                if not one_of(act.held, self.promises.assessment):
                    return Wrong(f"support starts, and it need not be true that {claims}", act)
                if not place.noticed:
                    return Wrong(f"support starts, as if it were true that {claims}, and nobody has assessed", act)
        return None
