"""An independent program agrees on random data: statsmodels. Others, under licences of their own: `make oracles`."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats import inter_rater

from throughcare.methods.agreement import Ratings, cohen_kappa, fleiss_kappa

tables = st.tuples(st.integers(0, 2**32 - 1), st.integers(5, 60), st.integers(2, 6), st.integers(2, 6))


def invented(seed, n, raters, categories):
    rng = np.random.default_rng(seed)
    values = np.where(
        rng.random((n, raters)) < 0.6, rng.integers(0, categories, (n, 1)), rng.integers(0, categories, (n, raters))
    )
    values[:2] = [[0] * raters, [1] * raters]
    return values


@given(tables, st.sampled_from([("identity", None), ("linear", "linear"), ("quadratic", "quadratic")]))
@settings(deadline=None, max_examples=30)
def test_kappa_of_two_raters(drawn, weights):
    seed, n, _raters, categories = drawn
    values = invented(seed, n, 2, categories)
    table = inter_rater.to_table(values, bins=np.arange(categories + 1) - 0.5)[0]
    ours, kind = weights

    found, other = (
        cohen_kappa(Ratings.of(values, range(categories)), weights=ours),
        inter_rater.cohens_kappa(table, wt=kind),
    )

    assert found.estimate == pytest.approx(other.kappa)
    assert found.se == pytest.approx(other.std_kappa, abs=1e-7)
    assert (found.low, found.high) == pytest.approx((other.kappa_low, min(1, other.kappa_upp)), abs=1e-7)


@given(tables)
@settings(deadline=None, max_examples=30)
def test_kappa_of_fleiss(drawn):
    values = invented(*drawn)
    counts, _categories = inter_rater.aggregate_raters(values, n_cat=drawn[3])

    assert fleiss_kappa(Ratings.of(values, range(drawn[3]))).estimate == pytest.approx(inter_rater.fleiss_kappa(counts))
