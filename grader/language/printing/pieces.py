"""The lower half of printing: numbers, names, sums, products, quotients, powers, functions with their arguments.

Products stand side by side (a sign only before a digit), a quotient in a product takes brackets (`(1/2) x`), and so
does what would swallow a factor written after it (a sum or a derivative).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from grader.language.printing.levels import ARRAY_PRODUCT, ATOM, FACTOR, NEGATION, POWER, PRODUCT, SUM
from grader.language.printing.numerals import CHUNK, decimal, digits, show_number
from grader.language.printing.plain import Plain
from grader.language.spelling.greek import GREEK_LETTERS, PRINTED
from grader.language.tree import (
    Add,
    Apply,
    ArrayMul,
    Bind,
    Call,
    Const,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Space,
    Sym,
    Transpose,
    walk,
)

# A printed subtree: its text, its level (`levels`), and whether it would swallow a factor written after it
# (`sum_{i=1}^{n} a_i`). A plain tuple: printing makes one for each node.
Piece = tuple[str, int, bool]

_FACTORIALS = {"factorial": "!", "double_factorial": "!!"}


@lru_cache(maxsize=1024)
def _named(style: Plain, name: str) -> Piece:
    return style.name(name), POWER if "^" in name else ATOM, False


class Pieces:
    """Prints nodes whose children are printed already; `done` holds those by identity."""

    def __init__(self, style: Plain) -> None:
        self.style = style
        self.done: dict[int, Piece] = {}

    def text(self, node: Node) -> str:
        """Return the text of a printed node, without brackets."""
        return self.done[id(node)][0]

    def texts(self, nodes: Sequence[Node]) -> list[str]:
        """Return the texts of printed nodes."""
        done = self.done
        return [done[id(node)][0] for node in nodes]

    def at(self, node: Node, level: int) -> str:
        """Return the text of a printed node, in brackets if it is looser than `level`."""
        text, own, _ = self.done[id(node)]
        return self.style.brackets(text) if own < level else text

    def closed(self, node: Node, level: int) -> str:
        """Return the text of a printed node, in brackets if it is looser than `level`, or open."""
        text, own, is_open = self.done[id(node)]
        return self.style.brackets(text) if is_open or own < level else text

    def all_at(self, nodes: Sequence[Node], level: int) -> list[str]:
        """Return the texts of nodes that need `level`."""
        return [self.at(node, level) for node in nodes]

    def symbol(self, node: Sym) -> Piece:
        """Return a name."""
        return _named(self.style, node.name)

    def constant(self, node: Const) -> Piece:
        """Return a constant."""
        return self.style.constant(node.name), ATOM, False

    def space(self, node: Space) -> Piece:
        """Return a number set with its dimensions."""
        is_plain = len(node.dims) == 1 and Sym("x") not in walk(node.dims[0])  # `R^{2 x n}` has two sizes
        dims = self.all_at(node.dims, SUM if is_plain else FACTOR)
        return self.style.space(node.name, dims), POWER if dims else ATOM, False

    def number(self, node: Num) -> Piece:
        """Return a decimal, or else a fraction (no text reads as one number then, but it is right)."""
        above, below = node.value.as_integer_ratio()
        if below == 1 and 0 <= above < CHUNK:
            return str(above), ATOM, False
        return (digits(above), ATOM, False) if below == 1 and above >= 0 else self.fraction(node.value)

    def fraction(self, value: Fraction) -> Piece:
        """Return what is no whole number."""
        if value < 0:
            return f"-{self.number(Num(-value))[0]}", NEGATION, False
        text = decimal(value)
        return (show_number(value), PRODUCT, False) if text is None else (text, ATOM, False)

    def negative(self, node: Neg) -> Piece:
        """Return `-a`."""
        text, level, is_open = self.done[id(node.arg)]
        return f"-{self.style.brackets(text) if level < PRODUCT else text}", NEGATION, is_open

    def array_product(self, node: ArrayMul) -> Piece:
        """Return arrays with the sign of their product between them."""
        shown = [self.closed(factor, POWER) for factor in node.factors]
        return f" {self.style.operator(node.op)} ".join(shown), ARRAY_PRODUCT, False

    def power(self, node: Pow) -> Piece:
        """Return `a^b`."""
        return self.style.power(self.at(node.base, ATOM), self.text(node.exp)), POWER, False

    def sum(self, node: Add) -> Piece:
        """Return `a + b - c`."""
        text = ""
        for term in reversed(node.terms):
            negative = isinstance(term, Neg)
            shown, own, is_open = self.done[id(term.arg if isinstance(term, Neg) else term)]
            level = PRODUCT if negative else ARRAY_PRODUCT
            if own < level or (is_open and own < ATOM and self.could_go_on(term, text)):
                shown = self.style.brackets(shown)
            text = f" - {shown}{text}" if negative else f" + {shown}{text}"
        return f"-{text[3:]}" if isinstance(node.terms[0], Neg) else text[3:], SUM, False

    def could_go_on(self, term: Node, after: str) -> bool:
        """Return whether the body of an open term could be read on into what follows: its symbol occurs there."""
        if not after:
            return False
        bound = {node.var for node in walk(term) if isinstance(node, Bind) and node.kind != "int"}
        words = {GREEK_LETTERS.get(word, word) for word in re.findall(r"[A-Za-z]+|[^\W\d_]", self.style.letters(after))}
        pairs = {word for word in words if len(word) == 2 and word not in PRINTED}
        return bool(bound & words.union(*pairs))

    def product(self, node: Mul) -> Piece:
        """Return factors side by side."""
        *first, last = node.factors
        text, before = "", ""
        for factor in first:
            shown = self.closed(factor, FACTOR)
            text += self.style.between(before, shown) + shown if before else shown
            before = shown
        shown = self.at(last, FACTOR)
        return f"{text}{self.style.between(before, shown)}{shown}", PRODUCT, self.done[id(last)][2]

    def quotient(self, node: Div) -> Piece:
        """Return `a/b`: a product above is not bracketed, anything but a power below is."""
        num, den = node.num, node.den
        if self.style.has_fractions:
            return self.style.fraction(self.text(num), self.text(den)), FACTOR, False
        above = self.closed(num, PRODUCT if isinstance(num, Mul) else FACTOR)
        return self.style.fraction(above, self.closed(den, POWER)), PRODUCT, False

    def call(self, node: Call) -> Piece:
        """Return a known function with its arguments."""
        name, args = node.name, node.args
        if name in _FACTORIALS and len(args) == 1:
            plain = self.at(args[0], ATOM)
            is_call = isinstance(args[0], Call) and args[0].name not in _FACTORIALS and plain[:1].isalpha()
            return f"{self.style.brackets(plain) if is_call else plain}{_FACTORIALS[name]}", POWER, False
        return self.style.call(name, self.texts(args)), POWER if name in self.style.prefixes else ATOM, False

    def application(self, node: Apply) -> Piece:
        """Return a declared function with its arguments."""
        shown = self.style.brackets(", ".join(self.texts(node.args)))
        return f"{self.style.primed(self.style.name(node.name), node.primes)}{shown}", ATOM, False

    def transpose(self, node: Transpose) -> Piece:
        """Return `a^T`."""
        return self.style.transpose(self.at(node.arg, ATOM)), POWER, False

    def entry(self, node: Index) -> Piece:
        """Return `a_i`: what has an index or exponent of its own takes brackets."""
        base = node.base
        bare = not isinstance(base, Index) and not (isinstance(base, Sym) and "_" in base.name)
        shown = self.at(base, ATOM) if bare else self.style.brackets(self.text(base))
        return self.style.indexed(shown, self.texts(node.indices)), ATOM, False
