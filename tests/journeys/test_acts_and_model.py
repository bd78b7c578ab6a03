"""The acts on the database and the model that is proved never disagree: who may, what refuses, and where the case stands then."""

from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.kit.walked import Driven, Driver, do, in_time, name_of
from tests.kit.walked_channel import CHANNEL
from tests.kit.walked_ddp import DDP
from throughcare.frame.transaction import acting
from throughcare.safeguards.pathways.parts import Verb
from throughcare.stages.aftercare import actions as aftercare
from throughcare.stages.checks import actions as checks

CASES, ACTS, MOSTLY, SELDOM = 13, 24, 0.8, 0.05
MOST, SOME = 0.85, 0.25  # of the acts: how many are done, and how many refused, so that the walk is no stroll
DAYS = (0, 0, 0, 0, 1, 20)
DRIVEN = [CHANNEL, DDP]


def walked(driven: Driven, invented, tally: Counter) -> type[RuleBasedStateMachine]:
    """The machine that drives one pathway: a new case each time, and what was done least is meant most."""
    people = driven.ready(invented)

    class Walked(RuleBasedStateMachine):
        @initialize(seed=st.integers(0, 2**32 - 1))
        def begin(self, seed):
            self.chance = Random(seed)  # drawn by hypothesis, so that the same walk can be walked again
            self.a_new_case()

        def a_new_case(self):
            start = self.chance.choice(sorted(driven.starts))
            self.walk, self.means = driven.walk(), []
            self.place = driven.place(self.walk, start)
            self.given = driven.given(people, start)
            self.is_looked_at = False

        @rule()
        def act(self):
            if self.chance.random() < SELDOM:
                self.nobody_does_anything()
            if driven.pathway.stage(self.place.stage).is_end and self.chance.random() < MOSTLY:
                self.a_new_case()
            driver, self.given.yes = self.next_act()
            self.given = in_time(self.given, days=self.chance.choice(DAYS))
            done = tally[driver.name, True]
            self.place = do(driven, self.walk, self.place, driver, self.given, tally)
            self.is_looked_at = tally[driver.name, True] == done

        def next_act(self) -> tuple[Driver, bool]:
            """What somebody means to do, step by step; and now and then anything else, by anybody, said well or not."""
            if self.chance.random() > MOSTLY:
                return self.chance.choice(driven.drivers), self.chance.random() < MOSTLY
            if not self.means:
                possible = sorted(
                    {name_of(act) for act in self.walk.acts(self.place)}
                )  # a set has another order each run
                goal = min(
                    possible, key=lambda name: (2 * tally[name, True] + tally[name, False], self.chance.random())
                )
                self.means = driven.way_to(goal)
            return self.means.pop(0), True

        def nobody_does_anything(self):
            with acting("clock", staff=None, at=self.given.at):
                checks.ring_next(at=self.given.at)
                aftercare.open_missing(at=self.given.at)

        @invariant()
        def nothing_is_true_that_the_model_says_cannot_be(self):
            if hasattr(self, "given") and not self.is_looked_at:
                assert driven.untrue(self.walk, self.place, self.given) == []

    return Walked


@pytest.mark.parametrize("driven", DRIVEN, ids=lambda one: one.pathway.name)
def test_the_acts_do_what_the_model_says_and_nothing_else(invented, driven):
    tally: Counter = Counter()
    run_state_machine_as_test(
        walked(driven, invented, tally),
        settings=settings(
            max_examples=CASES,
            stateful_step_count=ACTS,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    names = {one.name for one in driven.drivers}
    done, refused = ({name for name in names if tally[name, was]} for was in (True, False))
    assert len(done) >= MOST * len(names), f"never done: {sorted(names - done)}"
    assert len(refused) >= SOME * len(names), f"never refused: {sorted(names - refused)}"


@pytest.mark.parametrize("driven", DRIVEN, ids=lambda one: one.pathway.name)
def test_every_verb_and_every_route_of_the_pathway_is_driven(driven):
    names = {name for verb in driven.pathway.verbs for name in _names(verb)}

    assert {driver.name for driver in driven.drivers} == names


def _names(verb: Verb) -> set[str]:
    return {f"{verb.code}:{route.code}" for route in verb.routes} or {verb.code}
