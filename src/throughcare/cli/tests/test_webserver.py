"""The web server ends with whoever started it, politely or not."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from throughcare.cli import webserver

POLITE = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); time.sleep(100); sys.exit(9)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + POLITE


@pytest.fixture(autouse=True)
def _handlers():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def run_and_signal(script: str, number: int, up: Path) -> int:
    """Run it, and send ourselves a signal once it is up and ours is handled: before that, it would end the tests."""
    before, given_up = signal.getsignal(number), time.monotonic() + 60

    def signal_once_it_is_up() -> None:
        while not up.exists() or signal.getsignal(number) is before:
            if time.monotonic() > given_up:
                return
            time.sleep(0.05)
        os.kill(os.getpid(), number)

    threading.Thread(target=signal_once_it_is_up, daemon=True).start()
    return webserver.run([sys.executable, "-c", script, str(up)], environment=os.environ)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it(number, tmp_path):
    assert run_and_signal(POLITE, number, tmp_path / "up") == 0


def test_a_server_that_does_not_listen_is_ended_with_force(monkeypatch, tmp_path):
    monkeypatch.setattr(webserver, "SECONDS_TO_END", 0.5)

    assert run_and_signal(STUBBORN, signal.SIGTERM, tmp_path / "up") == 0


def test_a_server_that_fails_tells_its_code():
    assert webserver.run([sys.executable, "-c", "raise SystemExit(3)"], environment=os.environ) == 3


def test_the_command_line_is_one_the_server_understands():
    line = webserver.command(host="127.0.0.1", port=1, workers=1)
    told = subprocess.run([*line[:3], "--help"], capture_output=True, text=True, check=True).stdout

    assert [option for option in line if option.startswith("--") and option not in told] == []
