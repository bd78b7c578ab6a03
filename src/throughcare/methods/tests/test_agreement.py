"""Agreement: the whole scale counts, what is undefined says why, missing ratings are told, intervals are honest."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughcare.methods.agreement import (
    STATISTICS,
    CannotRate,
    Missing,
    OffTheScale,
    Ratings,
    Undefined,
    agreement,
    cohen_kappa,
    gwet_ac,
    intraclass,
    krippendorff_alpha,
    percent_agreement,
)

NAN = np.nan
CORRECTED = [name for name in STATISTICS if "kappa" in name or "alpha" in name]
ICC = [name for name in STATISTICS if name.startswith("icc")]
worlds = st.tuples(
    st.integers(0, 2**32 - 1), st.integers(2, 40), st.integers(2, 5), st.integers(2, 6), st.sampled_from([0, 0.2, 0.6])
)


def invented(seed: int, n: int, raters: int, categories: int, missing: float) -> Ratings:
    rng = np.random.default_rng(seed)
    spread = rng.integers(0, categories, (n, 1)) + rng.integers(-1, 2, (n, raters))
    values = np.clip(spread, 0, categories - 1).astype(float)
    values[rng.random(values.shape) < missing] = NAN
    return Ratings.of(values, range(categories))


def test_it_is_imported_alone_without_django_or_pandas():
    code = "import sys, throughcare.methods.agreement, throughcare.methods.structure; print(sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "'numpy'" in loaded
    assert "django" not in loaded
    assert "pandas" not in loaded


def test_everybody_in_one_category_leaves_kappa_undefined_and_ac1_whole():
    found = agreement(Ratings.of([[2, 2], [2, 2], [2, 2]], [1, 2, 3]))

    assert found["percent_agreement"].estimate == found["gwet_ac1"].estimate == found["gwet_ac2_linear"].estimate == 1
    assert {found[name].undefined_because for name in CORRECTED} == {Undefined.ONE_CATEGORY}
    assert {found[name].undefined_because for name in ICC} == {Undefined.NO_DIFFERENCES}
    assert [found[name].estimate for name in CORRECTED + ICC] == [None] * len(CORRECTED + ICC)


def test_perfect_agreement_is_1_by_every_statistic():
    found = agreement(Ratings.of([[1, 1], [2, 2], [3, 3], [1, 1]], [1, 2, 3]))

    assert {name: each.estimate for name, each in found.items()} == pytest.approx(dict.fromkeys(STATISTICS, 1.0))
    assert {each.undefined_because for each in found.values()} == {None}


def test_categories_that_nobody_used_still_count():
    rated = [[1, 1], [2, 2], [1, 2], [2, 2], [1, 1]]
    narrow, wide = Ratings.of(rated, [1, 2]), Ratings.of(rated, [1, 2, 3, 4])

    assert gwet_ac(wide).estimate > gwet_ac(narrow).estimate
    assert gwet_ac(wide, weights="linear").estimate > gwet_ac(narrow, weights="linear").estimate
    assert cohen_kappa(wide).estimate == pytest.approx(cohen_kappa(narrow).estimate)


def test_distances_are_those_of_the_scale_and_not_of_the_categories_used():
    rated = [[1, 1], [2, 5], [5, 5], [1, 2], [2, 2]]

    found = cohen_kappa(Ratings.of(rated, range(1, 6)), weights="linear").estimate

    assert found == pytest.approx(1 - (4 / 5) / (44 / 25))


def test_missing_ratings_are_left_out_as_each_statistic_says():
    found = agreement(Ratings.of([[1, 1, NAN], [2, 3, 3], [NAN, 2, NAN], [3, 3, 3], [NAN, NAN, NAN]], [1, 2, 3]))

    assert (found["percent_agreement"].n_subjects, found["percent_agreement"].missing) == (3, Missing.PAIRS)
    assert (found["gwet_ac1"].n_subjects, found["gwet_ac1"].missing) == (4, Missing.PAIRS_AND_CHANCE)
    assert (found["icc_2_1"].n_subjects, found["icc_2_1"].missing) == (2, Missing.COMPLETE)
    assert found["cohen_kappa"].undefined_because == Undefined.TWO_RATERS_ONLY
    assert {each.n_raters for each in found.values()} == {3}


@pytest.mark.parametrize("rated", [[[1], [2]], [[1, NAN], [NAN, 2]], np.empty((0, 2)), [[NAN, NAN]]])
def test_without_pairs_everything_is_undefined_and_says_why(rated):
    found = agreement(Ratings.of(rated, [1, 2]))

    assert {each.estimate for each in found.values()} == {None}
    assert None not in {each.undefined_because for each in found.values()}


def test_one_person_gives_a_value_and_no_interval():
    found = agreement(Ratings.of([[1, 2, 2]], [1, 2, 3]))

    assert found["percent_agreement"].estimate == pytest.approx(1 / 3)
    for name in ("percent_agreement", "gwet_ac1", "fleiss_kappa", "krippendorff_alpha_ordinal"):
        assert (found[name].low, found[name].undefined_because) == (None, Undefined.ONE_PERSON)


def test_ratios_need_a_scale_without_numbers_below_zero():
    found = krippendorff_alpha(Ratings.of([[-1, 1], [0, 0]], [-1, 0, 1]), metric="ratio")

    assert found.undefined_because == Undefined.NEGATIVE_RATINGS


def test_raters_who_differ_by_a_constant_are_consistent_and_not_in_agreement():
    shifted = Ratings.of([[1, 2], [2, 3], [3, 4], [4, 5]], range(1, 6))

    assert intraclass(shifted, form="icc_3_1").estimate == pytest.approx(1)
    assert intraclass(shifted, form="icc_2_1").estimate == pytest.approx(10 / 13)
    assert 0 <= intraclass(shifted, form="icc_2_1").low < 10 / 13


def test_a_rating_off_the_scale_is_told_with_its_place():
    with pytest.raises(OffTheScale) as told:
        Ratings.of([[1, 2], [3, 7]], range(1, 6))

    assert (told.value.row, told.value.column, told.value.value) == (1, 1, 7)


@pytest.mark.parametrize("scale", [[1], [1, 1, 2], [1, NAN], []])
def test_a_scale_has_two_categories_each_a_number(scale):
    with pytest.raises(CannotRate):
        Ratings.of([[1, 1]], scale)


def test_the_same_seed_gives_the_same_interval_and_another_seed_nearly():
    ratings = invented(3, 200, 3, 5, 0.1)
    first, again, other = (krippendorff_alpha(ratings, metric="ordinal", seed=seed) for seed in (1, 1, 2))

    assert first == again
    assert first.low != other.low
    assert first.low == pytest.approx(other.low, abs=0.02)


@given(worlds)
@settings(deadline=None, max_examples=40)
def test_every_interval_holds_its_estimate_and_stays_in_its_range(world):
    found = agreement(invented(*world), draws=50)

    assert list(found) == list(STATISTICS)
    for name, each in found.items():
        assert (each.estimate is None) <= (each.undefined_because is not None)
        if each.low is not None and each.high is not None:
            assert each.low - 1e-9 <= each.high <= 1 + 1e-9
            assert "alpha" in name or each.low - 1e-9 <= each.estimate <= each.high + 1e-9


@given(worlds, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=20)
def test_the_order_of_people_and_raters_changes_nothing(world, random):
    ratings = invented(*world)
    people, raters = list(range(len(ratings.values))), list(range(ratings.n_raters))
    random.shuffle(people)
    random.shuffle(raters)
    shuffled = Ratings.of(ratings.values[people][:, raters], ratings.scale)

    before, after = (agreement(each, draws=0) for each in (ratings, shuffled))

    for name in STATISTICS:
        assert after[name].estimate == pytest.approx(before[name].estimate, abs=1e-9)
        assert after[name].undefined_because == before[name].undefined_because


@given(worlds)
@settings(deadline=None, max_examples=20)
def test_alpha_of_a_weighted_draw_is_alpha_of_the_people_drawn(world):
    """The bootstrap by kinds of people is the bootstrap by people."""
    from throughcare.methods.agreement import krippendorff

    ratings = invented(*world)
    kinds = krippendorff._Kinds.of(ratings)
    if kinds.n < 2:
        return
    weights = kinds.resampled(3, 7)
    for metric in krippendorff.METRICS:
        drawn = krippendorff._alphas(metric, kinds, weights)
        for alpha, weight in zip(drawn, weights, strict=True):
            rated = np.repeat(kinds.counts, weight.astype(int), axis=0).astype(int)
            raw = [np.repeat(kinds.scale, person) for person in rated]
            table = [[*person, *[NAN] * (ratings.n_raters - len(person))] for person in raw]
            again = krippendorff_alpha(Ratings.of(table, ratings.scale), metric=metric, draws=0)
            assert alpha == pytest.approx(again.estimate if again.estimate is not None else NAN, nan_ok=True)


def test_the_bootstrap_of_alpha_and_the_formula_of_kappa_tell_the_same_width():
    ratings = invented(5, 400, 4, 4, 0)
    alpha = krippendorff_alpha(ratings, metric="nominal", draws=2000)
    kappa = agreement(ratings, draws=0)["fleiss_kappa"]

    assert alpha.se == pytest.approx(kappa.se, rel=0.1)
    assert alpha.low == pytest.approx(kappa.low, abs=0.02)


def test_intervals_cover_what_they_should():
    """Of 300 samples from a known world about 95 % hold the value of that world."""
    rng = np.random.default_rng(11)
    held = 0
    truth = percent_agreement(_world(rng, 200_000)).estimate
    for _sample in range(300):
        found = percent_agreement(_world(rng, 80))
        held += found.low <= truth <= found.high

    assert 0.91 <= held / 300 <= 0.98


def _world(rng, n):
    true = rng.integers(0, 3, (n, 1))
    return Ratings.of(np.where(rng.random((n, 3)) < 0.8, true, rng.integers(0, 3, (n, 3))), range(3))
