"""Clocks kept in time: one line a rule, four counts, rounded; police steps and the other programmes in none of them."""

from datetime import UTC, date, datetime

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Case, Task
from throughcare.frame.transaction import acting
from throughcare.oversight.evaluation import clocks, facts, kept, queries
from throughcare.oversight.evaluation.actions import make_tables
from throughcare.oversight.evaluation.facts_shape import ClockFact
from throughcare.safeguards.pathways import Pathway

UNTIL = date(2026, 9, 30)
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
CHANNEL = Pathway.load("channel")
RULE = CHANNEL.clock("information_answer").rule
LINE = "channel/information_answer"


def a_date(due_on=date(2026, 6, 29), done_on=None, rule=RULE, number=5):
    return [ClockFact("channel", CHANNEL.version, rule, due_on, done_on)] * number


def counted(rows):
    found = clocks.table(rows, until=UNTIL, pathways=("channel",))
    return [cell.number for cell in found.line(LINE)]


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        (a_date(done_on=date(2026, 6, 29)), [5, 5, 0, 0]),
        (a_date(done_on=date(2026, 6, 30)), [5, 0, 5, 0]),
        (a_date(), [5, 0, 0, 5]),
        (a_date(done_on=date(2026, 10, 1)), [5, 0, 0, 5]),
        (a_date(due_on=date(2026, 10, 1)), [0, 0, 0, 0]),
        (a_date(due_on=date(2025, 9, 30)), [0, 0, 0, 0]),
        (a_date(due_on=date(2025, 10, 1), done_on=date(2025, 10, 1)), [5, 5, 0, 0]),
        (a_date(number=2), [0, 0, 0, 0]),
        (a_date(number=13), [15, 0, 0, 15]),
    ],
)
def test_a_date_is_due_in_the_year_to_the_quarter_and_in_time_later_or_past_due(rows, numbers):
    assert counted(rows) == numbers


def test_every_rule_that_counts_days_has_a_line_whether_or_not_it_was_due_but_those_of_the_police():
    rows = clocks.table([], until=UNTIL, pathways=("channel",)).rows

    assert LINE in rows
    assert not {"channel/deconfliction", "channel/gateway", "channel/threat_acknowledgement"} & set(rows)
    assert "channel/further_assessment" not in rows  # people choose that day


def test_a_line_says_its_rule_its_source_and_whether_it_is_to_be_verified():
    line = next(one for one in clocks.lines(clocks.table([], until=UNTIL, pathways=("channel",))) if one.verify)

    assert (line.label, line.cells) == ("Partner's answer", ("0", "0", "0", "0"))
    assert "10 working days" in line.explanation
    assert "Channel duty guidance" in line.source


def asked(invented, reference, *, due_on, police=False):
    with invented.opened(reference, "dee") as case:
        clock = case.pathway.clock("deconfliction" if police else "information_answer")
        new = NewTask(code="x.y", due_on=due_on, for_role="coordinator", pathway_rule=clock.rule, police=police)
        return cases.ask(case, new, at=NOW)


def told():
    with acting("facts", staff=None, at=AT):
        return list(facts.clock_rows())


def test_the_view_tells_rule_and_days_and_nothing_of_police_or_of_a_pathway_nobody_named(invented):
    reference, other = invented.receive(), invented.receive()
    Task.objects.all().delete()
    task = asked(invented, reference, due_on=date(2026, 6, 29))
    asked(invented, reference, due_on=date(2026, 6, 22), police=True)
    asked(invented, other, due_on=date(2026, 6, 29))
    Case.objects.filter(reference=other).update(pathway="ddp_licence", pathway_version="2026-11-23")
    Task.objects.filter(pk=task.pk).update(done_at=datetime(2026, 6, 29, 23, 30, tzinfo=UTC))

    assert told() == [ClockFact("channel", CHANNEL.version, RULE, date(2026, 6, 29), date(2026, 6, 30))]


@pytest.fixture
def made(invented, monkeypatch):
    monkeypatch.setattr(
        "throughcare.oversight.evaluation.actions.draw", lambda picture, *, shape, prefix: "<svg></svg>"
    )
    reference = invented.receive()
    for _number in range(6):
        asked(invented, reference, due_on=date(2026, 6, 29))
    with acting("facts", staff=None, at=AT):
        make_tables(until=UNTIL, at=AT)
    return invented


def test_the_table_is_kept_with_the_others_of_its_quarter(made):
    stored = queries.stored(clocks.MEASURE, breakdown="", until=UNTIL)

    assert kept.from_data(stored.data).cell(LINE, "past_due").number == 5
    assert stored.measure_version == clocks.measure().version
    assert all(row.isdigit() for row in queries.years(UNTIL))


def test_the_page_and_its_file_show_each_rule_with_its_source_and_mark(made):
    ada = made.browser("ada")
    page = ada.get("/figures/clocks/").content.decode()
    assert "Partner&#39;s answer" in page
    assert "Channel duty guidance" in page
    assert "Verify" in page
    assert "Open and past due" in page
    assert "Every figure is rounded to 5" in page

    written = ada.get("/figures/clocks.csv").content.decode()
    assert '"Partner\'s answer"' in written or "Partner's answer" in written
    assert ",verify,5,0,0,5" in written


def test_who_sees_no_figures_sees_none_of_these(made):
    for who in ("ben", "ivo", "dov"):
        assert made.browser(who).get("/figures/clocks/").status_code == 422


def test_before_a_quarter_is_counted_the_page_says_so(invented):
    assert "No closed quarter was counted yet" in invented.browser("ada").get("/figures/clocks/").content.decode()
