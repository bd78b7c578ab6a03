"""A year is counted once, in groups large enough, and nothing can be subtracted from it."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.kit.invented import NOW, SAM
from throughcare.commons.cases.models import Case, StageChange
from throughcare.frame.transaction import acting
from throughcare.oversight.equality import actions, definition, facts, shown
from throughcare.oversight.equality.models import EqualityTable, Sheet
from throughcare.safeguards.audit.models import Line
from throughcare.stages.referrals import actions as referrals
from throughcare.stages.referrals.telling import STAFF, NewReferral

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 2, 9, tzinfo=UTC)
NEXT_YEAR = AT + timedelta(days=365)
AT_LAST = datetime(2028, 4, 2, 9, tzinfo=UTC)  # when the year of the invented cases may be counted
FIRST = date(2024, 6, 1)  # in the year to March 2025, which is counted from April 2026


def lay_down(cases):
    """Stand in for the view of facts: a table of its columns."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP VIEW IF EXISTS {facts.VIEW} CASCADE")
        cursor.execute(
            f"CREATE TABLE {facts.VIEW} (case_id bigint, received_on date, to_panel_on date, adopted_on date, "
            "supported_on date, ended_on date)"
        )
        cursor.executemany(f"INSERT INTO {facts.VIEW} VALUES (%s, %s, %s, %s, %s, %s)", cases)
        cursor.execute(f"GRANT SELECT ON {facts.VIEW} TO tc_facts")


def a_case(number, day=FIRST, *, reaches=0):
    return (number, day, *((day,) * reaches), *((None,) * (4 - reaches)))


def answer(number, code, asked="religion"):
    letter = actions.codes.letter_code(number, key=definition.key())
    return actions.send(letter, [{"asked": asked, "code": code, "version": "2026-11-23", "words": ""}])


def count(at=AT):
    with acting("facts", staff=None, at=at):
        return actions.make_tables(at=at)


def table(asked="religion", year=2025):
    return shown.table_from(EqualityTable.objects.get(asked=asked, year=year).data)


@pytest.fixture
def counted():
    """72 cases: 40 who are Christian (half adopted), 20 Muslim, 4 Sikh, 3 who would not say, 5 without a form."""
    lay_down([a_case(number, reaches=4 if number <= 20 else 1) for number in range(1, 73)])
    said = ["christian"] * 40 + ["muslim"] * 20 + ["sikh"] * 4 + ["not_said"] * 3
    for number, code in enumerate(said, 1):
        answer(number, code)
    assert count() == 1


def test_each_stage_is_counted_by_what_people_said_with_those_who_gave_no_answer(counted):
    made = table()

    assert made.rows == ("christian", "together", "not_said", "left_empty", "no_form", "all")
    assert [cell.number for cell in made.line("christian")] == [40, 40, 20, 20, 20]
    assert [cell.number for cell in made.line("together")] == [25, 25, 0, 0, 0]
    assert [made.cell(row, "received").number for row in ("not_said", "no_form", "all")] == [5, 5, 70]
    assert EqualityTable.objects.get(asked="ethnicity").data == {}
    assert [line.subject for line in Line.objects.filter(verb="equality:counted")] == ["2025"]


def test_a_share_stands_beside_a_figure_where_its_stage_is_large_enough_and_never_beside_the_total(counted):
    lines = shown.lines(table(), definition.question("religion"), smallest_base=50)

    assert [line.cells[0] for line in (lines[0], lines[-1])] == ["40 (57%)", "70"]
    assert [line.cells[2] for line in (lines[0], lines[-1])] == ["20", "20"]


def test_the_last_form_of_a_letter_counts():
    lay_down([a_case(number) for number in range(1, 61)])
    for number in range(1, 61):
        answer(number, "muslim")
        answer(number, "hindu")
    count()

    assert table().cell("hindu", "received").number == 60


def test_two_releases_never_hold_the_same_case(counted):
    before = EqualityTable.objects.get(asked="religion", year=2025).data
    answer(72, "sikh")
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {facts.VIEW} VALUES (%s, %s, %s, %s, %s, %s)",
            [a_case(number, date(2025, 6, 1)) for number in range(100, 180)] + [a_case(99)],
        )
    for number in range(100, 180):
        answer(number, "sikh")

    assert (count(), count(NEXT_YEAR), count(NEXT_YEAR)) == (0, 1, 0)
    assert EqualityTable.objects.get(asked="religion", year=2025).data == before
    assert table(year=2026).cell("all", "received").number == 80


@pytest.mark.parametrize(
    ("first", "last", "waits"),
    [
        (date(2024, 4, 1), date(2025, 3, 30), 12),  # all but a day
        (date(2024, 6, 1), date(2024, 6, 1), 12),  # a day
        (date(2024, 4, 2), date(2025, 4, 1), 12),  # the year a day later
        (date(2024, 4, 1), date(2026, 3, 31), 0),  # two years
        (date(2024, 4, 1), date(2025, 3, 31), 12),  # the same year again
    ],
)
def test_the_function_that_counts_gives_no_other_time_to_subtract(counted, first, last, waits):
    with acting("facts", staff=None, at=AT), connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM tc.count_equality(%s, %s, %s, %s, %s)", [definition.key(), first, last, waits, ["religion"]]
        )
        assert cursor.fetchall() == []


def exactly(at=AT):
    """What the function itself counts of the year to March 2025, by what people said of their religion."""
    with acting("facts", staff=None, at=at), connection.cursor() as cursor:
        year = [date(2024, 4, 1), date(2025, 3, 31)]
        cursor.execute(
            "SELECT code, received FROM tc.count_equality(%s, %s, %s, 12, '{religion}')", [definition.key(), *year]
        )
        return dict(cursor.fetchall())


def test_a_year_holds_its_first_and_its_last_day_and_own_words_stand_for_themselves():
    days = [date(2024, 3, 31), date(2024, 4, 1), date(2025, 3, 31), date(2025, 4, 1)]
    lay_down([a_case(number, day) for number, day in enumerate(days, 1)])
    answer(2, "")

    assert exactly() == {"own_words": 1, "no_form": 1}


def test_the_function_that_counts_waits_for_the_day_itself():
    lay_down([a_case(1)])

    assert exactly(datetime(2026, 3, 31, 9, tzinfo=UTC)) == {}
    assert exactly(datetime(2026, 4, 1, 9, tzinfo=UTC)) == {"no_form": 1}


def test_a_year_is_not_counted_before_its_day():
    lay_down([a_case(1)])

    assert count(datetime(2026, 3, 31, 9, tzinfo=UTC)) == 0


def test_nothing_is_counted_without_the_key_of_the_site(settings):
    lay_down([a_case(1)])
    settings.EQUALITY_KEY = ""

    assert (count(), actions.send("4HX7-RN3K-9DWP-CTMF", [])) == (0, None)


def test_a_site_that_asks_nobody_takes_and_counts_nothing_and_still_erases_what_came(settings, invented):
    lay_down([a_case(number) for number in range(1, 61)])
    answer(1, "muslim")
    letter = actions.codes.letter_code(2, key=definition.key())
    settings.EQUALITY_MONITORING = False

    assert (count(), actions.send(letter, [])) == (0, None)
    with acting("eraser", staff=None, at=AT):
        actions.forget([1])
    assert not Sheet.objects.exists()


def test_the_real_view_gives_the_day_of_each_stage(invented):
    one, two, three = (receive(invented) for _each in range(3))
    panel(two, (16, "panels.no_support", "panel", "closed"))  # without any support that could have ended
    panel(
        three,
        (16, "panels.adopt", "panel", "planning"),
        (17, "plans.approve", "planning", "support"),
        (18, "closure.end", "support", "aftercare"),
        (19, "aftercare.end", "aftercare", "closed"),
    )

    assert told_by_the_view() == {
        one: (15, None, None, None, None),
        two: (15, 16, None, None, None),
        three: (15, 16, 16, 17, 18),
    }


def test_the_year_of_real_cases_is_counted_by_what_their_people_said(invented):
    cases = [receive(invented) for _each in range(6)]
    for case_id in cases[:3]:
        panel(case_id, (16, "panels.adopt", "panel", "planning"))
    for case_id, code in zip(cases, ["muslim", "muslim", "not_said", "christian"], strict=False):
        answer(case_id, code)
    answer(cases[4], "", asked="ethnicity")

    with acting("facts", staff=None, at=AT_LAST), connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, received, panel, adopted, supported, ended FROM tc.count_equality(%s, %s, %s, 12, %s)",
            [definition.key(), date(2026, 4, 1), date(2027, 3, 31), ["religion"]],
        )
        assert set(cursor.fetchall()) == {
            ("muslim", 2, 2, 2, 0, 0),
            ("not_said", 1, 1, 1, 0, 0),
            ("christian", 1, 0, 0, 0, 0),
            ("left_empty", 1, 0, 0, 0, 0),
            ("no_form", 1, 0, 0, 0, 0),
        }


@pytest.mark.parametrize("role", ["staff", "oversight", "public_form", "clock", "evaluator"])
def test_no_role_but_that_of_statistics_counts(invented, role):
    if role == "evaluator":  # a person who reads the figures, with what their session may
        with invented.acting("eva"):
            refused()
    else:
        with acting(role, staff=None, at=AT_LAST):
            refused()


@pytest.mark.parametrize(
    "statement", ["SELECT * FROM equality_sheet", "SELECT * FROM equality_said", "DELETE FROM equality_equalitytable"]
)
def test_the_role_that_counts_reads_no_answer_and_takes_no_table_back(invented, statement):
    with (
        acting("facts", staff=None, at=AT_LAST),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def refused():
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM tc.count_equality('x', '2026-04-01', '2027-03-31', 12, '{religion}')")


def test_what_the_file_holds_is_what_the_page_shows_with_its_rules(invented, counted):
    eva = invented.browser("eva")
    page = eva.get("/figures/equality/", {"by": "religion", "year": "2025"}).text
    before = Line.objects.count()
    sent = eva.get("/figures/equality.csv", {"by": "religion", "year": "2025"})

    lines = list(csv.reader(sent.content.decode().splitlines()))
    assert lines[0] == ["Group", "Received", "At a panel", "Adopted", "Supported", "Support ended"]
    assert lines[1:7] == [[shown_label(row), *map(str, numbers)] for row, numbers in table_rows()]
    assert lines[7] == [] and "cases received in the year to March 2025" in lines[8][0]
    assert any("[c]" in line[0] for line in lines[9:]) and "No figure here shows a cause" in lines[-1][0]
    assert all(f">{cell}" in page for line in lines[1:7] for cell in line)
    assert [line.verb for line in Line.objects.order_by("id")[before:]] == ["equality:downloaded"]
    assert sent.headers["Content-Disposition"] == 'attachment; filename="figures-equality-by-religion-to-2025.csv"'


def test_a_year_that_shows_nothing_gives_no_file_and_a_stranger_none_at_all(invented, counted):
    assert invented.browser("eva").get("/figures/equality.csv", {"by": "sex"}).status_code == 302
    assert invented.browser("ivo").get("/figures/equality.csv", {"by": "religion"}).status_code == 422


def test_a_withheld_figure_stands_as_c_on_the_page_and_in_the_file(invented):
    lay_down([a_case(number) for number in range(1, 73)])  # 18 of each print 20 beside 70: each would be 18 exactly
    groups = ["christian", "muslim", "hindu", "buddhist"]
    for number in range(1, 73):
        answer(number, groups[number % 4])
    count()
    eva = invented.browser("eva")

    page, file = (
        eva.get(address, {"by": "religion"}).text for address in ("/figures/equality/", "/figures/equality.csv")
    )
    assert table().cell("all", "received").number == 70
    assert ">[c]<" in page and "[c]: withheld" in page
    assert ",[c]" in file and "[c]: withheld" in file


def table_rows():
    made = table()
    return [(row, [cell.number for cell in made.line(row)]) for row in made.rows]


def shown_label(row):
    return definition.question("religion").label(row)


def receive(invented):
    new = NewReferral("Grew quiet.", invented.areas["northmere"], STAFF, NOW, person=SAM, sector="education")
    with acting("public_form", staff=None, at=NOW):
        return referrals.receive(new, by=None, at=NOW).case_id


def panel(case_id, *steps):
    """Lay down the history of a case: each step its day of June 2026, its verb, and from where to where."""
    case = Case.objects.get(pk=case_id)
    values = {name: getattr(case, name) for name in ("controller_id", "regime", "basis", "review_on")}
    for day, verb, from_stage, to_stage in steps:
        at = datetime(2026, 6, day, 12, tzinfo=UTC)
        StageChange.objects.create(
            case=case, verb=verb, from_stage=from_stage, to_stage=to_stage, happened_at=at, **values
        )


def told_by_the_view():
    with acting("facts", staff=None, at=AT_LAST), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {facts.VIEW}")
        return {row[0]: tuple(day.day if day else None for day in row[1:]) for row in cursor.fetchall()}


def test_the_page_shows_the_table_beside_the_population_that_the_site_supplied(
    invented, counted, tmp_path, monkeypatch
):
    eva = invented.browser("eva")
    alone = eva.get("/figures/equality/", {"by": "religion"}).text
    looked = [(line.staff_id, line.subject) for line in Line.objects.filter(verb="equality:looked")]
    withheld = eva.get("/figures/equality/", {"by": "sex"}).text
    (tmp_path / "populations" / "northmere").mkdir(parents=True)
    (tmp_path / "populations" / "northmere" / "2026-01-01.yaml").write_text(POPULATION, encoding="utf-8")
    with monkeypatch.context() as site:
        site.setenv("DEFINITIONS_DIR", str(tmp_path))
        supplied = definition.population("religion")
    monkeypatch.setattr(definition, "population", lambda _asked: supplied)
    beside = eva.get("/figures/equality/", {"by": "religion"}).text

    assert looked == [(invented.staff["eva"], "religion")]
    assert "supplied no population" in alone and "no figure here shows a cause" in alone
    assert (
        "Groups too small to show, together" in alone
        and "Sikh" not in alone.partition("<table")[2].partition("</table")[0]
    )
    assert "Fewer than 50 people answered" in withheld
    assert "60%" in beside and "an invented count" in beside
    assert eva.get("/figures/equality/", {"by": "nothing"}).status_code == 404
    assert invented.browser("ivo").get("/figures/equality/").status_code == 422


POPULATION = """\
version: "2026-01-01"
title: Northmere
area: Northmere
counted_on: "2021-03-21"
source: an invented count
approver: nobody
characteristic: religion
groups: {christian: 60, muslim: 30, none: 10}
"""
