r"""Left sides that are of another kind than what a problem asks for: `E_{pot}` where the kinetic energy is, `FPR` of a
precision, `\Delta x` of a slope.

A closed table: what it does not hold is told elsewhere, and what the problem writes itself it may well ask for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from grader.marking.asked.given.asked_part import asking_words
from grader.marking.asked.tables import lines
from grader.marking.asked.words.glossary import with_parts
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question
from grader.records import dataclass

MAX_CHARACTERS = 60  # of a left side that the table may hold


@dataclass(frozen=True, slots=True)
class _Others:
    """A row: the nouns that are asked for, or what the part that asks says, and the left sides that this excludes."""

    nouns: frozenset[str]
    asking: re.Pattern[str] | None
    is_given: bool  # the problem writes them itself, and they are none of what it asks for
    lifted: re.Pattern[str] | None
    lefts: re.Pattern[str]


@lru_cache(maxsize=1)
def _table() -> tuple[_Others, ...]:
    rows = [unicodedata.normalize("NFD", line).split(" :: ") for line in lines("agreeing/other_kinds")]
    return tuple(
        _Others(
            frozenset(unicodedata.normalize("NFC", nouns).split()),
            re.compile(unicodedata.normalize("NFC", nouns[1:])) if nouns.startswith("~") else None,
            lifted == "!",
            re.compile(unicodedata.normalize("NFC", lifted), re.IGNORECASE) if lifted not in {"-", "!"} else None,
            re.compile(lefts.strip()),
        )
        for nouns, lifted, lefts in rows
    )


def is_of_other_kind(question: Question, close: str) -> bool:
    """Whether a left side, without blanks, braces and dress, names another kind of quantity than is asked for."""
    if len(close) > MAX_CHARACTERS or len(question.fields) > 1:
        return False
    nouns = with_parts(phrase_asked(question.lead, question.prompt))
    rows = [one for one in _table() if one.asking is not None or not nouns.isdisjoint(one.nouns)]
    rows = [one for one in rows if one.lefts.fullmatch(close)]
    asking = asking_words(question.lead, question.prompt) if any(one.asking for one in rows) else ""
    rows = [one for one in rows if one.asking is None or one.asking.search(asking) is not None]
    if not rows:
        return False
    said = f"{question.title} {question.lead} {question.prompt}"
    is_lifted = any(one.lifted is not None and one.lifted.search(said) for one in rows)
    return not is_lifted and (any(one.is_given for one in rows) or not _is_said(said, close))


def _is_said(said: str, close: str) -> bool:
    """Whether a problem writes a left side itself."""
    tight = re.sub(r"[\s{}]|\\(?:text|mathrm)", "", said)
    is_within = len(close) > 1 and re.search(rf"(?<![A-Za-z]){re.escape(close)}(?![A-Za-z])", tight) is not None
    return is_within or re.search(rf"(?<![\w\\]){re.escape(close)}(?!\w)", said) is not None


_AT = re.compile(r"(?>[\s$]*)(?:\\?[A-Za-z]|[∇_{}\s'’])+\((?P<at>[^()]*)\)[\s$]*")
_NUMBER = re.compile(r"\s*[-−]?\d+(?:\.\d+)?\s*")
_VARIABLES = frozenset("xyzts")


def is_at_a_number(question: Question, left: str) -> bool:
    """Whether a left side takes a function of the declared variables at a number: `f_x(1, y)` of `f(x, y)`."""
    match, symbols = _AT.fullmatch(left), question.names.symbols.keys()
    if match is None or not symbols or not symbols <= _VARIABLES:
        return False
    parts = match["at"].split(",")
    said = re.sub(r"\s", "", f"{question.lead} {question.prompt}")
    is_said = "(" + re.sub(r"\s", "", match["at"]) + ")" in said or any(
        re.search(rf"(?<![\w.]){re.escape(part.strip())}(?![\w.])", question.prompt)
        for part in parts
        if _NUMBER.fullmatch(part)
    )
    return len(parts) == len(symbols) and not is_said and any(map(_NUMBER.fullmatch, parts))
