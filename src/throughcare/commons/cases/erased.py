"""What is forgotten with a case by packages that keep nothing under its number: they say so once, and are asked then."""

from __future__ import annotations

from collections.abc import Callable

_forgets: list[Callable[[list[int]], None]] = []


def also_forgets(call: Callable[[list[int]], None]) -> None:
    """This will have a package asked to forget cases when they are erased, under the eraser's role."""
    if call not in _forgets:
        _forgets.append(call)


def forget(case_ids: list[int]) -> None:
    """This will ask every such package to forget cases, as part of the act that erases them."""
    for call in _forgets:
        call(case_ids)
