"""Changes the keys and passwords of a site while people work, and says what still needs an earlier one."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from cryptography.fernet import InvalidToken
from rich.console import Console
from rich.table import Table

from throughcare.cli import connection
from throughcare.cli.keeping import environment, passwords
from throughcare.cli.problems import CannotGoOn
from throughcare.config import addresses

app = typer.Typer(help="Change keys and passwords, and see what still needs an earlier one.", no_args_is_help=True)

KEY, BEFORE, FILE_KEYS = "THROUGHCARE_SECRET_KEY", "THROUGHCARE_SECRET_KEYS_BEFORE", "THROUGHCARE_FILE_KEYS"
REPLICA = "THROUGHCARE_REPLICA_URL"
PASSWORDS = {"database-password": addresses.LOGIN_VARIABLE, "owner-password": addresses.OWNER_VARIABLE}
RETIRED = {"secret-key": ("second factors", "posts held over a lock", "sessions"), "file-keys": ("files",)}
NAMES = ("secret-key", "file-keys", "metrics-token", *PASSWORDS)
ELSEWHERE = (
    ("seal of the audit", "throughcare audit key", "checkpoints; what an old key signed is proved with its public half"),
    ("key of copies", "throughcare backup-key", "copies; an old copy needs the old key"),
    ("key of equality forms", "made once by throughcare secrets equality-key, and never changed", "which form is of which case; another key parts all earlier forms from theirs"),
    ("tokens of machines", "throughcare token make and revoke", "one agency's machine"),
    ("secret at the sign-in provider", "the provider, then THROUGHCARE_OIDC_SECRET", "sign-in with the provider"),
    ("password at the provider of mail", "the provider, then THROUGHCARE_SMTP_URL", "sending mail"),
)  # fmt: skip

Name = Annotated[str, typer.Argument(help=f"which: {', '.join(NAMES)}")]
File = Annotated[Path, typer.Argument(help="the file of settings that the services read")]


@app.command("list")
def list_secrets() -> None:
    """List every secret of a site, how it is changed, and how much still needs an earlier key."""
    connection.connect_as_owner()
    from throughcare.cli.keeping import resealing

    needing = resealing.needing_earlier_keys(at=datetime.now(tz=UTC))
    shown = Table("secret", "changed by", "what it is for")
    shown.add_row("secret-key", "throughcare secrets renew", "sessions, forms, second factors, posts held over a lock")
    shown.add_row("file-keys", "throughcare secrets renew", "attached files")
    shown.add_row("metrics-token", "throughcare secrets renew", "whoever watches the servers")
    for name, variable in PASSWORDS.items():
        shown.add_row(name, "throughcare secrets renew", variable)
    for row in ELSEWHERE:
        shown.add_row(*row)
    Console(width=150).print(shown)
    _tell(needing)


@app.command("equality-key")
def equality_key() -> None:
    """Print a key for THROUGHCARE_EQUALITY_KEY, for a site that has none: it is set once and never changed."""
    print(secrets.token_urlsafe(64))


@app.command()
def renew(name: Name, file: File) -> None:
    """Make a new key or password and write it to the file of settings; restart the services after it."""
    held = environment.read(file)
    if name in PASSWORDS:
        _renew_password(PASSWORDS[name], file, held)
    elif name in NAMES:
        environment.change(file, _renewed(name, held))
    else:
        raise CannotGoOn(f"There is no secret of this name. There are: {', '.join(NAMES)}.")
    then = " and run 'throughcare secrets reseal' with its settings" if name in RETIRED else ""
    print(f"{file} holds the new one. Restart web and worker{then}.")


def _renewed(name: str, held: dict[str, str]) -> dict[str, str]:
    if name == "metrics-token":
        return {"THROUGHCARE_METRICS_TOKEN": secrets.token_urlsafe(36)}
    if name == "secret-key":
        return {KEY: secrets.token_urlsafe(64), BEFORE: _joined(held.get(KEY, ""), held.get(BEFORE, ""))}
    from throughcare.commons.files import sealing

    return {FILE_KEYS: _joined(sealing.new_key(), held.get(FILE_KEYS, ""))}


def _joined(*keys: str) -> str:
    return ",".join(key for key in keys if key)


def _renew_password(variable: str, file: Path, held: dict[str, str]) -> None:
    address = held.get(variable, "")
    role = passwords.user_of(address)
    if not role:
        raise CannotGoOn(f"{file} names no role in {variable}.")
    connection.connect_as_owner()
    password = secrets.token_urlsafe(36)
    changed = {name: held[name] for name in (variable, REPLICA) if passwords.user_of(held.get(name, "")) == role}
    values = {name: passwords.with_password(each, password) for name, each in changed.items()}
    environment.change(file, values, first=lambda: passwords.give(role, password))


@app.command()
def reseal() -> None:
    """Seal everything anew that lies under an earlier key, some hundred rows at a time, while people work."""
    connection.connect_as_owner()
    from throughcare.cli.keeping import resealing
    from throughcare.commons.files import sealing

    try:
        done = resealing.reseal()
    except (InvalidToken, sealing.Unreadable):
        raise CannotGoOn(
            f"Something was sealed under a key that is neither in {BEFORE} nor in {FILE_KEYS}. Add it at the end; what was "
            "done stays done."
        ) from None
    print(", ".join(f"{number} {kind}" for kind, number in done.items()) + " sealed anew.")
    _tell(resealing.needing_earlier_keys(at=datetime.now(tz=UTC)))


@app.command()
def retire(
    name: Annotated[str, typer.Argument(help="which: secret-key or file-keys")],
    file: File,
    now: Annotated[
        bool, typer.Option("--now", help="the key is known to somebody: end the sessions it signed")
    ] = False,
) -> None:
    """Take the earlier keys out of the file of settings, once nothing needs them; restart the services after it."""
    if name not in RETIRED:
        raise CannotGoOn(f"Only {' and '.join(RETIRED)} have earlier keys.")
    held = environment.read(file)
    connection.connect_as_owner()
    from throughcare.cli.keeping import resealing

    at = datetime.now(tz=UTC)
    _read_by_this_process(file, held)
    if now and name == "secret-key":
        print(f"{resealing.end_old_sessions(at=at)} sessions ended.")
    needing = {kind: n for kind, n in resealing.needing_earlier_keys(at=at).items() if n and kind in RETIRED[name]}
    if needing:
        raise CannotGoOn(f"The earlier keys stay: {_counted(needing)} need them. {_until(at)}")
    kept = {BEFORE: ""} if name == "secret-key" else {FILE_KEYS: held.get(FILE_KEYS, "").split(",")[0]}
    environment.change(file, kept)
    print(f"{file} holds the newest key alone. Restart web and worker.")


def _read_by_this_process(file: Path, held: dict[str, str]) -> None:
    from django.conf import settings

    keys = [key.strip() for key in held.get(FILE_KEYS, "").split(",") if key.strip()]
    if held.get(KEY) != settings.SECRET_KEY or keys[:1] != settings.FILE_KEYS[:1]:
        raise CannotGoOn(
            f"This command runs with other keys than {file} holds. Read the file into its environment first."
        )


def _until(at: datetime) -> str:
    from throughcare.cli.keeping import resealing
    from throughcare.kernel.time import format_moment

    last = resealing.last_old_session(at=at)
    until = f" The last session ends {format_moment(last)}; --now ends them." if last else ""
    return f"'throughcare secrets reseal' seals anew what lies there.{until}"


def _tell(needing: dict[str, int]) -> None:
    left = {kind: number for kind, number in needing.items() if number}
    print(f"{_counted(left)} need an earlier key." if left else "Nothing needs an earlier key.")


def _counted(kinds: dict[str, int]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in kinds.items())
