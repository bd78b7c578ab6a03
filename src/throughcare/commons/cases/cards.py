"""What a slice shows of itself on the case page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Card:
    """One summary card: a title, rows of label and value, where it opens, and what an empty one says."""

    title: str
    rows: Sequence[tuple[str, str]] = field(default_factory=tuple)
    address: str = ""
    empty: str = ""
    order: int = 50


@dataclass(frozen=True)
class SideLink:
    """One link of the case's side navigation: its group (stages or record), label and address below the case."""

    group: str
    label: str
    address: str
    order: int = 50
