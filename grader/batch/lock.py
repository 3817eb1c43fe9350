"""One run at a time in a folder: a lock that the system takes away when its owner dies, however it dies."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path

from grader.errors import RefusedError

NAME = "run.lock"
TAKEN = {errno.EACCES, errno.EAGAIN}
_HELD: set[Path] = set()  # the system's lock parts processes; this parts the runs of one process


class Lock:
    """The lock of a folder, held from when it is made until it is closed. Raises RefusedError where another has it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._place = Path(os.path.realpath(self.path))
        if self._place in _HELD:
            raise RefusedError(folder, "another run of this process is at work there")
        self._descriptor = self._taken()
        _HELD.add(self._place)
        began = time.strftime("%Y-%m-%d %H:%M:%S")
        with suppress(OSError):  # a full disk: the lock holds all the same
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, f"process {os.getpid()}, begun {began}\n".encode(), 0)

    def _taken(self) -> int:
        """Return the descriptor of the file, locked; one that another run has just taken away is made anew."""
        while True:
            try:
                descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
            except OSError as error:
                raise RefusedError(self.path, error) from None
            try:
                fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                owner = _owner(descriptor)
                os.close(descriptor)
                if error.errno in TAKEN:
                    raise RefusedError(self.path.parent, f"another run is at work there ({owner})") from None
                raise RefusedError(self.path, error) from None
            if self._is_there(descriptor):
                return descriptor
            os.close(descriptor)

    def _is_there(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), os.lstat(self.path))
        except FileNotFoundError:
            return False

    def close(self) -> None:
        """Give the folder free."""
        if self._place in _HELD:
            _HELD.remove(self._place)
            with suppress(OSError):
                os.unlink(self.path)
            os.close(self._descriptor)


def _owner(descriptor: int) -> str:
    """Return who holds a lock, as they wrote it down."""
    said = os.pread(descriptor, 200, 0).decode("ascii", "replace").strip()
    return said if said.isprintable() and said else "nobody knows which"
