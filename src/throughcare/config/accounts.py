"""The account that runs the embedded database: whoever starts it, and `nobody` where root does."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int
    is_another: bool

    def run(self, command: list[str], *, new_session: bool = False) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, with nothing of the caller's environment or working directory."""
        return subprocess.run(
            command,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            start_new_session=new_session,
            umask=0o077,
            user=self.uid if self.is_another else None,
            group=self.gid if self.is_another else None,
            extra_groups=[] if self.is_another else None,
        )

    def own(self, path: Path) -> None:
        """Give a path that the caller made to this account."""
        if self.is_another:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def can_enter(self, directory: Path) -> bool:
        """Return whether this account reaches a directory through everything above it."""
        return self._succeeds('cd "$0"', directory)

    def can_read(self, path: Path) -> bool:
        """Return whether this account reaches and reads a file."""
        return self._succeeds('test -r "$0"', path)

    def _succeeds(self, script: str, path: Path) -> bool:
        return self.run(["/bin/sh", "-c", script, str(path)]).returncode == 0


def runner() -> Account:
    """Return the account that may run PostgreSQL, which refuses to run as root."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_another=False)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid, is_another=True)


RUNNER = runner()
