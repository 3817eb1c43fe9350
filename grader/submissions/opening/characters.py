"""From the bytes of a running document to its characters: encodings, line ends, signs that no text holds."""

from __future__ import annotations

import re

from grader.problems.texts.source import BOMS
from grader.wording import file_notices

UTF16 = file_notices.NOT_UTF_TEXT_EVERY
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udc7f\udd00-\udfff]")
_SPACING = re.compile("[\x0b\x0c]")
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # what is read is not what is shown
_SPOILING = re.compile(f"[\udc80-\udcff\ufffd{''.join(sorted(_DIRECTIONS))}]")
_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")


class UnreadableError(Exception):
    """A document of which nothing can be read; the message says why, `line` where (0: everywhere)."""

    def __init__(self, message: str, line: int = 0) -> None:
        self.line = line
        super().__init__(message)


def characters(data: bytes) -> tuple[str, list[tuple[int, str]]]:
    r"""Return the text of a document, its lines ended by `\n`, and what was odd in it by line.

    A byte that is not UTF-8 is kept as a stand-in (U+DC80 to U+DCFF), which spoils only the answer it is in; a control
    character becomes U+FFFD. Raises UnreadableError where it is no text at all.
    """
    bom, encoding = next(((bom, name) for bom, name in BOMS if data.startswith(bom)), (b"", "utf-8"))
    data = data[len(bom) :]
    if encoding == "utf-8" and data.count(0) * 3 >= max(len(data), 1):
        raise UnreadableError(UTF16)
    text = data.decode(encoding, "surrogateescape" if encoding == "utf-8" else "replace")
    text = _BREAK.sub("\n", text)
    odd = []
    byte = re.search("[\udc80-\udcff]", text)
    if byte:
        said = file_notices.BYTE_NOT_UTF_HOLDS.format(value=ord(byte[0]) - 56320)
        odd.append((_line(text, byte.start()), file_notices.SAVE_FILE_UTF.format(said=said)))
    control = _CONTROL.search(text)
    if control:
        said = file_notices.CHARACTER_NO_TEXT_HOLDS.format(sign=ord(control[0]))
        odd.append((_line(text, control.start()), said))
    return clean(text), odd


def clean(text: str) -> str:
    r"""Return a text with its lines ended by `\n`, and U+FFFD for control characters."""
    return _CONTROL.sub("\ufffd", _SPACING.sub(" ", _BREAK.sub("\n", text)))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def spoiled(text: str) -> str | None:
    """Return why a text holds signs that were no characters, None where it holds none."""
    found = _SPOILING.search(text)
    sign = found[0] if found else ""
    if not sign:
        return None
    if sign in _DIRECTIONS:
        return file_notices.CONTROL_CHANGES_ORDER_SIGNS.format(sign=ord(sign))
    if sign == "\ufffd":
        return file_notices.SIGN_HERE_NO_CHARACTER
    return file_notices.BYTE_NOT_UTF_SAVE.format(value=ord(sign) - 56320)
