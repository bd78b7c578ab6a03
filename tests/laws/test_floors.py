"""Who may lean on whom. The contracts stand in pyproject.toml; here is what they cannot say."""

import tomllib
from functools import cache
from itertools import pairwise

import grimp
from django.apps import apps

from tests.kit.tree import PACKAGE, PROJECT

ROOT = "throughcare"


@cache
def contracts() -> dict[str, dict]:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(ROOT, cache_dir=None, exclude_type_checking_imports=True)


def home(module: str) -> str:
    """The package that owns a module: `throughcare.commons.people.models` belongs to `throughcare.commons.people`."""
    parts = module.split(".")
    return ".".join(parts[:3]) if parts[1] in ("commons", "stages", "oversight", "safeguards") else ".".join(parts[:2])


def is_test(module: str) -> bool:
    return ".tests" in module


def test_tables_stay_home():
    """Other packages use a package's queries, actions, rules and facts, never its tables."""
    tables = [module for module in graph().modules if "models" in module.split(".")]
    strays = [
        f"{importer} imports {table}: ask {home(table)}.queries or .actions instead, and add there what is missing"
        for table in tables
        for importer in sorted(graph().find_modules_that_directly_import(table))
        if home(importer) != home(table) and not is_test(importer)
    ]

    assert tables
    assert strays == []


def test_a_layer_that_is_built_stands_without_parentheses():
    """Parentheses let a layer be missing; a built package must be held by its contract."""
    built = [
        f"{name}: write {layer!r} without parentheses, it is built"
        for name in ("house", "stages", "commons", "safeguards")
        for layer in layers(name)
        if layer.startswith("(") and (package_of(name) / layer.strip("()") / "__init__.py").exists()
    ]

    assert built == []


def layers(contract: str) -> list[str]:
    return [part.strip() for row in contracts()[contract]["layers"] for part in row.split("|")]


def package_of(contract: str):
    return PACKAGE.joinpath(*contracts()[contract]["containers"][0].split(".")[1:])


def test_foreign_keys_follow_the_arrows():
    """A table points down or back, never up or forward, and gives the other side no attribute of its own."""
    wrong = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            other = field.related_model if field.is_relation and not field.auto_created else None
            if other and crosses(model.__module__, other.__module__):
                label = f"{model._meta.label}.{field.name} → {other._meta.label}"
                if not leans_down(home(model.__module__), home(other.__module__)):
                    wrong.append(f"{label}: it points up or sideways; let the later package hold the key")
                if field.remote_field.related_name != "+":
                    wrong.append(f'{label}: add related_name="+", so that the other package does not learn of it')

    assert wrong == []


def crosses(module: str, other: str) -> bool:
    return module.startswith(ROOT) and other.startswith(ROOT) and home(module) != home(other)


def leans_down(upper: str, lower: str) -> bool:
    above, below = height(upper), height(lower)
    return above[0] < below[0] or (above[0] == below[0] and above[1] < below[1])


def height(package: str) -> tuple[int, int]:
    """The row of a package in the house, and its row in its container; 0 is the top."""
    parts = package.split(".")[1:]
    inside = row_of(parts[0], parts[1]) if len(parts) > 1 and parts[0] in contracts() else 0
    return row_of("house", parts[0]), inside


def row_of(contract: str, name: str) -> int:
    rows = contracts()[contract].get("layers", [])
    return next((n for n, row in enumerate(rows) if name in {part.strip(" ()") for part in row.split("|")}), 0)


def test_the_height_of_packages_is_read_from_the_contracts():
    downwards = ["web", "stages.panels", "stages.referrals", "commons.cases", "commons.people", "commons.agencies"]
    downwards += ["frame", "safeguards.access", "safeguards.audit", "kernel"]

    assert all(leans_down(f"{ROOT}.{upper}", f"{ROOT}.{lower}") for upper, lower in pairwise(downwards))
    assert not any(leans_down(f"{ROOT}.{upper}", f"{ROOT}.{lower}") for lower, upper in pairwise(downwards))
