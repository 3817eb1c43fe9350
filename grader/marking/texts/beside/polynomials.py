r"""The polynomials in one letter and the square matrices of numbers in a prompt, and how often a value is a root.

A formula is calculated at some points beside the value, and what goes through them is its expansion there; two more
points tell that it is a polynomial. Of a matrix it is the characteristic polynomial.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache, partial
from itertools import pairwise

from grader.marking.texts.numbers.settled_commas import value_of

KEPT = 500  # values of which it is kept how often each is a root
MAX_CHARACTERS = 2_000  # of a prompt that is looked into
MAX_FORMULAS = 20  # pieces of a prompt that may be polynomials
MAX_DEGREE = 8
MAX_SIZE = 6  # rows of a matrix
_MORE = 2  # points that a polynomial must go through beside those that make it

_DRESS = re.compile(r"\\(?:left|right|displaystyle|,|;|:|!)|[$`~]|\\[()\[\]](?=\s|\Z)")
_MATRIX = re.compile(
    r"\\begin\s*\{[bpvBV]?matrix\}(?P<rows>[^{}]*)\\end\s*\{[bpvBV]?matrix\}|\[\s*(?P<lists>\[[^\[\]]*\](?:\s*,\s*\[[^\[\]]*\])*)\s*\]"
)
_PIECE = re.compile(r"[^\W\d_]{2,}|\\[A-Za-z]+|[,;:?!]|\.(?!\d)|[^\x00-\x7f²³⁴⁵⁶⁷⁸λ·−]")  # what parts formulas
_GREEK = re.compile(r"\\(?:lambda|mu|alpha)(?![A-Za-z])|λ|\blambda\b")
_TIMES = re.compile(r"\\(?:cdot|times)(?![A-Za-z])|·")
_LETTER = re.compile(r"[A-Za-z]")
_RAISED = re.compile(r"[²³⁴⁵⁶⁷⁸⁹]")


@lru_cache(maxsize=KEPT)
def orders(prompt: str, value: Fraction) -> tuple[int, ...]:
    """Return how often a value is a root of each polynomial and matrix of a prompt, 0 where it is none."""
    if len(prompt) > MAX_CHARACTERS:
        return ()
    found = [*_of_matrices(prompt), *(one for one, _ in _of_formulas(_MATRIX.sub(" ; ", prompt)))]
    return tuple(order for one in found if (order := _order(one, value)) is not None)


@lru_cache(maxsize=KEPT)
def heights(prompt: str, at: Fraction) -> tuple[Fraction | None, ...]:
    """Return the value of each function of a prompt, `f(x) = x^2`, at a point."""
    return tuple(one(at) for one, is_named in _of_formulas(prompt[:MAX_CHARACTERS]) if is_named)


@lru_cache(maxsize=KEPT)
def bends(prompt: str, at: Fraction) -> tuple[str, ...]:
    """Return what each polynomial function of a prompt has at a point: an extremum, an inflection or a saddle."""
    found = (expansion_at(one, at) for one, is_named in _of_formulas(prompt[:MAX_CHARACTERS]) if is_named)
    return tuple("" if one is None else _bend(one) for one in found)


def _bend(expansion: list[Fraction]) -> str:
    order = next((n for n, one in enumerate(expansion) if n and one), 0)
    if order > 1 and order % 2 == 0:
        return "minimum" if expansion[order] > 0 else "maximum"
    curved = next((n for n, one in enumerate(expansion) if n > 1 and one), 0)
    return ("saddle" if order > 1 else "inflection") if curved % 2 else ""


def pieces(prompt: str) -> Iterator[str]:
    """Yield what stands in a prompt between its words and marks, without the dress of LaTeX."""
    plain = _TIMES.sub("*", _GREEK.sub("z", _DRESS.sub(" ", prompt.replace("$", " ; ")))).replace("−", "-")
    plain = _RAISED.sub(lambda one: f"^{unicodedata.normalize('NFKC', one[0])}", plain)
    for piece in _PIECE.split(plain)[:MAX_FORMULAS]:
        yield piece.strip().rstrip(" (")


def _of_formulas(prompt: str) -> Iterator[tuple[Callable[[Fraction], Fraction | None], bool]]:
    """Yield the formulas in one letter that stand in a prompt, and whether each is that of a function with a name.

    An equation is the difference of its sides.
    """
    for piece in pieces(prompt):
        sides = piece.split("=")
        is_named = len(sides) == 2 and _NAME.fullmatch(sides[0]) is not None
        sides = sides[1:] if is_named else sides
        letters = set(_LETTER.findall("=".join(sides)))
        if len(letters) == 1 and len(sides) <= 2 and re.search(r"\d", piece):
            yield _formula(letters.pop(), sides), is_named


_NAME = re.compile(r"\s*[A-Za-z](?:_\w)?\s*(?:\(\s*[A-Za-z]\s*\)\s*)?")  # `f(x) = …` is no equation


def _formula(letter: str, sides: list[str]) -> Callable[[Fraction], Fraction | None]:
    texts = [
        re.sub(rf"(?<=[\w)])\s*(?=[({letter}])", "*", re.sub(rf"{letter}(?=\s*[\w(])", f"{letter}*", one))
        for one in sides
    ]

    def at(point: Fraction) -> Fraction | None:
        put = (
            f"({point.numerator}/{point.denominator})" if point >= 0 else f"(0-{-point.numerator}/{point.denominator})"
        )
        values = [value_of(one.replace(letter, put)) for one in texts]
        first, *rest = values
        return None if first is None or None in rest else first - sum(one for one in rest if one is not None)

    return at


def _of_matrices(prompt: str) -> Iterator[Callable[[Fraction], Fraction | None]]:
    for found in _MATRIX.finditer(prompt):
        rows = (
            re.split(r"\\\\", found["rows"])
            if found["rows"] is not None
            else re.findall(r"\[([^\[\]]*)\]", found["lists"])
        )
        texts = [re.split(r"[&,]", row) for row in rows if row.strip()]
        entries = [[value_of(one) for one in row] for row in texts]
        if 0 < len(entries) <= MAX_SIZE and all(len(row) == len(entries) for row in entries):
            numbers = [[one for one in row if one is not None] for row in entries]
            if all(len(row) == len(entries) for row in numbers):
                yield partial(_characteristic, numbers)


def _characteristic(rows: list[list[Fraction]], at: Fraction) -> Fraction:
    return _determinant([[one - (at if i == j else 0) for j, one in enumerate(row)] for i, row in enumerate(rows)])


def _determinant(rows: list[list[Fraction]]) -> Fraction:
    """Return the determinant of a small matrix of numbers, by elimination."""
    rows, total = [list(row) for row in rows], Fraction(1)
    for place in range(len(rows)):
        pivot = next((n for n in range(place, len(rows)) if rows[n][place]), None)
        if pivot is None:
            return Fraction(0)
        if pivot != place:
            rows[place], rows[pivot], total = rows[pivot], rows[place], -total
        total *= rows[place][place]
        for below in range(place + 1, len(rows)):
            ratio = rows[below][place] / rows[place][place]
            rows[below] = [one - ratio * other for one, other in zip(rows[below], rows[place], strict=True)]
    return total


def _order(at: Callable[[Fraction], Fraction | None], value: Fraction) -> int | None:
    """Return how often a value is a root of a polynomial; None of what is no polynomial, or nothing but 0."""
    expansion = expansion_at(at, value)
    return None if expansion is None else next((n for n, one in enumerate(expansion) if one), None)


def expansion_at(at: Callable[[Fraction], Fraction | None], value: Fraction) -> list[Fraction] | None:
    """Return the coefficients of a polynomial by its distance from a value; None of what is none."""
    points = [Fraction(n) for n in range(MAX_DEGREE + 1 + _MORE)]
    found = [at(value + one) for one in points]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    expansion = _through(known[: MAX_DEGREE + 1])
    is_one = all(sum(c * x**n for n, c in enumerate(expansion)) == y for x, y in zip(points, known, strict=True))
    return expansion if is_one else None


def _through(values: list[Fraction]) -> list[Fraction]:
    """Return the coefficients of the polynomial with these values at 0, 1, 2, …, by Newton's differences."""
    differences, row = [], values
    while row:
        differences.append(row[0])
        row = [after - before for before, after in pairwise(row)]
    found, basis = [Fraction(0)] * len(values), [Fraction(1)]
    for n, difference in enumerate(differences):
        found = [one + (difference * basis[i] if i < len(basis) else 0) for i, one in enumerate(found)]
        basis = [
            ((basis[i - 1] if i else Fraction(0)) - (n * basis[i] if i < len(basis) else 0)) / (n + 1)
            for i in range(len(basis) + 1)
        ]
    return found
