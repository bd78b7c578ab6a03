"""`make bench`: builds invented data where there is none, serves the site on it, and measures."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from rich.console import Console
from rich.table import Table

from bench import (
    agreement,
    asking,
    autosaving,
    erasing,
    floor,
    kept,
    machine,
    measuring,
    packing,
    readers,
    report,
    signing_in,
)
from throughcare.cli import connection, demo, webserver
from throughcare.config import addresses, embedded

READERS, WIDTH, WARM = 8, 170, 10
SECONDS_TO_START = 180
WROTE = Path("docs/reference/bench.md")


def bench(
    scale: Annotated[
        str, typer.Option(envvar="SCALE", help="how large a country: small, district, national, continental")
    ] = "small",
    seconds: Annotated[float, typer.Option(help="how long eight readers ask for each page")] = 4,
    number: Annotated[int, typer.Option(help="how often one reader asks for each page")] = 60,
    write: Annotated[bool, typer.Option(help="write docs/reference/bench.md")] = True,
) -> None:
    """Measure every hot page on invented data, beside its budget and its floor."""
    console = Console(highlight=False, width=WIDTH if not sys.stdout.isatty() else None)
    os.environ.setdefault(addresses.STATE_VARIABLE, str(addresses.project_directory() / ".state" / f"bench-{scale}"))
    is_embedded = addresses.from_environment() is None
    urls = demo.prepare(console, scale=scale)
    try:
        run = measure(urls, scale=scale, seconds=seconds, number=number, say=console.print)
    finally:
        if is_embedded:
            embedded.stop(addresses.state_directory())
    show(run, console)
    if write:
        kept.keep(run)
        (addresses.project_directory() / WROTE).write_text(report.page(kept.kept()), encoding="utf-8")
        console.print(f"{WROTE} written.")


def measure(urls: addresses.Urls, *, scale: str, seconds: float, number: int, say: Callable[[str], None]) -> report.Run:
    """Measure everything on a database that is ready."""
    from django.utils import timezone

    from throughcare.kernel.time import uk_today

    load, loop = os.getloadavg()[0], measuring.calibrated()
    with psycopg.connect(urls.owner, autocommit=True) as owner:
        who = readers.readers(owner)
        pages = readers.pages(owner, who)
        say("Proving the pathways, verifying the audit, importing a file")
        proofs, acts_proved, acts_a_second = measuring.proved()
        audit_lines, audit_a_second = measuring.verified()
        imported = measuring.imported(who["coordinator"])
        autosaved = autosaving.autosaved()
        packed = packing.packed(who["oversight"]) if "oversight" in who else 0.0
        retained = erasing.erased(who["oversight"]) if "oversight" in who else 0.0
        agreed = agreement.everything()
        asked = _asked_inside(pages, urls.login)
        lines, server_mb, database_mb, sign_in_ms = _served(pages, asked, urls, seconds=seconds, number=number, say=say)
        return report.Run(
            scale=scale,
            cases=_one(owner, "SELECT count(*) FROM cases_case"),
            notes=_one(
                owner,
                "SELECT (SELECT count(*) FROM cases_note) + (SELECT count(*) FROM delivery_session) + (SELECT count(*) FROM meetings_view)",
            ),
            lines=lines,
            audit_lines=audit_lines,
            audit_a_second=audit_a_second,
            imported_a_second=imported,
            server_mb=server_mb,
            database_mb=database_mb,
            database_size_mb=_one(owner, "SELECT pg_database_size(current_database()) / 1048576"),
            loop_before_ms=loop,
            loop_after_ms=measuring.calibrated(),
            load=(load, os.getloadavg()[0]),
            postgres=str(_one(owner, "SHOW server_version")),
            on=uk_today(timezone.now()),
            cores=machine.cores(),
            machine=machine.machine(),
            proofs=proofs,
            acts_proved=acts_proved,
            acts_a_second=acts_a_second,
            autosave_ms=autosaved,
            pack_seconds=packed,
            retention_seconds=retained,
            sign_in_ms=sign_in_ms,
            agreement_seconds=agreed,
        )


def _one(owner: psycopg.Connection, query: str) -> int:
    row = owner.execute(query.encode()).fetchone()
    assert row is not None
    found: int = row[0]
    return found


def _asked_inside(pages: list[readers.Page], login: str) -> dict[readers.Page, list]:
    """Record what each page asks in this process, speaking as the login role as the web does."""
    from django.conf import settings
    from django.db import connection as ours

    from bench.inside import asked

    before, ours.settings_dict = ours.settings_dict, {**ours.settings_dict, **settings_of(login)}
    settings.PHASE = "demo"
    ours.close()
    try:
        return {page: [asked(page, address) for address in page.addresses] for page in pages}
    finally:
        ours.close()
        ours.settings_dict = before


def settings_of(url: str) -> dict[str, object]:
    """Give Django's settings for one database address."""
    from throughcare.config.settings import database

    return database(url)


def _served(pages, asked, urls, *, seconds, number, say):
    floors = {
        floor.address_of(page.reader.username, address): one.recorded
        for page in pages
        for address, one in zip(page.addresses, asked[page], strict=True)
        if not page.posted
    }
    recorded = addresses.state_directory() / "floor.pickle"
    floor.keep(floors, recorded)
    lines = []
    site_of = connection.environment_of_web(urls.login) | {"THROUGHCARE_PHASE": "demo"}
    with (
        _running(webserver.APPLICATION, site_of) as (site, process),
        _running("bench.floor:application", {**site_of, "BENCH_FLOOR": str(recorded)}) as (below, _),
    ):
        say("Signing in, eight people at once")
        sign_in_ms = signing_in.signed_in_at_once(site, number=READERS)
        for page in pages:
            say(f"{page.label}, {page.reader.words}")
            lines.append(_measured(page, asked[page], site, below, urls, seconds=seconds, number=number))
        server = measuring.memory(process.pid)
        database = measuring.memory(_postmaster()) if _postmaster() else 0.0
    return lines, server, database, sign_in_ms


def _measured(page, asked, site, below, urls, *, seconds, number):
    browsers = [_browser(page, site) for _reader in range(READERS)]
    asks = [_asks(page, browser) for browser in browsers]
    warm = WARM + 2 * len(page.addresses)
    one = asking.one_reader(asks[0], number=number, warm=warm)
    a_second = asking.many_readers(asks, seconds=seconds)
    bottom = None
    if not page.posted:
        bare = asking.Browser(below)
        addresses_of = [floor.address_of(page.reader.username, address) for address in page.addresses]
        bottom = asking.one_reader(
            lambda place: _got(bare, addresses_of[place % len(addresses_of)]), number=number, warm=warm
        )
    beside = measuring.under_policies(asked[0], login=urls.login, owner=urls.owner)
    return report.Line(page, max(one_asked.number for one_asked in asked), one, a_second, bottom, beside)


def _browser(page: readers.Page, site: str) -> asking.Browser:
    from throughcare.kernel.definitions import load

    password = load("demo", "world").data["password"]
    if page.reader.username not in _cookies:
        _cookies[page.reader.username] = asking.signed_in(
            site, username=page.reader.username, password=password
        ).cookies
    return asking.Browser(site, _cookies[page.reader.username])


_cookies: dict[str, dict[str, str]] = {}


def _asks(page: readers.Page, browser: asking.Browser) -> Callable[[int], None]:
    def ask(place: int) -> None:
        address = page.addresses[place % len(page.addresses)]
        if page.posted:
            _right(address, *browser.post(address, dict(page.posted)))
        else:
            _got(browser, address)

    return ask


def _got(browser: asking.Browser, address: str) -> None:
    _right(address, *browser.get(address))


def _right(address: str, status: int, text: str) -> None:
    if status != 200:
        raise RuntimeError(f"{address} answered {status}: {text[:200]}")


@contextmanager
def _running(application: str, environment: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [*webserver.command(host="127.0.0.1", port=port, workers=2)[:-1], application]
    process = subprocess.Popen(
        line, env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)}, start_new_session=True
    )
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            time.sleep(1)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The web server did not answer.")


def _postmaster() -> int:
    """The embedded database's first process; 0 where the database is a server of its own."""
    written = (addresses.state_directory() / "pg").resolve() / "data" / "postmaster.pid"
    return int(written.read_text().split("\n", 1)[0]) if written.exists() else 0


def show(run: report.Run, console: Console) -> None:
    """Print the table."""
    table = Table(title=f"{run.cases:,} cases")
    for head in report.HEADS:
        table.add_column(head, overflow="fold")
    for line in run.lines:
        table.add_row(*report.row(line))
    console.print(table)
    for name, value in report.besides(run):
        console.print(f"{name}: {value}")


if __name__ == "__main__":
    typer.run(bench)
