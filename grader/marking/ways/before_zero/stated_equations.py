r"""Equations and calculations as they stand in an answer: their sides, whether they hold, and what is in them.

`50° + 60° + 70° = 180°` has the sides of one equation, `3·4 = 12, 3 + 4 = 7` those of two. A value by itself in a side
is a number, a fraction, a root or a multiple of π as it is typed; what a side is made of are its summands or factors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from grader.claims.chains import chain
from grader.claims.statements import Equal
from grader.errors import AnswerError
from grader.language.reader import read
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, children, symbols, walk
from grader.marking.ways.chains.rounded_members import is_proved
from grader.problems.question import Question
from grader.records import dataclass

MAX_EQUATIONS = 6  # that stand beside each other
MAX_SIDES = 6  # of one of them
MAX_NODES = 120  # of one side
MAX_REPEATED = 12  # times that a factor counts for its exponent
_BETWEEN = re.compile(
    r"[,;](?!\d)|(?<!\d)[,;]|\n|[⇒→∧]|=>|->|\\(?:Rightarrow|implies|land|wedge|quad|qquad)(?![A-Za-z])"
    r"|(?<!\w)(?:and|und|et|y|e|en)(?!\w)"
)
_CHECKED = re.compile(r"(?:[✓✔✅]|\\checkmark)[\s$.]*\Z")
_AS_QUOTIENT = re.compile(r"(?<=[\d)])\s?:\s?(?=[\d(])")
_MEASURE = r"[A-Za-zµΩμ]{1,6}(?:[²³]|\^\{?-?\d\}?)?"
_UNIT = re.compile(
    rf"(?<=\d)(?:\s|~|\\[,;])*(?P<unit>°\s?[CF]?|\^\{{?\\circ\}}?|\\?%|[€$](?!\d)|{_MEASURE}(?:\s?/\s?{_MEASURE})?)(?![A-Za-z(])"
)
_DEGREES = re.compile(r"\s?(?:°|\^\s?\{?\s?\\circ\s?\}?|\\degree(?![A-Za-z]))")
_LETTERS = re.compile(r"(?<!\\)[A-Za-z]|\\(?:sin|cos|tan|pi)(?![A-Za-z])|π")
# `V - E + F = …`, `P(A) + P(B) = …`: a formula of names.
_FORMULA = re.compile(r"(?:\d\s*)?[^\W\d_][^=]{0,60}[-+*/·−][^=]{0,60}[^\W\d_][^=]{0,20}")


@dataclass(frozen=True, slots=True)
class Equation:
    """The sides of one equation in order, as trees; one side is a calculation alone.

    `of_formula`: before them stands one of names, `V - E + F`, so that the last side is what that formula comes to.
    """

    sides: tuple[Node, ...]
    of_formula: bool = False


def units_in(question: Question, text: str) -> list[str]:
    """Return the units behind the numbers of a text, where the problem asks for one."""
    return [] if question.unit is None else list(dict.fromkeys(match["unit"] for match in _UNIT.finditer(text)))


def equations_in(question: Question, text: str) -> list[Equation]:
    """Return what stands in a text if it is nothing but equations that hold, or one calculation; else nothing."""
    text = _CHECKED.sub("", text.strip(" $.\n"))
    parts = [one for one in _BETWEEN.split(text) if one.strip(" $.")]
    found = [_equation(question, one) for one in parts[:MAX_EQUATIONS]]
    equations = [one for one in found if one is not None]
    if len(equations) < len(parts) or (len(parts) > 1 and any(len(one.sides) < 2 for one in equations)):
        return []
    return equations if all(_holds(question, one) for one in equations) else []


def _equation(question: Question, text: str) -> Equation | None:
    """Return one equation; None where a side, but for a formula of names before it, is no value."""
    found = chain(text.strip(" $"))
    if found.is_approximate or len(found.members) > MAX_SIDES:
        return None
    sides = [side_of(question, one) for one in found.members]
    of_formula = len(sides) > 2 and sides[0] is None and _FORMULA.fullmatch(found.members[0].strip(" $")) is not None
    known = [one for one in sides[of_formula:] if one is not None]
    return Equation(tuple(known), of_formula) if len(known) == len(sides) - of_formula else None


def side_of(question: Question, text: str) -> Node | None:
    """Return a side as a tree, without units; None where it has no reading, or several, or is too large."""
    plain = _AS_QUOTIENT.sub("/", text.strip(" $"))
    plain = plain if _LETTERS.search(_DEGREES.sub("", plain)) and question.unit is None else _DEGREES.sub("", plain)
    plain = plain if question.unit is None else _UNIT.sub("", plain)
    try:
        readings = read(plain, next(iter(question.fields.values())).names, "expression", None)
    except AnswerError:
        return None
    tree = readings[0].tree
    return tree if len(readings) == 1 and sum(1 for _ in walk(tree)) <= MAX_NODES else None


def _holds(question: Question, equation: Equation) -> bool:
    return all(is_proved(question, Equal(one, other)) for one, other in pairwise(equation.sides))


def is_value(tree: Node) -> bool:
    """Whether a tree is a value by itself: a number, a fraction of numbers, a root, a multiple of π, with its sign."""
    match tree:
        case Neg(arg):
            return is_value(arg)
        case Div(num, Num()):
            return _is_multiple(num)
        case _:
            return _is_multiple(tree)


def _is_multiple(tree: Node) -> bool:
    match tree:
        case Num() | Const() | Call("sqrt", (Num(),)) | Mul((Num(), Const() | Call("sqrt", (Num(),)))):
            return True
        case _:
            return False


def values_in(tree: Node, *, is_exponent: bool = True, is_inner: bool = True) -> Iterator[Node]:
    """Yield the values by themselves that stand in a tree, with their signs, in order, and sums of numbers in brackets.

    `is_exponent`: exponents are values as well; `is_inner`: those within values, the 3 of 3/10.
    """
    if is_value(tree):
        yield tree
        if not is_inner or isinstance(tree, Neg):
            return
    for one in children(tree)[: 1 if isinstance(tree, Pow) and not is_exponent else None]:
        if isinstance(one, Add) and all(isinstance(term, Num) for term in one.terms):
            yield one
            if not is_inner:
                continue
        yield from values_in(one, is_exponent=is_exponent, is_inner=is_inner)


def operands_of(tree: Node) -> list[Node]:
    """Return the summands of a side without letters, without powers, or its factors as often as they are."""
    match tree:
        case Add(terms):
            found = [_without_power(one.arg if isinstance(one, Neg) else one)[0] for one in terms]
        case Mul(factors):
            powers = [_without_power(one) for one in factors]
            found = [base for base, count in powers for _ in range(count)]
        case _:
            found = [_without_power(tree)[0]]
    return [] if any(map(symbols, found)) else found


def _without_power(tree: Node) -> tuple[Node, int]:
    """Return what is raised, and how often it is a factor."""
    match tree:
        case Pow(base, Num(count)) if count.denominator == 1 and 0 < count <= MAX_REPEATED:
            return base, int(count)
        case _:
            return tree, 1


def parts_of(tree: Node) -> Iterator[Node]:
    """Yield what a side is a sum, a product, a quotient or a power of, factors that stand together, and their parts."""
    if isinstance(tree, Mul):
        count = len(tree.factors)
        yield from (
            Mul(tree.factors[at:end]) for at in range(count) for end in range(at + 2, count + 1) if end - at < count
        )
    if isinstance(tree, Add | Mul | Div | Pow | Neg):
        for one in children(tree):
            yield one
            yield from parts_of(one)
