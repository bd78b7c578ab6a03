"""YAML without its surprises: dates stay text, `no` and `off` are words, and no key may stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

NotYaml = yaml.YAMLError
_TRUTHS = {"true": True, "false": False}
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


def read_yaml(text: str) -> Any:
    """This will read YAML strictly, whoever wrote it; yaml.YAMLError says where it is broken."""
    return _read(_StrictLoader(text))


def read_own_yaml(text: str) -> Any:
    """This will read YAML that lies among the site's own files as strictly, with libyaml, in a sixth of the time.

    Not for what is sent: libyaml's composer goes as deep as the text does, and a text can be deeper than the stack.
    """
    return _read(_FastStrictLoader(text))


def _read(loader: _StrictLoader | _FastStrictLoader) -> Any:
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def compose(text: str) -> yaml.Node | None:
    """This will give the nodes of a file, which know their lines."""
    loader = _StrictLoader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _truth(_loader: Any, node: yaml.ScalarNode) -> bool | str:
    written = str(node.value)
    return _TRUTHS.get(written, written)


def _unique_mapping(loader: Any, node: yaml.MappingNode) -> Iterator[dict[Any, Any]]:
    keys = [loader.construct_object(key, deep=True) for key, _value in node.value]
    twice = sorted({str(key) for key in keys if keys.count(key) > 1})
    if twice:
        raise yaml.constructor.ConstructorError(None, None, f"written twice: {', '.join(twice)}", node.start_mark)
    data: dict[Any, Any] = {}
    yield data
    data.update(loader.construct_mapping(node))


_RESOLVERS = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _StrictLoader(yaml.SafeLoader):
    yaml_implicit_resolvers = _RESOLVERS


class _FastStrictLoader(yaml.CSafeLoader):
    yaml_implicit_resolvers = _RESOLVERS


for _one in (_StrictLoader, _FastStrictLoader):
    _one.add_constructor("tag:yaml.org,2002:bool", _truth)
    _one.add_constructor("tag:yaml.org,2002:map", _unique_mapping)
