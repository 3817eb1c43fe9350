"""An answer as one text, as it stands in a cell of `marks.csv`: `2x`, `w_0 = [1, 1]; b_0 = [0, 1]`, `none`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from grader.errors import AnswerError
from grader.language.spelling import canonical_name
from grader.problems.question import Question
from grader.verdict import FieldResult

Texts = Mapping[str, str]

WHOLE = "answer"  # the field of a problem with one field; in others, a text that stands for all of them
CELL_CHARACTERS = 10_000  # of a text that a cell holds; of a longer one it holds the beginning and a checksum
BEGINNING = 1_000  # characters of a longer text that a cell holds
NAME_CHARACTERS = 40  # of a field's name before its `=`
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NAMED = rf"\s*(?P<name>[^\s=;\"][^=;\"\n]{{0,{NAME_CHARACTERS - 1}}}?)\s*=(?!=)\s*"
_FIRST, _NEXT = re.compile(_NAMED), re.compile(rf"\s*;{_NAMED}")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"(?=\s*(?:;|\Z))', re.DOTALL)


def texts_of(fields: Mapping[str, FieldResult]) -> dict[str, str]:
    """Return what was written, by field; fields in which nothing was written do not appear."""
    return {name: field.text for name, field in fields.items() if field.text is not None and field.text.strip()}


def plain_text(text: str) -> str:
    """Return a text as a table can hold it: without control characters, kinds of line ends, blanks at their ends."""
    lines = _CONTROL.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def checksum(text: str) -> str:
    """Return the beginning of a text's SHA-256, in hexadecimal digits."""
    return hashlib.sha256(plain_text(text).encode("utf-8")).hexdigest()[:16]


def abridged(text: str, characters: int | None = None, sha256: str = "") -> str:
    """Return a text as a cell holds it: itself, or where it is long its beginning, its length and its checksum.

    `characters` and `sha256` are those of the whole text, where `text` is only its beginning.
    """
    length = len(text) if characters is None else characters
    if length <= CELL_CHARACTERS:
        return plain_text(text)
    said = f"({length:,} characters, sha256 {sha256 or checksum(text)})"
    return f"{plain_text(text[:BEGINNING])} … {said}"


def joined(texts: Texts) -> str:
    """Return the texts of fields, each abridged before, as one text that `parted` takes apart again.

    A text that could be taken for more than its own field is quoted, as JSON does it.
    """
    if list(texts) == [WHOLE]:
        return plain_text(texts[WHOLE])
    return "; ".join(f"{name} = {_quoted(plain_text(text))}" for name, text in texts.items())


def _quoted(text: str) -> str:
    is_clear = text and not text.startswith('"') and not _NEXT.search(text)
    return text if is_clear else json.dumps(text, ensure_ascii=False)


def parted(question: Question, text: str) -> dict[str, str]:
    """Return the texts by field that a cell holds: bare where there is one field, or one text for them all."""
    text = plain_text(text)
    names = list(question.fields)
    if not text or names == [WHOLE]:
        return {WHOLE: text} if text else {}
    first = _FIRST.match(text)
    if first is None or field_named(question, first["name"]) is None:
        return {names[0] if len(names) == 1 else WHOLE: text}
    return dict(_pieces(question, text, first))


def _pieces(question: Question, text: str, named: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields with their texts, from the place on where the first is named."""
    following: re.Match[str] | None = named
    while following is not None:
        name, start = field_named(question, following["name"]), following.end()
        quoted = _QUOTED.match(text, start)
        following = _next(question, text, start if quoted is None else quoted.end())
        value = text[start : len(text) if following is None else following.start()].strip()
        yield name or "", value if quoted is None else _unquoted(value)


def _next(question: Question, text: str, start: int) -> re.Match[str] | None:
    """Return the place where the next field is named, at any depth of brackets."""
    found = _NEXT.search(text, start)
    while found is not None and field_named(question, found["name"]) is None:
        found = _NEXT.search(text, found.start() + 1)
    return found


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        return text


def field_named(question: Question, key: str) -> str | None:
    """Return the field that a name means, in any of its spellings; None where there is none."""
    if key in question.fields:
        return key
    try:
        name = canonical_name(key)
    except (AnswerError, ValueError):
        return None
    if not question.fields:
        return name
    every = question.fields.values()
    return next((field.name for field in every if name in {field.name, field.symbol, *field.spellings}), None)
