"""Making a copy: one moment of the database, the files, and the erasures, each sealed before it touches the disk."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from pyrage import EncryptError

from throughcare.cli.keeping import census, copy, postgres, sealing
from throughcare.cli.problems import CannotGoOn

Say = Callable[[str], None]


def make(folder: Path, *, owner: str, files: Path, recipients: list[str], at: datetime, say: Say) -> copy.Listed:
    """Write a copy to a new folder. It appears under its name whole or not at all."""
    if folder.exists():
        raise CannotGoOn(f"{folder} is there already. Each copy takes a folder of its own.")
    keys = [sealing.public(text) for text in recipients]
    if not keys:
        raise CannotGoOn(
            "Say for whom the copy is sealed: --to with the public key that 'throughcare backup-key' told."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        listed = _written(draft, owner=owner, files=files, keys=keys, at=at, say=say)
        draft.rename(folder)
    except (OSError, EncryptError) as wrong:
        raise CannotGoOn(f"No copy was made in {folder.parent}: {wrong}. Nothing of it is left.") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return listed


def _written(draft: Path, *, owner: str, files: Path, keys: list, at: datetime, say: Say) -> copy.Listed:  # type: ignore[type-arg]  # keys of a library without types
    from django.db import connection, transaction

    from throughcare.oversight.rights import ledger

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version_num')::int / 10000")
        snapshot, major = cursor.fetchone() or ("", 0)
        say("Counting what there is")
        counted = census.taken()
        say("Sealing the database")
        _dump(draft / copy.DATABASE, owner=owner, snapshot=snapshot, major=major, keys=keys)
    say("Sealing the files")
    sealing.seal_folder(files, draft / copy.FILES, recipients=keys)
    erased = [
        asdict(each) for each in ledger.carried_out()
    ]  # the latest: one that came after the database's moment too
    inside = json.dumps({"census": asdict(counted), "erasures": erased}).encode()
    sealing.seal(BytesIO(inside), draft / copy.INSIDE, recipients=keys)
    return copy.write_list(draft, made_at=at.isoformat(), version=version("throughcare"), postgres=major)


def _dump(path: Path, *, owner: str, snapshot: str, major: int, keys: list) -> None:  # type: ignore[type-arg]  # as above
    line = [str(postgres.program("pg_dump", major=major)), "--format=custom", "--no-password", f"--snapshot={snapshot}"]
    with tempfile.TemporaryFile() as told:
        program = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=told, env=postgres.environment(owner))
        assert program.stdout is not None
        try:
            sealing.seal(program.stdout, path, recipients=keys)
        finally:
            program.stdout.close()
            code = program.wait()
        if code:
            told.seek(0)
            raise CannotGoOn(f"The database was not copied: {told.read().decode(errors='replace').strip()}")
