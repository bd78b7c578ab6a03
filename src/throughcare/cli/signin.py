"""Check what the provider's groups give, open the account of a colleague, and link it to the provider."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from throughcare.cli import connection
from throughcare.cli.problems import CannotGoOn
from throughcare.commons.agencies.groups import Given, NotAMapping, given_by, read
from throughcare.config.signing_in import PROVIDER

app = typer.Typer(
    help="Check what the provider's groups give, open accounts, and link them to the provider.", no_args_is_help=True
)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="the file of groups, as THROUGHCARE_OIDC_GROUPS_FILE names it")],
    codes: Annotated[bool, typer.Option(help="ask the database whether there are these agencies and areas")] = False,
    group: Annotated[list[str], typer.Option(help="say what somebody in this group holds; again for more")] = [],  # noqa: B006  # typer reads it, nobody adds to it
) -> None:
    """Check a file of groups: its shape, its roles, with --codes its agencies and areas, and with --group what somebody holds."""
    if codes:
        connection.connect_as_owner()
    try:
        mapping = read(file)
    except NotAMapping as problem:
        raise CannotGoOn(str(problem)) from None
    if codes and (unknown := _unknown(mapping)):
        raise CannotGoOn("\n".join(f"{file}: there is no {words}" for words in unknown))
    for post in given_by(mapping, set(group)):
        Console().print(
            " ".join(["-", post.role, "for", post.agency, *(["in", post.area] if post.area else [])]), highlight=False
        )
    if group and not given_by(mapping, set(group)):
        Console().print("- nothing: whoever is in these groups alone stays out", highlight=False)
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


@app.command()
def link(
    username: Annotated[str, typer.Argument(help="the name by which somebody signs in here")],
    subject: Annotated[str, typer.Option(help="their number at the provider: the claim sub of their token")],
    provider: Annotated[str, typer.Option(help="which provider; a site has one")] = PROVIDER,
    keep_password: Annotated[
        bool, typer.Option("--keep-password", help="leave the password as a second way in")
    ] = False,
) -> None:
    """Let the site's provider open an account that is there already. Its password ends, and every session."""
    connection.connect_as_owner()
    from django.utils import timezone

    from throughcare.commons.agencies import linking
    from throughcare.kernel.answers import Refusal

    _is_the_sites(provider)
    try:
        made = linking.link(
            username, provider=provider, subject=subject, keep_password=keep_password, at=timezone.now()
        )
    except Refusal as refused:
        raise CannotGoOn(refused.as_text()) from None
    print(f"Linked: {made.subject} at the provider is {made.name} ({username}) here.")
    print("With the next sign-in the provider's groups are the whole truth: posts that no group gives end.")


@app.command()
def unlink(
    username: Annotated[str, typer.Argument(help="the name by which somebody signs in here")],
    provider: Annotated[str, typer.Option(help="which provider; a site has one")] = PROVIDER,
) -> None:
    """End what lets the provider open an account, and every session of it. Posts stay until somebody ends them."""
    connection.connect_as_owner()
    from django.utils import timezone

    from throughcare.commons.agencies import linking
    from throughcare.kernel.answers import Refusal

    _is_the_sites(provider)
    try:
        has_password = linking.unlink(username, provider=provider, at=timezone.now())
    except Refusal as refused:
        raise CannotGoOn(refused.as_text()) from None
    left = (
        "Their password lets them in."
        if has_password
        else "They have no way in: `throughcare signin invite` gives one."
    )
    print(f"Unlinked: the provider opens {username} no more. {left}")


def _is_the_sites(provider: str) -> None:
    from django.conf import settings

    if provider != PROVIDER:
        raise CannotGoOn(f"There is no provider {provider}. A site has one, and it is called {PROVIDER} here.")
    if not settings.OIDC_ISSUER:
        raise CannotGoOn("This site names no provider. Set THROUGHCARE_OIDC_ISSUER as the web has it, and try again.")
