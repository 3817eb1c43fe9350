"""How the parts of a formula are written in plain notation, in ASCII. Other notations differ from this one.

Parts are texts; what needs brackets is decided in `grader.language.printing.notation`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from typing import ClassVar

from grader.language.spelling import ACCENTS
from grader.language.spelling.greek import PRINTED

NAME = re.compile(rf"(?:({'|'.join(ACCENTS)})_(?=[^_]))?([^\W\d_]*)(.*)", re.DOTALL)
LONG_SUBSCRIPT = re.compile(rf"_(?!(?:{'|'.join(PRINTED)})(?![A-Za-z]))([A-Za-z]{{2,}})")  # x_ab may be read as x_a b
WORD = re.compile(r"[A-Za-z]+|[Α-ω∞]|[0-9]+(?:\.[0-9]+)?")

LETTER_FUNCTION = re.compile(r"(?<![A-Za-z_])(?:sigma|σ|Gamma|Γ|H|C)$")  # what a letter may mean before brackets

_BRACKETS = frozenset({"(", "[", "\\"})
_SHORT = frozenset(string.ascii_letters + string.digits)  # most exponents are one sign


class Plain:
    """Plain notation: `2 eta gamma`, `x^2`, `(1/2) x`, `sum_{i=1}^{n} x_i`."""

    operators: ClassVar[Mapping[str, str]] = {
        "hadamard": ".*",
        "outer": "otimes",
        "intersection": "intersect",
        "difference": "setminus",
        "notin": "not in",
        "implies": "=>",
        "times": "x",
    }
    constants: ClassVar[Mapping[str, str]] = {}
    prime: ClassVar[str] = "'"
    transposed: ClassVar[str] = "^T"
    product_sign: ClassVar[str] = "*"
    prefixes: ClassVar[frozenset[str]] = frozenset()  # functions whose sign takes an exponent with its argument
    has_fractions: ClassVar[bool] = False  # whether a quotient is drawn with a bar, so that it needs no brackets

    def operator(self, name: str) -> str:
        """Return how an operator is written."""
        return self.operators.get(name, name)

    def constant(self, name: str) -> str:
        """Return how a constant is written."""
        return self.constants.get(name, name)

    def name(self, name: str) -> str:
        """Return how a symbol or a declared function is written: a subscript of several letters in braces."""
        if len(name) == 1:
            return name
        accent, base, rest = name_parts(name)
        return (f"{accent}_" if accent else "") + base + LONG_SUBSCRIPT.sub(r"_{\1}", rest)

    def letters(self, text: str) -> str:
        """Return the names in a text, in order, with anything between them."""
        return text

    def brackets(self, text: str) -> str:
        """Return a text in round brackets."""
        return f"({text})"

    def braces(self, text: str) -> str:
        """Return the set of the entries in a text."""
        return f"{{{text}}}"

    def between(self, left: str, right: str) -> str:
        """Return what parts two factors: a blank, or a sign where they would be read as something else side by side."""
        return self.product_sign if needs_sign(left, right) else " "

    def fraction(self, above: str, below: str) -> str:
        """Return `a/b` of parts that are bracketed already, with spaces where the upper one has spaces.

        A bare exponent 1 would be read as the beginning of `1/b`.
        """
        above = self.brackets(above) if above.endswith("^1") else above
        return f"{above} / {below}" if " " in above and not above.endswith(")") else f"{above}/{below}"

    def power(self, base: str, exponent: str) -> str:
        """Return `a^b`; exponents are bracketed unless they are one word or number."""
        bare = is_word(exponent) and exponent != "T"
        return f"{base}^{exponent}" if bare else f"{base}^{self.brackets(exponent)}"

    def transpose(self, base: str) -> str:
        """Return `a^T`."""
        return base + self.transposed

    def primed(self, name: str, primes: int) -> str:
        """Return `f''`."""
        return name + self.prime * primes

    def call(self, name: str, args: Sequence[str]) -> str:
        """Return a known function with its arguments in brackets."""
        return f"{self.function(name)}{self.brackets(', '.join(args))}"

    def function(self, name: str) -> str:
        """Return how the name of a known function is written."""
        return "Gamma" if name == "gamma" else name

    def indexed(self, base: str, indices: Sequence[str]) -> str:
        """Return `x_1`, `x_{12}`, `W_{i,j}`."""
        shown = ",".join(indices)
        return f"{base}_{shown}" if is_word(shown) and len(shown) == 1 else f"{base}_{{{shown}}}"

    def space(self, name: str, dims: Sequence[str]) -> str:
        """Return `R`, `R^{m x n}`."""
        sign = f" {self.operator('times')} "
        return f"{name}^{{{sign.join(dims)}}}" if dims else name

    def listed(self, items: Sequence[str]) -> str:
        """Return `[1, 2]`."""
        return f"[{', '.join(items)}]"

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """Return `[[1, 0], [0, 1]]`."""
        return self.listed([self.listed(row) for row in rows])

    def cases(self, branches: Sequence[tuple[str, str]], otherwise: str | None) -> str:
        """Return `{a if x > 0; b otherwise}`."""
        parts = [f"{value} if {where}" for value, where in branches]
        parts += [] if otherwise is None else [f"{otherwise} otherwise"]
        return f"{{{'; '.join(parts)}}}"

    def differential_operator(self, var: str, order: int) -> str:
        """Return `d/dx`, `d^2/dx^2`, `d/d eta`."""
        differential = self.differential(var)
        return f"d/{differential}" if order == 1 else f"d^{order}/{differential}^{order}"

    def differential(self, var: str) -> str:
        """Return `dx`, `d eta`."""
        return f"d{var}" if len(var) == 1 else f"d {var}"

    def big(self, kind: str, lower: str, upper: str) -> str:
        """Return `sum_{i=1}^{n}`, `int_{0}^{1}`, `lim_{x -> 0}`, `max_{i in S}`; empty scripts are left out."""
        return self.operator(kind) + (f"_{{{lower}}}" if lower else "") + (f"^{{{upper}}}" if upper else "")


PLAIN = Plain()  # one for all


def name_parts(name: str) -> tuple[str, str, str]:
    """Return the accent of a canonical name, its letter or word, and the scripts behind it."""
    match = NAME.fullmatch(name)
    assert match is not None
    return match[1] or "", match[2], match[3]


def needs_sign(left: str, right: str) -> bool:
    """Return whether a product must not stand side by side: before a number, or as `H (x)`, which could be a call."""
    first = right[0]
    if first.isdigit() or first not in _BRACKETS or not right.startswith(("(", "[", r"\left(")):
        return first.isdigit()
    return LETTER_FUNCTION.search(left) is not None


def is_word(text: str) -> bool:
    """Return whether a text is one number, one run of Latin letters, or one Greek letter."""
    return text in _SHORT or WORD.fullmatch(text) is not None
