"""Structure: found where it is, refused where it cannot be told, in agreement with an independent program."""

import numpy as np
import pytest
from statsmodels.multivariate.factor import Factor

from throughcare.methods.structure import Refused, cronbach, minres, structure, varimax

NAN = np.nan


def two_themes(n: int, items: int = 8, seed: int = 4) -> np.ndarray:
    """Ratings 0, 1, 2: the first half of the items follows one theme, the second half another."""
    rng = np.random.default_rng(seed)
    themes = np.repeat(rng.normal(size=(n, 2)), items // 2, axis=1)
    return np.digitize(0.8 * themes + 0.6 * rng.normal(size=(n, items)), [-0.5, 0.7]).astype(float)


def test_two_themes_are_found_and_each_item_loads_on_its_own():
    factors = structure(two_themes(400), scale=[0, 1, 2]).factors
    theirs = np.abs(factors.loadings)

    assert factors.number == 2
    assert (theirs.argmax(axis=1)[:4] == theirs.argmax(axis=1)[0]).all()
    assert (theirs.argmax(axis=1)[4:] != theirs.argmax(axis=1)[0]).all()
    assert theirs.max(axis=1).min() > 0.5
    assert theirs.min(axis=1).max() < 0.25


def test_items_without_relation_share_no_factor_but_once_in_twenty_tables():
    tables = [np.random.default_rng(seed).integers(0, 3, (200, 6)).astype(float) for seed in range(20)]
    found = [structure(table, scale=[0, 1, 2], draws=60) for table in tables]

    assert sum(each.factors.number > 0 for each in found) <= 4
    assert max(abs(each.consistency.alpha) for each in found) < 0.4
    assert {each.factors.loadings.shape for each in found if each.factors.number == 0} == {(6, 0)}


def test_every_category_and_every_gap_is_counted():
    values = two_themes(150)
    values[:7, 0] = NAN
    found = structure(values, scale=[0, 1, 2, 3])

    assert (found.n_people, found.n_complete, found.items[0].missing, found.items[1].missing) == (150, 143, 7, 0)
    assert {sum(item.counts) + item.missing for item in found.items} == {150}
    assert {item.counts[3] for item in found.items} == {0}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (two_themes(99), Refused.TOO_FEW_PEOPLE),
        (np.where(np.arange(100)[:, None] < 1, NAN, two_themes(100)), Refused.TOO_FEW_PEOPLE),
        (two_themes(109, items=22), Refused.TOO_FEW_AN_ITEM),
        (two_themes(200)[:, :2], Refused.TOO_FEW_ITEMS),
        (two_themes(200) * [1, 1, 1, 1, 1, 1, 1, 0], Refused.CONSTANT_ITEM),
    ],
    ids=["99 people", "99 complete", "four people an item", "two items", "constant"],
)
def test_it_is_refused_with_the_reason_and_tells_nothing(values, reason):
    found = structure(values, scale=[0, 1, 2])

    assert found.refused_because == reason
    assert (found.items, found.consistency, found.factors) == ((), None, None)


def test_100_people_and_five_an_item_are_enough():
    assert structure(two_themes(110, items=22), scale=[0, 1, 2]).refused_because is None
    assert structure(two_themes(100), scale=[0, 1, 2]).refused_because is None


def test_alpha_and_its_interval_follow_the_formula():
    """Worked by hand: variances 5/3, 5/3 and 11/12, of the sum 10 1/4; F(3, 6) at 0.975 and 0.025 are 6.5988 and 0.0679."""
    found = cronbach(np.array([[1.0, 2, 3], [2, 1, 3], [3, 4, 4], [4, 3, 5]]))

    alpha = 3 / 2 * (1 - (5 / 3 + 5 / 3 + 11 / 12) / 10.25)
    assert found.alpha == pytest.approx(alpha)
    assert found.low == pytest.approx(1 - (1 - alpha) * 6.5988, abs=1e-3)
    assert found.high == pytest.approx(1 - (1 - alpha) * 0.06786, abs=1e-3)


@pytest.mark.parametrize("seed", range(5))
def test_minimum_residuals_are_where_an_independent_program_converges(seed):
    correlations = np.corrcoef(two_themes(300, seed=seed), rowvar=False)
    other = Factor(corr=correlations, n_factor=2, method="pa", smc=True).fit(maxiter=5000, tol=1e-10)

    ours = (minres(correlations, number=2) ** 2).sum(axis=1)

    assert ours == pytest.approx(other.communality, abs=1e-4)


def test_rotation_changes_no_communality_and_simplifies():
    plain = minres(np.corrcoef(two_themes(300), rowvar=False), number=2)
    rotated = varimax(plain)

    assert (rotated**2).sum(axis=1) == pytest.approx((plain**2).sum(axis=1))
    assert (rotated**4).sum() > (plain**4).sum()
