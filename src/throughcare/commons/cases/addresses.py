"""Where a record of a case is found: tasks, events and cards carry addresses below the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from throughcare.commons.cases.gate import OpenCase

_shown: dict[str, str] = {}


def page_of(reference: str, address: str = "") -> str:
    """This will give the address of a page of a case from its address below the case, such as `plan`."""
    path, mark, rest = address.strip("/").partition("?") if "?" in address else (address.strip("/"), "", "")
    below = f"{path}/" if path and "#" not in path else path
    return f"/cases/{reference}/{below}{mark}{rest}"


def pages_show(compartment: str, *begins: str) -> None:
    """This will say which compartment the pages below these addresses show; a package says so where it is not core.

    Of two addresses the longer counts: `orders/ladder` may show another than `orders`.
    """
    _shown.update(dict.fromkeys(begins, compartment))


def may_follow(case: OpenCase, address: str) -> bool:
    """This will say whether the reader may open a page of the case, so that nobody is offered a refusal."""
    path = address.partition("?")[0].strip("/")
    begins = [begin for begin in _shown if f"{path}/".startswith(f"{begin}/")]
    return case.may_read(_shown[max(begins, key=len)] if begins else "core")
