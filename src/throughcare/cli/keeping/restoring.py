"""Living from a copy: into an empty database and an empty folder, whole or not at all, and proved before anybody signs in."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from throughcare.cli.keeping import census, copy, postgres, sealing
from throughcare.cli.problems import CannotGoOn

Say = Callable[[str], None]


@dataclass(frozen=True)
class Restored:
    """What came back, and what was proved of it."""

    lines: int
    differs: list[str]
    broken: list[str]
    figures_changed: int
    erased_again: int
    erased_not_there: int

    @property
    def is_sound(self) -> bool:
        """Say whether everything is as it was."""
        return not (self.differs or self.broken or self.figures_changed)


def restore(
    folder: Path, *, owner: str, files: Path, key: Path, ledgers: list[Path], at: datetime, say: Say
) -> Restored:
    """Bring a copy back as owner, carry out the erasures it is too old to know, and prove it."""
    from throughcare.cli import db
    from throughcare.oversight.rights import ledger

    listed, identity = copy.read_list(folder), sealing.secret(key)
    erasures = _read(ledgers)
    inside = _inside(folder, identity)
    _refuse_unless_empty(files)
    say("Creating the roles")
    _create_roles()
    say("Bringing back the database")
    _load(folder / copy.DATABASE, owner=owner, major=listed.postgres, identity=identity)
    differs = census.taken().differs_from(census.Census(**inside["census"]))
    say("Bringing the schema up to date, with grants and row policies")
    db.bring_up_to_date(verbosity=0)
    db.apply()
    _sign_everybody_out()
    say("Bringing back the files")
    sealing.unseal_folder(folder / copy.FILES, files, identity=identity)
    changed = _figures_that_changed(at)
    say("Carrying out erasures that came after the copy")
    again, gone = ledger.replay([*erasures, *(ledger.Erased(**each) for each in inside["erasures"])], at=at)
    lines, broken = _verified(say)
    return Restored(lines, differs, broken, changed, again, gone)


def _read(ledgers: list[Path]) -> list:  # type: ignore[type-arg]  # of Erased, which Django must be set up to name
    from throughcare.oversight.rights import ledger

    try:
        return [erased for path in ledgers for erased in ledger.read(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError) as wrong:
        raise CannotGoOn(f"Nothing was restored: the list of erasures cannot be read ({wrong}).") from None


def _inside(folder: Path, identity: object) -> dict:  # type: ignore[type-arg]  # as the copy wrote it
    told = BytesIO()
    sealing.unseal(folder / copy.INSIDE, told, identity=identity)
    found: dict = json.loads(told.getvalue())  # type: ignore[type-arg]  # as above
    return found


def _refuse_unless_empty(files: Path) -> None:
    from django.db import connection

    if files.is_dir() and any(files.iterdir()):
        raise CannotGoOn(f"Nothing was restored: {files} is not empty. Choose an empty THROUGHCARE_FILES_DIR.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'tc')")
        if (cursor.fetchone() or (0,))[0]:
            raise CannotGoOn("Nothing was restored: the database is not empty. Create an empty one and name it.")


def _create_roles() -> None:
    from django.db import connection, transaction

    from throughcare.safeguards.access import apply

    with transaction.atomic(), connection.cursor() as cursor:
        for statement in apply.roles():
            cursor.execute(statement)


def _load(path: Path, *, owner: str, major: int, identity: object) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        here = (cursor.fetchone() or (0,))[0]
    connection.close()
    if here < major:
        raise CannotGoOn(f"Nothing was restored: the copy is of PostgreSQL {major}, and this server is {here}.")
    line = [str(postgres.program("pg_restore", major=here)), "--no-owner", "--no-privileges", "--exit-on-error"]
    line += ["--single-transaction", "--no-password", "--dbname", postgres.environment(owner)["PGDATABASE"]]
    with tempfile.TemporaryFile() as told:
        program = subprocess.Popen(line, stdin=subprocess.PIPE, stderr=told, env=postgres.environment(owner))
        assert program.stdin is not None
        try:
            sealing.unseal(path, program.stdin, identity=identity)
            program.stdin.close()
        except BrokenPipeError:
            pass  # the program ended early, and says below why
        except BaseException:
            program.kill()
            raise
        finally:
            code = program.wait()
        if code:
            told.seek(0)
            raise CannotGoOn(f"Nothing was restored: {told.read().decode(errors='replace').strip()[:2000]}")


def _sign_everybody_out() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")


def _figures_that_changed(at: datetime) -> int:
    """Make the figures anew in a transaction that is taken back, and count the tables that came out otherwise."""
    from django.db import transaction

    from throughcare.cli import figures
    from throughcare.oversight.evaluation import queries

    until = queries.latest_quarter()
    if until is None:
        return 0
    with transaction.atomic():
        made, _tables = figures.make_tables(until=until, at=at)
        transaction.set_rollback(True)
    return made


def _verified(say: Say) -> tuple[int, list[str]]:
    from throughcare.safeguards.audit import record

    say("Verifying the audit")
    lines, broken = record.verify()
    return lines, [f"{line.chain}: line {line.line_id}, place {line.place}: {line.problem}" for line in broken]
