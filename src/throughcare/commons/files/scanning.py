"""Asking ClamAV whether a file is known to harm: its own protocol over a socket, so that it needs no other library."""

from __future__ import annotations

import socket
import struct
import time
from dataclasses import dataclass

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 20  # a transaction waits meanwhile, and may not be idle for longer than a minute
LONGEST_ANSWER = 4096
CLEAN, NOT_SCANNED, HARMFUL = "clean", "not_scanned", "harmful"


@dataclass(frozen=True)
class Scan:
    """What came of it: `clean`, `not_scanned`, or `harmful` with what was found. `tried` says whether a scanner is set at all."""

    state: str
    found: str = ""
    tried: bool = True


def is_set() -> bool:
    """This will say whether the site has named a scanner."""
    return bool(settings.CLAMAV)


def scan(content: bytes) -> Scan:
    """This will have a file scanned where a scanner is set; one that cannot be reached did not scan."""
    if not is_set():
        return Scan(NOT_SCANNED, tried=False)
    try:
        return _understood(_asked(content, until=time.monotonic() + SECONDS))
    except OSError:
        return Scan(NOT_SCANNED)


def _asked(content: bytes, *, until: float) -> bytes:
    with _connected() as scanner:
        scanner.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            _hurry(scanner, until)
            scanner.sendall(struct.pack("!L", len(piece)) + piece)
        scanner.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            _hurry(scanner, until)
            more = scanner.recv(LONGEST_ANSWER)
            if not more:
                break
            answer += more
    return answer


def _connected() -> socket.socket:
    """A path is a unix socket; everything else is a host and its port."""
    if settings.CLAMAV.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            scanner.settimeout(SECONDS)
            scanner.connect(settings.CLAMAV)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _colon, port = settings.CLAMAV.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _hurry(scanner: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    scanner.settimeout(left)


def _understood(answer: bytes) -> Scan:
    """`stream: OK`, `stream: Eicar-Test-Signature FOUND`, or an error, which is no scan."""
    words = answer.rstrip(b"\0\n").decode("ascii", "replace").removeprefix("stream: ")
    if words == "OK":
        return Scan(CLEAN)
    name, _space, state = words.rpartition(" ")
    return Scan(HARMFUL, found=name[:100]) if state == "FOUND" else Scan(NOT_SCANNED)
