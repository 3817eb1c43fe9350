"""Comments of LaTeX: they become signs for nothing, by which places and lines stay where they are."""

from __future__ import annotations

import re

VERBATIM = "verbatim|Verbatim|lstlisting|minted|alltt"  # environments that are no LaTeX inside
NOTHING = "\ue001"  # stands where a comment was, so that its line is no blank one
_COMMENT = re.compile(rf"\\[\\%]|(?P<line>%[^\n]*)|\\begin\{{(?P<name>(?:{VERBATIM}|comment)\*?)\}}")


def without_comments(text: str) -> str:
    """Return a text with signs for nothing in place of comments; what stands verbatim holds none."""
    kept: list[str] = []
    place = 0
    hopeless: set[str] = set()
    while match := _COMMENT.search(text, place):
        kept.append(text[place : match.start()])
        place, name = match.end(), match["name"]
        end = -1
        if name and name not in hopeless:
            end = text.find(closing := f"\\end{{{name}}}", place)
            hopeless |= {name} if end < 0 else set()
            place = place if end < 0 else end + len(closing)
        if end >= 0 and name == "comment":
            kept.append("\n".join([NOTHING] * (text.count("\n", match.start(), place) + 1)))
        else:
            kept.append(NOTHING if match["line"] else text[match.start() : place])
    return "".join([*kept, text[place:]])
