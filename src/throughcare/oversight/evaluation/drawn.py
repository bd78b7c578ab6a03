"""The charts of a page: as kept with the table, or drawn now for other years and remembered by this process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import get_language

from throughcare.methods.disclosure import Table
from throughcare.oversight.evaluation.models import StoredTable
from throughcare.oversight.evaluation.pictures import Picture
from throughcare.oversight.evaluation.shown import default_years


def drawings(stored: StoredTable, picture: Picture, *, table: Table) -> Mapping[str, str]:
    """This will give the wide and the narrow drawing of a picture."""
    opens_on = tuple(int(year) for year in default_years(table))
    if stored.drawings and picture.years == opens_on and stored.language == (get_language() or "en"):
        kept: dict[str, str] = stored.drawings
        return kept
    return _draw(picture)


@lru_cache(maxsize=128)
def _draw(picture: Picture) -> Mapping[str, str]:
    # The engine takes more than a second to load: most pages never need it.
    from throughcare.oversight.evaluation.charts import draw

    return {shape: draw(picture, shape=shape, prefix=f"chart-{shape}") for shape in ("wide", "narrow")}
