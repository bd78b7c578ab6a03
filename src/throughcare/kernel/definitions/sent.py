"""A definition that somebody sends: read as strictly as a file of ours, and judged before it is kept anywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from throughcare.kernel.definitions.loading import DefinitionError, shape_faults, whole
from throughcare.kernel.definitions.strict_yaml import read_yaml

DEEPEST = 20


@dataclass(frozen=True)
class Sent:
    """What was sent, as data, and everything that is wrong with its shape."""

    data: dict[str, Any] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def read_sent(kind: str, raw: bytes, *, beside: frozenset[str] = frozenset()) -> tuple[dict[str, Any], Sent]:
    """This will read YAML that was sent; what stands under `beside` is given apart and is no part of the definition."""
    try:
        text = raw.decode("utf-8-sig")
        _judge_events(text)
        found = read_yaml(text)
    except UnicodeDecodeError:
        return {}, Sent(faults=(_("The letters are not UTF-8. Save the file as UTF-8, and choose it again"),))
    except (yaml.YAMLError, _Refused) as error:
        return {}, Sent(faults=(_("It cannot be read as YAML: %(why)s") % {"why": " ".join(str(error).split())[:300]},))
    if not isinstance(found, dict):
        return {}, Sent(faults=(_("There is no instrument in this file: it holds no names with values"),))
    apart = {key: found.pop(key) for key in list(found) if key in beside}
    return apart, judged(kind, found)


def judged(kind: str, data: dict[str, Any]) -> Sent:
    """This will judge data by the shape of their kind, a profile together with what it differs from."""
    try:
        united, faults = whole(kind, data)
    except DefinitionError as error:
        return Sent(data, (str(error),))
    kept = {key: value for key, value in united.items() if key != "profile_of"}
    return Sent(kept, (*faults, *shape_faults(kind, "", kept)))


class _Refused(Exception):
    """It is YAML, and of a kind that is not read."""


def _judge_events(text: str) -> None:
    """Names that stand for other parts make a small file grow without end, and nesting without end stops its reader."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(_("it points from one part to another. Write each part out"))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _Refused(_("it is nested too deeply"))
