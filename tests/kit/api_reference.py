"""Writes the addresses for machines into the manual, from their own description: `python -m tests.kit.api_reference`.

Commands and addresses do not know each other, so this stands beside the rulebook and not among the pages of commands.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any
from unittest.mock import patch

import django

from throughcare.config import addresses

PAGE = addresses.project_directory() / "docs" / "reference" / "api.md"
HEAD = """<!-- Made from the code by `make docs`. Do not edit. -->

# Addresses for machines

Every address below `/api/`, from the description that the site itself gives at `/api/openapi.json`, where the shape of each
body and answer stands as well. [Let another system send and read](../how-to/machines.md) says how a system comes in, what
it sends with each request, and what to do about each kind of no. What a token may see is settled by the post that its scope
holds, as for a person: what is hidden answers as what is not there.
"""
ACTS = "Send an `Idempotency-Key` with it: the same number with the same body is done once."


def page() -> str:
    """Give the page as the description says it now; codes that a database would name are left out."""
    whole = described()
    verbs = [(address, method, verb) for address, of in whole["paths"].items() for method, verb in of.items()]
    tags = dict.fromkeys(tag for _address, _method, verb in verbs for tag in verb["tags"])
    parts = [HEAD, *_scopes()]
    for tag in tags:
        parts += [f"## {tag.capitalize()}", ""]
        parts += [line for one in verbs if tag in one[2]["tags"] for line in _verb(*one, whole)]
    return "\n".join([*parts, *_refusals(verbs)])


def described() -> dict[str, Any]:
    """Give the whole description without asking a database for the areas that there are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.config.settings")
    django.setup()
    from throughcare.api import description
    from throughcare.frame.machine import OneOf

    with patch.object(OneOf, "__get_pydantic_json_schema__", lambda _self, _schema, _handler: {"type": "string"}):
        return description.whole()


def _scopes() -> Iterator[str]:
    from throughcare.commons.agencies import machines
    from throughcare.safeguards.access.matrix import matrix

    yield from ("## Scopes", "", "| scope | lets a machine | under the post of |", "| --- | --- | --- |")
    for scope in machines.scopes().values():
        where = ", in areas that are named" if scope.in_area else ""
        lets = f"{scope.label[:1].lower()}{scope.label[1:]}"
        yield f"| `{scope.code}` | {lets} | {matrix().roles[scope.role].label}{where} |"
    yield ""


def _verb(address: str, method: str, verb: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[str]:
    yield from (f'<a id="{verb["operationId"]}"></a>', "", f"### {method.upper()} `{address}`", "")
    yield from (" ".join(verb["description"].split()), "")
    yield f"- **Who**: a token with `{verb['x-scope']}`."
    if method != "get":
        yield f"- **Once**: {ACTS}"
    for one in verb["parameters"]:
        if one["in"] in ("path", "query"):
            needed = "" if one.get("required") else ", if wanted"
            yield f"- **{one['name']}** (in the {_place(one['in'])}{needed}): {_told(one)}"
    taken = verb.get("requestBody", {}).get("content", {})
    if taken:
        yield f"- **Takes**: {'; '.join(_body(kind, of) for kind, of in taken.items())}."
    good = {status: told for status, told in verb["responses"].items() if status < "300"}
    for status, told in good.items():
        yield f"- **Answers** {status}: {'; '.join(_body(kind, of) for kind, of in told.get('content', {}).items())}."
    noes = [status for status in verb["responses"] if status >= "400"]
    yield f"- **Refusals**: {', '.join(f'[{status}](#{status})' for status in sorted(noes))}."
    yield ""


def _place(where: str) -> str:
    return {"path": "address", "query": "question after it"}[where]


def _told(one: Mapping[str, Any]) -> str:
    told = one.get("description") or one["schema"].get("description") or one["schema"].get("title", "")
    return " ".join(str(told).split()) + ("" if str(told).endswith(".") else ".")


def _body(kind: str, of: Mapping[str, Any]) -> str:
    shape = of.get("schema", {}).get("$ref", "").rpartition("/")[2]
    return f"`{kind}`, shaped as `{shape}`" if shape else f"`{kind}`"


def _refusals(verbs: list[tuple[str, str, Mapping[str, Any]]]) -> Iterator[str]:
    said = {status: told["description"] for _a, _m, verb in verbs for status, told in verb["responses"].items()}
    yield from ("## Refusals", "", "Each has the one shape of RFC 9457, `application/problem+json`.", "")
    yield from ("| status | when |", "| --- | --- |")
    for status in sorted(status for status in said if status >= "400"):
        yield f'| <a id="{status}"></a>{status} | {said[status]} |'
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
