"""What the slices tell the face about themselves: task labels, cards, links of the side navigation.

Every slice is asked by name, latest stage first; one that is not built yet is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.utils.functional import Promise

from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.safeguards.pathways import Pathway

LATEST_FIRST = (
    "throughcare.oversight.quality",
    "throughcare.stages.aftercare",
    "throughcare.stages.closure",
    "throughcare.stages.reviews",
    "throughcare.stages.delivery",
    "throughcare.commons.consents",
    "throughcare.commons.orders",
    "throughcare.stages.plans",
    "throughcare.stages.panels",
    "throughcare.commons.meetings",
    "throughcare.commons.assessments",
    "throughcare.commons.sharing",
    "throughcare.commons.transfers",
    "throughcare.stages.intake",
    "throughcare.commons.programme",
    "throughcare.stages.checks",
    "throughcare.stages.referrals",
    "throughcare.commons.files",
    "throughcare.commons.telling",
    "throughcare.oversight.rights",
    "throughcare.oversight.equality",
)
ALL = (*LATEST_FIRST, "throughcare.commons.cases")


@lru_cache(maxsize=1)
def queries() -> tuple[ModuleType, ...]:
    """This will give the queries of every slice that is built, latest stage first."""
    built = [name for name in ALL if _exists(name) and find_spec(f"{name}.queries")]
    return tuple(import_module(f"{name}.queries") for name in built)


@lru_cache(maxsize=1)
def urls() -> tuple[ModuleType, ...]:
    """This will give the addresses of every slice that is built, latest stage first."""
    built = [name for name in ALL if _exists(name) and find_spec(f"{name}.urls")]
    return tuple(import_module(f"{name}.urls") for name in built)


@lru_cache(maxsize=1)
def task_labels() -> Mapping[str, str | Promise]:
    """This will unite the labels of every slice's tasks."""
    return {code: label for module in queries() for code, label in getattr(module, "TASK_LABELS", {}).items()}


@lru_cache(maxsize=1)
def by_hand() -> frozenset[str]:
    """This will unite the kinds of task that no act finishes by itself: whoever has one says what came of it."""
    return frozenset(code for module in queries() for code in getattr(module, "BY_HAND", ()))


def task_label(code: str, pathway: Pathway) -> str:
    """This will say what a task asks for, as a verb, in the pathway's words; a code without a label shows its own words."""
    label = str(task_labels().get(code) or code.rpartition(".")[2].replace("_", " ").capitalize())
    return label % pathway.words if "%(" in label else label


def cards(case: OpenCase) -> list[Card]:
    """This will collect the cards that the slices show of this case, latest stage first."""
    found = (card(case) for card in _offered("card"))
    return [card for card in found if card is not None]


def side_links(case: OpenCase) -> list[SideLink]:
    """This will collect the links that the slices add to the parts of this case."""
    links = [link for side in _offered("side_links") for link in side(case)]
    return sorted(links, key=lambda link: (link.order, str(link.label)))


def _offered(name: str) -> list[Callable[[OpenCase], Any]]:
    return [getattr(module, name) for module in queries() if hasattr(module, name)]


def _exists(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False
