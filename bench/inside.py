"""What a page asks of the database: recorded in this process, as the login role, as the served site would ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.floor import Recorded
from bench.readers import Page


@dataclass
class Asked:
    """What one answer asked: its statements with values, and how many there were with begin and commit."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    number: int = 0
    text: str = ""

    @property
    def recorded(self) -> Recorded:
        """Give it as the floor replays it."""
        return Recorded(tuple(self.statements), self.text)


@contextmanager
def _recording(into: Asked) -> Iterator[None]:
    from django.db import connection

    def kept(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        into.statements.append((str(statement), values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(kept):
        yield


def asked(page: Page, address: str) -> Asked:
    """Ask for a page in this process and record its statements, after it has been asked for often enough to be warm."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    client = Client()
    client.force_login(get_user_model().objects.get(username=page.reader.username))
    session = client.session
    session["seen_at"] = session["since"] = timezone.now().isoformat()
    session.save()
    found = Asked()

    def ask() -> Any:
        return client.post(address, dict(page.posted), follow=True) if page.posted else client.get(address)

    ask()
    with CaptureQueriesContext(connection) as captured, _recording(found):
        answer = ask()
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code} to {page.reader.words}.")
    found.number = len(captured)
    found.text = answer.content.decode("utf-8", "replace")
    return found
