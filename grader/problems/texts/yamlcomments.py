"""The comments of a YAML file: nobody reads them as answers, but they may say something of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from grader.problems.texts.yamlnodes import LOADER
from grader.records import dataclass

_HASH = re.compile(r"(?:(?<=\s)|\A)#")


@dataclass(frozen=True, slots=True)
class YamlComment:
    """What a comment says, and the line it stands on; `is_beside`: something else stands before it there."""

    text: str
    line: int
    is_beside: bool


def yaml_comments(text: str) -> tuple[YamlComment, ...]:
    """Return the comments of a file in order; a `#` in a text is none, but where the file cannot be read."""
    if _HASH.search(text) is None:
        return ()
    tokens = _tokens(text)
    begin, stop = next(tokens, (len(text), len(text)))
    kept: list[YamlComment] = []
    start = 0
    for number, typed in enumerate(text.split("\n"), 1):
        for match in _HASH.finditer(typed):
            place = start + match.start()
            while stop <= place:
                begin, stop = next(tokens, (len(text), len(text)))
            if begin > place and typed[match.end() :].strip():
                kept.append(YamlComment(typed[match.end() :].strip(), number, bool(typed[: match.start()].strip())))
            if begin > place:
                break
        start += len(typed) + 1
    return tuple(kept)


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each token begins and ends, up to the first place that cannot be read."""
    try:
        for token in yaml.scan(text, LOADER):
            start, stop = token.start_mark.index, token.end_mark.index
            if stop > start:
                yield start, start + len(text[start:stop].rstrip())
    except (yaml.YAMLError, UnicodeError):
        return
