"""krippendorff, pingouin and scikit-learn agree with us on random ratings."""

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from throughcare.methods.agreement import FORMS, METRICS, WEIGHTS, Ratings, cohen_kappa, intraclass, krippendorff_alpha

worlds = st.tuples(st.integers(0, 2**32 - 1), st.integers(6, 60), st.integers(2, 6), st.integers(2, 6))
THEIR_FORMS = dict(zip(FORMS, ("ICC(1,1)", "ICC(A,1)", "ICC(C,1)", "ICC(1,k)", "ICC(A,k)", "ICC(C,k)"), strict=True))


def invented(seed, n, raters, categories, missing=0.0):
    rng = np.random.default_rng(seed)
    values = np.where(
        rng.random((n, raters)) < 0.6, rng.integers(0, categories, (n, 1)), rng.integers(0, categories, (n, raters))
    ).astype(float)
    values[rng.random(values.shape) < missing] = np.nan
    values[:2] = [[0] * raters, [1] * raters]
    values[2, :2] = [0, 1]
    return values


@given(worlds, st.sampled_from(METRICS), st.sampled_from([0.0, 0.3]))
@settings(deadline=None, max_examples=150)
def test_alpha(world, metric, missing):
    values = invented(*world, missing)
    theirs = krippendorff.alpha(
        reliability_data=values.T, level_of_measurement=metric, value_domain=list(range(world[3]))
    )

    ours = krippendorff_alpha(Ratings.of(values, range(world[3])), metric=metric, draws=0)

    assert ours.estimate == pytest.approx(theirs, abs=1e-9)


@given(worlds, st.sampled_from(FORMS))
@settings(deadline=None, max_examples=60)
def test_intraclass_correlations_and_their_intervals(world, form):
    values = invented(*world)
    long = pd.DataFrame(values).reset_index().melt(id_vars="index")
    table = pingouin.intraclass_corr(long, targets="index", raters="variable", ratings="value").set_index("Type")
    theirs = table.loc[THEIR_FORMS[form]]

    ours = intraclass(Ratings.of(values, range(world[3])), form=form)

    assert ours.estimate == pytest.approx(theirs["ICC"], abs=1e-9)
    if ours.low is not None:
        assert [ours.low, ours.high] == pytest.approx(list(theirs["CI95"]), abs=0.0051)


@given(worlds, st.sampled_from(WEIGHTS))
@settings(deadline=None, max_examples=100)
def test_kappa_of_two_raters(world, weights):
    values = invented(world[0], world[1], 2, world[3])
    theirs = cohen_kappa_score(
        values[:, 0], values[:, 1], labels=list(range(world[3])), weights=None if weights == "identity" else weights
    )

    assert cohen_kappa(Ratings.of(values, range(world[3])), weights=weights).estimate == pytest.approx(theirs)
