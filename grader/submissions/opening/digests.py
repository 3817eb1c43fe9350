"""The bytes of a submission as one short text, by which an unchanged one is known without being read again."""

from __future__ import annotations

import hashlib

from grader.submissions.model import Document, SubmissionFiles
from grader.submissions.opening.documents import DocumentError, read_bytes

DIGEST_BYTES = 16


def files_digest(files: SubmissionFiles) -> bytes:
    """Return a digest of all that reading a submission may open, and of what was found of it; never of places outside.

    A file that cannot be opened, or is too large to be read, counts as what is said of it.
    """
    found = hashlib.blake2b(digest_size=DIGEST_BYTES)
    said = (files.name, *map(str, files.notices), *(f"{one} {one.text} {one.questions}" for one in files.lost))
    for text in said:
        _feed(found, text.encode("utf-8", "surrogatepass"))
    for kind, documents in enumerate((files.documents, files.arrays, files.code)):
        for document in documents:
            name = f"{kind} {document.name} {document.root.inner} {document.path} {document.alone} {document.beside}"
            _feed(found, name.encode("utf-8", "surrogatepass"))
            _feed(found, _contents(document))
    return found.digest()


def _feed(found: hashlib.blake2b, data: bytes) -> None:
    found.update(f"{len(data)}\n".encode())
    found.update(data)


def _contents(document: Document) -> bytes:
    try:
        return read_bytes(document, 0, "NOTEBOOK_BYTES")
    except DocumentError as error:
        return str(error).encode("utf-8", "surrogatepass")
