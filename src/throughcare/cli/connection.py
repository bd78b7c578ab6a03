"""Which database a command speaks to, and as whom."""

import os

import django

from throughcare.config import addresses, embedded
from throughcare.config.addresses import LOGIN_VARIABLE, OWNER_VARIABLE, Urls

AS_OWNER_VARIABLE = "THROUGHCARE_AS_OWNER"


def started() -> Urls:
    """Return the addresses of the server that the environment names, or of the embedded database, started if need be."""
    return addresses.from_environment() or embedded.start(addresses.state_directory())


def connect_as_owner() -> Urls:
    """Set Django up to speak to the database as its owner, who may migrate and apply policies."""
    found = started()
    os.environ.update({LOGIN_VARIABLE: found.login, OWNER_VARIABLE: found.owner, AS_OWNER_VARIABLE: "1"})
    set_up()
    return found


def connect_as_login() -> None:
    """Set Django up to speak to the database as the web's login, which holds nothing until it takes a role."""
    if not os.environ.get(LOGIN_VARIABLE):
        os.environ[LOGIN_VARIABLE] = started().login
    os.environ.pop(AS_OWNER_VARIABLE, None)
    set_up()


def set_up() -> None:
    """Set Django up for a command that asks nothing of a database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.config.settings")
    django.setup()


def environment_of_web(login: str) -> dict[str, str]:
    """Return the environment for the web process: the login's address, nothing that would let it act as owner."""
    kept = {name: value for name, value in os.environ.items() if name not in (OWNER_VARIABLE, AS_OWNER_VARIABLE)}
    return {**kept, LOGIN_VARIABLE: login}
