"""A connection is looked at before each request. Django asks the server for that; we look whether it has hung up."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL whose health costs no round trip."""

    def is_usable(self) -> bool:
        """This will say whether the connection is open and quiet: what a server says unasked is that it ends it."""
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN | select.POLLERR | select.POLLHUP)
        return not waiting.poll(0)
