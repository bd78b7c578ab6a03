"""Checks and releases what lawyers, clinicians and statisticians own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from throughcare.cli.problems import CannotGoOn

if TYPE_CHECKING:
    from throughcare.kernel.definitions import Definition

app = typer.Typer(help="Check and release what lawyers, clinicians and statisticians own.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Check every definition against its schema, its code lists and the list of released files."""
    from throughcare.cli.connection import set_up
    from throughcare.commons.assessments.instruments import checking as instruments
    from throughcare.commons.assessments.instruments import crosswalks
    from throughcare.commons.telling import letters
    from throughcare.kernel import calendars
    from throughcare.kernel.definitions import check_all, kinds
    from throughcare.oversight.evaluation import definitions as measures
    from throughcare.oversight.evaluation import published
    from throughcare.safeguards.access import checking as access
    from throughcare.safeguards.pathways import checking as pathways
    from throughcare.safeguards.pathways import signoffs

    set_up()
    owners = {"pathways": pathways.definition_problems, "access": access.definition_problems}
    owners |= {signoffs.KIND: signoffs.definition_problems}
    owners |= {"instruments": instruments.definition_problems, crosswalks.KIND: crosswalks.definition_problems}
    owners |= {"calendars": calendars.problems, "measures": measures.problems, "published": published.problems}
    owners |= {letters.KIND: letters.definition_problems}
    problems = check_all(owners)
    if problems:
        raise CannotGoOn(
            "\n".join(
                [*problems, f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} in the definitions."]
            )
        )
    print(f"Every definition is in order, in {len(kinds())} kinds.")


@app.command()
def release(
    place: str = typer.Argument(
        help="Kind, name and version, such as pathways/channel/2023-12-15; or all of a kind or name."
    ),
) -> None:
    """Release definitions, so that they can never be edited again: a change needs a new version beside them."""
    from throughcare.kernel import definitions

    try:
        released = [found for found in _at(place.removesuffix(".yaml")) if definitions.release(found)]
    except definitions.DefinitionError as error:
        raise CannotGoOn(str(error)) from error
    for one in released:
        print(f"{'/'.join(part for part in (one.kind, one.name, one.version) if part)} is released.")
    if not released:
        print(f"{place} was released before; nothing changed.")


def _at(place: str) -> list[Definition]:
    """Every definition whose place is this one or lies below it."""
    from throughcare.kernel import definitions

    kind, _slash, rest = place.strip("/").partition("/")
    known = {f"{name}/{version}".strip("/"): (name, version) for name, version in _versions(kind)}
    found = [key for below, key in known.items() if not rest or below == rest or below.startswith(f"{rest}/")]
    if not found:
        raise definitions.DefinitionError(f"There is no definition {place}. Kinds: {', '.join(definitions.kinds())}.")
    return [definitions.load(kind, name, version) for name, version in found]


def _versions(kind: str) -> list[tuple[str, str]]:
    from throughcare.kernel import definitions

    return [(name, version) for name in definitions.names(kind) for version in definitions.versions(kind, name)]
