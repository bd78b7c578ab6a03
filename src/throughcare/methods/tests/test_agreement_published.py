"""Agreement as it stands in print: Shrout & Fleiss 1979, Fleiss 1971, Krippendorff 2011, Gwet 2014, Cohen 1960 and others."""

import numpy as np
import pytest

from throughcare.methods.agreement import (
    Ratings,
    agreement,
    cohen_kappa,
    fleiss_kappa,
    fleiss_z,
    gwet_ac,
    intraclass,
    krippendorff_alpha,
    percent_agreement,
)

_ = np.nan
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
).T


def expanded(table) -> Ratings:
    """Two raters' ratings, from the table of how often each pair of categories came."""
    pairs = [(row, column) for row, line in enumerate(table) for column, n in enumerate(line) for _n in range(n)]
    return Ratings.of(pairs, range(len(table)))


@pytest.mark.parametrize(
    ("form", "printed"),
    [("icc_1_1", 0.17), ("icc_2_1", 0.29), ("icc_3_1", 0.71), ("icc_1_k", 0.44), ("icc_2_k", 0.62), ("icc_3_k", 0.91)],
)
def test_shrout_and_fleiss_1979(form, printed):
    assert round(intraclass(Ratings.of(JUDGES, range(1, 11)), form=form).estimate, 2) == printed


@pytest.mark.parametrize(
    ("form", "low", "high"),
    [
        ("icc_1_1", -0.13, 0.72),
        ("icc_2_1", 0.02, 0.76),
        ("icc_3_1", 0.34, 0.95),
        ("icc_1_k", -0.88, 0.91),
        ("icc_2_k", 0.07, 0.93),
        ("icc_3_k", 0.68, 0.99),
    ],
)
def test_the_intervals_of_the_same_judges_as_other_programs_print_them(form, low, high):
    found = intraclass(Ratings.of(JUDGES, range(1, 11)), form=form)

    assert (round(found.low, 2), round(found.high, 2)) == (low, high)
    assert found.se > 0


def test_fleiss_1971():
    from statsmodels.stats.tests.test_inter_rater import diagnoses

    ratings = Ratings.of(diagnoses, range(1, 6))

    assert round(fleiss_kappa(ratings).estimate, 3) == 0.430
    assert round(fleiss_z(ratings), 2) == 17.65


@pytest.mark.parametrize(
    ("metric", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorff_2011(metric, printed):
    found = krippendorff_alpha(Ratings.of(OBSERVERS, range(1, 6)), metric=metric, draws=0)

    assert round(found.estimate, 3) == printed
    assert (found.n_subjects, found.n_raters, found.se) == (11, 4, None)


def test_gwet_2014_on_the_same_observers():
    """The tables of the handbook's own software: AC1 0.775 (0.143), kappa of Fleiss 0.761 (0.153)."""
    ratings = Ratings.of(OBSERVERS, range(1, 6))
    ac1, kappa = gwet_ac(ratings), fleiss_kappa(ratings)

    assert (round(ac1.estimate, 5), round(ac1.se, 5), round(ac1.low, 3), ac1.high) == (0.77544, 0.14295, 0.461, 1)
    assert (round(kappa.estimate, 5), round(kappa.se, 5), round(kappa.low, 3)) == (0.76117, 0.15302, 0.424)
    assert round(gwet_ac(ratings, weights="linear").estimate, 5) == 0.85874
    assert round(gwet_ac(ratings, weights="quadratic").se, 5) == 0.10396
    assert round(percent_agreement(ratings).estimate, 5) == 0.81818


def test_cohen_1960_with_the_standard_error_of_1969():
    """Cohen's example, 200 people: kappa .492; Fleiss, Cohen and Everitt's, 200 people: kappa .429, se .054."""
    first = cohen_kappa(expanded([[88, 14, 18], [10, 40, 10], [2, 6, 12]]))
    second = cohen_kappa(expanded([[106, 10, 4], [22, 28, 10], [2, 12, 6]]))

    assert round(first.estimate, 3) == 0.492
    assert (round(second.estimate, 3), round(second.se, 3)) == (0.429, 0.054)


def test_feinstein_and_cicchetti_1990():
    """The same 85 % of agreement: kappa 0.70 where both answers are as frequent, 0.32 where one is rare."""
    even, rare = (agreement(expanded(table), draws=0) for table in ([[40, 9], [6, 45]], [[80, 10], [5, 5]]))

    assert [round(each["percent_agreement"].estimate, 2) for each in (even, rare)] == [0.85, 0.85]
    assert [round(each["cohen_kappa"].estimate, 2) for each in (even, rare)] == [0.70, 0.32]
    assert [round(each["gwet_ac1"].estimate, 2) for each in (even, rare)] == [0.70, 0.81]
