"""A checkpoint: the last line of every audit chain, under one digest and one signature, to be kept where the database is not.

Whoever owns a database can write a chain anew from its first line, and it holds together. They cannot make it end in the
line that a paper in a safe says it had on a day. `deploy/verify_audit.py` proves that without this program.

The signature is Ed25519 (RFC 8032) over the statement, which is also what the paper shows.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from throughcare.cli.problems import CannotGoOn

FORM = 1
NONE_BEFORE = "-"
NAME = "checkpoint-{:06}"
Head = tuple[str, int, str]

HEADS = """
SELECT DISTINCT ON (k.chain) k.chain, k.position, k.digest FROM public.audit_link k ORDER BY k.chain, k.position DESC
"""
LINES = """
COPY (
  SELECT json_build_array(k.chain, k.position, k.digest, tc.audit_text(ROW(l.*)::public.audit_line, k.position, k.previous))
  FROM public.audit_link k JOIN public.audit_line l ON l.id = k.line_id ORDER BY k.chain, k.position
) TO STDOUT
"""


@dataclass(frozen=True)
class Checkpoint:
    """What was sealed. `heads` has one (chain, place, digest) for each chain; `before` is the digest of the one before."""

    number: int
    sealed_at: str
    lines: int
    chains: int
    root: str
    before: str
    key: str
    signature: str = ""
    heads: list[Head] = field(default_factory=list)
    form: int = FORM

    @property
    def statement(self) -> str:
        """Return the text that is signed and printed."""
        return (
            f"Throughcare audit checkpoint, form {self.form}\nnumber {self.number}\nsealed {self.sealed_at}\n"
            f"lines {self.lines}\nchains {self.chains}\nheads {self.root}\nbefore {self.before}\nkey {self.key}\n"
        )

    @property
    def digest(self) -> str:
        """Return the digest by which the next checkpoint names this one."""
        return hashlib.sha256(self.statement.encode()).hexdigest()


def new_key(path: Path) -> str:
    """Write a new secret key to a file that only its owner reads, and return the public half in hexadecimal."""
    if path.exists():
        raise CannotGoOn(f"{path} is there already. Choose another name: what an old key signed is proved with it.")
    secret = Ed25519PrivateKey.generate()
    public = secret.public_key().public_bytes_raw().hex()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(f"# public key: {public}\n{secret.private_bytes_raw().hex()}\n")
    return public


def secret_key(path: Path) -> Ed25519PrivateKey:
    """Read the secret key of a file; CannotGoOn where it holds none."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(lines[0]))
    except OSError:
        raise CannotGoOn(f"The key file {path} cannot be read.") from None
    except (IndexError, ValueError):
        raise CannotGoOn(f"{path} holds no key. 'throughcare audit key FILE' makes one.") from None


def root_of(heads: list[Head]) -> str:
    """Return the one digest over all heads, in the order of their chains' names."""
    return hashlib.sha256(
        "".join(f"{chain} {place} {digest}\n" for chain, place, digest in sorted(heads)).encode()
    ).hexdigest()


def heads_now() -> list[Head]:
    """Return the last line of every chain, in the order of their names."""
    with connection.cursor() as cursor:
        cursor.execute(HEADS)
        return sorted((chain, int(place), digest) for chain, place, digest in cursor.fetchall())


def seal(folder: Path, *, key: Ed25519PrivateKey, at: datetime) -> tuple[Path, Checkpoint]:
    """Seal all chains as they stand now, write the checkpoint to the folder, and return its file and itself."""
    last, heads = latest(folder), heads_now()
    made = Checkpoint(
        number=last.number + 1 if last else 1,
        sealed_at=at.isoformat(timespec="seconds"),
        lines=sum(place for _chain, place, _digest in heads),
        chains=len(heads),
        root=root_of(heads),
        before=last.digest if last else NONE_BEFORE,
        key=key.public_key().public_bytes_raw().hex(),
    )
    sealed = Checkpoint(**{**asdict(made), "heads": heads, "signature": key.sign(made.statement.encode()).hex()})
    return _written(folder, sealed), sealed


def _written(folder: Path, sealed: Checkpoint) -> Path:
    """The file appears under its name whole or not at all, and never in the place of another."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{NAME.format(sealed.number)}.json"
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(asdict(sealed)) + "\n", encoding="utf-8")
    try:
        os.link(draft, path)
    except FileExistsError:
        raise CannotGoOn(f"{path} was written by somebody else meanwhile. Nothing was sealed; run it again.") from None
    finally:
        draft.unlink()
    return path


def latest(folder: Path) -> Checkpoint | None:
    """Return the last checkpoint of a folder, or none where there is none yet."""
    found = sorted(folder.glob("checkpoint-*.json"))
    return read(found[-1]) if found else None


def read(path: Path) -> Checkpoint:
    """Read a checkpoint's file; CannotGoOn where it is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        found = Checkpoint(**{**told, "heads": [(chain, int(place), digest) for chain, place, digest in told["heads"]]})
    except (OSError, ValueError, KeyError, TypeError):
        raise CannotGoOn(f"{path} holds no checkpoint.") from None
    if found.form != FORM:
        raise CannotGoOn(f"{path} was written in form {found.form}; this version reads form {FORM}.")
    return found


def rewritten_since(sealed: Checkpoint) -> list[str]:
    """Return, in words, each chain that no longer holds the line it ended in when it was sealed."""
    chains, places = [head[0] for head in sealed.heads], [head[1] for head in sealed.heads]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.chain, k.digest FROM public.audit_link k JOIN unnest(%s::text[], %s::bigint[]) AS t(chain, place) "
            "ON t.chain = k.chain AND t.place = k.position",
            [chains, places],
        )
        stand = dict(cursor.fetchall())
    return [
        f"{chain}: line {place} {'is not there' if chain not in stand else 'is another one'}"
        for chain, place, digest in sealed.heads
        if stand.get(chain) != digest
    ]


def write_lines(path: Path) -> int:
    """Write every line of the audit, one JSON list a row: chain, place, digest, and the text the digest is over."""
    written = 0
    try:
        with path.open("x", encoding="utf-8") as out, connection.cursor() as cursor, cursor.copy(LINES) as rows:
            for (row,) in rows.rows():
                out.write(f"{row}\n")
                written += 1
    except FileExistsError:
        raise CannotGoOn(f"{path} is there already. Choose another name.") from None
    return written
