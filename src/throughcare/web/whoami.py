"""Who is signed in: asked of the database once a request, inside its transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.http import HttpRequest

from throughcare.commons.agencies.queries import PROGRAMME
from throughcare.safeguards.access.matrix import matrix


@dataclass(frozen=True)
class Post:
    """A role that somebody holds, in an area or for an agency. `area_of` is the kind of agency that answers for the area."""

    role: str
    area_id: int | None
    agency_id: int | None
    area_of: str = ""


@dataclass(frozen=True)
class Me:
    """The person who sent the request, with every post and grant they hold at this moment."""

    staff_id: int | None = None
    name: str = ""
    agency_id: int | None = None
    agency: str = ""
    posts: tuple[Post, ...] = field(default_factory=tuple)

    @property
    def roles(self) -> frozenset[str]:
        """This will unite all roles: they are never switched."""
        return frozenset(post.role for post in self.posts)

    @property
    def role_labels(self) -> list[str]:
        """This will name the roles in the order of the definition."""
        return [role.label for code, role in matrix().roles.items() if code in self.roles and role.opens]

    @property
    def main_role(self) -> str:
        """This will name the role that stands beside the name: the first that is more than referring or answering."""
        beside = {matrix().roles[code].label for code in ("partner", "referrer")}
        return next((label for label in self.role_labels if label not in beside), next(iter(self.role_labels), ""))

    @property
    def area_ids(self) -> list[int]:
        """This will list the areas in which this person holds a post."""
        return sorted({post.area_id for post in self.posts if post.area_id})

    @property
    def works_in_programme(self) -> bool:
        """This will say whether this person may have cases under orders: a post in a region, or sessions wherever they are."""
        return "provider" in self.roles or any(post.area_of == PROGRAMME for post in self.posts)

    @property
    def takes_on(self) -> bool:
        """This will say whether this person may take a case of the programme on: a coordinator of one of its regions."""
        roles = {post.role for post in self.posts if post.area_of == PROGRAMME}
        return bool(matrix().may_do(roles, "programme.take_on"))


def me(request: HttpRequest) -> Me:
    """This will say who is signed in, asking the database once a request."""
    if not hasattr(request, "_me"):
        request._me = _ask()
    return request._me


def _ask() -> Me:
    with connection.cursor() as cursor:
        cursor.execute("SELECT staff_id, name, agency_id, agency, posts FROM tc.whoami()")
        row = cursor.fetchone()
    if row is None:
        return Me()
    posts = json.loads(row[4]) if isinstance(row[4], str) else row[4]
    return Me(row[0], row[1], row[2], row[3], tuple(_post(p) for p in posts))


def _post(row: Mapping[str, Any]) -> Post:
    return Post(row["role"], row["area"], row["agency"], row.get("of") or "")
