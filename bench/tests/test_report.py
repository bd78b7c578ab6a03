"""The table and the page of a run: every budget beside its figure, and a star where one was missed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bench import agreement, budgets, floor, kept, machine, report
from bench.asking import Timed, many_readers, one_reader
from bench.measuring import Beside, calibrated, memory, proved
from bench.readers import Page, Reader
from throughcare.safeguards.pathways.proof import Outcome

MEMBER = Reader("panel member", "n9", 9, 20)
CASE = Page("case page", MEMBER, ("/cases/TC-4HX7RN/",), budgets.CASE_MEMBER)
WITHIN = report.Line(CASE, 22, Timed(18.0, 24.5), 131.0, Timed(15.0, 17.0), Beside(6.0, 5.0))
MISSED = report.Line(CASE, 22, Timed(40.0, 55.0), 60.0, Timed(15.0, 17.0), Beside(6.0, 3.0))


def a_run(*lines: report.Line, scale: str = "small", cases: int = 200) -> report.Run:
    return report.Run(
        scale=scale,
        cases=cases,
        notes=2000,
        lines=lines,
        audit_lines=3000,
        audit_a_second=40000.0,
        imported_a_second=1200.0,
        server_mb=250.0,
        database_mb=300.0,
        database_size_mb=40.0,
        loop_before_ms=100.0,
        loop_after_ms=101.0,
        load=(0.2, 1.9),
        postgres="18.0",
        on=date(2026, 11, 22),
        cores=2,
        machine=machine.machine(),
        proofs=26,
        acts_proved=500000,
        acts_a_second=90000.0,
    )


def test_a_page_within_its_budgets_carries_no_star():
    assert WITHIN.missed == []
    assert not any("*" in cell for cell in report.row(WITHIN))


def test_each_budget_that_was_missed_carries_a_star():
    cells = dict(zip(report.HEADS, report.row(MISSED), strict=True))

    assert MISSED.missed == ["95th percentile", "requests a second", "times the floor"]
    assert cells["95th ms"] == "55.0 *"
    assert cells["a second, 8 readers"] == "60 *"
    assert cells["times the floor"] == "2.67 *"
    assert cells["policies / owner"] == "2.00"


def test_the_page_of_the_manual_has_a_row_a_page_and_names_no_machine():
    page = report.page([a_run(WITHIN, MISSED)])

    assert page.count("| case page |") == 2
    assert page.splitlines()[0] == "# What pages cost"
    assert "1,200 rows a second, budget 1,000" in page
    assert "cores" in page and str(Path.home()) not in page


def test_a_run_at_one_scale_keeps_the_figures_of_the_others(tmp_path):
    large, small = a_run(MISSED, scale="large", cases=10_000), a_run(WITHIN)
    for run in (large, a_run(MISSED), small):
        kept.keep(run, into=tmp_path)

    assert kept.kept(of=tmp_path) == [small, large]


def test_the_growth_of_each_cost_stands_in_one_row(tmp_path):
    page = report.page([a_run(WITHIN), a_run(MISSED, scale="large", cases=10_000)])

    assert "| page | reader | 200 cases | 10,000 cases |" in page
    assert "| case page | panel member | 22; 18, 24 | 22; 40, 55 * |" in page
    assert page.index("## 10,000 cases") < page.index("## 200 cases")


def test_a_recorded_page_comes_back_as_it_was_with_its_texts_as_values():
    text = '<h1 class="x">Sam &amp; Jo</h1>{{ not a value }}<p>5</p>'
    _statements, template, values = floor._compiled(floor.Recorded((), text))

    assert values == ["Sam &amp; Jo", "{ { not a value }}", "5"]
    assert "Sam" not in template.render(values=["a", "b", "c"])


def test_requests_are_timed_one_by_one_and_counted_together():
    asked: list[int] = []

    timed = one_reader(asked.append, number=25)
    a_second = many_readers([asked.append] * 3, seconds=0.05)

    assert timed.middle <= timed.p95
    assert a_second > 0
    assert asked[:7] == [0, 1, 2, 3, 4, 0, 1]


def test_a_run_that_proved_the_pathways_says_how_fast_and_an_older_one_says_nothing(tmp_path):
    kept.keep(replace(a_run(WITHIN), proofs=0), into=tmp_path)

    assert "90,000 transitions a second, 500,000 for 26 proofs" in report.page([a_run(WITHIN)])
    assert "transitions a second" not in report.page(kept.kept(of=tmp_path))


def test_the_pathways_are_proved_and_counted(monkeypatch):
    found = [Outcome(law=None, tried=300), Outcome(law=None, tried=200)]
    monkeypatch.setattr("throughcare.safeguards.pathways.proof.prove", lambda pathway: found)

    proofs, acts, a_second = proved()

    assert acts == 250 * proofs
    assert a_second > 0


def test_the_machine_is_looked_at():
    import os

    assert calibrated() > 0
    assert memory(os.getpid()) > 1


def test_keeping_a_draft_that_takes_longer_than_its_budget_carries_a_star():
    quick, slow = (dict(report.besides(replace(a_run(WITHIN), autosave_ms=ms))) for ms in (12.0, 51.0))

    assert quick[report.KEEPING] == "12.0 ms at the 95th percentile, budget 50"
    assert slow[report.KEEPING] == "51.0 ms at the 95th percentile *, budget 50"
    assert report.KEEPING not in dict(report.besides(a_run(WITHIN)))


def test_an_access_pack_that_takes_longer_than_its_budget_carries_a_star():
    quick, slow = (dict(report.besides(replace(a_run(WITHIN), pack_seconds=taken))) for taken in (1.5, 3.5))

    assert quick[report.PACKING] == "1.50 s, budget 3"
    assert slow[report.PACKING] == "3.50 s *, budget 3"
    assert report.PACKING not in dict(report.besides(a_run(WITHIN)))


def test_a_run_of_retention_that_takes_longer_than_its_budget_carries_a_star():
    quick, slow = (dict(report.besides(replace(a_run(WITHIN), retention_seconds=taken))) for taken in (12.3, 60.4))

    assert quick[report.RETAINING] == "12.3 s, budget 60"
    assert slow[report.RETAINING] == "60.4 s *, budget 60"
    assert report.RETAINING not in dict(report.besides(a_run(WITHIN)))


def test_signing_in_that_takes_longer_than_its_budget_carries_a_star():
    quick, slow = (dict(report.besides(replace(a_run(WITHIN), sign_in_ms=ms))) for ms in (140.0, 301.0))

    assert quick[report.SIGNING_IN] == "140 ms at the 95th percentile, budget 300"
    assert slow[report.SIGNING_IN] == "301 ms at the 95th percentile *, budget 300"
    assert report.SIGNING_IN not in dict(report.besides(a_run(WITHIN)))


def test_agreement_that_takes_longer_than_its_budget_carries_a_star():
    quick, slow = (dict(report.besides(replace(a_run(WITHIN), agreement_seconds=taken))) for taken in (2.6, 10.2))

    assert quick[report.AGREEING] == "2.6 s, budget 10"
    assert slow[report.AGREEING] == "10.2 s *, budget 10"
    assert report.AGREEING not in dict(report.besides(a_run(WITHIN)))


def test_the_race_of_agreement_is_kept_with_its_ratios_and_says_who_is_ahead():
    race = {"Cohen's kappa": {"ours": 0.001, "other": 0.004}, "alone": {"ours": 0.002}}
    lost = {"Cohen's kappa": {"ours": 0.004, "other": 0.001}}

    kept_page = agreement.page(race, 2.5)

    assert "4.0  other" in kept_page
    assert "everything: 2.50 s of 10 s." in kept_page
    assert "No other program is ahead." in kept_page
    assert "Another program is ahead: Cohen's kappa." in agreement.page(lost, 2.5)
    assert "cores" in kept_page and str(Path.home()) not in kept_page
