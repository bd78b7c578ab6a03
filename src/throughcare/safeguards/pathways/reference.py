"""The generated pages of the manual: one drawing and one rulebook page for each version of each pathway."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from throughcare.kernel.definitions import all_of, versions
from throughcare.safeguards.pathways.drawing import svg
from throughcare.safeguards.pathways.pathway import Pathway
from throughcare.safeguards.pathways.rulebook import markdown


def write_reference(folder: Path) -> list[Path]:
    """This will write the drawings and rulebook pages into a folder and name the files, whether they changed or not."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in _pages():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def outdated(folder: Path) -> list[str]:
    """This will name the pages in a folder that differ from what would be written: `make docs` mends them."""
    return [
        name for name, text in _pages() if not (folder / name).exists() or (folder / name).read_text("utf-8") != text
    ]


def _pages() -> Iterator[tuple[str, str]]:
    for definition in all_of("pathways"):
        pathway = Pathway.of(definition)
        is_newest = definition.version == versions("pathways", definition.name)[-1]
        stem = definition.name if is_newest else f"{definition.name}-{definition.version}"
        yield f"{stem}.svg", svg(pathway)
        yield f"{stem}.md", markdown(pathway, picture=f"{stem}.svg")
