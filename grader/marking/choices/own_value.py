"""A false equation of the number that is chosen: `53 has no divisor. 53 = 3·17` says of it what another one is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from grader.marking.choices.typed_out import typed_out
from grader.problems.question import Question

_NUMBER = re.compile(r"-?\d{1,12}")
_FACTORS = r"\d{1,12}(?:\s{0,2}[·⋅*×/:+−-]\s{0,2}\d{1,12}){1,8}"
_EQUATION = re.compile(
    r"(?<![\w.,^·⋅*×/:+=√−-])(?P<own>-?\d{1,12})\s{0,2}=\s{0,2}"
    rf"(?P<value>{_FACTORS})(?![\w^!(]|[.,]\d)"
)
_PIECE = re.compile(r"\d+|[^\s\d]")


def has_false_value(question: Question, text: str, keys: frozenset[str]) -> bool:
    """Whether a text says that the one whole number that is chosen is the value of a calculation, and it is not."""
    chosen = [typed_out(question.options[key]).strip(" $.") for key in keys]
    if len(chosen) != 1 or not _NUMBER.fullmatch(chosen[0]):
        return False
    return any(
        one["own"] == chosen[0] and _value_of(_PIECE.findall(one["value"])) != int(chosen[0])
        for one in _EQUATION.finditer(typed_out(text))
    )


def _value_of(pieces: Sequence[str]) -> Fraction | None:
    """Return the value of numbers with signs between them; None where one of them is divided by zero."""
    total, product = Fraction(0), Fraction(int(pieces[0]))
    for sign, number in zip(pieces[1::2], pieces[2::2], strict=True):
        if sign in "+−-":
            total, product = total + product, Fraction(int(number) if sign == "+" else -int(number))
        elif sign in "/:":
            if not int(number):
                return None
            product /= int(number)
        else:
            product *= int(number)
    return total + product
