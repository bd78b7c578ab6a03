"""Proves that no line of the audit was changed or removed, and seals where it stands so that nobody can say otherwise later."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from throughcare.cli import connection
from throughcare.cli.problems import CannotGoOn

app = typer.Typer(help="Prove the audit chains, and seal where they stand.", no_args_is_help=True)


@app.command()
def verify(
    against: Annotated[
        list[Path], typer.Option(help="checkpoints that were kept elsewhere: no chain may have been written anew since")
    ] = [],  # noqa: B006  # read by the command line alone
) -> None:
    """Recompute every audit chain and name the first broken line of each."""
    connection.connect_as_owner()
    from throughcare.cli.keeping import checkpoint
    from throughcare.safeguards.audit import record

    sealed = [checkpoint.read(path) for path in against]
    checked, broken = record.verify()
    wrong = [f"{line.chain}: line {line.line_id}, place {line.place}: {line.problem}" for line in broken]
    if broken:
        wrong.append(f"{len(broken)} chains are broken; {checked} lines were checked.")
    for one in sealed:
        wrong += [f"Since checkpoint {one.number}, {each}." for each in checkpoint.rewritten_since(one)]
    if wrong:
        raise CannotGoOn("\n".join(wrong))
    since = f", and as sealed in checkpoint {', '.join(str(one.number) for one in sealed)}" if sealed else ""
    print(f"Every chain is whole{since}: {checked} lines were checked.")


@app.command("key")
def new_key(
    file: Annotated[Path, typer.Argument(help="where the secret half goes, readable by its owner alone")],
) -> None:
    """Make the key that checkpoints are signed with, and print its public half."""
    from throughcare.cli.keeping import checkpoint

    print(checkpoint.new_key(file))


@app.command()
def seal(
    folder: Annotated[Path, typer.Argument(help="where checkpoints are kept: on another disk than the database")],
    key: Annotated[
        Path, typer.Option(envvar="THROUGHCARE_SEAL_KEY", help="the file that 'throughcare audit key' wrote")
    ],
) -> None:
    """Seal where every chain stands into one signed checkpoint: a file, and a page to print and keep elsewhere."""
    connection.connect_as_owner()
    from throughcare.cli.keeping import checkpoint, checkpoint_paper
    from throughcare.safeguards.audit import record

    at, secret = datetime.now(tz=UTC), checkpoint.secret_key(key)
    _checked, broken = record.verify()
    if broken:
        raise CannotGoOn(f"Nothing was sealed: {len(broken)} chains are broken. 'throughcare audit verify' names them.")
    path, sealed = checkpoint.seal(folder, key=secret, at=at)
    checkpoint_paper.write(path.with_suffix(".pdf"), sealed, at=at)
    print(
        f"{path}: {sealed.lines} lines in {sealed.chains} chains, sealed. {path.with_suffix('.pdf').name} is its page."
    )


@app.command()
def lines(file: Annotated[Path, typer.Argument(help="a new file")]) -> None:
    """Write every line of the audit, for deploy/verify_audit.py to prove against a checkpoint. It holds no names."""
    connection.connect_as_owner()
    from throughcare.cli.keeping import checkpoint

    print(f"{checkpoint.write_lines(file)} lines written to {file}.")
