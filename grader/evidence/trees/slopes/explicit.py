"""Derivatives of smooth expressions, written out before anything is decided, so that points can refute them.

`d/dx f` becomes f' + 0 f: the second term has no value where f has none, for there is no derivative either. Bodies with
kinks, jumps or bound symbols are left as they stand, to the layers that know about them.
"""

from __future__ import annotations

from grader.evidence import functions, trees
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.row import End
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.language.tree import (
    ZERO,
    Add,
    Apply,
    Array,
    Call,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    Tup,
    rebuild,
    substitute,
    symbols,
    walk,
)

TWO = number_tree(2)
ARGUMENT = "argument[]"  # no text can spell it
SMOOTH_KINDS = frozenset[type[Node]]({Num, Sym, Const, Neg, Add, Mul, Div, Pow, Call})


def explicit(tree: Node, budget: Budget) -> Node:
    """Return a tree in which derivatives of smooth bodies, and gradients by written arrays, are written out."""
    found = facts_of(tree)
    if not found.has_derivatives:
        return tree
    budget.spend()
    if (
        isinstance(tree, Apply)
        and tree.primes
        and tree.name in functions.questions.DIFFERENTIATED
        and len(tree.args) == 1
    ):
        return _slope_at(tree, budget)
    if isinstance(tree, Call) and tree.name == "grad" and (slopes := by_entries(*tree.args)) is not None:
        tree = slopes
    node = rebuild(tree, lambda child: explicit(child, budget))
    if isinstance(node, Derivative) and node.var not in symbols(node.body) and _is_formula(node.body):
        return Mul((ZERO, node.body))  # a constant, which may be made with kinks: max(-1, 1)
    if not isinstance(node, Derivative) or not is_smooth(node.body):
        return node
    try:
        slope = trees.slopes.derivative.differentiated(node, budget)
    except DeclinedError:
        return node
    return Add((slope, Mul((ZERO, node.body))))


def soft_edges(tree: Node) -> list[Node]:
    """Return what is 0 at the edges of functions in derivatives: one may exist there, but not as written out.

    The slope of sqrt(x^4) is 2 x, and is written as 2 x^3 / sqrt(x^4). An even root of a linear function ends at its
    edge, where there is no derivative, and a power above the order has its derivative there.
    """
    slopes = [part for part in walk(tree) if isinstance(part, Derivative)]
    order = sum(slope.order for slope in slopes)
    return [
        edge if is_crossed else Add((Pow(edge, TWO), Pow(Derivative(edge, slope.var), TWO)))
        for slope in slopes
        for part in walk(slope.body)
        for edge, is_crossed in _at_edges(part, order)
        if slope.var in symbols(edge)
    ]


def _at_edges(part: Node, order: int) -> tuple[tuple[Node, bool], ...]:
    """Return what is 0 at edges of a function or a power, and whether there are values on both sides of a simple zero.

    Where there are none, an edge is met inside of a domain at a double zero only.
    """
    match part:
        case Call("root", (base, degree)):
            number = literal(degree)
            is_even = number is not None and number % 2 == 0
            return () if is_even and affine(base) else ((base, not is_even),)
        case Call("cbrt", (base,)):
            return ((base, True),)
        case Call(name, (arg,)) if name in functions.questions.EDGED and not affine(arg):
            return tuple([(_distance(arg, kink), False) for kink in functions.table.REALS[name].kinks])
        case Pow(base, exponent) if (power := literal(exponent)) is not None and power.denominator > 1:
            is_even = power.denominator % 2 == 0
            return () if power > order or (is_even and affine(base)) else ((base, not is_even),)
        case _:
            return ()


def _distance(arg: Node, edge: End) -> Node:
    """Return an argument without the edge; 0 where that is no rational number, for any point may be there."""
    if edge.value is None:
        return Mul((ZERO, arg))
    return arg if edge.value == 0 else minus(arg, Num(edge.value))


def _slope_at(tree: Apply, budget: Budget) -> Node:
    """Return a derivative of a known function at an argument, such as `tanh'(2x)`, written out."""
    (arg,) = tree.args
    body = Call(tree.name, (Sym(ARGUMENT),))
    try:
        slope = trees.slopes.derivative.differentiated(Derivative(body, ARGUMENT, tree.primes), budget)
    except DeclinedError:
        return tree
    here = substitute(slope, {ARGUMENT: arg})
    return explicit(Add((here, Mul((ZERO, Call(tree.name, (arg,)))))), budget)


def by_entries(body: Node, by: Node) -> Node | None:
    """Return the gradient by an array of distinct symbols as the array of the derivatives; None for other arrays."""
    names = [part.name for part in walk(by) if isinstance(part, Sym)]
    if not isinstance(by, Array | Tup) or len(set(names)) < len(names):
        return None
    return _slopes(body, by)


def _slopes(body: Node, by: Node) -> Node | None:
    match by:
        case Sym(name):
            return Derivative(body, name)
        case Array(items) | Tup(items):
            rows = tuple(row for item in items if (row := _slopes(body, item)) is not None)
            return Array(rows) if len(rows) == len(items) else None
        case _:
            return None


def _is_formula(tree: Node) -> bool:
    """Return whether a tree is made of numbers, symbols, operations and calls alone."""
    return facts_of(tree).kinds <= SMOOTH_KINDS


def is_smooth(tree: Node) -> bool:
    """Return whether an expression has derivatives of all orders wherever it is defined, but for edges."""
    found = facts_of(tree)
    return found.kinds <= SMOOTH_KINDS and found.calls - {"root"} <= functions.questions.DIFFERENTIATED
