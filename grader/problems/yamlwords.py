"""What YAML's complaints mean, in words for a teacher or a student, with the quoted form where one would help."""

from __future__ import annotations

import re

import yaml

from grader.problems.escapes import MAX_SHOWN, single_quoted
from grader.problems.stretches import Stretch

QUOTES = "mathematics that contains `, : { } [ ] # |` stands in single quotes"
LINE = re.compile(r"(?P<before>[ ]*(?:- +)*(?:[^\s'\"#\[\]{}][^'\"\[\]{}]*?:[ ]+)?)(?P<value>\S.*)$")
FROM_START = ("',' or ']'", "',' or '}'", "expected ':'", "end of stream")  # shown where the construct begins


def explain(source: str, error: yaml.YAMLError, stretch: Stretch) -> tuple[str, int, int]:
    """Return a message with line and column, from 1, for an error of YAML's parser in a stretch of the source."""
    problem = getattr(error, "problem", None) or str(error)
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at_start = any(text in problem for text in FROM_START) or (mark and stretch.start + mark.index >= stretch.stop)
    if context is not None and at_start:
        mark = context
    if mark is None:
        return f"not YAML: {problem}", *stretch.place
    index = min(stretch.start + mark.index, max(stretch.stop - 1, stretch.start))
    return _message(problem, source, index), mark.line + 1 + stretch.line_offset, mark.column + 1


# What PyYAML's two parsers say of a fault, and what we say instead; `{hint}` and `{character}` are filled in.
WORDS = (
    ("max_depth", "{problem}"),
    ("node content", "a value was expected here; {hint}"),
    ("mapping values are not allowed", "a second `:` stands in this line; {hint}"),
    ("',' or ']'", "this list is not closed as YAML expects, with `]`; {hint}"),
    ("',' or '}'", "this mapping is not closed as YAML expects, with `}}`; {hint}"),
    ("expected ':'", "a `:` was expected after a key"),
    ("cannot start any token", "a text cannot begin with `{character}`; {hint}"),
    ("end of stream", "this quotation mark is never closed"),
    ("comment or line break", "after `|` or `>`, which begin a text of several lines, nothing may stand; {hint}"),
    ("chomping or indentation", "after `|` or `>`, which begin a text of several lines, nothing may stand; {hint}"),
    ("sequence entries are not allowed", "a list item (`- `) cannot stand here; {hint}"),
    ("'-' indicator", "a list item (`- `) was expected here, at this indentation"),
)


def _message(problem: str, source: str, index: int) -> str:
    hint, character = _hint(source, index), source[index : index + 1]
    if "cannot start any token" in problem and character == "\t":
        return "a tab stands here; YAML indents with blanks"
    if "expected key" in problem or "expected <block end>" in problem:
        return _stray(source, index, hint)
    for said, words in WORDS:
        if said in problem:
            return words.format(problem=problem, hint=hint, character=character)
    return f"not YAML ({problem}); {hint}"


def _stray(source: str, index: int, hint: str) -> str:
    before = source[source.rfind("\n", 0, index) + 1 : index].rstrip()
    if not before:
        return "this line is indented differently from the lines that it belongs to"
    return f"nothing may follow a closing quotation mark or bracket; {hint}"


def _hint(source: str, index: int) -> str:
    """Return the advice to quote, with the quoted line where its value is plainly one text."""
    start = source.rfind("\n", 0, index) + 1
    stop = source.find("\n", index)
    line = source[start : stop if stop >= 0 else len(source)].rstrip()
    match = LINE.match(line) if len(line) <= 4 * MAX_SHOWN else None
    value = match["value"] if match else ""
    quotes = sum(value.count(quote) for quote in "'\"")
    if not match or not value or len(value) > MAX_SHOWN or quotes or re.match(r"\{.*:\s", value):
        return QUOTES
    return f"{QUOTES}: {match['before'].strip()} {single_quoted(value)}".replace(":  ", ": ")
