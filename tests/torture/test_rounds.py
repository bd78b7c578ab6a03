"""A few rounds of `make torture`: the disk is full once, and each part dies once, in the middle of acts."""

import os
import signal
import subprocess
import sys

from tests.kit import database
from tests.kit.ending import with_its_parent
from tests.torture.ground import KINDS
from tests.torture.people import Journal
from tests.torture.proofs import broken

OURS = ("THROUGHCARE_", "DATABASE_", "DJANGO_")


def test_whatever_dies_nothing_is_lost_half_written_or_written_twice():
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    line = [sys.executable, "-m", "tests.torture", "--rounds", str(len(KINDS)), "--seed", "7"]

    lies_down = with_its_parent(signal.SIGINT)  # and stops its own database, should this process be killed
    run = subprocess.run(line, env=kept, capture_output=True, text=True, check=False, preexec_fn=lies_down)

    assert run.returncode == 0, run.stdout + run.stderr
    assert "Nothing was lost, half-written or written twice" in run.stdout
    assert all(f"{kind} 1" in run.stdout for kind in KINDS)
    assert "The disk was full; 3 acts were refused for it and saved once there was room" in run.stdout


def test_the_proof_sees_what_was_lost(django_db_setup):
    lost = Journal(sent={"note-ada-999999"}, saved={"note-ada-999999"})

    wrong = broken(database.environment(database.WORKING)["THROUGHCARE_OWNER_URL"], lost)

    assert wrong == ["saved and lost: note-ada-999999"]
