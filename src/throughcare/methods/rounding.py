"""Rounding of counts to a base, so that a printed figure never tells how many people there were exactly."""


def round_to_base(count: int, *, base: int = 5) -> int:
    """This will give the multiple of the base nearest to a count; a tie, possible with even bases only, goes up."""
    _refuse_impossible(count, base)
    return (count + base // 2) // base * base


def counts_behind(printed: int, *, base: int = 5) -> range:
    """This will give every count that prints as this figure: with base 5, 0 stands for 0, 1 or 2 and 10 for 8 to 12."""
    _refuse_impossible(printed, base)
    if printed % base:
        raise ValueError(f"{printed} is not a multiple of {base}, so no count prints like this.")
    lowest = max(0, printed - base // 2)
    return range(lowest, printed - base // 2 + base)


def percentage(part: int, whole: int, *, smallest_base: int) -> int | None:
    """This will give a whole percentage of two printed figures, or nothing where the base is too small to bear one."""
    if whole < max(smallest_base, 1):
        return None
    return (200 * part + whole) // (2 * whole)


def _refuse_impossible(count: int, base: int) -> None:
    if base < 1:
        raise ValueError("A base is 1 or more; base 1 prints counts as they are.")
    if count < 0:
        raise ValueError("Nobody can be counted less than zero times.")
