"""What YAML's complaints mean, in words for a teacher or a student, with the quoted form where one would help."""

from __future__ import annotations

import re

import yaml

from grader.problems.texts.escapes import MAX_SHOWN, single_quoted
from grader.problems.texts.source import line_column
from grader.problems.texts.stretches import Stretch

QUOTES = "mathematics that contains `, : { } [ ] # |` stands in single quotes"
LINE = re.compile(r"(?P<before>[ ]*(?:- +)*(?:[^\s'\"#\[\]{}][^'\"\[\]{}]*?:[ ]+)?)(?P<value>\S.*)$")
KEY_BEFORE = re.compile(r"[^\s,{}\[\]'\"]+:[ ]+$")
FROM_START = ("expected ':'", "end of stream")  # shown where the construct begins
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


def explain(source: str, error: yaml.YAMLError, stretch: Stretch) -> tuple[str, int, int]:
    """Return a message with line and column, from 1, for an error of YAML's parser in a stretch of the source."""
    problem = getattr(error, "problem", None) or str(error)
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        return f"not YAML: {problem}", *stretch.place
    index = stretch.start + mark.index
    start = None if context is None else stretch.start + context.index
    if start is not None and ("',' or" in problem):
        message, index = _unclosed(problem, source, start, index)
    elif start is not None and any(text in problem for text in FROM_START):
        message, index = _message(problem, source, start), start
    else:
        if index >= stretch.stop:
            index = stretch.start + max(len(source[stretch.start : stretch.stop].rstrip()) - 1, 0)
        message = _message(problem, source, index)
    for known in (mark, context):
        if known is not None and stretch.start + known.index == index:
            return message, known.line + 1 + stretch.line_offset, known.column + 1
    return message, *line_column(source, index)


def _unclosed(problem: str, source: str, start: int, index: int) -> tuple[str, int]:
    """Return what to say of a bracket that YAML does not see closed, and where: an interval, or text after brackets."""
    first = _line_start(source, index)
    opener = _opener(source, first, index) if source[index : index + 1] in {"]", "}", ")"} else None
    if opener is not None and source[opener] == "(":
        return f"YAML does not read {_quoted(source, opener, index)}", opener
    closer = _closer(source, start)
    if closer is not None and source[closer] == ")":
        return f"YAML does not read {_quoted(source, start, closer)}", start
    if source[first:index].rstrip()[-1:] in {"]", "}", "'", '"'}:
        return _stray(source, index, _hint(source, index)), index
    return _message(problem, source, start), start


def _quoted(source: str, start: int, stop: int) -> str:
    """Return `(0, 1]`, and its line with the key in single quotes."""
    value = source[start : stop + 1]
    key = KEY_BEFORE.search(source[max(_line_start(source, start), start - MAX_SHOWN) : start])
    return f"`{value}` as one text; write {key[0] if key else ''}{single_quoted(value)}"


def _opener(source: str, first: int, index: int) -> int | None:
    """Return the place of the bracket, of any kind, that the one at `index` closes; not before `first`."""
    depth = 0
    for place in range(index, max(first, index - MAX_SHOWN) - 1, -1):
        depth += (source[place] in ")]}") - (source[place] in "([{")
        if depth == 0:
            return place
    return None


def _closer(source: str, start: int) -> int | None:
    """Return the place of the bracket, of any kind, that closes the one at `start`, in the same line."""
    depth = 0
    for place in range(start, min(start + MAX_SHOWN, len(source))):
        depth += (source[place] in "([{") - (source[place] in ")]}")
        if source[place] in "\r\n":
            return None
        if depth == 0:
            return place
    return None


def _message(problem: str, source: str, index: int) -> str:
    hint, character = _hint(source, index), source[index : index + 1]
    if "cannot start any token" in problem and character == "\t":
        return "a tab stands here; YAML indents with blanks"
    if "mapping values are not allowed" in problem and (why := _second_colon(source, index)):
        return why
    odd = OTHER_BLANK.match(source, _line_start(source, index)) if "expected ':'" in problem else None
    if odd:
        return f"behind the `:` stands the blank U+{ord(odd[1]):04X}; write the usual one"
    if "expected key" in problem or "expected <block end>" in problem:
        return _stray(source, index, hint)
    for said, words in WORDS:
        if said in problem:
            return words.format(problem=problem, hint=hint, character=character)
    return f"not YAML ({problem}); {hint}"


NO_KEY = re.compile(r"[\w-]+(?:：|:(?=[^\s:]))")  # no blank behind the colon, or a colon that is none
BLANKS = "\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{NARROW NO-BREAK SPACE}"  # that YAML takes for letters
OTHER_BLANK = re.compile(rf"[ ]*[\w-]+:([{BLANKS}])")


def _second_colon(source: str, index: int) -> str:
    """Return what to say where the first `:` stood in a line before, which this one goes on with; else nothing."""
    start = _line_start(source, index)
    line, above = source[start:index], source[:start].rstrip().rpartition("\n")[2]
    edges = (text[: len(text) - len(text.lstrip())] for text in (line, above))
    odd = next((sign for edge in edges for sign in edge if sign in BLANKS), "")
    if odd:
        return f"the blank U+{ord(odd):04X} stands at the beginning of this line or the one above; write the usual one"
    if ": " in line or not above.strip():
        return ""
    if NO_KEY.match(above.strip()) and ": " not in above:
        return f"the line above has no `: ` behind its key (a colon, then a blank): {shown_line(above)}"
    if line[:1] == " " and ": " in above and len(line) - len(line.lstrip()) > len(above) - len(above.lstrip(" -")):
        return "this line is indented more than the one above, which has a value; keys of one mapping stand in line"
    return ""


def shown_line(line: str) -> str:
    """Return a line between backticks, shortened."""
    text = line.strip()
    return f"`{text[:MAX_SHOWN]}…`" if len(text) > MAX_SHOWN else f"`{text}`"


def _stray(source: str, index: int, hint: str) -> str:
    if not source[_line_start(source, index) : index].strip():
        return "this line is indented differently from the lines that it belongs to"
    return f"nothing may follow a closing quotation mark or bracket; {hint}"


def _line_start(source: str, index: int) -> int:
    return max(source.rfind("\n", 0, index), source.rfind("\r", 0, index)) + 1


def _hint(source: str, index: int) -> str:
    """Return the advice to quote, with the quoted line where its value is plainly one text."""
    line = re.split("[\r\n]", source[_line_start(source, index) :][: 4 * MAX_SHOWN], maxsplit=1)[0].rstrip()
    match = LINE.match(line)
    value = match["value"] if match else ""
    quotes = sum(value.count(quote) for quote in "'\"")
    if not match or not value or len(value) > MAX_SHOWN or quotes or re.match(r"\{.*:\s", value):
        return QUOTES
    return f"{QUOTES}: {match['before'].strip()} {single_quoted(value)}".replace(":  ", ": ")
