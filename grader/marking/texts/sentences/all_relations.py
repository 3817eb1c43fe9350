"""All relations of a sentence as one condition: `The equations are 2x + y = 3 and x + 2y = 0`, `(x, y) with x + y = 1`.

Words before or between them may have parted what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.language.spelling.greek import PRINTED
from grader.marking.texts.text_pieces import pieces_of
from grader.problems.question import Question

MAX_CHARACTERS = 400  # of a text that is looked into
MAX_RELATIONS = 8  # that are put together
_SIGN = re.compile(r"[=<>≤≥≠]|\\(?:leq?|geq?|neq?|lt|gt)(?![A-Za-z])")
_JOINED = re.compile(r"(?<!\w)(?:and|und)(?!\w)|∧")
_EITHER = re.compile(r"(?<!\w)(?:or|oder|ou|o|if|wenn|si)(?!\w)|∨|\\(?:lor|vee)(?![A-Za-z])")
_WORD = re.compile(r"\A(?P<word>[^\W\d_]{2,})\s+")  # before a relation, `are 2x + y = 3`
_LETTERS = re.compile(r"(?<![A-Za-z\\])\\?[^\W\d_]+")
_CALLED = frozenset(
    ["sqrt", "sin", "cos", "tan", "log", "ln", "exp", "frac", "dfrac", "cdot", "left", "right", "pi", "e"]
)
_NUMBERED = re.compile(r"\A[–—-]\s+|\A\(\d{1,2}\)\s+|\s+\(\d{1,2}\)\Z")  # equations with a dash or their numbers
_CONCLUDES = re.compile(
    r"(?<!\w)(?:so|thus|hence|therefore|(?<!and )(?<!und )(?<!but )also|somit|daher|donc)(?!\w)"
    r"|[⇒⟹→⇔∴]|=>|->|\\(?:implies|Rightarrow|iff)"
)


def concluded(question: Question, text: str) -> str | None:
    """Return all relations of what a text concludes as one condition; empty where it is no more than one.

    None where there are more than are put together.
    """
    if "\n" in text.strip():
        return ""  # in lines the last one may be concluded, or each be a solution
    found = _relations(question, _CONCLUDES.split(text)[-1])
    return None if found is None else _together(found) if len(found) > 1 else ""


def all_relations(question: Question, text: str) -> str:
    """Return all relations of a text in the letters of the problem as one condition; empty where none stands there."""
    return _together(_relations(question, text) or [])


def _together(relations: Sequence[str]) -> str:
    return " and ".join(f"({one})" for one in relations)


def _relations(question: Question, text: str) -> list[str] | None:
    """Return the relations of a text in the letters of the problem; None where there are too many."""
    if _EITHER.search(text) is not None:
        return []
    if len(text) > MAX_CHARACTERS:
        return None if len(_SIGN.findall(text)) > 1 else []
    symbols = {*question.names.symbols}
    known = symbols | _CALLED | {PRINTED.get(one, one) for one in symbols}
    found = [_NUMBERED.sub("", _without_words(one.text.strip(" $."), known)) for one in pieces_of(question, text)]
    relations = [one for one in dict.fromkeys(found) if _SIGN.search(one[1:]) and not _JOINED.search(one)]
    are_own = [all(_is_known(word, known) for word in _LETTERS.findall(one)) for one in relations]
    own = [one for one, is_own in zip(relations, are_own, strict=True) if is_own]
    if not own or not all(are_own[are_own.index(True) :]):
        return []  # what stands behind them in other letters may be concluded from them
    return own if len(own) <= MAX_RELATIONS else None


def _without_words(text: str, known: set[str]) -> str:
    """Return a relation without words before it; letters of the problem are a product, `uv = 8`."""
    while (match := _WORD.match(text)) is not None and not _is_known(match["word"], known):
        text = text[match.end() :]
    return text


def _is_known(word: str, known: set[str]) -> bool:
    plain = word.removeprefix("\\")
    return plain in known or all(letter in known for letter in plain)
