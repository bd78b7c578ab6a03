"""Makes a drawn SVG fit to stand in a page: one labelled picture for screen readers, ids of its own, our fonts."""

import re
import xml.etree.ElementTree as ElementTree

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
SVG = "http://www.w3.org/2000/svg"
_NOT_FOR_READERS = ("role", "aria-roledescription", "aria-label", "aria-hidden", "class", "pointer-events")
_INVISIBLE = ({"display": "none"}, {"d": "M0,0h0v0h0Z"})


def accessible(drawn: str, *, title: str, description: str, prefix: str) -> str:
    """This will give the drawing a title and a description, ids under the prefix, and nothing that is not seen."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(drawn)  # noqa: S314  # drawn by our own engine from our own figures
    _strip(root)
    _rename_ids(root, prefix)
    _frame(root, title, description, prefix)
    return ElementTree.tostring(root, encoding="unicode")


def _strip(element: ElementTree.Element) -> None:
    for name in _NOT_FOR_READERS:
        element.attrib.pop(name, None)
    element.attrib.pop("font-family", None)
    for child in list(element):
        if _is_invisible(child):
            element.remove(child)
        else:
            _strip(child)


def _is_invisible(element: ElementTree.Element) -> bool:
    return element.tag == f"{{{SVG}}}path" and any(
        all(element.get(name) == value for name, value in signs.items()) for signs in _INVISIBLE
    )


def _rename_ids(root: ElementTree.Element, prefix: str) -> None:
    """The engine numbers ids from its start on; here they count from 1 in each drawing, so that drawings compare."""
    names = {found: f"{prefix}-{at}" for at, found in enumerate((e.get("id") for e in root.iter() if e.get("id")), 1)}
    for element in root.iter():
        if old := element.get("id"):
            element.set("id", names[old])
        for name, value in element.attrib.items():
            element.set(name, re.sub(r"url\(#([^)]+)\)", lambda match: f"url(#{names[match[1]]})", value))


def _frame(root: ElementTree.Element, title: str, description: str, prefix: str) -> None:
    root.attrib.pop("version", None)
    root.set("role", "img")
    root.set("font-family", FONTS)
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    for at, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{prefix}-{tag}"})
        element.text = text
        root.insert(at, element)
