"""What looks like a name and has a value of its own: known functions of what is declared, `sin(x)`, `e^x`, `x(x+1)`.

A known function of a letter that nobody declares, `det(A)`, may well be the name of a number.
"""

from __future__ import annotations

import re

from grader.language.names.functions import CONSTANTS
from grader.language.names.lexicon import is_function
from grader.language.spelling.greek import GREEK_NAMES
from grader.marking.asked.names.left_names import Name
from grader.problems.question import Question

_BASE = re.compile(r"\\?([^\W\d_]+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_RAISED = re.compile(r"\^\{?\(?[-−+]?(?P<to>[\w*/+^().{}−-]+?)\)?\}?")
MIN_FUNCTION = 2  # letters of the name of a function that is none of a quantity, `C(q)`


def is_worth(question: Question, name: Name) -> bool:
    """Whether a name can be worked out from what the problem declares, so that it cannot be that of the answer."""
    match = _BASE.match(name.of)
    base = match[1] if match is not None else ""
    if name.kind == "bare" and name.of.startswith("\\"):
        return _is_command(question, name.of[1:])  # `\ln x` is one word there
    if name.kind == "bare":
        raised = _RAISED.fullmatch(name.above) if name.of == "e" and "e" not in question.names.symbols else None
        return raised is not None and _is_known(question, raised["to"])
    if name.kind != "call" or not _is_known(question, name.at):
        return False
    if name.of in question.names.symbols:
        return name.of not in {field.symbol for field in question.fields.values()}
    return len(base) >= MIN_FUNCTION and base not in question.names.functions and _is_function(base)


def _is_command(question: Question, word: str) -> bool:
    """Whether a word is a known function with declared letters or numbers behind it: `lnx`, `binomn2`."""
    known = question.names.symbols
    cuts = [n for n in range(MIN_FUNCTION, len(word)) if word[:n].isalpha() and _is_function(word[:n])]
    return any(all(one in known or one.isdigit() for one in word[n:]) for n in cuts)


def _is_function(base: str) -> bool:
    return is_function(base) and base not in GREEK_NAMES and base not in CONSTANTS  # `lambda(t)` is a name


def _is_known(question: Question, inside: str) -> bool:
    """Whether all letters of a text are declared, or functions of such, and there is one, or a number."""
    letters = _LETTERS.findall(inside)
    known = question.names.symbols
    return bool(inside) and all(
        one in known or (len(one) >= MIN_FUNCTION and (is_function(one) or set(one) <= set(known))) for one in letters
    )
