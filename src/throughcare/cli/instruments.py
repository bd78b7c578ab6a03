"""List the instruments of this site, check its copies, add one."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from throughcare.cli import connection
from throughcare.cli.problems import CannotGoOn

app = typer.Typer(help="List the instruments of this site, check its copies, add one.", no_args_is_help=True)


@app.command("list")
def list_instruments() -> None:
    """List every version of every instrument: shipped, a shell without items, or a copy of this site."""
    connection.connect_as_owner()
    from throughcare.commons.assessments.instruments import every_version

    shown = Table("name", "version", "title", "items", "what it is")
    for one in every_version():
        kind = "shell: items not here" if one.is_shell else "copy" if one.is_copy else "shipped"
        shown.add_row(one.name, one.version, one.title, str(len(one.factors) or one.count or "-"), kind)
    Console(width=160).print(shown)


@app.command()
def check() -> None:
    """Check every copy of this site once more, as it was checked when it came."""
    connection.connect_as_owner()
    from throughcare.commons.assessments.instruments import bringing, finding

    copies = finding.copies()
    problems = [
        f"{one.name}/{one.version}: {fault}"
        for one in copies
        for fault in bringing.again(one.name, one.version, one.data).faults
    ]
    if problems:
        raise CannotGoOn("\n".join([*problems, f"{len(problems)} problems in the copies."]))
    print(f"Every copy is in order: {len(copies)}.")


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="YAML that says all of it, or CSV or XLSX whose rows fill a shell")],
    agency: Annotated[str, typer.Option(help="the code of the agency that holds the licence")],
    licensed: Annotated[str, typer.Option(help="by what licence: who gave it, to whom, number, last day")],
    name: Annotated[str, typer.Option(help="the instrument that rows belong to")] = "",
    version: Annotated[str, typer.Option(help="the version of the copy, such as 2026-03-01")] = "",
    since: Annotated[str, typer.Option(help="from when it is in force, for rows")] = "",
    only_check: Annotated[bool, typer.Option("--only-check", help="say what would be added, and add nothing")] = False,
) -> None:
    """Add a copy of an instrument that an agency is licensed to use, after checking all of it."""
    connection.connect_as_owner()
    from django.db import transaction
    from django.utils import timezone

    from throughcare.commons.agencies import queries as agencies
    from throughcare.commons.assessments import actions
    from throughcare.commons.assessments.instruments import bringing
    from throughcare.kernel.answers import Refusal

    found = agencies.agency_by_code(agency)
    if found is None:
        raise CannotGoOn("There is no such agency. Codes stand in the set-up of this site.")
    told = bringing.Told(name, version, since, licensed, found.name)
    proposal = bringing.propose(_content(file, bringing.LARGEST_MEGABYTES), filename=file.name, told=told)
    if proposal.faults:
        raise CannotGoOn("\n".join([*proposal.faults, "The copy was not taken. Nothing was added."]))
    shown = proposal.instrument
    assert shown is not None, "a proposal without faults is an instrument"
    print(f"{shown.title}, version {shown.version}: {len(shown.factors)} items in {len(shown.domains)} domains.")
    if only_check:
        return
    try:
        with transaction.atomic():
            actions.bring(proposal, licensed=licensed, agency_id=found.pk, by=None, at=timezone.now())
    except Refusal as refused:
        raise CannotGoOn(refused.as_text()) from None
    print("Added. It can be chosen from now on.")


def _content(file: Path, most: int) -> bytes:
    try:
        if file.stat().st_size > most * 1024 * 1024:
            raise CannotGoOn(f"{file} is larger than {most} MB.")
        return file.read_bytes()
    except OSError as error:
        raise CannotGoOn(f"{file} cannot be read: {error.strerror}.") from error
