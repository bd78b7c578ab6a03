"""The acts on the database and the model that is proved never disagree: who may, what refuses, and where the case stands then."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.kit.walked import CHANNEL, Driven, Given, do, in_time, name_of
from throughcare.frame.transaction import acting
from throughcare.stages.aftercare import actions as aftercare
from throughcare.stages.checks import actions as checks

CASES, ACTS = 12, 16


def walked(driven: Driven, invented) -> type[RuleBasedStateMachine]:
    """The machine that drives one pathway: a new case each time, and any act on it, likely ones more often."""

    class Walked(RuleBasedStateMachine):
        @initialize(start=st.sampled_from(sorted(driven.starts)))
        def begin(self, start):
            self.walk = driven.walk()
            self.place = driven.place(self.walk, start)
            self.given = Given(invented, driven.starts[start][1](invented))

        @rule(data=st.data(), is_likely=st.integers(0, 3), yes=st.booleans())
        def act(self, data, is_likely, yes):
            possible = {name_of(act) for act in self.walk.acts(self.place)}
            likely = [one for one in driven.drivers if one.name in possible]
            driver = data.draw(st.sampled_from(likely if is_likely and likely else driven.drivers), label="act")
            self.given = in_time(self.given)
            self.given.yes = yes or bool(is_likely)
            self.place = do(driven, self.walk, self.place, driver, self.given)

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
    run_state_machine_as_test(
        walked(driven, invented),
        settings=settings(
            max_examples=CASES,
            stateful_step_count=ACTS,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_driver_drives_a_verb_of_its_pathway():
    for driver in CHANNEL.drivers:
        verb = CHANNEL.pathway.verb(driver.verb)
        assert driver.route in {None, *(route.code for route in verb.routes)}
        assert driver.is_access_alone == (verb.records and driver.verb != "threat.raise")
