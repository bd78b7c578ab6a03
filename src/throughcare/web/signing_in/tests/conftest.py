"""Cheap passwords: the invented people of the tests have theirs hashed in the fast way."""

import pytest


@pytest.fixture(autouse=True)
def passwords_are_checked_in_the_fast_way(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
