"""From the bytes of a file to its characters: encodings, forbidden characters, and the named limits of reading."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from grader.errors import Diagnostic
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class YamlLimits:
    """The named limits of reading a YAML or JSON file, checked before the work is done."""

    max_bytes: int = 1_000_000  # of a file
    max_depth: int = 50  # of lists and mappings inside each other
    max_nodes: int = 100_000  # texts, lists and mappings of a file
    max_repairs: int = 100  # double-quoted texts mended, and unreadable stretches isolated, in one file


LIMITS = YamlLimits()


class SourceError(Exception):
    """A file whose characters cannot be had; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.message)


BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


IS_ZIP = "is no text but a zip file, such as office programs write (.xlsx, .ods, .docx); save it as CSV or text"
ZIP = b"PK\x03\x04"  # what a zip file begins with


def read_bytes(path: Path, file: str, limits: YamlLimits = LIMITS) -> bytes:
    """Return a file's bytes, never more than the limit. Raises SourceError."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe or a device may wait for ever
            raise SourceError(Diagnostic(file, 0, 0, "", "is no regular file"))
        with path.open("rb") as stream:
            data = stream.read(limits.max_bytes + 1)
    except OSError as error:
        raise SourceError(Diagnostic(file, 0, 0, "", f"cannot be opened: {error.strerror or error}")) from error
    if len(data) > limits.max_bytes:
        raise SourceError(_too_large(file, limits))
    return data


def decode(source: bytes | str, file: str, limits: YamlLimits = LIMITS) -> str:
    """Return the characters of a file: UTF-8, or what its byte-order mark says. Raises SourceError."""
    if len(source) > limits.max_bytes:
        raise SourceError(_too_large(file, limits))
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    if source.startswith(ZIP):
        raise SourceError(Diagnostic(file, 1, 1, "", IS_ZIP))
    bom, encoding = next(((bom, name) for bom, name in BOMS if source.startswith(bom)), (b"", "utf-8"))
    try:
        text = source[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(_undecodable(source, len(bom) + error.start, encoding, file)) from None
    if not bom and text and text.count("\0") * 3 >= len(text):
        message = "is not UTF-8 text (every other byte is 0, as in UTF-16 without a byte-order mark); save it as UTF-8"
        raise SourceError(Diagnostic(file, 1, 1, "", message))
    return text


def _too_large(file: str, limits: YamlLimits) -> Diagnostic:
    return Diagnostic(file, 0, 0, "", f"is larger than {limits.max_bytes} bytes (limit max_bytes)")


def _undecodable(source: bytes, start: int, encoding: str, file: str) -> Diagnostic:
    before = source[:start].decode(encoding, "replace")
    line, column = line_column(before, len(before))
    shown = source[start : start + 1].hex().upper() or "at the end"
    message = f"byte 0x{shown} at position {start} is not {encoding.upper()}; save the file as UTF-8"
    return Diagnostic(file, line, column, "", message)


BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def line_column(text: str, index: int) -> tuple[int, int]:
    """Return line and column, both from 1, of a character."""
    line, start = 1, 0
    for match in BREAK.finditer(text, 0, index):
        line, start = line + 1, match.end()
    return line, index - start + 1


# Characters that no file may hold: controls but tab and line breaks, lone surrogates, the two non-characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
STAND_IN = "\ufffd"  # takes the place of a character that YAML would choke on; its damage is remembered apart


def forbidden_characters(text: str) -> dict[int, str]:
    """Return the places of forbidden characters, each with what to say about it."""
    return {
        match.start(): f"the invisible character U+{ord(match[0]):04X} stands here; delete it"
        for match in FORBIDDEN.finditer(text)
    }
