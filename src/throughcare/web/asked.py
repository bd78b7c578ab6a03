"""What waits for a colleague beside the tasks of cases: above a list of work, and on the account page."""

from __future__ import annotations

from datetime import date
from typing import Any

from throughcare.commons.sharing import queries as sharing
from throughcare.commons.sharing.queries import Agreed
from throughcare.oversight.quality import queries as quality
from throughcare.oversight.rights import queries as rights
from throughcare.web.whoami import Me

WAITING = ("asked", "second_ratings", "reviews")


def asked_of(who: Me, staff_id: int, *, today: date) -> dict[str, Any]:
    """This will give what a colleague is asked, and which agreements they review."""
    return {
        "asked": rights.asked_of(staff_id),
        "second_ratings": quality.asked_of(staff_id),
        "reviews": _reviews(who, today=today),
        "today": today,
    }


def leads_to_account(who: Me, staff_id: int, *, today: date) -> bool:
    """This will say whether something waits that whoever has no list of work finds on the account page."""
    return bool(rights.asked_of(staff_id) or _reviews(who, today=today))


def _reviews(who: Me, *, today: date) -> list[Agreed]:
    return sharing.reviews_due([(post.agency_id, post.role) for post in who.posts], today=today)
