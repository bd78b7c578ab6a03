"""How much room words take in a drawing: reckoned, since a server knows no reader's fonts."""

import textwrap

WIDTH_OF_A_LETTER = 0.64  # of the type size: bold letters of the widest font we name, so that texts fit with every one


def text_width(text: str, *, size: int) -> float:
    """This will give about how wide a text is at a type size."""
    return len(text) * size * WIDTH_OF_A_LETTER


def wrapped(text: str, *, width: float, size: int) -> list[str]:
    """This will break a text into lines no wider than this, at spaces only."""
    letters = max(int(width / (size * WIDTH_OF_A_LETTER)), 1)
    return textwrap.wrap(text, letters, break_long_words=False, break_on_hyphens=False) or [""]
