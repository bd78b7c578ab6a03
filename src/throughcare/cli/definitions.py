"""Checks and releases what lawyers, clinicians and statisticians own."""

import typer

from throughcare.cli.problems import CannotGoOn

app = typer.Typer(help="Check and release what lawyers, clinicians and statisticians own.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Check every definition against its schema, its code lists and the list of released files."""
    from throughcare.kernel.definitions import check_all, kinds
    from throughcare.oversight.evaluation import definitions as measures
    from throughcare.oversight.evaluation import published
    from throughcare.safeguards.pathways.checking import definition_problems

    owners = {"pathways": definition_problems, "measures": measures.problems, "published": published.problems}
    problems = check_all(owners)
    if problems:
        raise CannotGoOn("\n".join([*problems, f"{len(problems)} problems in the definitions."]))
    print(f"Every definition is in order, in {len(kinds())} kinds.")


@app.command()
def release(place: str = typer.Argument(help="Kind, name and version, such as pathways/channel/2023-12-15.")) -> None:
    """Release a definition, so that it can never be edited again: a change needs a new version beside it."""
    from throughcare.kernel import definitions

    kind, _slash, rest = place.removesuffix(".yaml").partition("/")
    name, _slash, version = rest.rpartition("/") if "/" in rest else (rest, "", "")
    try:
        is_new = definitions.release(definitions.load(kind, name, version))
    except definitions.DefinitionError as error:
        raise CannotGoOn(str(error)) from error
    print(f"{place} is released." if is_new else f"{place} was released before; nothing changed.")
