"""Classes of growth: rows with their truth, read both ways; and laws that numbers far out must obey."""

from fractions import Fraction
from functools import cache

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.growth import SameGrowth
from grader.claims.statements import Claim, Setting
from grader.evidence import decide
from grader.language.domains import Domain, Variable
from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.language.tree import Add, Call, Div, Mul, Node, Num, Pow, Sym
from grader.verdict import Direction, Proof, status_of
from tests.evidence.deciding import growth_of
from tests.pairs import GROWTH, cases
from tests.rows import batches, each

SIZE = Domain("size", text="size")


def asked(left, right, sizes, assume=()):
    setting = Setting(tuple(Variable(name, SIZE) for name in sizes), tuple(assume))
    return decide(Claim("growth", "", SameGrowth(left, right), setting))


@cache
def tree(text, sizes, expect="growth"):
    names = Names({name: Symbol(name, SIZE) for name in sizes})
    return read(text, names, expect, "answer")[0].tree


@pytest.mark.parametrize("some", batches(cases(GROWTH)), ids=lambda some: str(some[0]))
def test_rows(some):
    each(some, _is_found)


def _is_found(case):
    assert status_of(growth_of(case)).value in case.found


@pytest.mark.parametrize("some", batches(cases(GROWTH)), ids=lambda some: str(some[0]))
def test_sides_may_be_exchanged(some):
    each(some, _is_found_either_way)


def _is_found_either_way(case):
    there, back = (status_of(growth_of(case, exchanged)).value for exchanged in (False, True))
    assert {there, back} != {"proved", "refuted"}


# Laws. Values are compared where the sizes are so large that constants do not count.

N, D = Sym("n"), Sym("d")
numbers = st.integers(1, 4).map(lambda value: Num(Fraction(value)))
monomials = st.builds(
    lambda a, b, c: Mul((Pow(N, a), Pow(D, b), Pow(Call("log", (N,)), c))),
    *(st.integers(0, 3).map(Fraction).map(Num),) * 3,
)
terms = st.recursive(
    st.one_of(monomials, st.just(N), st.just(D)),
    lambda inner: st.one_of(
        st.builds(lambda a, b: Add((a, b)), inner, inner),
        st.builds(lambda a, b: Mul((a, b)), inner, inner),
        st.builds(Div, inner, inner),
        st.builds(lambda name, a, b: Call(name, (a, b)), st.sampled_from(("max", "min")), inner, inner),
        st.builds(lambda a: Call("sqrt", (a,)), inner),
    ),
    max_leaves=5,
)
alone = st.recursive(
    st.one_of(st.just(N), numbers),
    lambda inner: st.one_of(
        st.builds(lambda a, b: Add((a, b)), inner, inner),
        st.builds(lambda a, b: Mul((a, b)), inner, inner),
        st.builds(Div, inner, inner),
        st.builds(lambda a: Call("log", (Add((a, N)),)), inner),
        st.builds(lambda a: Call("sqrt", (a,)), inner),
        st.builds(lambda a, b: Pow(Add((a, Num(Fraction(2)))), b), inner, numbers),
    ),
    max_leaves=6,
)


def value(node: Node, at) -> mpmath.mpf:
    match node:
        case Num(number):
            return mpmath.mpf(number.numerator) / number.denominator
        case Sym(name):
            return at[name]
        case Add(parts):
            return mpmath.fsum(value(part, at) for part in parts)
        case Mul(parts):
            return mpmath.fprod(value(part, at) for part in parts)
        case Div(num, den):
            return value(num, at) / value(den, at)
        case Pow(base, exponent):
            return value(base, at) ** value(exponent, at)
        case Call("sqrt" | "log" as name, (arg,)):
            return getattr(mpmath, name)(value(arg, at))
        case Call("max" | "min" as name, args):
            return (max if name == "max" else min)(value(arg, at) for arg in args)
    raise AssertionError(node)


PLACES = [(1, 1), (2, 1), (1, 2), (1, 6), (6, 1), (30, 1), (1, 30)]


@settings(max_examples=60, deadline=None)
@given(terms, terms)
def test_what_is_proved_of_two_sizes_holds_far_out(left, right):
    found = asked(left, right, ("n", "d"))
    if isinstance(found, Proof):
        with mpmath.workdps(60):
            for a, b in PLACES:
                at = {"n": mpmath.mpf(10) ** (40 * a), "d": mpmath.mpf(10) ** (40 * b)}
                ratio = value(left, at) / value(right, at)
                assert mpmath.mpf(10) ** -9 < ratio < mpmath.mpf(10) ** 9


@settings(max_examples=60, deadline=None)
@given(alone, alone)
def test_what_is_decided_of_one_size_holds_far_out(left, right):
    found = asked(left, right, ("n",))
    with mpmath.workdps(100):
        places = [{"n": mpmath.mpf(10) ** (10**power)} for power in (8, 60)]  # iterated logarithms grow slowly
        ratios = [value(left, at) / value(right, at) for at in places]
        change = abs(mpmath.log(ratios[1] / ratios[0]))
    if isinstance(found, Proof):
        assert change < 0.9
    elif isinstance(found, Direction):
        assert change > 0.1


@settings(max_examples=40, deadline=None)
@given(terms, terms)
def test_what_is_refuted_fails_along_its_direction(left, right):
    found = asked(left, right, ("n", "d"))
    if isinstance(found, Direction):
        curve = {name: tree(text, ("t",), "expression") for name, text in found.along.items()}
        with mpmath.workdps(400):
            ratios = []
            is_tower = any("2^(2^" in text for text in found.along.values())
            for time in (4, 7) if is_tower else (mpmath.mpf(10) ** 40, mpmath.mpf(10) ** 60):
                at = {name: value(size, {"t": time}) for name, size in curve.items()}
                ratios.append(value(left, at) / value(right, at))
        assert abs(mpmath.log(ratios[1] / ratios[0])) > 0.15
