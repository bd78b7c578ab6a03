"""Cheap passwords, and a provider on this machine that knows one colleague."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.kit import oidc
from throughcare.config import signing_in

if TYPE_CHECKING:
    from throughcare.web.signing_in.tests.kit import Visitor

BACK = "http://testserver/sign-in/provider/back/"

GROUPS = """
groups:
  - {group: coordinators, role: coordinator, agency: northmere_council, area: northmere}
  - {group: coordinators, role: referrer, agency: northmere_council}
  - {group: managers, role: manager, agency: northmere_council, area: northmere}
"""


@pytest.fixture(autouse=True)
def passwords_are_checked_in_the_fast_way(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def real() -> Iterator[oidc.RunningProvider]:
    with oidc.running(back=BACK) as provider:
        yield provider


@pytest.fixture
def provider(real, settings, tmp_path, invented) -> oidc.RunningProvider:
    (tmp_path / "groups.yaml").write_text(GROUPS)
    environ = {
        "THROUGHCARE_OIDC_ISSUER": real.issuer,
        "THROUGHCARE_OIDC_CLIENT": oidc.CLIENT,
        "THROUGHCARE_OIDC_SECRET": oidc.SECRET,
        "THROUGHCARE_OIDC_SCOPES": "openid profile groups",
        "THROUGHCARE_OIDC_GROUPS_FILE": str(tmp_path / "groups.yaml"),
    }
    for name, value in signing_in.settings_of(environ).items():
        setattr(settings, name, value)
    real.tell(people={"u-1": {"name": "Zora Field", "groups": ["coordinators", "everybody"]}}, idToken=None)
    real.tell(idToken=None)
    return real


@pytest.fixture
def zora(provider) -> Visitor:
    from throughcare.web.signing_in.tests.kit import Visitor

    return Visitor(provider, "u-1", Client())
