"""Runs the web server as a process of its own, and ends with it."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from types import FrameType

APPLICATION = "throughcare.config.wsgi:application"
BLOCKING_THREADS = 2  # one or two a worker answered the most requests a second


def command(*, host: str, port: int, workers: int) -> list[str]:
    """Return the command line of the web server."""
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    options += ["--blocking-threads", str(BLOCKING_THREADS), "--log-level", "warning", "--no-ws"]
    return [sys.executable, "-m", "granian", *options, APPLICATION]


def run(line: list[str], *, environment: Mapping[str, str]) -> int:
    """Run the web server until it ends or somebody ends it, and return its exit code."""
    server = subprocess.Popen(line, env=dict(environment), start_new_session=True)

    def end(number: int, frame: FrameType | None) -> None:
        server.terminate()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    return server.wait()
