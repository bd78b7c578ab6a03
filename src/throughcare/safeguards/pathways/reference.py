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


def _pages() -> Iterator[tuple[str, str]]:
    for definition in all_of("pathways"):
        pathway = Pathway.of(definition)
        is_newest = definition.version == versions("pathways", definition.name)[-1]
        stem = definition.name if is_newest else f"{definition.name}-{definition.version}"
        yield f"{stem}.svg", svg(pathway)
        yield f"{stem}.md", markdown(pathway, picture=f"{stem}.svg", signed=signed(pathway))
