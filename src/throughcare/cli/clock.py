"""What falls due by itself: handing on, noticing, reminding. Run every few minutes; a run twice does its work once."""

from collections.abc import Iterator
from datetime import UTC, datetime

import typer

from throughcare.cli import connection

app = typer.Typer(help="Do what falls due by itself.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `run` a word of its own while it is the only verb of this group."""


@app.command()
def run() -> None:
    """Hand on every threat that nobody acknowledged in time, and notice what was not reported or answered."""
    connection.connect_as_login()
    for number, words in what_falls_due(at=datetime.now(tz=UTC)):
        print(f"{number} {words}")


def what_falls_due(*, at: datetime) -> Iterator[tuple[int, str]]:
    """This will do what falls due by itself at a moment, one job after another, and say how often each was needed."""
    from throughcare.commons.assessments import actions as assessments
    from throughcare.commons.cases import drafts
    from throughcare.commons.files import actions as files
    from throughcare.commons.transfers import actions as transfers
    from throughcare.frame.transaction import acting
    from throughcare.stages.aftercare import actions as aftercare
    from throughcare.stages.checks import actions as checks
    from throughcare.stages.delivery import actions as delivery
    from throughcare.stages.referrals import actions as referrals

    for job, words in (
        (checks.ring_next, "threats handed to the next officer"),
        (delivery.notice_unreported, "reports of sessions asked for"),
        (delivery.notice_ready_to_start, "owners asked to start support"),
        (transfers.escalate, "unanswered offers of a case brought before a manager"),
        (aftercare.open_missing, "closed cases given their reviews"),
        (drafts.remove_expired, "expired drafts removed"),
        (assessments.remove_expired, "expired drafts of assessments removed"),
        (referrals.forget_expired, "files of referrals forgotten that nobody imported"),
        (files.sweep_unnamed, "files removed that no record names"),
    ):
        with acting("clock", staff=None, at=at):
            done = job(at=at)
        yield done, words
