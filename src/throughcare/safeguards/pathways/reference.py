"""The generated pages of the manual: one drawing and one rulebook page for each version of each pathway."""

from __future__ import annotations

from collections.abc import Iterator

from throughcare.kernel.definitions import all_of, versions
from throughcare.safeguards.pathways.drawing import svg
from throughcare.safeguards.pathways.pathway import Pathway
from throughcare.safeguards.pathways.rulebook import markdown
from throughcare.safeguards.pathways.signoffs import signed


def pages() -> dict[str, str]:
    """This will make every page by its file name; older versions carry theirs in the name."""
    return dict(_pages())


def stem(name: str, version: str) -> str:
    """This will name the pages of one version of a pathway: the newest has the plain name."""
    return name if version == versions("pathways", name)[-1] else f"{name}-{version}"


def _pages() -> Iterator[tuple[str, str]]:
    for definition in all_of("pathways"):
        pathway, file = Pathway.of(definition), stem(definition.name, definition.version)
        yield f"{file}.svg", svg(pathway)
        yield f"{file}.md", markdown(pathway, picture=f"{file}.svg", signed=signed(pathway))
