"""Let machines of agencies in, list them, end them."""

from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from throughcare.cli import connection
from throughcare.cli.problems import CannotGoOn

app = typer.Typer(help="Let machines of agencies in, list them, end them.", no_args_is_help=True)


@app.command()
def make(
    agency: Annotated[str, typer.Option(help="the agency's code")],
    purpose: Annotated[str, typer.Option(help="what the machine is for, in a few words")],
    scope: Annotated[list[str], typer.Option(help="what it may do, such as referrals.send; again for more")],
    area: Annotated[list[str], typer.Option(help="an area's code, for what is done in areas; again for more")] = [],  # noqa: B006  # typer reads it, nobody adds to it
    days: Annotated[int, typer.Option(help="for how many days it holds")] = 90,
) -> None:
    """Let a machine in and print its token, which is shown this once."""
    connection.connect_as_owner()
    from django.db import transaction
    from django.utils import timezone

    from throughcare.commons.agencies import actions, queries
    from throughcare.kernel.answers import Refusal
    from throughcare.kernel.time import uk_today

    at = timezone.now()
    found, places = queries.agency_by_code(agency), [queries.area_by_code(code) for code in area]
    if found is None or None in places:
        raise CannotGoOn("There is no such agency or area. Their codes stand in the set-up of this site.")
    new = actions.NewMachine(
        agency_id=found.pk,
        purpose=purpose,
        scopes=scope,
        area_ids=[place.pk for place in places if place],
        expires_on=uk_today(at) + timedelta(days=days),
    )
    try:
        with transaction.atomic():
            made = actions.let_machine_in(new, by=None, at=at)
    except Refusal as refused:
        raise CannotGoOn(refused.as_text()) from None
    print(made.written)


@app.command("list")
def list_tokens() -> None:
    """List every token: whose, what for, until when, and when it was last used."""
    connection.connect_as_owner()
    from throughcare.commons.agencies import machines
    from throughcare.kernel.time import format_moment

    shown = Table("key", "agency", "purpose", "may", "until", "last used")
    for token in machines.tokens():
        until = "revoked" if token.revoked_at else format_moment(token.expires_at)
        used = format_moment(token.last_used_at) if token.last_used_at else "never"
        shown.add_row(str(token.key), token.agency.name, token.purpose, " ".join(token.scopes), until, used)
    Console(width=200).print(shown)


@app.command()
def revoke(key: Annotated[str, typer.Argument(help="the token's key, as `throughcare token list` shows it")]) -> None:
    """End a machine at once."""
    connection.connect_as_owner()
    from uuid import UUID

    from django.db import transaction
    from django.utils import timezone

    from throughcare.commons.agencies import actions
    from throughcare.kernel.answers import NotFound

    try:
        with transaction.atomic():
            actions.revoke_token(str(UUID(key)), by=None, at=timezone.now())
    except (NotFound, ValueError):
        raise CannotGoOn("No token that holds has this key. `throughcare token list` shows them all.") from None
    print("Revoked.")
