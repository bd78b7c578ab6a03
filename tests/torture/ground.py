"""What is tortured: a database that keeps what it was told, and the real web server with two processes on it."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.kit.ending import with_its_parent
from throughcare.cli import connection, webserver, worker
from throughcare.config import addresses, embedded
from throughcare.config.addresses import Urls

WORKERS, SECONDS_TO_START = 2, 120
KINDS = ("a web process", "the web server", "a database process", "the database", "the worker")


@dataclass
class Ground:
    """A site that can be killed in parts, and stands up again."""

    state: Path
    urls: Urls
    port: int
    random: random.Random
    server: subprocess.Popen[bytes] | None = None
    worker: subprocess.Popen[bytes] | None = None
    killed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))

    @property
    def address(self) -> str:
        """Give where the site answers."""
        return f"http://127.0.0.1:{self.port}"

    def stand_up(self) -> None:
        """Start whatever does not run, and wait until the site can work."""
        embedded.start(self.state)
        if self.server is None or self.server.poll() is not None:
            self.server = self._begun(webserver.command(host="127.0.0.1", port=self.port, workers=WORKERS))
        if self.worker is None or self.worker.poll() is not None:
            self.worker = self._begun(worker.command())
        self._wait()

    def _begun(self, line: list[str]) -> subprocess.Popen[bytes]:
        told = connection.environment_of_web(self.urls.login) | {"THROUGHCARE_PHASE": "demo"}
        with (self.state / "server.log").open("ab") as log:
            return subprocess.Popen(
                line, env=told, start_new_session=True, stdout=log, stderr=log, preexec_fn=with_its_parent()
            )

    def _wait(self) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/readyz", timeout=30) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"The site did not stand up in {SECONDS_TO_START} seconds.")

    def kill(self, kind: str) -> None:
        """Kill one part with a signal that nothing can catch."""
        self.killed[kind] += 1
        {
            "a web process": self._kill_web_process,
            "the web server": self._kill_web_server,
            "a database process": self._kill_backend,
            "the database": self._kill_database,
            "the worker": self._kill_worker,
        }[kind]()

    def _kill_web_process(self) -> None:
        assert self.server is not None
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text(encoding="ascii").split()
        if children:
            _kill(int(self.random.choice(children)))

    def _kill_web_server(self) -> None:
        assert self.server is not None
        with suppress(ProcessLookupError):
            os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def _kill_backend(self) -> None:
        mine = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename = 'tc_login'"
        with suppress(psycopg.Error), psycopg.connect(self.urls.owner) as asked:
            pids = [pid for (pid,) in asked.execute(mine)]
        if pids:
            _kill(self.random.choice(pids))

    def _kill_database(self) -> None:
        home = (self.state / "pg").resolve()
        with suppress(FileNotFoundError):
            _kill(int((home / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0]))

    def _kill_worker(self) -> None:
        assert self.worker is not None
        with suppress(ProcessLookupError):
            os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()

    def lie_down(self) -> None:
        """Stop everything politely."""
        for process in (self.server, self.worker):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(timeout=60)
        embedded.stop(self.state)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def prepared(state: Path, *, seed: int) -> Ground:
    """Build a site with invented people in a directory of its own."""
    from rich.console import Console

    from throughcare.cli import demo

    os.environ[addresses.STATE_VARIABLE] = str(state)
    urls = demo.prepare(Console(quiet=True))
    return Ground(state, urls, _free_port(), random.Random(seed))


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
