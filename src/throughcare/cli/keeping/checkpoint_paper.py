"""The page of a checkpoint for the safe: the statement that is signed, the signature, and how to prove both."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from throughcare.cli.keeping.checkpoint import Checkpoint
from throughcare.frame.pdf import tagged_pdf

TEMPLATE = Path(__file__).with_name("checkpoint.typ")


def write(path: Path, sealed: Checkpoint, *, at: datetime) -> None:
    """Write the page of a checkpoint as a tagged PDF."""
    path.write_bytes(tagged_pdf(TEMPLATE, _values(sealed), at=at))


def _values(sealed: Checkpoint) -> dict[str, object]:
    return {
        "title": f"Audit checkpoint {sealed.number}",
        "what": "On this day every chain of the audit ended in the line that is under this signature. No name, and nothing "
        "of a person, is in it. Keep this page where the people who run the database cannot reach it.",
        "rows": [
            ("Sealed", sealed.sealed_at, False),
            ("Lines in chains", f"{sealed.lines:,} in {sealed.chains:,}", False),
            ("Digest of the last lines", in_groups(sealed.root), True),
            ("Digest of the checkpoint before", in_groups(sealed.before), True),
            ("Public key", in_groups(sealed.key), True),
            ("Signature (Ed25519)", in_groups(sealed.signature), True),
            ("Digest of this checkpoint", in_groups(sealed.digest), True),
        ],
        "steps": [
            "1. Take the file of this checkpoint and verify_audit.py to any machine with Python. Hold the digests that it "
            "prints against this page.",
            "2. Let the service write its lines: throughcare audit lines lines.jsonl",
            "3. python3 verify_audit.py FILE --key PUBLIC_KEY --lines lines.jsonl says that everything holds, or which line "
            "of which chain is not the one that was sealed.",
        ],
        "footer": f"Throughcare, audit checkpoint {sealed.number}",
    }


def in_groups(digest: str) -> str:
    """Return a digest in groups of eight, which an eye can follow."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
