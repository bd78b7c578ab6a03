"""irrCAC, by the author of AC1, agrees with us on value, standard error and interval of random ratings, some missing."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from irrCAC.raw import CAC

from throughcare.methods.agreement import WEIGHTS, Ratings, fleiss_kappa, gwet_ac, krippendorff_alpha

worlds = st.tuples(
    st.integers(0, 2**32 - 1), st.integers(6, 40), st.integers(3, 6), st.integers(2, 5), st.sampled_from([0.0, 0.3])
)


def invented(seed, n, raters, categories, missing):
    rng = np.random.default_rng(seed)
    values = np.where(
        rng.random((n, raters)) < 0.6, rng.integers(0, categories, (n, 1)), rng.integers(0, categories, (n, raters))
    ).astype(float)
    values[rng.random(values.shape) < missing] = np.nan
    values[:2] = [[0] * raters, [1] * raters]
    return values[~np.isnan(values).all(axis=1)] + 1


def theirs(values, categories, weights="identity"):
    return CAC(pd.DataFrame(values), weights=weights, categories=list(range(1, categories + 1)), digits=10)


def same(ours, other):
    assert ours.estimate == pytest.approx(other["coefficient_value"], abs=1e-8)
    assert ours.se == pytest.approx(other["se"], abs=1e-8)
    assert (ours.low, ours.high) == pytest.approx(other["confidence_interval"], abs=1e-8)


@given(worlds, st.sampled_from(WEIGHTS))
@settings(deadline=None, max_examples=80)
def test_ac1_and_ac2(world, weights):
    values = invented(*world)

    same(
        gwet_ac(Ratings.of(values, range(1, world[3] + 1)), weights=weights),
        theirs(values, world[3], weights).gwet()["est"],
    )


@given(worlds)
@settings(deadline=None, max_examples=60)
def test_kappa_of_fleiss(world):
    values = invented(*world)

    same(fleiss_kappa(Ratings.of(values, range(1, world[3] + 1))), theirs(values, world[3]).fleiss()["est"])


@given(worlds)
@settings(deadline=None, max_examples=40)
def test_alpha_by_value(world):
    values = invented(*world)
    other = theirs(values, world[3]).krippendorff()["est"]

    ours = krippendorff_alpha(Ratings.of(values, range(1, world[3] + 1)), metric="nominal", draws=0)

    assert ours.estimate == pytest.approx(other["coefficient_value"], abs=1e-8)
