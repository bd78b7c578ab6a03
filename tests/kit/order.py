"""Which files of tests are given out first, so that no process sits over a long one when the others have done."""

import pytest

LONG = (
    "tests/journeys/",
    "tests/torture/",
    "tests/rulebook/",
    "tests/laws/",
    "src/throughcare/api/",
    "src/throughcare/cli/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put folders of long files first; within them, and after them, everything keeps its place."""
    items.sort(key=lambda item: _place(item.nodeid))


def _place(node: str) -> int:
    return next((place for place, folder in enumerate(LONG) if node.startswith(folder)), len(LONG))
