"""A drill: a copy of a site in use comes back on an empty machine, and what was erased since stays erased."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.utils import timezone

from tests.kit import database
from tests.kit.site import invented_world, on_a_fresh_database
from throughcare.cli.keeping import census, postgres
from throughcare.cli.tests.erased_since import erase_somebody
from throughcare.config import embedded
from throughcare.config.addresses import Urls

ROOT = Path(__file__).parents[4]
WHOLE = "Every table and figure is as it was, and every audit chain is whole"


@dataclass(frozen=True)
class Copied:
    """A copy, the key that opens it, the machine it came from, and who was erased there afterwards."""

    folder: Path
    key: Path
    source: Urls
    ledger: Path
    name: str
    case: int


@pytest.fixture(scope="module")
def copied(tmp_path_factory, django_db_setup, django_db_blocker):
    """Copy a site in use, and erase somebody from it afterwards."""
    room = tmp_path_factory.mktemp("first")
    with on_a_fresh_database(django_db_blocker, **invented_world()):
        told = database.environment(database.LIVE)
        source = Urls(owner=told["THROUGHCARE_OWNER_URL"], login=told["DATABASE_URL"])
        (room / "files").mkdir()
        (room / "files" / "4f1e").write_bytes(b"sealed already")
        public = run(source, room, "backup-key", room / "key").stdout.strip()
        made = run(source, room, "backup", room / "copy", "--to", public)
        assert (made.returncode, made.stderr) == (0, "")
        name, case = erase_somebody(ledger=room / "erasures.jsonl", at=timezone.now())
        yield Copied(room / "copy", room / "key", source, room / "erasures.jsonl", name, case)


@pytest.fixture
def elsewhere(tmp_path):
    """Give an empty machine: a server without any role or table of ours."""
    state = tmp_path / "second"
    yield embedded.start(state, fast=True), state
    embedded.discard(state)


def run(urls: Urls, state: Path, *line: object, program: str = "") -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHCARE_")}
    told = {"DATABASE_URL": urls.login, "THROUGHCARE_OWNER_URL": urls.owner, "THROUGHCARE_STATE": str(state)}
    told |= {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = ["-c", program] if program else ["-m", "throughcare.cli.main", *map(str, line)]
    return subprocess.run([sys.executable, *command], env=kept | told, capture_output=True, text=True, check=False)


def dumped(urls: Urls, *options: str) -> str:
    with psycopg.connect(urls.owner) as connection:
        major = connection.info.server_version // 10000
    line = [postgres.program("pg_dump", major=major), *options]
    text = subprocess.run(line, env=postgres.environment(urls.owner), capture_output=True, text=True, check=True).stdout
    return "\n".join(row for row in text.splitlines() if not row.startswith(("\\", "--")))


def shape(urls: Urls) -> list[str]:
    """Tables, functions, owners, grants and row policies. PostgreSQL writes a cast anew when it reads its own back."""
    return [re.sub(r"::[a-z ]+(\[\])?|[()\[\] ,]", "", row) for row in dumped(urls, "--schema-only").splitlines()]


def test_a_site_comes_back_on_an_empty_machine_and_an_erasure_is_carried_out_again(copied, elsewhere):
    urls, state = elsewhere

    back = run(urls, state, "restore", copied.folder, "--key", copied.key, "--erasures", copied.ledger)

    assert (back.returncode, back.stderr) == (0, "")
    assert "Erasures carried out again: 1; of cases that this copy does not hold: 0." in back.stdout
    assert WHOLE in back.stdout
    assert (state / "files" / "4f1e").read_bytes() == b"sealed already"
    assert copied.name not in dumped(urls, "--data-only")
    assert shape(urls) == shape(copied.source)
    with psycopg.connect(urls.owner) as connection:
        again = connection.execute("SELECT case_id FROM audit_line WHERE verb = 'rights:erased_again'").fetchall()
        assert again == [(copied.case,)]
        assert connection.execute("SELECT count(*) FROM rights_erasurerequest WHERE granted").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM django_session").fetchone() == (0,)

    twice = run(urls, state, "restore", copied.folder, "--key", copied.key)
    assert twice.returncode == 1
    assert "Nothing was restored" in twice.stderr


def test_without_the_list_of_erasures_a_name_comes_back(copied, elsewhere):
    """What the list is for: the copy itself is older than the erasure."""
    urls, state = elsewhere

    back = run(urls, state, "restore", copied.folder, "--key", copied.key)

    assert "Erasures carried out again: 0;" in back.stdout
    assert copied.name in dumped(urls, "--data-only")


def test_a_copy_that_was_changed_is_not_lived_from(copied, elsewhere, tmp_path):
    urls, state = elsewhere
    spoiled = tmp_path / "spoiled"
    spoiled.mkdir()
    for path in copied.folder.iterdir():
        (spoiled / path.name).write_bytes(path.read_bytes())
    with (spoiled / "database.dump.age").open("r+b") as file:
        file.seek(5000)
        file.write(b"\0")

    back = run(urls, state, "restore", spoiled, "--key", copied.key)

    assert back.returncode == 1
    assert "database.dump.age" in back.stderr
    assert is_empty(urls)


def test_the_audit_of_a_site_is_sealed_and_proved_by_commands(copied, tmp_path):
    def told(*line):
        done = run(copied.source, tmp_path, "audit", *line)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    public = told("key", tmp_path / "seal").strip()
    sealed = told("seal", tmp_path / "checkpoints", "--key", tmp_path / "seal")
    told("lines", tmp_path / "lines.jsonl")
    checkpoint = tmp_path / "checkpoints" / "checkpoint-000001.json"
    proved = [
        sys.executable,
        "deploy/verify_audit.py",
        checkpoint,
        "--key",
        public,
        "--lines",
        tmp_path / "lines.jsonl",
    ]

    assert "checkpoint-000001.pdf is its page." in sealed
    assert "as sealed in checkpoint 1:" in told("verify", "--against", checkpoint)
    assert subprocess.run(proved, cwd=ROOT, capture_output=True, text=True, check=True).stdout.endswith(
        "Everything holds.\n"
    )


def test_another_key_opens_nothing(copied, elsewhere, tmp_path):
    urls, state = elsewhere
    run(urls, state, "backup-key", tmp_path / "other")

    back = run(urls, state, "restore", copied.folder, "--key", tmp_path / "other")

    assert back.returncode == 1
    assert "No matching keys found" in back.stderr
    assert is_empty(urls)


def is_empty(urls: Urls) -> bool:
    with psycopg.connect(urls.owner) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'tc')").fetchone()
    return tables == (0,)


def test_a_copy_needs_somebody_who_can_open_it_and_a_folder_of_its_own(copied, tmp_path):
    nobody = run(copied.source, tmp_path, "backup", tmp_path / "copy")
    there = run(copied.source, tmp_path, "backup", copied.folder, "--to", "age1nobody")
    wrong = run(copied.source, tmp_path, "backup", tmp_path / "copy", "--to", "age1nobody")

    assert "Say for whom the copy is sealed" in nobody.stderr
    assert "is there already" in there.stderr
    assert "'age1nobody' is no public key" in wrong.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_copy_for_which_there_is_no_room_leaves_nothing_and_says_so(copied, tmp_path):
    public = run(copied.source, tmp_path, "backup-key", tmp_path / "key").stdout.strip()
    short_of_room = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
    line = ["backup", str(tmp_path / "copies" / "today"), "--to", public]
    program = f"{short_of_room}sys.argv[1:] = {line!r}; from throughcare.cli.main import run; run()"

    made = run(copied.source, tmp_path, program=program)

    assert made.returncode == 1
    assert "No copy was made in" in made.stderr
    assert "Nothing of it is left." in " ".join(made.stderr.split())
    assert list((tmp_path / "copies").iterdir()) == []


def test_nothing_in_a_copy_can_be_read_without_the_key(copied):
    for path in copied.folder.glob("*.age"):
        assert path.read_bytes().startswith(b"age-encryption.org/v1")
        assert b"sealed already" not in path.read_bytes()


def test_a_census_says_what_differs_table_by_table():
    before = census.Census({"cases_case": 3, "cases_note": 2, "django_session": 9}, chains=2, heads="a")
    after = census.Census({"cases_case": 3, "cases_note": 1, "django_session": 0}, chains=2, heads="b")

    assert before.differs_from(before) == []
    assert after.differs_from(before) == [
        "cases_note: 1 rows, and 2 then",
        "2 audit chains, and 2 then, do not end in the same lines",
    ]
