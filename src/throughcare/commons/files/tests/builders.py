"""Small files of each kind, a case of Northmere to attach them to, and a scanner that speaks ClamAV's own protocol."""

from __future__ import annotations

import socket
import struct
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.kit.invented import NOW
from throughcare.commons.files.actions import NewDocument, NewFile

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DAY = {"happened-day": "3", "happened-month": "3", "happened-year": "2026"}
ATTACHED = {**DAY, "about": "core", "what": "report", "title": "Report of the school", "kind": "fact"}


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """This will pack parts as an office file is packed."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return whole.getvalue()


def docx(**more: bytes | str) -> bytes:
    """This will make a Word document; more parts as `word__vbaProject_bin=…`."""
    listed = f'<Types><Override ContentType="{WORD}.document.main+xml" PartName="/word/document.xml"/></Types>'
    names = {name.replace("__", "/").replace("_bin", ".bin"): part for name, part in more.items()}
    return packed({"[Content_Types].xml": listed, "word/document.xml": "<w:document/>", **names})


def odt(**more: bytes | str) -> bytes:
    """This will make an OpenDocument text."""
    names = {name.replace("__", "/"): part for name, part in more.items()}
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>", **names})


def a_file(content: bytes = PDF, name: str = "report.pdf", declared: str = "application/pdf") -> NewFile:
    """This will give a file as a page hands it on."""
    return NewFile(name, declared, content, len(content))


def a_document(compartment: str = "core", title: str = "Report of the school") -> NewDocument:
    """This will say of a document what a page asks."""
    return NewDocument(compartment, what="report", title=title, happened_at=NOW)


def sent(content: bytes = PDF, name: str = "report.pdf", declared: str = "application/pdf") -> SimpleUploadedFile:
    """This will give a file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type=declared)


def send(browser: Client, reference: str, *, file: Any = None, **changes: Any) -> Any:
    """This will attach a document through its page."""
    return browser.post(f"/cases/{reference}/documents/add/", {**ATTACHED, "file": file or sent(), **changes})


@contextmanager
def a_scanner(*, answer: bytes | None = None) -> Iterator[str]:
    """This will run a scanner that knows one harmful file, and give its address; `answer` is what it says instead."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_serve, args=(server, answer), daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _serve(server: socket.socket, answer: bytes | None) -> None:
    while True:
        try:
            asked, _address = server.accept()
        except OSError:
            return
        with asked, asked.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack("!L", stream.read(4))[0]:
                content += stream.read(length)
            found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
            asked.sendall(found if answer is None else answer)
