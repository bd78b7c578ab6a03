"""The web server ends with whoever started it, politely or not."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from throughcare.cli import webserver

POLITE = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + POLITE


@pytest.fixture(autouse=True)
def _handlers():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def run_and_signal(script: str, number: int) -> int:
    threading.Timer(0.5, os.kill, [os.getpid(), number]).start()
    return webserver.run([sys.executable, "-c", script], environment=os.environ)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it(number):
    assert run_and_signal(POLITE, number) == 0


def test_a_server_that_does_not_listen_is_ended_with_force(monkeypatch):
    monkeypatch.setattr(webserver, "SECONDS_TO_END", 0.5)

    assert run_and_signal(STUBBORN, signal.SIGTERM) == 0


def test_a_server_that_fails_tells_its_code():
    assert webserver.run([sys.executable, "-c", "raise SystemExit(3)"], environment=os.environ) == 3


def test_the_command_line_is_one_the_server_understands():
    line = webserver.command(host="127.0.0.1", port=1, workers=1)
    told = subprocess.run([*line[:3], "--help"], capture_output=True, text=True, check=True).stdout

    assert [option for option in line if option.startswith("--") and option not in told] == []
