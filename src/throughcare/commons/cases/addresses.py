"""Where a record of a case is found: tasks, events and cards carry addresses below the case."""

from __future__ import annotations


def page_of(reference: str, address: str = "") -> str:
    """This will give the address of a page of a case from its address below the case, such as `plan`."""
    path, mark, rest = address.strip("/").partition("?") if "?" in address else (address.strip("/"), "", "")
    below = f"{path}/" if path and "#" not in path else path
    return f"/cases/{reference}/{below}{mark}{rest}"
