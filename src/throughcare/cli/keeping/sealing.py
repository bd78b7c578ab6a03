"""Seals what leaves the machine with age: whoever makes a copy holds the public half of a key and cannot read it."""

from __future__ import annotations

import os
import shutil
import tarfile
import threading
from pathlib import Path
from typing import IO

import pyrage
from pyrage import x25519

from throughcare.cli.problems import CannotGoOn


def new_key(path: Path) -> str:
    """Write a new secret key to a file that only its owner reads, and return the public half."""
    if path.exists():
        raise CannotGoOn(
            f"{path} is there already. A key that sealed a copy is the only way back: choose another name."
        )
    identity = x25519.Identity.generate()
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as out:
        out.write(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


def public(text: str) -> x25519.Recipient:
    """Read the public half of a key."""
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise CannotGoOn(
            f"{text!r} is no public key. It begins with age1; 'throughcare backup-key FILE' makes one."
        ) from None


def secret(path: Path) -> x25519.Identity:
    """Read a secret key from its file."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        return x25519.Identity.from_str(lines[0])
    except OSError:
        raise CannotGoOn(f"The key file {path} cannot be read.") from None
    except (IndexError, ValueError, pyrage.IdentityError):
        raise CannotGoOn(f"{path} holds no secret key. Its line begins with AGE-SECRET-KEY-1.") from None


def seal(source: IO[bytes], path: Path, *, recipients: list[x25519.Recipient]) -> None:
    """Write what is read to a file that only the holders of the keys can open, and wait until the disk has it."""
    with path.open("wb") as out:
        pyrage.encrypt_io(source, out, recipients)
        out.flush()
        os.fsync(out.fileno())


def unseal(path: Path, target: IO[bytes], *, identity: x25519.Identity) -> None:
    """Write the content of a sealed file to `target`; CannotGoOn where the key does not open it or it was changed."""
    try:
        with path.open("rb") as sealed:
            pyrage.decrypt_io(sealed, target, [identity])
    except pyrage.DecryptError as wrong:
        raise CannotGoOn(f"{path.name} was not opened: {wrong}. Is it sealed for this key?") from None


def seal_folder(folder: Path, path: Path, *, recipients: list[x25519.Recipient]) -> None:
    """Seal everything below a folder as one archive, without a copy of it in clear."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []
    writer = threading.Thread(target=_write_archive, args=(folder, writing, failed))
    writer.start()
    try:
        with os.fdopen(reading, "rb") as source:
            seal(source, path, recipients=recipients)
    finally:
        writer.join()
    if failed:
        raise failed[0]


def _write_archive(folder: Path, writing: int, failed: list[BaseException]) -> None:
    try:
        with os.fdopen(writing, "wb") as out, tarfile.open(fileobj=out, mode="w|") as archive:
            if folder.is_dir():
                archive.add(folder, arcname=".")
    except BaseException as wrong:  # told by whoever waits for this thread
        failed.append(wrong)


def unseal_folder(path: Path, folder: Path, *, identity: x25519.Identity) -> None:
    """Lay a sealed archive out below a folder that is empty or not there."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []
    reader = threading.Thread(target=_read_archive, args=(folder, reading, failed))
    reader.start()
    try:
        with os.fdopen(writing, "wb") as target:
            unseal(path, target, identity=identity)
    finally:
        reader.join()
    if failed:
        raise failed[0]


def _read_archive(folder: Path, reading: int, failed: list[BaseException]) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(reading, "rb") as source, tarfile.open(fileobj=source, mode="r|") as archive:
            for member in archive:
                _lay_out(archive, member, folder)
    except BaseException as wrong:  # told by whoever waits for this thread
        failed.append(wrong)


def _lay_out(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Nothing but plain files, and none outside the folder; nobody but their owner reads them."""
    path = (folder / member.name).resolve()
    content = archive.extractfile(member) if member.isfile() else None
    if content is None:
        return
    if not path.is_relative_to(folder.resolve()):
        raise CannotGoOn(f"The copy holds a file that would lie outside {folder}.")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(content, out)
