"""Which compartment a table belongs to, and what each of its fields is.

A package says this once, beside its model. Row policies, grants, erasure, the data dictionary and the retention run
are all made from what is said here; a law test demands that nothing is left unsaid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from django.db.models import Model

Scope = Literal["case", "person", "area", "agency", "own", "shared", "closed"]
M = TypeVar("M", bound=type[Model])


@dataclass(frozen=True)
class Handling:
    """What one table holds and who may come near it.

    `scope` names the form of its row policy: rows of *cases* I may see, of *people* I may see, of an *area*
    in which I hold a post, of an *agency* for which I hold one, my *own* rows, rows
    *shared* with all staff, or *closed* to staff. `also` gives single commands to other database roles.

    Three things may stand beside the form (decision 23). `mine` names a column: a row that names me there is mine to
    read and write besides. `wider` and `narrower` name columns and functions that give ids, each asked once a query:
    rows of `wider` may be read besides, and with `narrower` only rows that one of its functions gives.

    The role of statistics reads no personal field, whatever `also` gives it, but those few that `told` names.

    `with_moment` names fields that change together with a moment, such as an outcome with `done_at`: whoever looks back
    to a day before that moment sees them empty.

    `watched` names the function that gives the colleagues whose *own* rows a data protection officer reads.
    """

    model: type[Model]
    compartment: str
    scope: Scope
    column: str
    personal: Mapping[str, str]
    plain: tuple[str, ...]
    mutable: tuple[str, ...] = ()
    deletable: bool = False
    writable: bool = True
    agency_column: str = ""
    mine: str = ""
    wider: tuple[tuple[str, str], ...] = ()
    narrower: tuple[tuple[str, str], ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    with_moment: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    watched: str = "overseen_staff"
    reason: str = ""

    @property
    def table(self) -> str:
        """This will name the table in the database."""
        return self.model._meta.db_table


_register: dict[str, Handling] = {}

DEFAULT_COLUMNS = {
    "case": "case_id",
    "person": "person_id",
    "area": "area_id",
    "agency": "agency_id",
    "own": "staff_id",
    "shared": "",
    "closed": "",
}


def handled(
    *,
    compartment: str = "",
    scope: Scope = "case",
    column: str = "",
    personal: Mapping[str, str] | None = None,
    plain: tuple[str, ...] = (),
    mutable: tuple[str, ...] = (),
    deletable: bool = False,
    writable: bool = True,
    agency_column: str = "",
    mine: str = "",
    wider: tuple[tuple[str, str], ...] = (),
    narrower: tuple[tuple[str, str], ...] = (),
    also: Mapping[str, str] | None = None,
    told: tuple[str, ...] = (),
    with_moment: Mapping[str, tuple[str, ...]] | None = None,
    watched: str = "overseen_staff",
    reason: str = "",
) -> Callable[[M], M]:
    """This will register the model below it with its compartment and the handling of each field.

    `personal` maps a field to its retention class; `plain` lists fields that say nothing about a person; `mutable`
    lists the only fields that staff may change after a row is written (all else is append-only).
    """

    def register(model: M) -> M:
        inherited = {
            name: kept for base in model.__mro__ for name, kept in vars(base).get("inherited_personal", {}).items()
        }
        changes = {
            name: kept for base in model.__mro__ for name, kept in vars(base).get("inherited_with_moment", {}).items()
        }
        carried = tuple(name for base in model.__mro__ for name in vars(base).get("inherited_plain", ()))
        _register[model._meta.label_lower] = Handling(
            model=model,
            compartment=compartment,
            scope=scope,
            column=column or DEFAULT_COLUMNS[scope],
            personal={**inherited, **(personal or {})},
            plain=(*carried, *plain),
            mutable=mutable,
            deletable=deletable,
            writable=writable,
            agency_column=agency_column,
            mine=mine,
            wider=wider,
            narrower=narrower,
            also=also or {},
            told=told,
            with_moment={**changes, **(with_moment or {})},
            watched=watched,
            reason=reason,
        )
        return model

    return register


def register() -> Mapping[str, Handling]:
    """This will give every handled table, by model label."""
    return dict(_register)


_functions: list[tuple[int, str]] = []


def sql_functions(sql: str, *, order: int) -> None:
    """This will add a package's database functions to those that `apply_policies` lays down, lower order first."""
    if (order, sql) not in _functions:
        _functions.append((order, sql))


def functions() -> list[str]:
    """This will give all registered database functions in the order in which they must be created."""
    return [sql for _, sql in sorted(_functions)]


_views: dict[str, tuple[int, Callable[[], str]]] = {}


def facts_view(name: str, query: Callable[[], str], *, order: int) -> None:
    """This will add a view of what a package tells statisticians; `query` gives its SELECT when the policies are laid down."""
    _views[name] = (order, query)


def views() -> dict[str, str]:
    """This will give the query of every view of facts, in the order in which they must be created."""
    return {name: query() for name, (_order, query) in sorted(_views.items(), key=lambda view: (view[1][0], view[0]))}


_executable: dict[str, tuple[str, ...]] = {}


def may_execute(role: str, *names: str) -> None:
    """This will let a database role execute functions that a package laid down."""
    _executable[role] = tuple(dict.fromkeys((*_executable.get(role, ()), *names)))


def executable() -> Mapping[str, tuple[str, ...]]:
    """This will give the functions that packages let each database role execute."""
    return dict(_executable)


_disclosed: list[Callable[[Handling], bool]] = []


def disclosed(which: Callable[[Handling], bool]) -> None:
    """This will say which tables the role reads that puts together what is handed to a person who asks."""
    _disclosed[:] = [which]


def is_disclosed(handling: Handling) -> bool:
    """This will say whether a table is read for the person at all; what is not is withheld by the database itself."""
    return any(which(handling) for which in _disclosed)
