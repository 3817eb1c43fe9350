r"""Lists of names before a value, `(x_1, x_2) = (2, 3)`: they name entries one by one, so that their order counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.chains import chain, depths
from grader.errors import AnswerError, LeftSideError, Span
from grader.language.names import Names
from grader.language.reader import read
from grader.marking.asked.names.left_names import Name, name_of
from grader.marking.asked.orders.left_orders import known_order
from grader.problems.question import Question
from grader.wording import unreadable_answers

_LIST = re.compile(
    r"\s*(?:\\left\s*)?(?:[(\[<⟨]|\\langle(?![A-Za-z])|\\begin\{(?:small)?[bp]?(?:small)?matrix\})(?P<entries>.*?)"
    r"(?:\\right\s*)?(?:[)\]>⟩]|\\rangle|\\end\{\w+\})\s*(?:\^.*)?",
    re.DOTALL,
)
_BETWEEN = re.compile(r",|;|\\\\|&")
_POWER = re.compile(r"\^\{?\d+\}?")
_DOTS = re.compile(r"\s*(?:\.{3}|…|⋯|⋮|\\[cdlv]?dots[bcmio]?)\s*")
_LISTED = re.compile(r"\$[^$]+\$(?:\s*(?:,|and|und|et|y)+\s*\$[^$]+\$)+")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


def check_order(question: Question, names: Names, text: str) -> None:
    """Refuse `(x_2, x_1) = (2, 3)`: entries that are named in another order than that of the answer, or calculated.

    The order is that in which the prompt lists the names, otherwise that of its nouns, or of coordinates.
    """
    for place, left in enumerate(chain(text).members[:-1]):
        entries = [one for one in _entries(left) if not _DOTS.fullmatch(one)]
        entries = [one for one in entries if not _is_known(names, one)]
        found = [name_of(one) for one in entries]
        listed = tuple(one for one in found if one is not None and not _POWER.fullmatch(one.above))
        if (place == 0 and len(listed) < len(found)) or (len(listed) > 1 and not _is_in_order(question, listed)):
            start = max(0, text.find(left))
            message = unreadable_answers.NAMES_IN_ANOTHER_ORDER.format(shown=left)
            raise LeftSideError(message, text, Span(start, start + len(left)))


def _is_in_order(question: Question, listed: tuple[Name, ...]) -> bool:
    orders = [one for one in _orders(f"{question.lead}\n{question.prompt}") if set(one) == set(listed)]
    return listed in orders if orders else known_order(question, listed)


def _entries(left: str) -> list[str]:
    """Return the entries of a text that is one list in brackets; none of any other."""
    match = _LIST.fullmatch(left)
    if match is None:
        return []
    parts = _parts(match["entries"])
    return parts if len(parts) > 1 and _is_closed(match["entries"]) else []


def _is_closed(text: str) -> bool:
    """Whether brackets close in order what they open: not in `1, 1) - (2, 6`, from `(1, 1) - (2, 6)`."""
    depth = 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if depth < 0:
            return False
    return depth == 0


def _parts(text: str) -> list[str]:
    depth = depths(text)
    ends = [match for match in _BETWEEN.finditer(text) if not depth[match.start()]]
    starts = [0, *(match.end() for match in ends)]
    stops = [*(match.start() for match in ends), len(text)]
    return [text[start:stop].strip() for start, stop in zip(starts, stops, strict=True) if text[start:stop].strip()]


def _is_known(names: Names, entry: str) -> bool:
    """Whether an entry is a value by itself: then the list is a step of a calculation."""
    try:
        return bool(read(entry, names, "expression"))
    except AnswerError:
        return False


def _orders(prompt: str) -> Iterator[tuple[Name, ...]]:
    """Yield the names that a prompt lists: `$(w, b)$`, `$w, b$`, `$w$ and $b$`."""
    lists = [match[0] for match in _LISTED.finditer(prompt)]
    lists += [match[1] for match in _IN_BRACKETS.finditer(prompt)]
    lists += [formula for formula in prompt.split("$")[1::2] if "," in formula]
    for one in lists:
        found = [
            name_of(part) for part in re.split(r"[,;]|\b(?:and|und|et|y)\b", one.replace("$", " ")) if part.strip()
        ]
        if len(found) > 1 and None not in found:
            yield tuple(name for name in found if name is not None)
