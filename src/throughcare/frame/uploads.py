"""Takes what is sent with a form into memory, never to a disk; of a file that is far too large only its size is kept.

A form with such a file is still read to its end, so that the words typed beside it are not lost. A file of many times
that size is somebody's mistake or attack, and is not read at all.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1024 * 1024
LARGEST_KEPT = 64 * MEGABYTE  # what one request may hold in memory; what each page takes is far less
LARGEST_READ = 512 * MEGABYTE


class InMemory(FileUploadHandler):
    """Holds one file at a time in memory, and lets go of it where it grows too large."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  (Django's own names)
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """This will refuse a form that is so large that reading it to its end would keep others waiting."""
        if content_length > LARGEST_READ:
            raise RequestDataTooBig("a file far beyond any limit")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """This will begin a file."""
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """This will take the next bytes, or let go of all of them once they are too many."""
        if start + len(raw_data) <= LARGEST_KEPT:
            self.held.write(raw_data)
        else:
            self.held = BytesIO()

    def file_complete(self, file_size: int) -> UploadedFile:
        """This will give the file; one that was let go of is empty, and says how large it was."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            file=self.held,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
