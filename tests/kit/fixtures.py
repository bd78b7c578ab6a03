"""Fixtures that need Django, which is ready only when a test asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.kit.invented import Invented


@pytest.fixture
def invented(db: None) -> Invented:
    """This will build the invented people and places, without any case."""
    from tests.kit import invented

    return invented.build_again()
