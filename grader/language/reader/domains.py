"""The grammar of domains, functions' signatures and `--var`: one for problems, fields and the command line.

    domain    := entries ['^' dims]
    entries   := a phrase (`real`, `positive integer`, …) | interval | set | range
    interval  := ('[' | '(') bound ',' bound (']' | ')')
    set       := '{' member, … '}'
    range     := bound '..' bound
    dims      := dim | '{' dim ('x' dim)* '}' | '(' dim ('x' dim)* ')'
    signature := domain (',' domain)* '->' domain
    variable  := name [':' domain]

Bounds, members and dimensions are expressions; a letter that is not declared may stand for a dimension.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from grader.errors import AnswerError, LimitError, Span
from grader.language.domains import Domain, Variable
from grader.language.names import Names, Symbol
from grader.language.printing.domains import show_domain
from grader.language.reader.stretches import Stretches, moved, rational
from grader.language.spelling import canonical_name
from grader.language.tree import (
    ONE,
    ZERO,
    Array,
    Const,
    Interval,
    Neg,
    Node,
    SetOf,
    SetOp,
    Space,
    Tup,
    symbols,
    walk,
)
from grader.records import replace
from grader.wording import unreadable

MAX_DOMAIN = 1_000  # characters of a domain or signature

INFINITE = tuple(Const(name) for name in ("oo", "true", "false", "emptyset"))
NO_NUMBERS = (Array, Tup, SetOf, SetOp, Interval, Space)
SIZE = Domain("size", low=ONE, low_closed=True, text="size")
PHRASES: Mapping[str, Domain] = {
    "real": Domain(),
    "positive": Domain(low=ZERO),
    "negative": Domain(high=ZERO),
    "non-negative": Domain(low=ZERO, low_closed=True),
    "non-positive": Domain(high=ZERO, high_closed=True),
    "nonzero": Domain(nonzero=True),
    "integer": Domain("integer"),
    "positive integer": Domain("integer", low=ONE, low_closed=True),
    "negative integer": Domain("integer", high=Neg(ONE), high_closed=True),
    "non-negative integer": Domain("integer", low=ZERO, low_closed=True),
    "non-positive integer": Domain("integer", high=ZERO, high_closed=True),
    "nonzero integer": Domain("integer", nonzero=True),
    "complex": Domain("complex"),
    "nonzero complex": Domain("complex", nonzero=True),
    "size": SIZE,
}
SPELLINGS: Mapping[str, str] = {
    "nonnegative": "non-negative",
    "nonpositive": "non-positive",
    "non-zero": "nonzero",
    "integers": "integer",
    "reals": "real",
    "R": "real",
    "ℝ": "real",
    r"\mathbb{R}": "real",
    "Z": "integer",
    "ℤ": "integer",
    r"\mathbb{Z}": "integer",
    "C": "complex",
    "ℂ": "complex",
    r"\mathbb{C}": "complex",
}
TWO_MEANINGS = frozenset({"natural", "naturals", "natural number", "N", "ℕ", r"\mathbb{N}", "whole", "count"})
POSSIBLE = (
    "real, positive, negative, non-negative, nonzero, integer, positive integer, non-negative integer, complex, size, "
    "[0, 1], (0, oo), {0, 1}, 1..d, or with dimensions real^d, real^{m x n}"
)


def parse_domain(text: str, names: Names | None = None) -> Domain:
    """Return the domain that a text names; bounds may use `names` (any letter where they are not given).

    Raises AnswerError with a span: what is wrong, and what is possible.
    """
    if len(text) > MAX_DOMAIN:
        raise LimitError(unreadable.DOMAIN_AT_MOST_CHARACTERS.format(max_domain=MAX_DOMAIN), text)
    return _among_any_letters(text) if names is None else _Reader(text, names).domain(0, len(text))


@lru_cache(maxsize=256)
def _among_any_letters(text: str) -> Domain:
    return _Reader(text, Names(free=True)).domain(0, len(text))


def parse_variable(text: str, names: Names | None = None) -> Variable:
    """Return the variable of `x:positive`; `x` alone is real. The name is canonical. Raises AnswerError."""
    name, colon, domain = text.partition(":")
    try:
        canonical = canonical_name(name)
    except ValueError:
        raise AnswerError(unreadable.NAME, text, Span(0, max(1, len(name)))) from None
    if not colon:
        return Variable(canonical)
    try:
        return Variable(canonical, parse_domain(domain, names))
    except AnswerError as error:
        raise moved(error, text, len(name) + 1) from None


TIMES = re.compile(r"(?<=\d)x(?=\d)|(?<=\s)x(?=\s)|×|\\times(?![A-Za-z])")
TIGHT = re.compile(r"\s*(?:[A-WYZa-wyz]|\d+)(?:x(?:[A-WYZa-wyz]|\d+))+\s*")  # nobody multiplies `n x n` to one size
TIGHT_SIGN = re.compile("x")
ARROW = re.compile(r"->|→|\\to(?![A-Za-z])")


def parse_function(text: str) -> int:
    """Return the number of arguments of an unknown function: 1 for `real -> real`, 2 for `real^2 -> real`.

    Unknown functions are smooth and defined for all real arguments, so nothing but `real` stands on either side.
    Raises AnswerError.
    """
    if len(text) > MAX_DOMAIN:
        raise LimitError(unreadable.SIGNATURE_AT_MOST_CHARACTERS.format(max_domain=MAX_DOMAIN), text)
    arrow = ARROW.search(text)
    reader = _Reader(text, Names())
    if arrow is None:
        reader.fail(unreadable.SIGNATURE, 0, len(text))
    if reader.real_dimension(arrow.end(), len(text)) != 1:
        reader.fail(unreadable.AFTER_ARROW, arrow.end(), len(text))
    places = reader.split(0, arrow.start(), ",")
    return sum(reader.real_dimension(start, stop) for start, stop in places)


class _Reader(Stretches):
    """The rules of the grammar, each on a stretch of the text."""

    def domain(self, start: int, stop: int) -> Domain:
        """domain := entries ['^' dims]."""
        start, stop = self.trimmed(start, stop)
        if start == stop:
            self.fail(unreadable.DOMAIN.format(possible=POSSIBLE), start, stop)
        hat = next(self.outside(start, stop, "^"), None)
        entries = self.entries(start, stop if hat is None else hat)
        shape = () if hat is None else self.dims(hat + 1, stop)
        domain = replace(entries, shape=shape, text="")
        return replace(domain, text=show_domain(domain))

    def entries(self, start: int, stop: int) -> Domain:
        """entries := phrase | interval | set | range."""
        start, stop = self.trimmed(start, stop)
        piece = self.text[start:stop].replace(r"\{", " {").replace(r"\}", " }").strip()
        dots = next((at for at in self.outside(start, stop, ".") if self.text.startswith("..", at)), None)
        if dots is not None:
            return self.range(start, dots, stop)
        if piece[:1] and piece[0] in "[(]" and piece[-1] in "])[":
            return self.interval(start, stop)
        if piece[:1] == "{" and piece[-1] == "}":
            return self.set(start, stop)
        return self.phrase(start, stop)

    def phrase(self, start: int, stop: int) -> Domain:
        """A phrase such as `positive integer`; `positive real` is `positive`, and `real, positive` no phrase."""
        words = self.text[start:stop].split()
        phrase = " ".join(SPELLINGS.get(word, word) for word in words)
        phrase = phrase.replace("non ", "non-") if phrase.startswith("non ") else phrase
        if phrase != "real":
            phrase = phrase.removesuffix(" real")
        phrase = SPELLINGS.get(phrase, phrase)
        if phrase in PHRASES:
            return PHRASES[phrase]
        shown = self.text[start:stop]
        if shown in TWO_MEANINGS:
            advice = unreadable.WRITE
            self.fail(unreadable.TWO_MEANINGS.format(shown=shown, advice=advice), start, stop)
        close = difflib.get_close_matches(shown.lower(), [*PHRASES, *SPELLINGS], n=1, cutoff=0.7)
        hint = unreadable.DID_YOU_MEAN.format(found=SPELLINGS.get(close[0], close[0])) if close else ""
        return self.fail(unreadable.NO_DOMAIN.format(shown=shown, hint=hint, possible=POSSIBLE), start, stop)

    def interval(self, start: int, stop: int) -> Domain:
        """interval := ('[' | '(') bound ',' bound (']' | ')'), also with French brackets outside in."""
        places = self.split(start + 1, stop - 1, ",")
        if len(places) != 2:
            self.fail(unreadable.TWO_BOUNDS_INTERVAL, start, stop)
        low, high = (self.expression(*place) for place in places)
        closed = self.text[start] == "[", self.text[stop - 1] == "]"
        left, right = self.bound(low, "low", closed[0], places[0]), self.bound(high, "high", closed[1], places[1])
        self.check_order(left, right, strict=not all(closed), start=start, stop=stop)
        return Domain(
            "real", left, right, low_closed=closed[0] and left is not None, high_closed=closed[1] and right is not None
        )

    def bound(self, node: Node, side: Literal["low", "high"], closed: bool, place: tuple[int, int]) -> Node | None:
        """Return a bound, None where it is infinite."""
        infinite = Neg(Const("oo")) if side == "low" else Const("oo")
        if node == infinite:
            if closed:
                self.fail(unreadable.INFINITY_NO_NUMBER, *place)
            return None
        return self.finite(node, place)

    def finite(self, node: Node, place: tuple[int, int]) -> Node:
        """Return a bound or member; fail where it cannot be a finite number."""
        if any(isinstance(part, NO_NUMBERS) or part in INFINITE for part in walk(node)):
            self.fail(unreadable.FINITE_NUMBER, *place)
        return node

    def check_order(self, low: Node | None, high: Node | None, *, strict: bool, start: int, stop: int) -> None:
        """Fail where two numbers bound no value."""
        left, right = None if low is None else rational(low), None if high is None else rational(high)
        if left is not None and right is not None and (left >= right if strict else left > right):
            self.fail(unreadable.THERE_NO_VALUE_BETWEEN, start, stop)

    def set(self, start: int, stop: int) -> Domain:
        """set := '{' member, … '}'; of integers if all members are integers, written out."""
        left, right = self.text.index("{", start) + 1, self.text.rindex("}", start, stop)
        right -= self.text[right - 1] == "\\"
        places = self.split(left, right, ",")
        members = tuple(self.finite(self.expression(*place), place) for place in places)
        values = [rational(member) for member in members]
        whole = all(value is not None and value.denominator == 1 for value in values)
        return Domain("integer" if whole else "real", members=members)

    def range(self, start: int, dots: int, stop: int) -> Domain:
        """range := bound '..' bound: the integers from the first to the second, both included."""
        after = dots + 2
        ends = (start, dots), (after, stop)
        low, high = (self.expression(*place) for place in ends)
        left, right = self.bound(low, "low", False, ends[0]), self.bound(high, "high", False, ends[1])
        for node, place in ((left, ends[0]), (right, ends[1])):
            value = None if node is None else rational(node)
            if value is not None and value.denominator != 1:
                self.fail(unreadable.INTEGER_BESIDE, *place)
        self.check_order(left, right, strict=False, start=start, stop=stop)
        return Domain("integer", left, right, low_closed=left is not None, high_closed=right is not None)

    def dims(self, start: int, stop: int) -> tuple[Node, ...]:
        """dims := dim | '{' dim ('x' dim)* '}' | '(' dim ('x' dim)* ')'."""
        start, stop = self.trimmed(start, stop)
        if start < stop and (self.text[start], self.text[stop - 1]) in {("{", "}"), ("(", ")")}:
            start, stop = start + 1, stop - 1
        return tuple(self.dimension(*place) for place in self.dim_places(start, stop))

    def dim_places(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Yield where the dimensions stand, parted by `x` between blanks, digits or letters, `×` or `\\times`."""
        before = start
        is_tight = TIGHT.fullmatch(self.text, start, stop) is not None
        for sign in (TIGHT_SIGN if is_tight else TIMES).finditer(self.text, start, stop):
            empty = not self.text[before : sign.start()].strip()  # then this x is a dimension itself
            if not empty and sign.start() in self.outside(start, stop, sign[0][0]):
                yield before, sign.start()
                before = sign.end()
        yield before, stop

    def dimension(self, start: int, stop: int) -> Node:
        """Return one dimension, in which single letters need no declaration; fail where it is no positive integer."""
        letters = re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z_'])", self.text[start:stop])
        free = {letter: Symbol(letter, SIZE) for letter in letters}
        names = replace(self.names, symbols={**free, **self.names.symbols}, free=True)
        node = self.expression(start, stop, names)
        value = rational(node)
        if (value is None and not symbols(node)) or (value is not None and (value < 1 or value.denominator != 1)):
            self.fail(unreadable.DIMENSION_POSITIVE_INTEGER_EXPRESSION, start, stop)
        return node

    def real_dimension(self, start: int, stop: int) -> int:
        """Return how many real numbers a domain holds: 1 for `real`, 3 for `real^3`."""
        domain = self.domain(start, stop)
        dims = [rational(dim) for dim in domain.shape]
        if replace(domain, shape=(), text="real") != Domain() or len(dims) > 1 or None in dims:
            self.fail(unreadable.UNKNOWN_FUNCTIONS_DEFINED_EVERYWHERE, start, stop)
        return int(dims[0] or 1) if dims else 1
