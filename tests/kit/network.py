"""Tests reach this machine and nothing else."""

import ipaddress
import socket
from typing import Any


class NetworkIsClosed(Exception):
    """A test tried to reach another machine."""


def pytest_configure() -> None:
    """Refuse every connection that leaves this machine, for the rest of this process."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise NetworkIsClosed(f"A test tried to reach {address[0]}. Tests speak to this machine only.")
        connect(self, address)

    socket.socket.connect = connect_here  # type: ignore[method-assign]  # this is what closes it


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
