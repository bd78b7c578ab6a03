"""Start and stop the embedded database; lay down schema, roles and policies."""

from typing import Annotated

import typer

from throughcare.cli import connection
from throughcare.config import addresses, embedded

app = typer.Typer(
    help="Start and stop the embedded database; lay down schema, roles and policies.", no_args_is_help=True
)


@app.command()
def start() -> None:
    """Start this checkout's embedded database, unless a PostgreSQL server is set."""
    if addresses.from_environment():
        print(f"{addresses.LOGIN_VARIABLE} is set: that server is used, nothing was started.")
        return
    state = addresses.state_directory()
    embedded.start(state)
    print(f"The embedded database runs in {state / 'pg'}.")


@app.command()
def stop() -> None:
    """Stop this checkout's embedded database."""
    stopped = embedded.stop(addresses.state_directory())
    print("The embedded database was stopped." if stopped else "The embedded database was not running.")


@app.command()
def url(owner: Annotated[bool, typer.Option("--owner", help="the owner's address, not the web's")] = False) -> None:
    """Print the address of the database."""
    found = addresses.from_environment() or embedded.urls(addresses.state_directory())
    print(found.owner if owner else found.login)


@app.command()
def migrate() -> None:
    """Bring the schema up to date as owner, then apply roles, functions, grants and row policies."""
    connection.connect_as_owner()
    bring_up_to_date(verbosity=1)
    apply()


def bring_up_to_date(*, verbosity: int) -> None:
    """Migrate over the connection that is open, without the views of facts, which would hold their columns fast."""
    from django.core.management import call_command
    from django.db import connection as opened

    from throughcare.cli.migrating import drawing_only_what_is_new
    from throughcare.safeguards.access.apply import without_views

    with opened.cursor() as cursor:
        for statement in without_views():
            cursor.execute(statement)
    with drawing_only_what_is_new():
        call_command("migrate", interactive=False, verbosity=verbosity)


@app.command()
def policies() -> None:
    """Apply roles, functions, grants and row policies anew, as owner."""
    connection.connect_as_owner()
    apply()


def apply() -> None:
    """Apply roles, functions, grants and row policies over the connection that is open."""
    from throughcare.safeguards.access.apply import apply_policies

    statements = apply_policies()
    print(f"Roles, functions, grants and row policies are in place ({len(statements)} statements).")
