"""Runs the web server as a process of its own, a worker beside it where one is asked for, and ends with them."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress

APPLICATION = "throughcare.config.wsgi:application"
BLOCKING_THREADS = 2  # one or two a worker answered the most requests a second
SECONDS_BETWEEN_LOOKS, SECONDS_TO_END = 0.2, 20


def command(*, host: str, port: int, workers: int, application: str = APPLICATION) -> list[str]:
    """Return the command line of the web server."""
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    options += [
        "--blocking-threads",
        str(BLOCKING_THREADS),
        "--log-level",
        "warning",
        "--no-ws",
        "--workers-kill-timeout",
        "10",
        "--respawn-failed-workers",  # a process that dies is replaced; the others go on meanwhile
        "--respawn-interval",
        "0.5",
    ]
    return [sys.executable, "-m", "granian", *options, application]


def run(line: list[str], *, environment: Mapping[str, str], beside: list[str] | None = None) -> int:
    """Run the web server until it ends or somebody ends it, and return its exit code; 0 where somebody did.

    It gets a session of its own and is told to end once: a second signal can leave it waiting for itself. `beside` is
    the command line of a worker that lives as long as the server.
    """
    server = subprocess.Popen(line, env=dict(environment), start_new_session=True)
    worker = subprocess.Popen(beside, env=dict(environment), start_new_session=True) if beside else None
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: asked.append(number))
    try:
        while not asked:
            with suppress(subprocess.TimeoutExpired):
                return server.wait(SECONDS_BETWEEN_LOOKS)
        return _end(server)
    finally:
        if worker:
            _end(worker)


def _end(process: subprocess.Popen[bytes]) -> int:
    """End the web server or its worker politely, and with force where that takes too long."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return 0
