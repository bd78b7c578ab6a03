"""Where things stand on a chart: axis steps, labels that do not cover each other. Pure arithmetic."""

from collections.abc import Iterable, Sequence

from throughcare.frame.lettering import text_width


def steps(highest: int, *, at_most: int = 4) -> list[int]:
    """This will give the figures an axis shows: from 0, in even steps of 1, 2 or 5 times a power of ten, past the highest."""
    size = 1
    for size in _round_sizes():
        if highest <= size * at_most:
            break
    last = max(-(-highest // size), 1)
    return [size * step for step in range(last + 1)]


def apart(places: Sequence[float], *, by: float, lowest: float, highest: float) -> list[float]:
    """This will move places as little as needed so that each stands at least this far from the next, within the limits."""
    order = sorted(range(len(places)), key=lambda at: (places[at], at))
    moved = [min(max(places[at], lowest), highest) for at in order]
    for at in range(1, len(moved)):
        moved[at] = max(moved[at], moved[at - 1] + by)
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = min(moved[at], highest - by * (len(moved) - 1 - at))
    result = [0.0] * len(places)
    for at, place in zip(order, moved, strict=True):
        result[at] = place
    return result


def every_nth(years: Sequence[int], *, width: float, size: int) -> list[int]:
    """This will choose the years an axis has room to name, counted back from the last, which is always named."""
    room = max(int(width / (text_width("0000", size=size) * 1.15)), 1)
    step = -(-len(years) // room)
    return sorted(list(years)[::-1][::step])


def _round_sizes() -> Iterable[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10
