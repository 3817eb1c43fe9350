"""Files and folders are opened one step at a time from a root, and no step goes through a link.

So what was exchanged for a link since it was looked at leads nowhere.
"""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

from grader.wording import file_notices

_FOLDER = os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY | os.O_NOFOLLOW
_FILE = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY | os.O_NOFOLLOW


def open_folder(root: Path, path: PurePosixPath, stack: ExitStack) -> int:
    """Return the descriptor of a folder below a root without links, closed with the stack. Raises OSError."""
    folder = os.open(root, _FOLDER)
    stack.callback(os.close, folder)
    for step in path.parts:
        folder = os.open(step, _FOLDER, dir_fd=folder)
        stack.callback(os.close, folder)
    return folder


def open_file(root: Path, path: PurePosixPath, stack: ExitStack) -> int:
    """Return the descriptor of whatever stands there, as `open_folder` does; a pipe is not waited for."""
    descriptor = os.open(path.name, _FILE, dir_fd=open_folder(root, path.parent, stack))
    stack.callback(os.close, descriptor)
    return descriptor


def reason(error: OSError) -> str:
    """Return what the system says about a failure, in lower case."""
    return (error.strerror or type(error).__name__).lower()


def special(mode: int) -> str:
    """Return what a file is that is neither regular, nor a folder, nor a link."""
    kinds = {
        stat.S_IFIFO: file_notices.PIPE,
        stat.S_IFSOCK: file_notices.SOCKET,
        stat.S_IFCHR: file_notices.DEVICE,
        stat.S_IFBLK: file_notices.DEVICE,
    }
    return kinds.get(stat.S_IFMT(mode), "a special file")
