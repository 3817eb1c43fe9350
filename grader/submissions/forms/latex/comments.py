"""Comments of LaTeX: they become signs for nothing, by which places and lines stay where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from grader.submissions.forms.blocks import Unread
from grader.verdict import Source
from grader.wording import file_notices

VERBATIM = "verbatim|Verbatim|lstlisting|minted|alltt"  # environments that are no LaTeX inside
NOTHING = "\ue001"  # stands where a comment was, so that its line is no blank one
_COMMENT = re.compile(rf"\\[\\%]|(?P<line>%[^\n]*)|\\begin\{{(?P<name>(?:{VERBATIM}|comment)\*?)\}}")


def without_comments(text: str) -> str:
    """Return a text with signs for nothing in place of comments; what stands verbatim holds none."""
    kept: list[str] = []
    place = 0
    for start, stop, is_line in _comments(text):
        lines = 1 if is_line else text.count("\n", start, stop) + 1
        kept += [text[place:start], "\n".join([NOTHING] * lines)]
        place = stop
    return "".join([*kept, text[place:]])


def comments_of(text: str) -> list[tuple[int, str]]:
    """Return what is commented out, with the number of its first line; lines that follow each other are one.

    What stands behind something on its line begins a comment of its own. With a number right before it, `50 % of them`,
    it may be no comment, and is returned with that number.
    """
    found: list[tuple[int, str]] = []
    number, place, last = 1, 0, -1
    for start, stop, is_line in _comments(text):
        number += text.count("\n", place, start)
        inner = text[start:stop] if is_line else _INNER.sub("", text[start:stop])
        if is_line and (cut := _NUMBER.search(text[max(0, start - _NEAR) : start])) is not None:
            inner = f"{cut[0]}{inner}"
        is_alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        if number == last + 1 and is_line and is_alone:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{inner}")
        else:
            found.append((number, inner))
        last = number
        place = start
    return found


def without_unclosed(text: str, file: str) -> tuple[str, list[Unread]]:
    r"""Return a text up to a `\begin{comment}` that nothing closes, and what that holds: all that follows."""
    place = next((start for start, stop, _ in _comments(text) if stop < 0), -1)
    if place < 0:
        return text, []
    source = Source(file, text.count("\n", 0, place) + 1)
    return text[:place], [Unread(file_notices.COMMENT_NEVER_CLOSED, text[place:], source, open="unanswered")]


_NEAR = 24  # signs before a comment among which a number may stand
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?(?:[ ~]|\\[,;]|\{,\})?\Z")
# A percentage that was meant, with more behind it than words: the end of a row, another mark or number.
_MORE = re.compile(r"\d[^%\n]{0,24}%[^\n]*(?:\\\\|[&\d]|\w\))")


def hidden_in(comments: Iterable[tuple[int, str]], file: str) -> list[Unread]:
    """Return the comments right behind numbers that may be none, and may then hold answers to other questions."""
    what = file_notices.COMMENT_BEHIND_NUMBER
    found = [one for one in comments if _MORE.match(one[1])]
    return [Unread(what, text, Source(file, line), lost=False, open="unanswered") for line, text in found]


_INNER = re.compile(r"\\(?:begin|end)\{comment\*?\}")


def _comments(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where each comment begins and ends, -1 where it never does, and whether it is the rest of a line."""
    place = 0
    hopeless: set[str] = set()
    while match := _COMMENT.search(text, place):
        place, name = match.end(), match["name"]
        end = -1
        if name and name not in hopeless:
            end = text.find(closing := f"\\end{{{name}}}", place)
            hopeless |= {name} if end < 0 else set()
            place = place if end < 0 else end + len(closing)
        if match["line"]:
            yield match.start(), place, True
        elif name in {"comment", "comment*"}:
            yield match.start(), place if end >= 0 else -1, False
            if end < 0:
                return
