"""Archives that are open: a zip file, or one in it; what they hold is read once in a process and remembered.

Only the last few are remembered. An archive that was changed is another one: it is known by its inode, time and size.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Generator, Hashable
from contextlib import ExitStack, contextmanager
from pathlib import PurePosixPath

from grader.records import dataclass
from grader.submissions import limits
from grader.submissions.model import Root
from grader.submissions.opening.descriptors import open_file, special
from grader.submissions.opening.zip_files import (
    OF_CLASS,
    OF_SUBMISSION,
    Bounds,
    Bytes,
    Directory,
    Held,
    ZipError,
    read_directory,
    read_member,
)
from grader.wording import file_notices

REMEMBERED = 4  # directories of archives


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive with what it holds; `key` tells it from every other, and from itself when it was changed."""

    key: Hashable
    source: Bytes
    directory: Directory


@dataclass(frozen=True, slots=True)
class _OpenFile:
    """A file that is open, read at any place: no position is shared with another process."""

    descriptor: int
    size: int

    def at(self, offset: int, length: int) -> bytes:
        """Return so many bytes, fewer at the end, none where there are none. Raises OSError."""
        return os.pread(self.descriptor, length, offset) if 0 <= offset < self.size else b""


_directories: dict[Hashable, Directory] = {}
_unpacked: dict[Hashable, Held] = {}  # the last archive that stood in another one


@contextmanager
def opened(root: Root) -> Generator[Archive, None, None]:
    """Yield the archive of a root, the inner one where it has two. Raises ZipError and OSError."""
    first = root.outer or root.inner
    assert first is not None
    with ExitStack() as stack:
        descriptor = open_file(root.folder, first, stack)
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise ZipError(file_notices.NEVER_OPENED.format(kind=special(state.st_mode)))
        key: Hashable = (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size)
        archive = _archive(key, _OpenFile(descriptor, state.st_size), OF_CLASS if root.outer else OF_SUBMISSION)
        yield _inner(archive, root.inner) if root.outer and root.inner else archive


def _archive(key: Hashable, source: Bytes, bounds: Bounds) -> Archive:
    directory = _directories.pop((key, bounds), None)
    if directory is None:
        directory = read_directory(source, bounds)
    while len(_directories) >= REMEMBERED:  # the one that was not asked for longest
        _directories.pop(next(iter(_directories)))
    _directories[key, bounds] = directory
    return Archive(key, source, directory)


def _inner(outer: Archive, path: PurePosixPath) -> Archive:
    key = (outer.key, path)
    held = _unpacked.get(key)
    if held is None:
        member = outer.directory.members.get(path)
        if member is None:
            raise ZipError(file_notices.NO_SUCH_FILE_ARCHIVE)
        if member.size > limits.ARCHIVE_BYTES:
            said = file_notices.BYTES_MORE_THAN_ALLOWED.format(size=member.size, archive_bytes=limits.ARCHIVE_BYTES)
            raise ZipError(said)
        held = Held(read_member(outer.source, member))
        _unpacked.clear()
        _unpacked[key] = held
    return _archive(key, held, OF_SUBMISSION)
