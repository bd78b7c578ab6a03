"""What each audit tag says in words, to the data protection officer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ASKING = ("rights:reason_asked", "rights:reason_answered")  # the question and its answer are asked about by nobody
ACTING = {
    "staff": _("Their own roles"),
    "oversight": _("Data protection officer"),
    "public_form": _("The public form"),
    "reception": _("Reception of what comes in"),
    "clock": _("The clock, by itself"),
    "matcher": _("The search for earlier records"),
    "facts": _("Statistics"),
    "eraser": _("Erasure"),
    "machine": _("A machine, by its token"),
    "nobody": _("Whoever runs the system"),
}


def acting_in_words(role: str) -> str:
    """This will say under which of the database's roles somebody acted."""
    return str(ACTING.get(role, role))


def in_words(tag: str) -> str:
    """This will say what a line's tag means: `notes:added` reads "Notes: added"."""
    package, _colon, act = tag.partition(":")
    words = act.replace("_", " ").replace(":", ", ").replace("-", " ")
    return f"{package.replace('_', ' ').capitalize()}: {words}"
