r"""Calculations with lists, matrices and numbers that a prompt gives: `|a + b|` where `|a - b|` is asked for.

Where the formula that is asked for comes to the answer with the given values, its signs are known to mean what they
are read as. A left side with the same letters that comes to something else, or to nothing, says something else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from grader.errors import AnswerError, LimitError
from grader.evidence import value
from grader.language.domains import Domain
from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.language.spelling.greek import GREEK_LETTERS
from grader.language.tree import Array, Call, CaptureError, Node, Num, substitute, walk
from grader.marking.asked.asked_names import formulas_asked_by
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.other_things.given_numbers import CHANGES
from grader.problems.question import Question
from grader.verdict import Complex, Enclosure, Exact, Value

MAX_CHARACTERS = 80  # of a formula that is looked into
MAX_LETTERS = 6  # that have a value
ROUNDED = 0.02  # how far a rounded value may be from what it is worked out from
NEAR = 0.002  # and two of them, with rounded numbers in them, from each other
TINY = 1e-9  # what is no difference from zero
_NUMBER = r"[-−]?\d{1,6}(?:[./]\d{1,6})?"
_ENTRY = rf"\s*{_NUMBER}\s*"
_LIST = rf"{_ENTRY}(?:,{_ENTRY}){{0,9}}"
_COMPLEX = r"[-−]?\d{1,6}\s*[-+−]\s*\d{0,6}i(?!\w)"
_CONSTANT = (
    r"-?(?:\d{1,3}\s*)?(?:\\pi(?![A-Za-z])|π)(?:\s*/\s*[1-9]\d{0,3})?|\\[dt]?frac\{\d{0,3}\s*\\pi\}\{[1-9]\d{0,3}\}"
)
_GIVEN = re.compile(
    r"(?<![\w\\^}'])(?:\\(?:vec|mathbf)\s*\{?\s*)?(?P<letter>[A-Za-zα-ωϕ]|\\[a-z]{2,10}(?![A-Za-z]))(?:\s*\})?\s*=\s*"
    rf"(?:(?P<table>\[\s*\[{_LIST}\](?:\s*,\s*\[{_LIST}\]){{0,9}}\s*\]|\\begin\{{[pb]matrix\}}[-−\d\s./&\\]{{1,200}}\\end\{{[pb]matrix\}})"
    rf"|[(\[](?P<list>{_ENTRY}(?:,{_ENTRY}){{1,9}})[)\]]|(?P<complex>{_COMPLEX})|(?P<number>{_NUMBER}|{_CONSTANT}))"
    r"(?=\s*(?:\$|[,;)?]|\.(?!\d)|\Z|\^\s*\{?(?:T|\\top)|(?:and|und|et|y|with|mit)(?!\w)))"
)
_PAIR = re.compile(r"[\s$]*\([^(),]*,[^(),]*\)[\s$]*")
_SEGMENT = re.compile(r"(?<![A-Za-z\\])[A-Z]{2}(?![A-Za-z])")


def is_of_other_value(question: Question, left: str, _: str) -> bool:
    """Whether a left side is a calculation with what the prompt gives, and comes to another value than is asked for."""
    if question.kind.reads != "value" or question.names.symbols or len(question.fields) > 1:
        return False
    prompts = parts.prompts(question)
    given = _given(prompts) if len(left) <= MAX_CHARACTERS and "=" in prompts else {}
    if _PAIR.fullmatch(left) is not None or ("log" in left and "_" not in left):
        return False  # a product or a divisor, perhaps, and a logarithm whose base is not said
    if not given or (_letter(left) in given and CHANGES.search(prompts) is not None):
        return False
    asked = formulas_asked_by(question)
    if parts.folded(left) in map(parts.folded, asked):
        return False
    if _SEGMENT.search(left) is not None and not all(_is_table(one) for one in given.values()):
        return False  # `AB` may be a length
    wanted = [_flat(value(tree)) for tree in question.accepted]
    asked_for = [one for formula in asked for one in _values(formula, given) if _are_near(one, wanted, ROUNDED)]
    found = list(_values(left, given))
    if not asked_for:
        if _letter(left) in given:
            return False  # `v` may be the length of v
        return _are_lists(found, wanted) or _is_other_list(question, left, found, wanted)
    return bool(found) and not any(_are_near(one, asked_for, NEAR) for one in found)


def _is_other_list(
    question: Question, left: str, found: list[tuple[complex, ...]], wanted: list[tuple[complex, ...]]
) -> bool:
    """Whether a list is expected, and a sum, difference or cross product of given ones comes to another one.

    Any sign but these may be a product entry by entry, or another one of the prompt's own.
    """
    if not all(len(one) > 1 for one in wanted) or _OPERATED.search(left) is None or _ANY_PRODUCT.search(left):
        return False
    known = [one for one in found if one]
    if question.unit is not None:  # the given ones may have another one
        known, wanted = ([*map(_scaled, some)] for some in (known, wanted))
    return bool(known) and not any(_are_near(one, wanted, ROUNDED) for one in known)


def _scaled(entries: tuple[complex, ...]) -> tuple[complex, ...]:
    size = math.hypot(*map(abs, entries))
    return tuple(one / size for one in entries) if size else entries


_OPERATED = re.compile(r"[A-Za-zα-ω)}\]]\s*(?:[-+−×]|\\times(?![A-Za-z]))\s*[\d(\\]*\s*[A-Za-zα-ω]")
_ANY_PRODUCT = re.compile(r"[*∘⊙⊗@⋆]|\\(?:circ|odot|otimes|ast|star)(?![A-Za-z])|[·⋅]|\\cdot(?![A-Za-z])")


def _are_lists(found: list[tuple[complex, ...]], wanted: list[tuple[complex, ...]]) -> bool:
    """Whether all that a left side comes to are lists, and a number is asked for."""
    return bool(found) and all(len(one) > 1 for one in found) and all(len(one) == 1 for one in wanted)


@lru_cache(maxsize=parts.KEPT)
def _given(said: str) -> Mapping[str, Node]:
    """Return the values that prompts give to letters; none where one has two, or there are many."""
    found: dict[str, Node] = {}
    for match in _GIVEN.finditer(said):
        typed = match["table"] or match["complex"] or match["number"] or f"[{match['list']}]"
        letter, tree = _letter(match["letter"]), next(iter(_read(typed, Names(complex=bool(match["complex"])))), None)
        if tree is None or letter in found:
            return {}
        found[letter] = tree
    return found if len(found) <= MAX_LETTERS else {}


def _letter(typed: str) -> str:
    """Return a letter by its name: `theta` of its command or its sign."""
    plain = typed.strip(" $").removeprefix("\\").removeprefix("var")
    return GREEK_LETTERS.get(plain, plain)


def _read(text: str, names: Names) -> list[Node]:
    try:
        return [one.tree for one in read(text.strip(" $"), names, "expression")]
    except (AnswerError, LimitError):
        return []


def _values(formula: str, given: Mapping[str, Node]) -> Iterator[tuple[complex, ...]]:
    """Yield what a formula comes to with given values in each of its readings, nothing for none."""
    is_complex = any(isinstance(_first(value(one)), Complex) for one in given.values())
    letters = {one: Symbol(one, _domain(tree, is_complex=is_complex)) for one, tree in given.items()}
    spelled = dict.fromkeys((formula, formula.replace("abs(", "norm("))) if len(formula) <= MAX_CHARACTERS else ()
    trees = [tree for one in spelled for tree in _read(one, Names(letters, complex=is_complex))]
    for tree in [one for one in trees if not _has_bars(one)] or trees:
        try:
            yield _flat(value(substitute(tree, dict(given))))
        except CaptureError:  # of a derivative by a letter that has a value
            continue


def _has_bars(tree: Node) -> bool:
    """Whether bars are read as those of numbers, of each entry where a list stands in them."""
    return any(isinstance(one, Call) and one.name == "abs" for one in walk(tree))


def _domain(tree: Node, *, is_complex: bool) -> Domain:
    """Return the domain of a letter with such a value."""
    if not isinstance(tree, Array):
        return Domain(base="complex", text="complex") if is_complex else Domain()
    first = tree.items[0]
    sizes = (len(tree.items), len(first.items)) if isinstance(first, Array) else (len(tree.items),)
    return Domain(shape=tuple(Num(Fraction(one)) for one in sizes))


def _is_table(tree: Node) -> bool:
    return isinstance(tree, Array) and isinstance(tree.items[0], Array)


def _first(found: Value) -> Value:
    return _first(found[0]) if isinstance(found, tuple) and found else found


def _flat(found: Value) -> tuple[complex, ...]:
    """Return the numbers of a value; none of one that is not known."""
    if isinstance(found, tuple):
        rows = [_flat(one) for one in found]
        return tuple(number for row in rows for number in row) if all(rows) else ()
    if isinstance(found, Complex):
        parts_of = (*_flat(found.re), *_flat(found.im))
        return (complex(parts_of[0].real, parts_of[1].real),) if len(parts_of) == 2 else ()
    if isinstance(found, Exact):
        return _number(found.text)
    return _number(found.low) if isinstance(found, Enclosure) else ()


def _number(text: str) -> tuple[complex, ...]:
    over, _, under = text.partition("/")
    try:
        return (complex(float(over) / float(under or 1)),)
    except (ValueError, ZeroDivisionError):
        return ()


def _are_near(found: tuple[complex, ...], wanted: list[tuple[complex, ...]], near: float) -> bool:
    return bool(found) and any(
        len(found) == len(one)
        and all(math.isclose(abs(a - b), 0, abs_tol=near * abs(b) + TINY) for a, b in zip(found, one, strict=True))
        for one in wanted
    )
