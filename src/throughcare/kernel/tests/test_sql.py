"""Statements are found by name, filled with our own words only, and give rows with names."""

import pytest

from throughcare.kernel.sql import NamedSql, read_statements

TWO = """-- name: one
-- The first.
SELECT 1 AS number

-- name: greeting
SELECT %(word)s::text AS word, 2 AS number ORDER BY {order};
"""


def test_each_statement_is_found_by_its_name():
    found = read_statements(TWO, where="here")

    assert list(found) == ["one", "greeting"]
    assert found["greeting"].endswith("{order}")


def test_a_name_that_stands_twice_is_a_defect():
    with pytest.raises(ValueError, match="here names a statement twice"):
        read_statements(TWO + TWO, where="here")


@pytest.mark.django_db
def test_rows_carry_their_columns_as_attributes(tmp_path):
    path = tmp_path / "queries.sql"
    path.write_text(TWO)

    row = NamedSql(path).one("greeting", {"word": "100 %"}, parts={"order": "number DESC"})

    assert (row.word, row.number) == ("100 %", 2)
    assert NamedSql(path).one("one").number == 1
