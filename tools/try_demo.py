"""Starts the demo once, from an empty directory and on a free port, asks whether it lives and works, and ends it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from throughcare.config import embedded

PROJECT = Path(__file__).resolve().parents[1]
STATE = PROJECT / ".state" / "try"
SERVER_VARIABLES = ("DATABASE_URL", "THROUGHCARE_OWNER_URL")
PATHS = {"/healthz": "", "/readyz": "", "/": "</h1>"}
SECONDS_TO_START = 1200


def main() -> int:
    print("\n\033[1mThe demo, once\033[0m", flush=True)
    embedded.discard(STATE)
    port = free_port()
    started = time.monotonic()
    demo = start(port)
    try:
        for path, expected in PATHS.items():
            ask(demo, f"http://127.0.0.1:{port}{path}", expected=expected)
            print(f"  {path} answers after {time.monotonic() - started:.1f} s", flush=True)
    finally:
        demo.send_signal(signal.SIGTERM)
        code = demo.wait(timeout=60)
        embedded.discard(STATE)
        shutil.rmtree(STATE, ignore_errors=True)
    print(f"  ended with code {code}\n", flush=True)
    return code


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def start(port: int) -> subprocess.Popen[bytes]:
    own = {name: value for name, value in os.environ.items() if name not in SERVER_VARIABLES}
    own |= {"THROUGHCARE_STATE": str(STATE), "PORT": str(port)}
    return subprocess.Popen([sys.executable, "-m", "throughcare.cli.main", "demo"], env=own, cwd=PROJECT)


def ask(demo: subprocess.Popen[bytes], address: str, *, expected: str) -> None:
    """Ask until the page answers as it should; a demo that has ended will not."""
    until = time.monotonic() + SECONDS_TO_START
    problem: object = "it did not answer"
    while time.monotonic() < until and demo.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                if expected in answer.read().decode():
                    return
                raise SystemExit(f"{address} answers without {expected}")
        except urllib.error.HTTPError as refused:
            raise SystemExit(f"{address} answers {refused.code}: {refused.read().decode()[:500]}") from refused
        except OSError as not_yet:
            problem = not_yet
            time.sleep(0.2)
    raise SystemExit(f"{address}: {problem}")


if __name__ == "__main__":
    sys.exit(main())
