"""Letters that an answer brings for arbitrary constants: `A cos x + B sin x` where C_1 and C_2 are expected."""

from __future__ import annotations

import re

from grader.errors import AnswerError
from grader.language.domains import REAL
from grader.language.names import Names, Symbol
from grader.language.spelling import canonical_name
from grader.language.spelling.greek import GREEK_NAMES
from grader.marking.texts.chains.field_spellings import LETTER
from grader.problems.question import Question
from grader.records import replace

# `C_1^3`, `C_{1}**2`, `C^2_1`: without the letter C_1 a number of choices.
_RAISED = re.compile(r"(?<![A-Za-z\\])C(?:_\{?(\d)\}?(?:\^|\*\*)|\^\{?\d+\}?_\{?(\d)(?!\d))")
MAX_OWN_CONSTANTS = 4  # letters for arbitrary constants that an answer may bring
_INDEXED = re.compile(r"[A-Za-z]_?\{?\d\}?")  # `C_1`, `K2`
# A capital letter that is joined to a function: `Acos2x`.
_JOINED = re.compile(r"([A-Z])(?:sin|cos|tan|sinh|cosh|exp|ln|log|sqrt)\d*")


def most_constants(question: Question) -> int:
    """Return how many letters for arbitrary constants an answer may bring."""
    if question.constants:
        return MAX_OWN_CONSTANTS
    return 1 if question.up_to in {"constant", "factor"} else 0


def with_raised_constants(question: Question, names: Names, text: str) -> Names:
    """Return the names with the arbitrary constants `C_1` of which a text has powers, and which are no choices then."""
    numbers = sorted({one[1] or one[2] for one in _RAISED.finditer(text)})
    if len(numbers) > most_constants(question):
        return names
    raised = {name: Symbol(name, REAL) for name in map("C_{}".format, numbers) if name not in names.symbols}
    return replace(names, symbols={**names.symbols, **raised}) if raised else names


def _is_greek(letter: str) -> bool:
    try:
        return canonical_name(letter) in GREEK_NAMES
    except ValueError:
        return False


def _is_value(behind: str) -> bool:
    """Whether a number or a letter in brackets stands behind a letter: `y(0)` is a value of y, and y no constant."""
    return re.match(r"\(\s*(?:-?[\d.]+|[A-Za-z])\s*\)", behind) is not None


def with_arbitrary_constant(question: Question, names: Names, error: AnswerError) -> Names | None:
    """Return the names with one more undeclared letter for an arbitrary constant, if that is the fault."""
    if error.span is None:
        return None
    letter = error.text[error.span.start : error.span.end]
    joined = _JOINED.fullmatch(letter) if question.constants else None
    if question.constants and (_INDEXED.fullmatch(letter) or _is_greek(letter)):
        letter = canonical_name(letter)
    elif question.constants and len(letter) == 2 and (letter[1] in names.symbols or letter[1] == "e"):  # `Bx`, `Ae^x`
        letter = letter[0]
    elif joined:  # `Acos2x`
        letter = joined[1]
    elif not LETTER.fullmatch(letter):
        return None
    is_value = not joined and _is_value(error.text[error.span.end :])
    if (name := canonical_name(letter)) in names.symbols or is_value:
        return None
    return replace(names, symbols={**names.symbols, name: Symbol(name, REAL)})
