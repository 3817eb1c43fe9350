"""The bytes of a document: opened without following links, and only if it is a regular file of a fair size."""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack

from grader.submissions import limits
from grader.submissions.model import Document
from grader.submissions.opening.archives import opened
from grader.submissions.opening.descriptors import open_file, reason, special
from grader.submissions.opening.envelopes import without_envelope
from grader.submissions.opening.zip_files import ZipError, read_member
from grader.wording import file_notices

PIECE = 1 << 16  # bytes that are asked for at once, where a file has no more


class DocumentError(Exception):
    """A document that cannot be opened; the message says why."""


def read_bytes(document: Document, before: int = 0, limit: str = "DOCUMENT_BYTES") -> bytes:
    """Return the bytes of a document, of whose submission `before` bytes were read before. Raises DocumentError.

    Of a size above the limit of that name, or above that of a whole submission, nothing is read.

    The path is walked from the root one folder at a time, no step through a link, so that a folder exchanged for a
    link since it was looked at leads nowhere; a pipe is opened without waiting and then refused. What a platform
    wrote around a student's text is blank.
    """
    try:
        read = _unpacked if document.root.is_archive else _plain
        return without_envelope(document.envelope, read(document, before, limit))
    except ZipError as error:
        raise DocumentError(file_notices.CANNOT_OPENED.format(error=error)) from error
    except OSError as error:
        raise DocumentError(file_notices.CANNOT_OPENED.format(error=reason(error))) from error


def _plain(document: Document, before: int, limit: str) -> bytes:
    with ExitStack() as stack:
        descriptor = open_file(document.root.folder, document.path, stack)
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise DocumentError(file_notices.NEVER_OPENED.format(kind=special(state.st_mode)))
        _check_size(state.st_size, before, limit)
        data = _read(descriptor, state.st_size, getattr(limits, limit) + 1)
    _check_size(len(data), before, limit)
    return data


def _read(descriptor: int, size: int, most: int) -> bytes:
    """Return the bytes of a file, no more than `most`; `size` is what it had, and a file may grow meanwhile."""
    found = bytearray()
    while len(found) < most and (piece := os.read(descriptor, min(max(size, PIECE), most - len(found)))):
        found += piece
    return bytes(found)


def _unpacked(document: Document, before: int, limit: str) -> bytes:
    with opened(document.root) as archive:
        member = archive.directory.members.get(document.path)
        if member is None:
            raise DocumentError(file_notices.CANNOT_OPENED_NO_SUCH)
        _check_size(member.size, before, limit)
        return read_member(archive.source, member)


def _check_size(size: int, before: int, limit: str) -> None:
    most: int = getattr(limits, limit)
    if size > most:
        said = file_notices.BYTES_MORE_THAN_ALLOWED_LIMIT.format(size=size, most=most, limit=limit)
        raise DocumentError(file_notices.TOO_LARGE_READ.format(said=said))
    if limit != "NOTEBOOK_BYTES" and before + size > limits.SUBMISSION_BYTES:
        said = file_notices.DOCUMENTS_MORE_THAN_BYTES.format(submission_bytes=limits.SUBMISSION_BYTES)
        raise DocumentError(file_notices.NOT_READ_ANY_MORE.format(said=said))
