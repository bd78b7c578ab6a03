#!/usr/bin/env python3
"""Proves a checkpoint of the audit, and lines of the audit against it, with nothing but Python 3.8 or later.

Keep this file with the checkpoints, away from the machine that serves:

    python3 verify_audit.py checkpoint-000002.json --key PUBLIC_KEY
    python3 verify_audit.py checkpoint-000002.json --key PUBLIC_KEY --before checkpoint-000001.json
    python3 verify_audit.py checkpoint-000002.json --key PUBLIC_KEY --lines lines.jsonl

`--key` is the public half that the paper shows; after a change of keys give both. `lines.jsonl` is what
`throughcare audit lines` wrote, today or years later. It ends with 0 where everything holds, and with 1 where something
does not, and says what.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

# Ed25519 as RFC 8032, section 5.1, defines it. Only public things are computed with, so it need not hide how long it takes.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Return the sum of two points in extended coordinates (X, Y, Z, T)."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)


def times(number, point):
    """Return a point added to itself so often."""
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def x_of(y, sign):
    """Return the x of a point from its y, or None where no point has that y."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point_of(text):
    """Return the point that 32 bytes name, or None where they name none."""
    number = int.from_bytes(text, "little")
    y = number & ((1 << 255) - 1)
    x = x_of(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


BASE = point_of(bytes([0x58]) + bytes([0x66]) * 31)


def is_signed(public, message, signature):
    """Return whether the signature (64 bytes) over the message was made with the secret half of the public key (32 bytes)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, r = point_of(public), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(h, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def statement_of(told):
    """Return the text that is signed and printed."""
    return (
        "Throughcare audit checkpoint, form {form}\nnumber {number}\nsealed {sealed_at}\n"
        "lines {lines}\nchains {chains}\nheads {root}\nbefore {before}\nkey {key}\n".format(**told)
    )


def digest_of(told):
    """Return the digest by which the next checkpoint names this one."""
    return hashlib.sha256(statement_of(told).encode()).hexdigest()


def wrong_in(told, keys):
    """Return what does not hold of a checkpoint by itself, in sentences."""
    heads = "".join(f"{chain} {place} {digest}\n" for chain, place, digest in sorted(told["heads"]))
    if told["key"] not in keys:
        yield "It is signed with a key that was not given: " + told["key"]
    if not is_signed(bytes.fromhex(told["key"]), statement_of(told).encode(), bytes.fromhex(told["signature"])):
        yield "Its signature does not hold: the statement was changed after it was signed."
    if hashlib.sha256(heads.encode()).hexdigest() != told["root"]:
        yield "Its heads were changed after it was signed."
    if (len(told["heads"]), sum(head[1] for head in told["heads"])) != (told["chains"], told["lines"]):
        yield "It counts other chains or lines than its heads have."


def wrong_before(told, earlier):
    """Return what speaks against one checkpoint having followed another directly, in sentences."""
    if told["before"] != digest_of(earlier) or told["number"] != earlier["number"] + 1:
        yield "It does not follow the earlier checkpoint that was given."
    places = {head[0]: head[1] for head in told["heads"]}
    for chain, place, _digest in earlier["heads"]:
        if places.get(chain, 0) < place:
            yield f"{chain}: it had {place} lines in the earlier checkpoint, and fewer in this one."


def wrong_in_lines(told, rows):
    """Return the first thing wrong in each chain of the lines, and each head that they do not reach, in sentences."""
    waited = {head[0]: head for head in told["heads"]}
    chain, last, before, is_broken = None, 0, "", False
    for row in rows:
        this, place, digest, text = json.loads(row)
        if this != chain:
            chain, last, before, is_broken = this, 0, "", False
        if is_broken:
            continue
        follows = place == last + 1 and text.startswith(f"{before}|{this}|{place}|")
        if not follows or hashlib.sha256(text.encode()).hexdigest() != digest:
            is_broken = True
            yield f"{this}: line {place} {'was changed' if follows else 'does not follow the line before it'}."
        last, before = place, digest
        if waited.get(this, (this, 0))[1] == place and waited.pop(this)[2] != digest:
            yield f"{this}: line {place} is not the one that was sealed."
    for missing in waited.values():
        yield f"{missing[0]}: the lines end before line {missing[1]}, which was sealed."


def read(path):
    """Return a checkpoint from its file."""
    with Path(path).open(encoding="utf-8") as file:
        return json.load(file)


def main(words):
    """Say what holds and what does not, and return the number the program ends with."""
    asked = argparse.ArgumentParser(description="Prove a checkpoint of the audit.")
    asked.add_argument("checkpoint")
    asked.add_argument(
        "--key", action="append", required=True, help="public key, as the paper shows it; may be repeated"
    )
    asked.add_argument("--before", help="the checkpoint before it")
    asked.add_argument("--lines", help="lines of the audit, from 'throughcare audit lines'")
    given = asked.parse_args(words)
    try:
        told = read(given.checkpoint)
        wrong = list(wrong_in(told, given.key))
        if given.before:
            earlier = read(given.before)
            wrong += ["The earlier one: " + one for one in wrong_in(earlier, given.key)]
            wrong += wrong_before(told, earlier)
        if given.lines:
            with Path(given.lines).open(encoding="utf-8") as rows:
                wrong += wrong_in_lines(told, rows)
    except (OSError, ValueError, KeyError, TypeError) as stop:
        wrong = [f"It could not be read: {stop}"]
    for one in wrong:
        print(one)
    if wrong:
        print("It does NOT hold.")
        return 1
    print(statement_of(told).rstrip())
    print("Everything holds.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
