"""Whose account a session belongs to, read by one plain statement that is prepared once."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.db import connection

from throughcare.commons.agencies.models import Account

FIELDS = ("id", "password", "last_login", "username", "staff_id", "is_active")
ACCOUNT = "SELECT id, password, last_login, username, staff_id, is_active FROM agencies_account WHERE id = %s"


class Accounts(ModelBackend):
    """Accounts with a password, as Django keeps them."""

    def get_user(self, user_id: int) -> Account | None:
        """This will give the account that a session belongs to, or none where it is gone or switched off."""
        with connection.cursor() as cursor:
            cursor.execute(ACCOUNT, [user_id])
            row = cursor.fetchone()
        account = Account.from_db("default", FIELDS, row) if row else None
        return account if account is not None and self.user_can_authenticate(account) else None
