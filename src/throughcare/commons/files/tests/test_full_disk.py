"""A disk that is full takes nothing by halves: the words come back, no record names what is not there, and work goes on."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from throughcare.commons.files import cabinet
from throughcare.commons.files.models import Document
from throughcare.commons.files.tests.builders import PDF, send, sent
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


@contextmanager
def a_full_disk(most: int = 1000) -> Iterator[None]:
    """Let this process write no file beyond some bytes: what it meets then is what it meets on a disk without room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_without_room_for_a_file_nothing_is_kept_and_the_words_come_back(invented, settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    reference, ada = invented.receive(), invented.browser("ada")
    ada.raise_request_exception = False

    with a_full_disk():
        page = send(ada, reference, file=sent(PDF + bytes(300_000)), title="Letter of the school")

    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert "What you sent was not saved, and nothing of it was kept by halves." in page.text
    assert "Letter of the school" in page.text
    assert "Sam" not in page.text
    assert list(cabinet.kept()) == []
    assert not Document.objects.exists()
    assert not Line.objects.filter(verb="files:attached").exists()

    assert send(ada, reference, file=sent(PDF + bytes(300_000))).status_code == 302
    assert len(list(cabinet.kept())) == Document.objects.count() == 1
