"""Text that others wrote, made safe to show: control characters neutralised, long texts cut with a note."""

from __future__ import annotations

import re
import unicodedata

SHOWN = 2_000  # characters of one text that a terminal report shows
SHOWN_IN_LINE = 160  # characters of one text inside a line of a list
SHOWN_NAME = 40  # columns that a student's name or a problem's id may take in a table
SHOWN_IN_JSON = 10_000  # characters of one student text that a JSON document repeats

# C0, DEL, C1, the marks that reorder or break lines or annotate, halves of surrogate pairs, what is no character, and
# tags, which spell out texts that nobody sees.
UNSAFE = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(f"[{UNSAFE}]")
# The two lines that `grader.errors.caret` puts below a message.
_CARET = re.compile(r"\n {4}(?P<line>[^\n]*)\n {4}(?P<blanks> *)(?P<caret>\^+)\Z")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def safe_line(text: str) -> str:
    """Return `text` on one line: every control character becomes one visible sign, so that carets stay in place."""
    return _UNSAFE.sub(_picture, text)


def safe_lines(text: str) -> list[str]:
    """Return the lines of `text`, each safe to print."""
    return [safe_line(line.replace("\t", " ")) for line in text.replace("\r\n", "\n").split("\n")]


def without_caret(text: str) -> str:
    """Return a message that points with a caret so that it needs no line of its own: the fault is quoted instead."""
    match = _CARET.search(text)
    if match is None:
        return text
    line, place, size = match["line"], len(match["blanks"]), len(match["caret"])
    fault = line[place : place + size]
    where = f"at `{fault}`, character {place + 1} of `{line}`" if fault.strip() else f"at the end of `{line}`"
    return f"{text[: match.start()].rstrip('.')} ({where})"


def cut(text: str, limit: int) -> str:
    """Return `text`, or its first `limit` characters and a note that says how many there are."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]} … ({len(text):,} characters in all)"


def in_line(text: str, limit: int = SHOWN_IN_LINE) -> str:
    """Return `text` safe, on one line and cut."""
    return safe_line(cut(re.sub(r"\s+", " ", text).strip(), limit))


def escape_json(document: str) -> str:
    r"""Return a JSON document in which control and reordering characters stand as `\u` escapes.

    They occur only within strings there, where the escape means the same; a terminal then sees none of them.
    The line feeds between the lines of an indented document stay.
    """
    return _UNSAFE.sub(lambda match: match[0] if match[0] == "\n" else _escape(match[0]), document)


def _escape(char: str) -> str:
    r"""Return a character as `\u` escapes, one for each of its units in UTF-16."""
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in zip(units[::2], units[1::2], strict=True))


def width(text: str) -> int:
    """Return the number of terminal columns that `text` takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def fitted(text: str, columns: int) -> str:
    """Return `text` safe, and cut with `…` so that it takes at most `columns` columns."""
    text = safe_line(text)
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for char in text:
        used += _columns(char)
        if used > columns - 1:
            break
        kept.append(char)
    return "".join(kept) + "…"
