"""A concern to receive in the invented world, and the form to be filled in by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from tests.kit.invented import NOW, Invented
from throughcare.commons.people.actions import NewPerson
from throughcare.frame.transaction import acting
from throughcare.stages.referrals import actions
from throughcare.stages.referrals.telling import PUBLIC, NewOriginator, NewReferral, Received

WORDS = "Sam wrote in the lesson that nobody would miss the people there."
KIT = NewOriginator(
    name="Kit Lowe",
    role="teacher",
    organisation="Northmere School",
    phone="01632 960 151",
    anonymous_to_person=False,
    anonymous_to_panel=False,
    wish_was_asked=True,
)


def a_concern(invented: Invented, **changes: Any) -> NewReferral:
    """Say what worries somebody about an invented pupil."""
    known: dict[str, Any] = {
        "what_worries": WORDS,
        "area_id": invented.areas["northmere"],
        "channel": PUBLIC,
        "received_at": NOW,
        "person": NewPerson(
            name="Sam Tarrow", born_on=date(2010, 3, 14), birth_precision="exact", phone="01632 960 181"
        ),
        "originator": KIT,
        "sector": "education",
    }
    return NewReferral(**{**known, **changes})


def received(invented: Invented, **changes: Any) -> Received:
    """Receive a concern as somebody without an account."""
    with acting("public_form", staff=None, at=NOW):
        return actions.receive(a_concern(invented, **changes), by=None, at=NOW)


def begun(browser: Client | None = None) -> Client:
    """Begin the public form, as far as its list of tasks."""
    browser = browser or Client()
    browser.post("/share/screen/")
    return browser


def answered(browser: Client, slug: str, **boxes: Any) -> Any:
    """Answer one question of the public form."""
    return browser.post(f"/share/answers/{slug}/", boxes)
