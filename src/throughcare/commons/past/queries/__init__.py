"""Look-ups of the past. What the reader may not see today does not come back, whatever the day that is asked about."""

from throughcare.commons.past.queries.readers import Table, readers_at, tables_then
from throughcare.commons.past.queries.rows import Kept, first_recorded, rows, rows_of, tables
from throughcare.commons.past.queries.stood import Stood, erased_at, lines, stages_of, stood

__all__ = [
    "Kept",
    "Stood",
    "Table",
    "erased_at",
    "first_recorded",
    "lines",
    "readers_at",
    "rows",
    "rows_of",
    "stages_of",
    "stood",
    "tables",
    "tables_then",
]
