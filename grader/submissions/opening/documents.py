"""The bytes of a document: opened without following links, and only if it is a regular file of a fair size."""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

from grader.submissions import limits
from grader.submissions.model import Document

FOLDER = os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY
FILE = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY | os.O_NOFOLLOW


class DocumentError(Exception):
    """A document that cannot be opened; the message says why."""


def read_bytes(document: Document, before: int = 0, limit: str = "DOCUMENT_BYTES") -> bytes:
    """Return the bytes of a document, of whose submission `before` bytes were read before. Raises DocumentError.

    Of a size above the limit of that name, or above that of a whole submission, nothing is read.

    The path is walked from the root one folder at a time, no step through a link, so that a folder exchanged for a
    link since it was looked at leads nowhere; a pipe is opened without waiting and then refused.
    """
    with ExitStack() as stack:
        try:
            descriptor = _open(document.root, document.path, stack)
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode):
                raise DocumentError(f"{special(state.st_mode)} is never opened")
            _check_size(state.st_size, before, limit)
            return _read(descriptor, before, limit)
        except OSError as error:
            raise DocumentError(f"cannot be opened: {reason(error)}") from error


def _open(root: Path, path: PurePosixPath, stack: ExitStack) -> int:
    folder = os.open(root, FOLDER)
    stack.callback(os.close, folder)
    for step in path.parts[:-1]:
        folder = os.open(step, FOLDER | os.O_NOFOLLOW, dir_fd=folder)
        stack.callback(os.close, folder)
    descriptor = os.open(path.name, FILE, dir_fd=folder)
    stack.callback(os.close, descriptor)
    return descriptor


def _read(descriptor: int, before: int, limit: str) -> bytes:
    with os.fdopen(os.dup(descriptor), "rb") as stream:
        data = stream.read(getattr(limits, limit) + 1)
    _check_size(len(data), before, limit)
    return data


def _check_size(size: int, before: int, limit: str) -> None:
    most: int = getattr(limits, limit)
    if size > most:
        said = f"{size:,} bytes are more than the {most:,} allowed (limit {limit})"
        raise DocumentError(f"too large to be read: {said}")
    if limit != "NOTEBOOK_BYTES" and before + size > limits.SUBMISSION_BYTES:
        said = f"its documents are more than {limits.SUBMISSION_BYTES:,} bytes together (limit SUBMISSION_BYTES)"
        raise DocumentError(f"not read any more: {said}")


def reason(error: OSError) -> str:
    """Return what the system says about a failure, in lower case."""
    return (error.strerror or type(error).__name__).lower()


def special(mode: int) -> str:
    """Return what a file is that is neither regular, nor a folder, nor a link."""
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
    return kinds.get(stat.S_IFMT(mode), "a special file")
