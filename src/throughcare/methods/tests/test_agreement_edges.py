"""What no published table reaches: uneven scales, where an interval ends or is missing, and the level that is asked for."""

from math import sqrt

import numpy as np
import pytest

from throughcare.methods.agreement import (
    STATISTICS,
    Bands,
    Caution,
    Ratings,
    Undefined,
    agreement,
    agreement_weights,
    cautions,
    fleiss_z,
    intraclass,
    krippendorff,
    krippendorff_alpha,
    percent_agreement,
)

NAN = np.nan
RARE = Ratings.of([[0, 0]] * 80 + [[0, 1]] * 10 + [[1, 0]] * 5 + [[1, 1]] * 5, [0, 1])


@pytest.mark.parametrize(("kind", "apart"), [("linear", [1, 3 / 4, 0]), ("quadratic", [1, 15 / 16, 0])])
def test_steps_of_a_scale_that_are_not_equal_weigh_as_wide_as_they_are(kind, apart):
    assert agreement_weights(np.array([0.0, 1.0, 4.0]), kind)[0] == pytest.approx(apart)


def test_percent_agreement_of_few_has_the_spread_of_a_sample_and_ends_at_nothing_and_at_all():
    found = percent_agreement(Ratings.of([[1, 1], [2, 2], [1, 2], [2, 2]], [1, 2]))

    assert (found.estimate, found.se, found.low, found.high) == (0.75, pytest.approx(0.25), 0, 1)


def test_guessing_has_an_error_only_where_everybody_was_rated_as_often():
    assert fleiss_z(Ratings.of([[1, 1, NAN], [1, 2, 2], [2, 2, 2]], [1, 2])) is None
    assert fleiss_z(Ratings.of([[1, 1, 1], [1, 2, 2], [2, 2, 2]], [1, 2])) is not None


@pytest.mark.parametrize("at", [0, 1])
def test_one_way_correlations_have_the_error_of_their_ratio_of_variances(at):
    """ICC(1,1) is (F - 1) / (F + k - 1) and ICC(1,k) is 1 - 1 / F, so that the error of F alone gives theirs."""
    rated = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float)
    n, k = rated.shape
    within = ((rated - rated.mean(axis=1, keepdims=True)) ** 2).sum() / (n * (k - 1))
    f = k * rated.mean(axis=1).var(ddof=1) / within
    of_f = f * sqrt(2 / (n - 1) + 2 / (n * (k - 1)))

    found = intraclass(Ratings.of(rated, range(1, 11)), form=("icc_1_1", "icc_1_k")[at])

    assert found.se == pytest.approx(of_f * (k / (f + k - 1) ** 2, 1 / f**2)[at])


def test_raters_who_agree_on_tenths_agree_wholly_though_tenths_are_never_exact():
    found = agreement(Ratings.of([[0.1, 0.1], [0.2, 0.2], [0.3, 0.3], [0.7, 0.7]], [0.1, 0.2, 0.3, 0.7]), draws=0)

    for name in STATISTICS:
        if name.startswith("icc"):
            assert (found[name].estimate, found[name].low, found[name].high) == pytest.approx((1, 1, 1), abs=1e-12)
            assert found[name].se == 0


def test_so_many_categories_that_kinds_of_people_fit_no_number_are_kept_apart():
    ratings = Ratings.of([[number, (number * 7) % 45, number] for number in range(45)], range(45))
    whole, drawn = (krippendorff_alpha(ratings, metric="nominal", draws=draws) for draws in (0, 20))

    assert drawn.estimate == pytest.approx(whole.estimate)
    assert drawn.n_subjects == 45
    assert krippendorff._Kinds.of(ratings).counts.shape[0] == 45


def test_the_interval_of_draws_leaves_half_of_what_it_leaves_out_on_each_side():
    blank = krippendorff_alpha(RARE, metric="nominal", level=0.9, draws=0)
    found = krippendorff._bounded(blank, np.arange(101) / 100, 101, 1)

    assert (found.low, found.high) == pytest.approx((0.05, 0.95))
    assert found.se == pytest.approx(np.std(np.arange(101) / 100, ddof=1))


@pytest.mark.parametrize(("defined", "why"), [(5, None), (4, Undefined.NO_DRAWS)])
def test_an_interval_needs_half_of_the_draws(defined, why):
    drawn = np.array([0.1, 0.2, 0.3, 0.4, 0.5][:defined] + [NAN] * (10 - defined))

    assert krippendorff._bounded(krippendorff_alpha(RARE, metric="nominal"), drawn, 10, 1).undefined_because == why


def test_the_level_that_is_asked_for_is_the_level_of_every_interval():
    wide, narrow = (agreement(RARE, level=level, draws=100) for level in (0.95, 0.5))

    assert {each.level for each in narrow.values()} == {0.5}
    for name, each in narrow.items():
        if each.low is not None:
            assert each.low > wide[name].low


def test_an_interval_without_one_of_its_ends_lies_in_no_band():
    bands = Bands.of(
        "-", {"statistics": [], "bands": [{"code": "a", "label": "-"}, {"code": "b", "label": "-", "from": 0}]}
    )

    assert (bands.covered(None, 0.5), bands.covered(0.5, None)) == ((), ())


def test_the_paradox_is_told_from_that_very_agreement_on_and_below_that_very_kappa_of_the_least():
    found = agreement(RARE, draws=0)
    share = found["percent_agreement"].estimate
    kappas = sorted(found[name].estimate for name in ("cohen_kappa", "fleiss_kappa", "krippendorff_alpha_nominal"))

    assert cautions(found, agreement_from=share, kappa_below=sum(kappas[:2]) / 2) == (Caution.PREVALENCE,)
    assert cautions(found, agreement_from=share, kappa_below=kappas[0]) == ()
