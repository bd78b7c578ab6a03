"""The session of a request, read by one plain statement that is prepared once.

Django's own way puts the same statement together anew for every request, which took as long as a card of the page.
"""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone


class SessionStore(db.SessionStore):
    """A session in the database, as Django keeps it."""

    def load(self) -> dict[str, Any]:
        """This will give what the session holds, or nothing where it is unknown or over."""
        statement = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
        with connection.cursor() as cursor:
            cursor.execute(statement, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(row[0])
        return held

    def cycle_key(self) -> None:
        """This will give the session a new name, and its device in the list of devices the same."""
        before = self.session_key
        super().cycle_key()
        if before and self.session_key:
            UserSession.objects.filter(session_key=before).update(session_key=self.session_key)
