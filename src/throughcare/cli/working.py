"""The worker at work: each job as a task of procrastinate, which knows when, how often again after a failure, and of whom.

The worker signs in as the web's login, which holds nothing of the domain. Its own notes of what is to be done lie in
tables that this login alone may touch; each job takes its role inside its transaction and loses it there.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from procrastinate import App, PsycopgConnector, RetryStrategy, jobs
from procrastinate.contrib.django import DjangoApp, connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.periodic import PeriodicDeferrer
from psycopg import Error as PsycopgError

from throughcare.cli import falls_due

log = logging.getLogger("throughcare.worker")

WAITING = "todo"  # as procrastinate names it
AT_A_TIME = 2  # so that a slow job does not hold up a threat
AGAIN = RetryStrategy(max_attempts=3, exponential_wait=4)  # after 4, 16 and 64 seconds; then the next time it is due
MISSED_DAYS = 400  # what fell due while no worker ran is done at its start, once, however long ago
SILENT_SECONDS = 30  # a worker that says nothing for so long has died
SECONDS_UNTIL_NEXT_TRY = 5
KEPT_HOURS_DONE, KEPT_HOURS_FAILED = 3 * 24, 90 * 24


def worker_app() -> App:
    """This will give the worker's application with every job as a task: named, one at a time, tried again with a limit."""
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
    app = DjangoApp(connector=connector, periodic_defaults={"max_delay": MISSED_DAYS * 24 * 3600})
    for job in (*falls_due.jobs(), falls_due.figures()):
        _add(app, job)
    _add_housekeeping(app)
    return app


def _add(app: App, job: falls_due.Job) -> None:
    """One at a time, by a lock. No queueing lock beside it: with one, a job that fails while the next of its kind waits
    already could not go back to waiting, would stay begun for ever, and would hold up all that follow.
    """

    @app.periodic(cron=job.when)
    @app.task(name=job.name, lock=job.name, retry=AGAIN)
    def run(timestamp: int) -> None:
        job.run(timezone.now())


def _add_housekeeping(app: App) -> None:
    """Tidy up after workers that died, and forget what is done. Without a lock of its own: it is what frees others'."""

    @app.periodic(cron=falls_due.EVERY_MINUTE)
    @app.task(name="left_behind", queueing_lock="left_behind")
    async def left_behind(timestamp: int) -> None:
        await take_up(app)
        await drop_needless(app)

    @app.periodic(cron=falls_due.EVERY_HOUR)
    @app.task(name="old_jobs", queueing_lock="old_jobs")
    async def old_jobs(timestamp: int) -> None:
        await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS_DONE)
        await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS_FAILED, include_failed=True)


def last_due(app: App, *, at: datetime) -> dict[str, datetime]:
    """This will say when each task fell due last before a moment."""
    found = _deferrer(app).get_previous_tasks(at=at.timestamp())
    return {periodic.task.name: datetime.fromtimestamp(moment, tz=UTC) for periodic, moment in found}


def _deferrer(app: App) -> PeriodicDeferrer:
    return PeriodicDeferrer(app.periodic_registry, **app.periodic_defaults)


async def take_up(app: App) -> None:
    """This will put back every job whose worker died over it; one that was tried too often, or waits again, has failed."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        try:
            if job.attempts < (AGAIN.max_attempts or 0):
                await app.job_manager.retry_job(job, retry_at=timezone.now())
            else:
                await _give_up(app, job)
        except ConnectorException:
            await _give_up(app, job)


async def drop_needless(app: App) -> None:
    """This will drop every job that waits behind another of its kind: the first does what is due for both."""
    seen: set[str] = set()
    for job in await app.job_manager.list_jobs_async(status=WAITING):
        if job.task_name in seen and job.id is not None and not job.attempts:
            await app.job_manager.cancel_job_by_id_async(job.id, delete_job=True)
        seen.add(job.task_name)


async def _give_up(app: App, job: jobs.Job) -> None:
    await app.job_manager.finish_job(job, status=jobs.Status.FAILED, delete_job=False)


async def work(app: App, *, once: bool) -> None:
    """This will work until somebody ends it, through a database that comes and goes; `once` ends when nothing is due."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(AT_A_TIME + 1))
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    while not asked.is_set():
        try:
            await _until(asked, _work(app, once=once))
        except (ConnectorException, PsycopgError, OSError):
            if once:
                raise
            log.warning("The database does not answer. Trying again in %s seconds.", SECONDS_UNTIL_NEXT_TRY)
        if once:
            return
        await _until(asked, asyncio.sleep(SECONDS_UNTIL_NEXT_TRY))


async def _work(app: App, *, once: bool) -> None:
    async with app.open_async():
        await take_up(app)
        await drop_needless(app)
        if once:
            deferrer = _deferrer(app)
            await deferrer.defer_jobs(deferrer.get_previous_tasks(at=time.time()))
            app.periodic_registry.periodic_tasks.clear()  # what falls due meanwhile is the next run's, and no end cuts it off
        await app.run_worker_async(
            wait=not once, concurrency=AT_A_TIME, install_signal_handlers=False, stalled_worker_timeout=SILENT_SECONDS
        )


async def _until(asked: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Go on with a piece of work until it is done or somebody asks for the end; what is begun is finished first."""
    running, waiting = asyncio.ensure_future(work), asyncio.ensure_future(asked.wait())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    running.cancel()
    try:
        await running
    except asyncio.CancelledError:
        if not asked.is_set():
            raise
