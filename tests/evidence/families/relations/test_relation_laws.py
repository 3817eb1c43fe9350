"""Conditions with moduli, maxima and minima: what the table of signs proves holds on a grid."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.families.relations.table import compared
from grader.language.domains import REAL, Variable
from grader.language.tree import Add, Call, Logic, Mul, Neg, Node, Num, Relation, Sym

SETTING = Setting((Variable("x", REAL), Variable("y", REAL)))
GRID = [Fraction(n, 2) for n in range(-7, 8)]
COMPARED = {
    "=": lambda a, b: a == b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "!=": lambda a, b: a != b,
}

leaves = st.sampled_from((Sym("x"), Sym("y"), Num(Fraction(1)), Num(Fraction(2)), Num(Fraction(0))))
numbers = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda a, b: Add((a, b)), inner, inner),
        st.builds(Neg, inner),
        st.builds(lambda name, a: Call(name, (a,)), st.sampled_from(("abs", "relu")), inner),
        st.builds(lambda name, a, b: Call(name, (a, b)), st.sampled_from(("max", "min")), inner, inner),
        st.builds(lambda a: Mul((a, a)), inner),
    ),
    max_leaves=4,
)
relations = st.builds(lambda op, a, b: Relation((op,), (a, b)), st.sampled_from(tuple(COMPARED)), numbers, numbers)
conditions = st.recursive(
    relations,
    lambda inner: st.builds(lambda op, a, b: Logic(op, (a, b)), st.sampled_from(("and", "or")), inner, inner),
    max_leaves=3,
)


def value(node: Node, at: dict[str, Fraction]) -> Fraction:
    match node:
        case Num(number):
            return number
        case Sym(name):
            return at[name]
        case Neg(arg):
            return -value(arg, at)
        case Add(parts):
            return sum(value(part, at) for part in parts)
        case Mul((a, b)):
            return value(a, at) * value(b, at)
        case Call("abs", (arg,)):
            return abs(value(arg, at))
        case Call("relu", (arg,)):
            return max(value(arg, at), Fraction(0))
        case Call(name, args):
            return (max if name == "max" else min)(value(arg, at) for arg in args)


def holds(node: Node, at: dict[str, Fraction]) -> bool:
    match node:
        case Relation((op,), (left, right)):
            return COMPARED[op](value(left, at), value(right, at))
        case Logic(op, args):
            return (all if op == "and" else any)(holds(arg, at) for arg in args)


@settings(max_examples=25, deadline=None)
@given(conditions, conditions)
def test_what_is_proved_holds_on_a_grid(first, second):
    try:
        proved = compared(first, second, SETTING, Budget()).proved
    except ExceededError:
        return
    if proved:
        for x, y in product(GRID, repeat=2):
            assert holds(first, {"x": x, "y": y}) == holds(second, {"x": x, "y": y})


def opened(node: Node) -> Node:
    """Return a relation between a bend and a number with the bend written as cases."""
    match node:
        case Relation((op,), (Call("abs", (a,)), c)):
            ways = (
                (Relation((">=",), (a, ZERO)), Relation((op,), (a, c))),
                (Relation(("<",), (a, ZERO)), Relation((op,), (Neg(a), c))),
            )
        case Relation((op,), (Call(name, (a, b)), c)):
            order = ">=" if name == "max" else "<="
            ways = (
                (Relation((order,), (a, b)), Relation((op,), (a, c))),
                (Logic("not", (Relation((order,), (a, b)),)), Relation((op,), (b, c))),
            )
    return Logic("or", tuple(Logic("and", way) for way in ways))


ZERO = Num(Fraction(0))
linear = st.recursive(leaves, lambda inner: st.builds(lambda a, b: Add((a, b)), inner, inner), max_leaves=3)
bends = st.one_of(
    st.builds(lambda a: Call("abs", (a,)), linear),
    st.builds(lambda name, a, b: Call(name, (a, b)), st.sampled_from(("max", "min")), linear, linear),
)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(tuple(COMPARED)), bends, linear)
def test_a_bend_is_its_cases(op, bend, bound):
    condition = Relation((op,), (bend, bound))
    assert compared(condition, opened(condition), SETTING, Budget()).proved
