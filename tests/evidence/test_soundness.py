"""No layer contradicts another, and no verdict contradicts an evaluator that shares no code with them."""

from fractions import Fraction

import mpmath
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.claims.statements import Claim, Equal, Setting
from grader.evidence import compare, decide
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import Add, Call, Cases, Div, Mul, Neg, Num, Pow, Relation, Sym, rebuild
from grader.verdict import Enclosure, Exact, Point, Proof, Status, Undefined, status_of
from tests.evidence.normal_form import canonical_support

QUICK = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
POSITIVE = Domain(low=Num(Fraction(0)), text="positive")
NUMBERS = st.sampled_from([Fraction(n) for n in (0, 1, 2, 3, 5)] + [Fraction(1, 2), Fraction(1, 10)]).map(Num)
TOTAL = ("exp", "sin", "cos", "tanh", "abs", "relu", "sigmoid", "arctan", "cbrt")
PARTIAL = ("log", "sqrt", "tan", "heaviside", "sign", "floor", "arcsin")
X = Sym("x")


def trees(calls, powers=(0, 1, 2, 3)):
    leaves = st.one_of(NUMBERS, st.sampled_from([Sym("x"), Sym("y"), X]))

    def larger(inner):
        return st.one_of(
            st.builds(Neg, inner),
            st.lists(inner, min_size=2, max_size=3).map(lambda items: Add(tuple(items))),
            st.lists(inner, min_size=2, max_size=3).map(lambda items: Mul(tuple(items))),
            st.builds(Pow, inner, st.sampled_from(powers).map(lambda n: Num(Fraction(n)))),
            st.builds(lambda name, arg: Call(name, (arg,)), st.sampled_from(calls), inner),
            st.builds(lambda a, b: Call("max", (a, b)), inner, inner),
        )

    return st.recursive(leaves, larger, max_leaves=7)


def partial_trees():
    base = trees((*TOTAL, *PARTIAL))
    third = st.sampled_from([Div(Num(Fraction(1)), Num(Fraction(3))), Div(Num(Fraction(2)), Num(Fraction(3))),
                             Div(Num(Fraction(1)), Num(Fraction(2))), Neg(Num(Fraction(1)))])  # fmt: skip
    return st.one_of(
        base,
        st.builds(Div, base, base),
        st.builds(Pow, base, third),
        st.builds(
            lambda a, b, c: Cases(((a, Relation((">",), (c, Num(Fraction(0))))),), b), base, base, st.sampled_from([X])
        ),
    )


def rewritten(node, pick):
    """An equal tree, equal wherever both are defined and defined at the same points."""
    node = rebuild(node, lambda child: rewritten(child, pick))
    match node, pick():
        case Add(terms), 0 | 1:
            return Add(tuple(reversed(terms)))
        case Mul((Add(terms), *rest)), 0 | 1 if rest:
            return Add(tuple(Mul((term, *rest)) for term in terms))
        case Mul(factors), 2:
            return Mul(tuple(reversed(factors)))
        case Neg(arg), 0:
            return Mul((Neg(Num(Fraction(1))), arg))
        case Pow(base, Num(Fraction(numerator=2, denominator=1))), 0 | 1:
            return Mul((base, base))
        case Call("abs", (arg,)), 0:
            return Call("sqrt", (Pow(arg, Num(Fraction(2))),))
        case Call("relu", (arg,)), 0:
            return Call("max", (Num(Fraction(0)), arg))
        case Call("tanh", (arg,)), 0:
            return Add(
                (Mul((Num(Fraction(2)), Call("sigmoid", (Mul((Num(Fraction(2)), arg)),)))), Neg(Num(Fraction(1))))
            )
        case Call("max", (a, b)), 0:
            return Div(Add((a, b, Call("abs", (Add((a, Neg(b))),)))), Num(Fraction(2)))
        case _, 3:
            return Add((node, Num(Fraction(1)), Neg(Num(Fraction(1)))))
        case _:
            return node


def mutated(node, pick):
    """A tree that differs somewhere, mostly in value."""
    match node, pick():
        case Num(number), 0 | 1:
            return Num(number + Fraction(1, 1000))
        case Sym("x"), 0:
            return Sym("y")
        case Neg(arg), 0:
            return arg
        case Call("sin", args), 0:
            return Call("cos", args)
        case Call("relu", args), 0:
            return Call("abs", args)
        case Pow(base, Num(number)), 0:
            return Pow(base, Num(number + 1))
        case _:
            return rebuild(node, lambda child: mutated(child, pick))


def picks(data):
    return lambda: data.draw(st.integers(0, 5))


def reals(*names):
    return Setting(tuple(Variable(name, REAL) for name in names))


COORDINATES = [
    (7, 3, -5, 7),
    (-2, 9, 4, 3),
    (1, 97, 50, 1),
    (-13, 5, -1, 31),
    (0, 1, 3, 1),
    (22, 7, 1, 2),
    (-1, 1, -1, 1),
]
POINTS = [{"x": Fraction(a, b), "y": Fraction(c, d)} for a, b, c, d in COORDINATES]


def number(node, place):
    """The independent value as an mpmath number; None where it is not clear or undefined."""
    found = canonical_support.value(node, place)
    if found is None:
        return None
    found = canonical_support.number(found)
    return found if mpmath.isfinite(found) else None


def agree(a, b):
    return abs(a - b) <= mpmath.mpf(10) ** -18 * (1 + abs(a) + abs(b))


def as_number(shown):
    match shown:
        case Exact(text):
            exact = Fraction(text)
            return mpmath.mpf(exact.numerator) / exact.denominator
        case Enclosure(low, high):
            return (mpmath.mpf(low) + mpmath.mpf(high)) / 2
        case Undefined():
            return None


def verify(left, right, evidence):
    """Hold evidence against independent numbers."""
    with mpmath.workdps(60):
        _verify(left, right, evidence)


def _verify(left, right, evidence):
    if isinstance(evidence, Proof):
        for place in POINTS:
            a, b = number(left, place), number(right, place)
            assert a is None or b is None or agree(a, b), (place, a, b)
    if isinstance(evidence, Point):
        place = {"x": Fraction(0), "y": Fraction(0)} | {
            name: Fraction(shown.text) for name, shown in evidence.at.items()
        }
        for tree, shown in ((left, evidence.left), (right, evidence.right)):
            independent, claimed = number(tree, place), as_number(shown)
            if claimed is None:
                assert independent is None
            elif independent is not None and max(abs(independent), abs(claimed)) < 10**12:
                assert abs(independent - claimed) <= mpmath.mpf(10) ** -9 * (1 + abs(claimed)), (tree, shown)


@QUICK
@given(trees(TOTAL), st.data())
def test_equal_pairs_are_never_refuted(tree, data):
    other = rewritten(tree, picks(data))
    evidence = compare(tree, other, reals("x", "y"))
    assert status_of(evidence) is not Status.REFUTED, evidence
    verify(tree, other, evidence)


@QUICK
@given(partial_trees(), st.data())
def test_rewritten_partial_trees_are_never_refuted(tree, data):
    other = rewritten(tree, picks(data))
    evidence = compare(tree, other, reals("x", "y"))
    assert status_of(evidence) is not Status.REFUTED, evidence
    verify(tree, other, evidence)


@QUICK
@given(partial_trees(), st.data())
def test_mutated_trees(tree, data):
    other = mutated(tree, picks(data))
    evidence = compare(tree, other, reals("x", "y"))
    verify(tree, other, evidence)
    reverse = compare(other, tree, reals("x", "y"))
    assert {status_of(evidence), status_of(reverse)} != {Status.PROVED, Status.REFUTED}, (evidence, reverse)


@QUICK
@given(partial_trees(), partial_trees())
def test_any_two_trees(left, right):
    verify(left, right, compare(left, right, reals("x", "y")))


@QUICK
@given(partial_trees(), st.data())
def test_one_way_follows_from_both_ways(tree, data):
    other = mutated(rewritten(tree, picks(data)), picks(data))
    setting = Setting((Variable("x", POSITIVE), Variable("y", POSITIVE)))
    both = compare(tree, other, setting)
    one = decide(Claim("c", "", Equal(tree, other), setting))
    if isinstance(both, Proof):
        assert status_of(one) is not Status.REFUTED, (both, one)
    if status_of(one) is Status.REFUTED:
        assert not isinstance(both, Proof)
