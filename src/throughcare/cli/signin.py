"""Check what the provider's groups give, and open the account of a colleague."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from throughcare.cli import connection
from throughcare.cli.problems import CannotGoOn
from throughcare.commons.agencies.groups import Given, NotAMapping, read

app = typer.Typer(help="Check what the provider's groups give, and open accounts.", no_args_is_help=True)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="the file of groups, as THROUGHCARE_OIDC_GROUPS_FILE names it")],
    codes: Annotated[bool, typer.Option(help="ask the database whether there are these agencies and areas")] = False,
) -> None:
    """Check a file of groups: its shape, its roles, and with --codes its agencies and areas."""
    if codes:
        connection.connect_as_owner()
    try:
        mapping = read(file)
    except NotAMapping as problem:
        raise CannotGoOn(str(problem)) from None
    if codes and (unknown := _unknown(mapping)):
        raise CannotGoOn("\n".join(f"{file}: there is no {words}" for words in unknown))
    named = len({one.group for one in mapping})
    Console().print(
        f"{file}: {named} groups give {len(mapping)} posts. Every other group gives nothing.", highlight=False
    )


def _unknown(mapping: list[Given]) -> list[str]:
    from throughcare.commons.agencies import queries

    agencies = sorted({one.agency for one in mapping if queries.agency_by_code(one.agency) is None})
    areas = sorted({one.area for one in mapping if one.area and queries.area_by_code(one.area) is None})
    return [*(f"agency {code}" for code in agencies), *(f"area {code}" for code in areas)]


@app.command()
def invite(
    username: Annotated[str, typer.Argument(help="the name to sign in with")],
    agency: Annotated[str, typer.Option(help="the agency's code")],
    name: Annotated[str, typer.Option(help="the colleague's name; only for somebody new")] = "",
    job: Annotated[str, typer.Option(help="the job title; only for somebody new")] = "",
    role: Annotated[str, typer.Option(help="the first role, such as manager; only for somebody new")] = "",
    area: Annotated[str, typer.Option(help="the code of the area of that role")] = "",
) -> None:
    """Open an account, or begin one anew, and print its one-time code, which is shown this once."""
    connection.connect_as_owner()
    from django.db import transaction
    from django.utils import timezone

    from throughcare.commons.agencies import actions, queries
    from throughcare.kernel.time import uk_today

    at = timezone.now()
    found, place = queries.agency_by_code(agency), queries.area_by_code(area) if area else None
    if found is None or (area and place is None):
        raise CannotGoOn("There is no such agency or area. Their codes stand in the set-up of this site.")
    with transaction.atomic():
        staff = queries.staff_of_username(username)
        if staff is None:
            if not (name and job and role):
                raise CannotGoOn("Nobody has this name yet. Give --name, --job and --role of somebody new.")
            staff = actions.add_staff(name, job_title=job, agency=found.pk, phone="")
            actions.give_post(staff, role=role, area=place.pk if place else None, agency=found.pk, from_on=uk_today(at))
        print(actions.begin_account(staff, username=username, at=at))
