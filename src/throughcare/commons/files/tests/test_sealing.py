"""What is stored is noise without a key, and a changed bit, a swapped or a shortened file is found."""

import pytest
from cryptography.fernet import Fernet

from throughcare.commons.files import cabinet, sealing

CONTENT = b"Sam's report. " * 200_000  # three pieces
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def sealed(content: bytes = CONTENT, name: str = "a" * 32) -> tuple[bytes, bytes]:
    key, _sealed_key = sealing.key_of_a_file()
    return b"".join(sealing.seal(content, key=key, name=name)), key


@pytest.mark.parametrize("content", [b"", b"a", b"x" * sealing.PIECE, b"x" * (sealing.PIECE + 1), CONTENT])
def test_a_file_comes_back_as_it_was(content):
    whole, key = sealed(content)

    assert sealing.unseal(whole, key=key, name="a" * 32) == content
    assert b"Sam's report" not in whole


def test_each_file_has_a_key_of_256_bits_of_its_own():
    (whole, key), (other, another) = sealed(b"Sam's report"), sealed(b"Sam's report")

    assert (len(key), len(another)) == (32, 32)
    assert key != another and whole != other


PIECE = sealing.PIECE + sealing.TAG
CHANGES = {
    "a bit": lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
    "cut off": lambda whole: whole[: 4 + PIECE],
    "pieces swapped": lambda whole: whole[:4] + whole[4 + PIECE : 4 + 2 * PIECE] + whole[4 : 4 + PIECE],
    "no mark": lambda whole: whole[4:],
    "nothing": lambda whole: b"",
    "the mark alone": lambda whole: whole[:4],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_changed_is_not_read(change):
    whole, key = sealed()

    with pytest.raises(sealing.Unreadable):
        sealing.unseal(change(whole), key=key, name="a" * 32)


def test_a_file_under_another_files_name_is_not_read():
    whole, key = sealed()

    with pytest.raises(sealing.Unreadable):
        sealing.unseal(whole, key=key, name="b" * 32)


def test_the_first_key_seals_and_every_key_opens(settings):
    settings.FILE_KEYS = [OLD]
    key, sealed_key = sealing.key_of_a_file()

    settings.FILE_KEYS = [NEW, OLD]
    assert sealing.opened(sealed_key) == key
    again = sealing.resealed(sealed_key)

    settings.FILE_KEYS = [NEW]
    assert sealing.opened(again) == key
    with pytest.raises(sealing.Unreadable):
        sealing.opened(sealed_key)


@pytest.mark.parametrize("keys", [[], ["not-a-key"]])
def test_without_keys_nothing_is_sealed(settings, keys):
    settings.FILE_KEYS = keys

    assert not sealing.is_ready()
    with pytest.raises(sealing.NoKeys):
        sealing.key_of_a_file()


@pytest.mark.parametrize("name", ["../../../etc/passwd", "a" * 31, "A" * 32, "", "a" * 30 + "/."])
def test_only_our_own_names_become_places(name):
    with pytest.raises(ValueError, match=r".*"):
        cabinet.keep(name, [b""])
    with pytest.raises(cabinet.Missing):
        cabinet.read(name)


def test_a_file_that_cannot_be_written_whole_is_not_there(settings, tmp_path):
    settings.FILES_DIR = tmp_path

    def half():
        yield b"one half"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        cabinet.keep("a" * 32, half())

    assert list(cabinet.kept()) == []


def test_files_are_for_the_web_alone_to_read(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"

    cabinet.keep("ab" * 16, [b"x"])

    assert (tmp_path / "files" / "ab" / ("ab" * 16)).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0
