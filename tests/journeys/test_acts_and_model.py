"""The acts on the database and the model that is proved never disagree: who may, what refuses, and where the case stands then."""

from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.kit.walked import Driven, Given, do, in_time, name_of
from tests.kit.walked_channel import CHANNEL
from throughcare.frame.transaction import acting
from throughcare.stages.aftercare import actions as aftercare
from throughcare.stages.checks import actions as checks

CASES, ACTS, DIFFERENT, MOSTLY = 36, 24, 12, 0.8


def walked(driven: Driven, invented, tally: Counter) -> type[RuleBasedStateMachine]:
    """The machine that drives one pathway: a new case each time, and any act on it, likely ones and those done least more often."""

    class Walked(RuleBasedStateMachine):
        @initialize(start=st.sampled_from(sorted(driven.starts)), seed=st.integers(0, 2**32 - 1))
        def begin(self, start, seed):
            self.chance = Random(seed)  # drawn by hypothesis, so that the same walk can be walked again
            self.walk = driven.walk()
            self.place = driven.place(self.walk, start)
            self.given = Given(invented, driven.starts[start][1](invented))

        @rule()
        def act(self):
            acts = list(self.walk.acts(self.place))
            moving = {name_of(act) for act in acts if self.walk.after(act) != self.place}
            wanted = self.chance.choice((moving, moving, moving, {name_of(act) for act in acts}, set()))
            likely = [one for one in driven.drivers if one.name in wanted] or driven.drivers
            self.given = in_time(self.given)
            self.given.yes = self.chance.random() < MOSTLY
            driver = min(likely, key=lambda one: (tally[one.name, True] + tally[one.name, False], self.chance.random()))
            self.place = do(driven, self.walk, self.place, driver, self.given, tally)

        @rule()
        def nobody_does_anything(self):
            self.given = in_time(self.given)
            with acting("clock", staff=None, at=self.given.at):
                checks.ring_next(at=self.given.at)
                aftercare.open_missing(at=self.given.at)

        @invariant()
        def the_case_stands_where_the_model_does(self):
            if hasattr(self, "given"):
                with invented.opened(self.given.reference, "femi", at=self.given.at) as case:
                    assert case.stage == self.place.stage

    return Walked


@pytest.mark.parametrize("driven", [CHANNEL], ids=lambda one: one.pathway.name)
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
    assert len({name for name, done in tally if done}) >= DIFFERENT
    assert len({name for name, done in tally if not done}) >= DIFFERENT


def test_every_driver_drives_a_verb_of_its_pathway():
    for driver in CHANNEL.drivers:
        verb = CHANNEL.pathway.verb(driver.verb)
        assert driver.route in {None, *(route.code for route in verb.routes)}
        assert driver.is_access_alone == (verb.records and driver.verb != "threat.raise")
