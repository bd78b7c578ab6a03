"""R's psych agrees with us on random ratings: kappa with its standard error, the six ICC and alpha with their intervals.

Not the standard error of weighted kappa: psych 2.2.9 takes the sums of `w * rs` by row where Fleiss, Cohen and Everitt 1969
have the weighted means by column. There statsmodels is our second opinion.
"""

import csv
import subprocess
from pathlib import Path

import numpy as np
import pytest

from throughcare.methods.agreement import FORMS, Ratings, cohen_kappa, intraclass
from throughcare.methods.structure.consistency import cronbach

TABLES = 60
ITS_FORMS = dict(zip(FORMS, ("ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"), strict=True))


def invented(seed):
    """Give ratings on 0..q-1 of n people by k raters, who agree more often than by chance; every category is used."""
    rng = np.random.default_rng(seed)
    n, k, q = rng.integers(12, 60), rng.integers(2, 6), rng.integers(2, 6)
    shared = rng.integers(0, q, (n, 1))
    values = np.where(rng.random((n, k)) < 0.6, shared, rng.integers(0, q, (n, k)))
    values[:q] = np.arange(q)[:, None]
    values[q, :2] = [0, 1]
    return values


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    for seed in range(TABLES):
        np.savetxt(folder / f"{seed}.csv", invented(seed), fmt="%d", delimiter=",")
    line = ["Rscript", "--vanilla", str(Path(__file__).with_name("by_psych.R")), str(folder)]
    said = subprocess.run(line, capture_output=True, text=True, check=True).stdout
    return {
        (int(table), name): [float(each.replace("NA", "nan")) for each in figures]
        for table, name, *figures in csv.reader(said.splitlines())
    }


def test_it_spoke_of_every_table(theirs):
    assert {table for table, _name in theirs} == set(range(TABLES))


@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic"])
def test_kappa_and_its_standard_error(theirs, weights):
    for seed in range(TABLES):
        values = invented(seed)
        ours = cohen_kappa(Ratings.of(values[:, :2], range(values.max() + 1)), weights=weights)
        estimate, se, _low, _high = theirs[seed, weights]

        assert ours.estimate == pytest.approx(estimate, abs=1e-9), seed
        if weights == "identity":
            assert ours.se == pytest.approx(se, abs=1e-9), seed


@pytest.mark.parametrize("form", FORMS)
def test_intraclass_correlations_and_their_intervals(theirs, form):
    for seed in range(TABLES):
        values = invented(seed)
        ours = intraclass(Ratings.of(values, range(values.max() + 1)), form=form)
        estimate, _se, low, high = theirs[seed, ITS_FORMS[form]]

        assert ours.estimate == pytest.approx(estimate, abs=1e-9), seed
        assert [ours.low, ours.high] == pytest.approx([low, high], abs=1e-6), (
            seed
        )  # no table lacks one: NA equals nothing


def test_alpha_and_its_interval(theirs):
    for seed in range(TABLES):
        ours = cronbach(invented(seed).astype(float))
        estimate, _se, low, high = theirs[seed, "alpha"]

        assert ours.alpha == pytest.approx(estimate, abs=1e-9), seed
        assert [ours.low, ours.high] == pytest.approx([low, high], abs=1e-6), seed
