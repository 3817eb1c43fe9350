"""The numbers of a text as they are typed: how many digits each has, which no tree tells (`2.30` is 2.3)."""

from __future__ import annotations

from fractions import Fraction

from grader.errors import AnswerError
from grader.language.limits import LIMITS
from grader.language.names import Names
from grader.language.tokens import Token, tokenize
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """The digits of a number without sign and exponent, in plain notation: `2.30`."""

    text: str

    @property
    def value(self) -> Fraction:
        """Return what the digits are by themselves."""
        return Fraction(f"0{self.text}" if self.text.startswith(".") else self.text)

    @property
    def places(self) -> int:
        """Return how many digits stand behind the decimal point."""
        return len(self.text.partition(".")[2])

    @property
    def figures(self) -> tuple[int, int]:
        """Return the least and the greatest number of significant figures: those of `2300` are two, three or four."""
        digits = self.text.replace(".", "")
        counted = digits.lstrip("0") or digits
        least = len(counted) if "." in self.text else len(counted.rstrip("0"))
        return (1, len(digits)) if not digits.strip("0") else (max(least, 1), len(counted))


@dataclass(frozen=True, slots=True)
class Typed:
    """The numbers of a text in order, and the other signs and words that stand in it."""

    numbers: tuple[TypedNumber, ...]
    signs: frozenset[str]


def typed_numbers(text: str, names: Names) -> Typed:
    """Return the numbers of a text that was read, and what else stands in it."""
    try:
        tokens = tokenize(text, LIMITS, names.numbers)
    except AnswerError:
        return Typed((), frozenset())
    numbers = tuple(TypedNumber(token.value) for token in tokens if token.kind == "num")
    return Typed(numbers, frozenset(_sign(token) for token in tokens if token.kind != "num"))


def _sign(token: Token) -> str:
    """Return a token's value; `e` for the exponent of a number, `2e5`, whose digits stand in the word."""
    is_exponent = token.kind == "word" and token.value[0] in "eE" and not token.value[1:].strip("0123456789")
    return "e" if is_exponent and not token.gap else token.value
