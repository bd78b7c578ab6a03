"""Two texts for one box: which of them clash, and how both are kept."""

from __future__ import annotations

from dataclasses import replace

from throughcare.commons.assessments.rules.writing import FOR, SIDES, Piece, Written

ANSWER = "answer"


def clash(saved: Written, mine: Written, *, answers: bool = False) -> str:
    """This will name the first box in which the words saved meanwhile and mine differ; empty where none does.

    With `answers` a differing answer counts too, as it does where two people write.
    """
    before, after = boxes_of(saved), boxes_of(mine)
    found = next((box for box, words in before.items() if words.strip() and words != after.get(box, "")), "")
    differ = saved.answers and (saved.presence, dict(saved.further)) != (mine.presence, dict(mine.further))
    return found or (ANSWER if answers and differ else "")


def boxes_of(written: Written) -> dict[str, str]:
    """This will give the words of every box of a factor."""
    pieces = {f"{side}-text-{number}": piece.text for side in SIDES for number, piece in enumerate(written.on(side), 1)}
    return {"missing": written.missing, **pieces}


def merge(saved: Written, mine: Written, *, box: str, keep: str) -> Written:
    """This will join two people's words: the box they clash in as was chosen, and nothing else of either lost."""
    if box == ANSWER:
        answered = saved if keep == "saved" else mine
        mine = replace(mine, presence=answered.presence, further=answered.further)
    kept = boxes_of(saved).get(box, "")
    ours = boxes_of(mine).get(box, "")
    words = {"saved": kept, "both": f"{kept}\n\n{ours}".strip()}.get(keep, ours)
    joined = _with_words(mine, box, words)
    have = {piece.text.strip() for piece in joined.pieces} | {kept.strip()}
    lost = tuple(piece for piece in saved.pieces if piece.text.strip() not in have)
    missing = joined.missing if joined.missing.strip() else saved.missing
    return replace(joined, pieces=joined.pieces + lost, missing=missing)


def _with_words(written: Written, box: str, words: str) -> Written:
    if box == ANSWER:
        return written
    if box == "missing":
        return replace(written, missing=words)
    side, _text, number = box.split("-")
    pieces = list(written.on(side))
    if int(number) > len(pieces):
        pieces.append(Piece(side, words))
    else:
        pieces[int(number) - 1] = replace(pieces[int(number) - 1], text=words)
    others = tuple(piece for piece in written.pieces if piece.side != side)
    return replace(written, pieces=(*pieces, *others) if side == FOR else (*others, *pieces))
