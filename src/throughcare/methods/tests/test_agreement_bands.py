"""Bands of intervals as the tables of their authors have them, and what is explained beside the numbers."""

import pytest

from throughcare.kernel.definitions import all_of
from throughcare.methods.agreement import STATISTICS, Bands, Caution, Ratings, agreement, cautions

TABLES = {each.name: Bands.of(each.title, each.data) for each in all_of("agreement_bands")}
SHOWN = [name for each in all_of("agreement_bands") for name in each.data["shown_for"]]
PARADOX = {"agreement_from": 0.8, "kappa_below": 0.6}


@pytest.mark.parametrize(
    ("table", "low", "high", "covered"),
    [
        ("landis_koch", -0.3, -0.1, ["poor"]),
        ("landis_koch", 0, 0.20, ["slight"]),
        ("landis_koch", 0.20, 0.21, ["slight", "fair"]),
        ("landis_koch", 0.5, 0.81, ["moderate", "substantial", "almost perfect"]),
        ("koo_li", 0.40, 0.76, ["poor", "moderate", "good"]),
        ("koo_li", 0.90, 0.91, ["good", "excellent"]),
        ("cicchetti", 0.40, 0.59, ["fair"]),
        ("fleiss", 0.75, 0.76, ["fair to good", "excellent"]),
        ("krippendorff", 0.60, 0.80, ["not reliable", "enough for tentative conclusions", "reliable"]),
    ],
)
def test_an_interval_lies_in_every_band_that_it_touches(table, low, high, covered):
    assert [band.label for band in TABLES[table].covered(low, high)] == covered


def test_without_an_interval_there_is_no_band():
    assert TABLES["koo_li"].covered(None, None) == ()


def test_each_statistic_but_percent_agreement_is_read_by_one_table_made_for_it():
    assert sorted(SHOWN) == sorted(set(STATISTICS) - {"percent_agreement"})
    for definition in all_of("agreement_bands"):
        assert set(definition.data["shown_for"]) <= set(definition.data["statistics"])
        begins = [band.begins for band in TABLES[definition.name].bands]
        assert begins == sorted(set(begins))


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([[0, 0]] * 80 + [[0, 1]] * 10 + [[1, 0]] * 5 + [[1, 1]] * 5, (Caution.PREVALENCE,)),
        ([[0, 0]] * 40 + [[0, 1]] * 9 + [[1, 0]] * 6 + [[1, 1]] * 45, ()),
        ([[0, 0]] * 30 + [[0, 1]] * 40 + [[1, 1]] * 30, ()),
        ([[0, 0]] * 5, (Caution.ONE_CATEGORY,)),
        ([[0, 0]] * 5 + [[1, 1]] * 2, (Caution.NO_DISAGREEMENT,)),
    ],
    ids=["one answer is rare", "both are as frequent", "little agreement", "one category", "no disagreement"],
)
def test_what_seems_to_contradict_itself_is_explained(pairs, told):
    assert cautions(agreement(Ratings.of(pairs, [0, 1]), draws=0), **PARADOX) == told
