"""The people of these tests: Ada leads cases, Ben sits on the panel, Cleo mentors elsewhere, Dov protects data, Eva evaluates."""

from __future__ import annotations

from datetime import date

from throughcare.commons.agencies.models import Account, Agency, Area, Post, Staff

PASSWORD = "correct horse battery staple"
ROLES = {"ada": "coordinator", "ben": "panel_member", "cleo": "provider", "dov": "data_protection", "eva": "evaluator"}


def somebody(username: str) -> Account:
    """One of the five, in their post, with an account."""
    agency, _made = Agency.objects.get_or_create(
        code="northmere",
        defaults={
            "name": "Northmere",
            "kind": "local_authority",
            "sector": "local_authority",
            "regime": "uk_gdpr",
            "valid_from": date(2015, 1, 1),
        },
    )
    area, _made = Area.objects.get_or_create(
        code="northmere",
        defaults={
            "name": "Northmere",
            "region": "wales",
            "nation": "england-and-wales",
            "local_authority": agency,
            "police": agency,
        },
    )
    staff = Staff.objects.create(name=username.title(), job_title=ROLES[username], agency=agency)
    Post.objects.create(staff=staff, role=ROLES[username], area=area, agency=agency, from_on=date(2020, 1, 1))
    return Account.objects.create_account(username=username, password=PASSWORD, staff=staff)
