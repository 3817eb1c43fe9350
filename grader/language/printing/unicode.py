"""Trees in Unicode, one line of text: `√(2)`, `x²`, `η γ`, `A ⊙ B`, `x ≤ 1`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from grader.language.printing.plain import Plain
from grader.language.spelling.greek import GREEK_LETTERS, PRINTED

SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
RAISED = re.compile(r"-?[0-9]+")
LOWERED = re.compile(r"_\{?([0-9]+)\}?$")
OPERATORS: Mapping[str, str] = {
    "hadamard": "⊙",
    "outer": "⊗",
    "union": "∪",
    "intersection": "∩",
    "difference": "∖",
    "!=": "≠",
    "<=": "≤",
    ">=": "≥",
    ">>": "≫",
    "<<": "≪",
    "~": "≈",
    "in": "∈",
    "notin": "∉",
    "->": "→",
    "and": "∧",
    "or": "∨",
    "not": "¬",
    "implies": "⇒",
    "iff": "⇔",
    "times": "×",
    "sum": "∑",
    "prod": "∏",
    "int": "∫",
}
WORDS: Mapping[str, str] = {"sqrt": "√", "gamma": "Γ", "Theta": "Θ", "Omega": "Ω", "omega": "ω"}
SPACES: Mapping[str, str] = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ"}


class Unicode(Plain):
    """Unicode notation."""

    operators: ClassVar[Mapping[str, str]] = OPERATORS
    constants: ClassVar[Mapping[str, str]] = {"pi": "π", "oo": "∞", "emptyset": "∅"}
    prime: ClassVar[str] = "′"
    prefixes: ClassVar[frozenset[str]] = frozenset({"sqrt"})
    product_sign: ClassVar[str] = "·"
    transposed: ClassVar[str] = "ᵀ"

    def name(self, name: str) -> str:
        """Return `η`, `w₀`."""
        greek = re.sub(r"[A-Za-z]+", lambda word: PRINTED.get(word[0], word[0]), super().name(name))
        return LOWERED.sub(lambda match: match[1].translate(SUBSCRIPTS), greek).replace("'", "′")

    def between(self, left: str, right: str) -> str:
        """Return what parts two factors: behind a Greek letter no blank is seen, and a list would be its argument."""
        return self.product_sign if right[0] == "[" and left[-1] in GREEK_LETTERS else super().between(left, right)

    def power(self, base: str, exponent: str) -> str:
        """Return `x²`, `x⁻¹`, `x^n`."""
        raised = RAISED.fullmatch(exponent)
        return base + exponent.translate(SUPERSCRIPTS) if raised else super().power(base, exponent)

    def call(self, name: str, args: Sequence[str]) -> str:
        """Return `√(x)`, `⌊x⌋`, `Γ(x)`."""
        match name, args:
            case "floor", (arg,):
                return f"⌊{arg}⌋"
            case "ceil", (arg,):
                return f"⌈{arg}⌉"
            case _:
                return super().call(name, args)

    def function(self, name: str) -> str:
        """Return how the name of a known function is written."""
        return WORDS.get(name, name)

    def indexed(self, base: str, indices: Sequence[str]) -> str:
        """Return `x₁`, `W_{i,j}`."""
        match indices:
            case (index,) if index.isdecimal():
                return base + index.translate(SUBSCRIPTS)
            case _:
                return super().indexed(base, indices)

    def space(self, name: str, dims: Sequence[str]) -> str:
        """Return `ℝ^{m × n}`."""
        return super().space(SPACES[name], dims)
