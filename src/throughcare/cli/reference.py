"""Reference pages made from the access matrix and from the register of tables."""

from __future__ import annotations

from collections.abc import Iterator

from throughcare.safeguards.access.matrix import Matrix, matrix
from throughcare.safeguards.access.register import Handling, register


def access(made: str) -> str:
    """This will write who may read and write what, and who may do what, each with its reason."""
    return "\n".join(
        [made + "# Who may see and do what", "", *_introduction(), *_compartments(matrix()), *_verbs(matrix()), ""]
    )


def _introduction() -> Iterator[str]:
    yield "The same rows answer in the program and are laid down as row policies in the database. What is not here is no."
    yield ""


def _compartments(table: Matrix) -> Iterator[str]:
    for code, label in table.compartments.items():
        rows = [row for row in table.rows.values() if row.compartment == code]
        yield from (
            f'<a id="rule-access.{code}"></a>',
            "",
            f"## {label}",
            "",
            "| role | read | write | because |",
            "| --- | --- | --- | --- |",
        )
        for row in rows:
            yield f"| {table.roles[row.role].label} | {_mark(row.may_read)} | {_mark(row.may_write)} | {row.reason} |"
        yield ""


def _verbs(table: Matrix) -> Iterator[str]:
    yield from ("## Acts", "", "| act | who | because |", "| --- | --- | --- |")
    for verb in sorted(table.verbs.values(), key=lambda verb: verb.code):
        who = ", ".join(table.roles[role].label for role in verb.roles)
        yield f'| <a id="rule-access.{verb.code}"></a>{verb.code} | {who} | {verb.reason} |'


def _mark(value: bool) -> str:
    return "yes" if value else "no"


def dictionary(made: str) -> str:
    """This will write every table with its compartment, its row policy, and what each field is."""
    tables = sorted(register().values(), key=lambda handling: handling.table)
    return "\n".join([made + "# Data dictionary", "", *(line for handling in tables for line in _table(handling)), ""])


def _table(handling: Handling) -> Iterator[str]:
    scope = handling.compartment or handling.reason
    about = (handling.model.__doc__ or "").strip().splitlines()[0]
    yield from (f"## {handling.table}", "", about, "", f"Compartment: {scope}. Rows of: {handling.scope}.", "")
    yield from ("| field | personal | kept as | may change |", "| --- | --- | --- | --- |")
    for field in handling.model._meta.concrete_fields:
        kept = handling.personal.get(field.name, "")
        yield f"| {field.name} | {_mark(bool(kept))} | {kept or '–'} | {_mark(field.name in handling.mutable)} |"
    yield ""
