"""Arrays of one entry: there every way to multiply, to add and to apply a function is that of numbers.

Where a text does not fit together as arrays, what it means is not sure: `2/A`, a number beside a matrix, `e^x` of a
vector. Whatever it means, for arrays of one entry each it means the same: what stands there, read with numbers. Where a
statement fails for these it fails for all sizes together. Only what stands behind a quotient may be meant otherwise, as
a part of its divisor: then the statement has to fail in each such reading. Nothing is ever proved here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from flint import fmpq

from grader.claims.statements import Equal, Member, Setting
from grader.evidence.arrays.of_any_size.sizes import ONE as SINGLE
from grader.evidence.arrays.of_any_size.sizing import shape_in
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.families.matrices.instances import sized
from grader.evidence.question.goal import Goal, with_trees
from grader.evidence.trees.build import at_place
from grader.evidence.trees.polynomials import integer_literal
from grader.language.domains import Variable
from grader.language.names.functions import FUNCTIONS
from grader.language.tree import (
    ONE,
    ZERO,
    Array,
    ArrayMul,
    Bind,
    Call,
    Const,
    Derivative,
    Div,
    Index,
    Mul,
    Node,
    Sym,
    Transpose,
    Tup,
    rebuild,
    substitute,
    symbols,
)
from grader.records import replace
from grader.verdict import Evidence, Exact, Point, Undefined

ITSELF = frozenset({"max", "min", "logsumexp", "diag", "tr", "det", "sum", "mean"})
ARE_ONE = frozenset({"softmax", "ones", "eye", "argmax", "argmin"})
UNITS = frozenset({"I", "ones"})
MAX_READINGS = 8  # of a condition, all its parts together


def at_one_entry(goal: Goal) -> Evidence | None:
    """Return a point at which a statement fails for arrays of one entry each, None where none is found."""
    points = [_point(goal, trees) for trees in _readings(goal)]
    return points[0]


def _point(goal: Goal, read: tuple[Node, ...]) -> Point:
    """Return a point at which a statement of these trees fails; raises DeclinedError where none is found."""
    sizes = {name: fmpq(1) for one in goal.setting.variables for dim in one.domain.shape for name in symbols(dim)}
    check_sizes(goal.setting, dict.fromkeys(sizes, 1))
    variables = [_single(one, sizes) for one in goal.setting.variables if one.name not in sizes]
    indices = {one.name: fmpq(1) for one in variables if one.domain.is_integer and _is_one(one)}
    numbers = {**sizes, **indices}
    trees = tuple(_flat(at_place(tree, numbers)) for tree in read)
    statement = with_trees(goal.statement, trees)
    if isinstance(statement, Member):
        statement = replace(statement, variable=_single(statement.variable, numbers))
    assume = tuple(_flat(at_place(part, numbers)) for part in goal.setting.assume)
    kept = tuple(one for one in variables if one.name not in indices)
    found = goal.scope.oracle.decide(goal.about(statement, replace(goal.setting, variables=kept, assume=assume)))
    if not isinstance(found, Point) or isinstance(found.left, Undefined) or isinstance(found.right, Undefined):
        raise DeclinedError  # where a side has a value at all may be another matter for larger arrays
    return replace(found, at={**{name: Exact("1") for name in sorted(numbers)}, **found.at})


def check_sizes(setting: Setting, sizes: Mapping[str, int]) -> None:
    """Raise DeclinedError where a size that is declared cannot be the given number: `n: 3..9`."""
    for one in setting.variables:
        if one.name not in sizes:
            continue
        ends = (one.domain.low, one.domain.high, *(one.domain.members or ()))
        low, high, *members = (None if end is None else integer_literal(end) for end in ends)
        known = [end for end in ends if end is not None]
        if any(integer_literal(end) is None for end in known) or (members and sizes[one.name] not in members):
            raise DeclinedError
        if (low is not None and sizes[one.name] < low) or (high is not None and sizes[one.name] > high):
            raise DeclinedError


def _readings(goal: Goal) -> Iterator[tuple[Node, ...]]:
    """Yield the trees of a statement, first as they stand; raises DeclinedError where there are too many readings.

    A quotient before other factors may be meant to be divided by some of them: `a^T b/a^T a`, for `a^T b/(a^T a)`.
    What a problem expects has one reading.
    """
    trees = goal.trees
    count = 1 if isinstance(goal.statement, Equal) and not goal.both else len(trees)
    found = [_divided(tree, goal.setting) if place < count else [tree] for place, tree in enumerate(trees)]
    refuse_above(prod(map(len, found)), MAX_READINGS, "max_cases")
    return product(*found)


def _divided(node: Node, setting: Setting) -> list[Node]:
    """Return the readings of a tree: a divisor may take some of the factors behind it, and a number stays a number."""
    parts: list[list[Node]] = []

    def read(child: Node) -> Node:
        parts.append(_divided(child, setting))
        return child

    rebuild(node, read)
    refuse_above(prod(map(len, parts)), MAX_READINGS, "max_cases")
    found = [_of_parts(node, chosen) for chosen in product(*parts)] if any(len(part) > 1 for part in parts) else [node]
    if not isinstance(node, (Mul, ArrayMul)):
        return found
    more = [one for tree in found for one in _with_more_below(tree, setting)]
    return [*found, *more]


def _of_parts(node: Node, parts: Sequence[Node]) -> Node:
    waiting = iter(parts)
    return rebuild(node, lambda _: next(waiting))


def _with_more_below(node: Node, setting: Setting) -> Iterator[Node]:
    """Yield a product with one of its divisors taking one or more of the factors behind it."""
    assert isinstance(node, (Mul, ArrayMul))
    factors = node.factors
    for place, factor in enumerate(factors):
        if not isinstance(factor, Div):
            continue
        for end in range(place + 2, len(factors) + 1):
            below = replace(node, factors=(factor.den, *factors[place + 1 : end]))
            rest = (*factors[:place], Div(factor.num, below), *factors[end:])
            if not (_is_number(factor.den, setting) and shape_in(below, setting) and not _is_number(below, setting)):
                yield replace(node, factors=rest) if len(rest) > 1 else rest[0]


def _is_number(tree: Node, setting: Setting) -> bool:
    return shape_in(tree, setting) == (SINGLE, SINGLE)


def _single(variable: Variable, sizes: Mapping[str, fmpq]) -> Variable:
    """Return a symbol as a number. Raises DeclinedError where an array would not have one entry."""
    domain = sized(variable.domain, sizes)
    if domain is None or any(dim != ONE for dim in domain.shape):
        raise DeclinedError
    return replace(variable, domain=replace(domain, shape=()))


def _is_one(variable: Variable) -> bool:
    low, high = variable.domain.low, variable.domain.high
    return low is not None and high is not None and integer_literal(low) == integer_literal(high) == 1


def _flat(tree: Node) -> Node:
    """Return a tree of arrays of one entry as one of numbers. Raises DeclinedError for what has no such meaning."""
    match tree:
        case Transpose(arg):
            return _flat(arg)
        case ArrayMul(_, factors):
            return Mul(tuple(map(_flat, factors)))
        case Index(base, indices):
            if any(integer_literal(index) != 1 for index in indices):
                raise DeclinedError
            return _flat(base)
        case Array((item,)):
            return _flat(item)
        case Array() | Tup():
            raise DeclinedError
        case Const(name) if name in UNITS:
            return ONE
        case Bind("sum" | "prod" | "min" | "max", body, var, low, high) if low is not None and high is not None:
            if not integer_literal(low) == integer_literal(high) == 1:
                raise DeclinedError
            return _flat(substitute(body, {var: ONE}))
        case Bind():
            raise DeclinedError
        case Call(name, args):
            return _called(name, tuple(map(_flat, args)))
        case _:
            return rebuild(tree, _flat)


def _called(name: str, args: tuple[Node, ...]) -> Node:
    if name == "grad" and isinstance(variable := args[-1], Sym):
        return Derivative(args[0], variable.name)
    known = FUNCTIONS.get(name)
    if known is None or not known.arrays:
        return Call(name, args)
    if name in ARE_ONE:
        return ONE
    if name == "zeros":
        return ZERO
    if name == "norm":
        return Call("abs", args[:1])
    if name == "dot":
        return Mul(args)
    if name in ITSELF and (len(args) == 1 or name in {"max", "min"}):
        return args[0] if len(args) == 1 else Call(name, args)
    raise DeclinedError
