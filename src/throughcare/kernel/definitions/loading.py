"""Finding, reading and checking one definition file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from throughcare.kernel.definitions import profiles
from throughcare.kernel.definitions.places import SHIPPED, folders, place_of, released, root_of
from throughcare.kernel.definitions.strict_yaml import read_own_yaml

_NOT_KINDS = {"schemas"}


class DefinitionError(Exception):
    """A definition is missing, broken or changed since its release: a defect, told to whoever keeps the files."""


@dataclass(frozen=True)
class Definition:
    """One file, read and checked."""

    kind: str
    name: str
    version: str
    data: Mapping[str, Any]
    sha256: str
    path: Path
    is_released: bool = False

    @property
    def title(self) -> str:
        """This will give the title people know it by."""
        return str(self.data.get("title", self.name))


def load(kind: str, name: str, version: str | None = None) -> Definition:
    """This will read one definition, the newest version unless one is named; DefinitionError says what to mend."""
    return _load(kind, name, version, folders())


def all_of(kind: str) -> tuple[Definition, ...]:
    """This will read every version of every definition of a kind, by name and then by version."""
    keys = sorted((name, version) for name, version in files(kind))
    return tuple(_load(kind, name, version, folders()) for name, version in keys)


def names(kind: str) -> tuple[str, ...]:
    """This will list the names of the definitions of a kind."""
    return tuple(sorted({name for name, _version in _keys(kind, folders())}))


def versions(kind: str, name: str) -> tuple[str, ...]:
    """This will list the versions of a definition, oldest first."""
    return tuple(sorted(version for found, version in _keys(kind, folders()) if found == name))


def kinds() -> tuple[str, ...]:
    """This will list the kinds of definitions there are."""
    found = {folder.name for root in folders() for folder in root.iterdir() if folder.is_dir()}
    return tuple(sorted(found - _NOT_KINDS))


def files(kind: str) -> dict[tuple[str, str], Path]:
    """This will find the files of a kind by name and version: a site's stands before ours unless ours is released."""
    found: dict[tuple[str, str], Path] = {}
    for root in folders():
        for path in sorted((root / kind).rglob("*.yaml")):
            key = _name_and_version(path.relative_to(root / kind))
            if key not in found or place_of(found[key]) not in released(folders()):
                found[key] = path
    return found


def read(kind: str, name: str, version: str, path: Path) -> Definition:
    """This will read one file and hold it against its shape and its release."""
    raw = path.read_bytes()
    sha256 = hashlib.sha256(raw).hexdigest()
    released_as = released(folders()).get(place_of(path))
    data, faults = whole(kind, _parsed(raw, path))
    faults += [*shape_faults(kind, name, data), *_release_faults(sha256, released_as)]
    if faults:
        raise DefinitionError(f"{place_of(path)}: " + "; ".join(faults))
    return Definition(kind, name, version, data, sha256, path, is_released=released_as is not None)


def whole(kind: str, data: Any) -> tuple[Any, list[str]]:
    """This will unite a profile with the definition it differs from, and tell what does not fit."""
    named = profiles.base_of(data)
    if named is None:
        return data, []
    base = load(kind, *named).data
    if profiles.PROFILE_OF in base:
        return data, [f"{data[profiles.PROFILE_OF]} is a profile itself: name the definition that it differs from"]
    return profiles.united(base, data), list(profiles.faults(base, data))


def release(definition: Definition) -> bool:
    """This will add a definition to RELEASED beside its folder, so that it never changes; no when it stands there."""
    if definition.is_released:
        return False
    path = root_of(definition.path) / "RELEASED"
    lines = path.read_text().splitlines() if path.exists() else []
    path.write_text(
        "\n".join(sorted([*lines, release_line(definition)], key=lambda line: line.partition("  ")[2])) + "\n"
    )
    forget()
    return True


def release_line(definition: Definition) -> str:
    """This will write the line that releases a definition (`sha256sum --check` reads it)."""
    return f"{definition.sha256}  {place_of(definition.path)}"


def forget() -> None:
    """This will read every file anew when it is next asked for."""
    released.cache_clear()
    _load.cache_clear()
    _keys.cache_clear()


@lru_cache
def _keys(kind: str, _folders: tuple[Path, ...]) -> frozenset[tuple[str, str]]:
    """Kept, because lists ask for the newest of every pathway at every look."""
    return frozenset(files(kind))


@lru_cache(maxsize=512)
def _load(kind: str, name: str, version: str | None, _folders: tuple[Path, ...]) -> Definition:
    found = {have: path for (found_name, have), path in files(kind).items() if found_name == name}
    if not found or (version is not None and version not in found):
        wanted = "/".join(part for part in (kind, name, version) if part)
        raise DefinitionError(f"There is no definition {wanted}. Versions: {', '.join(sorted(found)) or 'none'}.")
    chosen = max(found) if version is None else version
    return read(kind, name, chosen, found[chosen])


def _name_and_version(relative: Path) -> tuple[str, str]:
    parts = relative.with_suffix("").parts
    return ("/".join(parts[:-1]), parts[-1]) if len(parts) > 1 else (parts[0], "")


def _parsed(raw: bytes, path: Path) -> Any:
    try:
        return read_own_yaml(raw.decode())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DefinitionError(f"{place_of(path)} cannot be read: {error}") from error


@lru_cache
def _validator(kind: str, name: str) -> Draft202012Validator | None:
    """The shape of one name (access.matrix) or folder (access.verbs) stands before the shape of its kind (access)."""
    parts = [kind, *name.split("/")]
    for stem in (".".join(parts[:length]) for length in range(len(parts), 0, -1)):
        path = SHIPPED / "schemas" / f"{stem}.schema.json"
        if path.exists():
            return Draft202012Validator(json.loads(path.read_text()), format_checker=FormatChecker())
    return None


def shape_faults(kind: str, name: str, data: Any) -> list[str]:
    """This will tell where data have not the shape that is declared for their kind."""
    validator = _validator(kind, name)
    if validator is None:
        return [f"no shape is declared for it: add definitions/schemas/{kind}.schema.json"]
    errors = sorted(validator.iter_errors(data), key=lambda error: [str(step) for step in error.absolute_path])
    return [f"at {'/'.join(map(str, error.absolute_path)) or 'the top'}: {_in_words(error)}" for error in errors]


def _in_words(error: ValidationError) -> str:
    """The commonest faults in words for whoever owns the law or the instrument, not for who knows JSON Schema."""
    if error.validator == "required":
        return error.message.replace(" is a required property", " is missing")
    if error.validator == "const":
        return f"it must be {json.dumps(error.validator_value)}"
    if error.validator == "additionalProperties":
        return error.message.replace("Additional properties are not allowed (", "nothing is called so here (")
    if error.validator == "type" and error.instance is None:
        return "nothing stands there"
    return error.message


def _release_faults(sha256: str, released_as: str | None) -> list[str]:
    if released_as is None or released_as == sha256:
        return []
    return ["it was changed after its release: restore it, and write a new version beside it instead"]
