"""Laws of definedness on random expressions, checked by an evaluator of its own on grids of exact points."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.evidence.budget import Budget
from grader.evidence.definedness import covers, defined_everywhere, same_domain
from grader.evidence.signs import range_of, sign_of
from grader.language.tree import Add, Call, Cases, Div, Mul, Neg, Num, Pow, Relation, Sym, symbols
from tests.evidence.definedness.independent_values import (
    TINY,
    LeftOutError,
    UndefinedError,
    UnsureError,
    is_defined,
    real,
    sign,
    value,
)
from tests.evidence.plain_trees import setting

SMALL = st.integers(0, 3).map(lambda n: Num(Fraction(n)))
EXPONENTS = st.sampled_from([Fraction(2), Fraction(3), Fraction(1, 2), Fraction(1, 3), Fraction(2, 3)])
UNARY = ["log", "sqrt", "exp", "abs", "relu", "sign", "heaviside", "arcsin", "artanh", "tanh", "sin", "cos"]
NEAR = Fraction(1, 10**7)


def trees(names):
    leaves = st.one_of(st.sampled_from([Sym(name) for name in names]), SMALL)
    return st.recursive(leaves, _larger, max_leaves=7)


def _larger(inner):
    power = st.builds(lambda base, exp, s: Pow(base, _literal(s * exp)), inner, EXPONENTS, st.sampled_from([1, -1]))
    relation = st.builds(lambda op, b, c: Relation((op,), (b, c)), st.sampled_from("<>"), inner, SMALL)
    cases = st.builds(lambda a, condition, b: Cases(((a, condition),), b), inner, relation, inner)
    return st.one_of(
        st.builds(lambda a, b: Add((a, b)), inner, inner),
        st.builds(lambda a, b: Add((a, Neg(b))), inner, inner),
        st.builds(lambda a, b: Mul((a, b)), inner, inner),
        st.builds(Div, inner, inner),
        power,
        st.builds(lambda name, a: Call(name, (a,)), st.sampled_from(UNARY), inner),
        cases,
    )


def _literal(q):
    node = Num(Fraction(abs(q.numerator)))
    node = node if q.denominator == 1 else Div(node, Num(Fraction(q.denominator)))
    return Neg(node) if q < 0 else node


DOMAINS = {
    "x: real": [Fraction(n, 6) for n in range(-18, 19)],
    "x: positive": [Fraction(n, 6) for n in range(1, 24)],
    "x: [0, 1]": [Fraction(n, 12) for n in range(13)],
    "x: integer": [Fraction(n) for n in range(-12, 13)],
    "x: non-negative integer": [Fraction(n) for n in range(16)],
    "x: real; y: positive": [Fraction(n, 2) for n in range(-5, 6)],
    "x: real; y: integer": [Fraction(n, 2) for n in range(-5, 6)],
}


def grid(domain):
    names = [part.split(":")[0].strip() for part in domain.split(";")]
    for point in product(DOMAINS[domain], repeat=len(names)):
        env = dict(zip(names, point, strict=True))
        if "y: positive" in domain and env["y"] <= 0:
            continue
        if "y: integer" in domain and env["y"].denominator != 1:
            continue
        yield env


def nearby(env, domain):
    """The point and its neighbours in the domain; integers have none."""
    yield env
    if domain.startswith("x: real"):
        for shift in (NEAR, -NEAR, 3 * NEAR, -7 * NEAR):
            yield (
                {**env, "x": env["x"] + shift}
                if "y: positive" not in domain
                else {"x": env["x"] + shift, "y": env["y"] + shift * 2 / 3}
            )
    elif domain == "x: positive":
        yield {"x": env["x"] + NEAR}
        yield {"x": env["x"] - NEAR}
    elif domain == "x: [0, 1]":
        shift = NEAR if env["x"] < 1 else -NEAR
        yield from ({"x": env["x"] + shift * k} for k in (1, 2, 3, 5))


def in_gap(expected, answer, env, domain):
    """Whether the point and all its neighbours surely lie in D(expected) without D(answer)."""
    points = list(nearby(env, domain))
    return all(is_defined(expected, p) is True and is_defined(answer, p) is False for p in points)


def exact(node):
    return value(node, {})


CASE = st.sampled_from(sorted(DOMAINS)).flatmap(
    lambda domain: st.tuples(st.just(domain), *[trees([part.split(":")[0].strip() for part in domain.split(";")])] * 2)
)


@settings(max_examples=40, deadline=None)
@given(CASE)
def test_coverage_agrees_with_a_grid(case):
    domain, expected, answer = case
    found = covers(expected, answer, setting(domain), Budget())
    if found.status == "proved":
        assert not [env for env in grid(domain) if in_gap(expected, answer, env, domain)]
    if found.status == "refuted":
        env = {name: Fraction(1) for name in ("x", "y")} | {name: exact(node) for name, node in found.witness.items()}
        assert found.witness or not symbols(expected) | symbols(answer)
        assert is_defined(expected, env) is not False
        assert is_defined(answer, env) is not True


@settings(max_examples=30, deadline=None)
@given(CASE)
def test_equal_domains_agree_with_a_grid(case):
    domain, expected, answer = case
    found = same_domain(expected, answer, setting(domain), Budget())
    if found.status == "proved":
        for env in grid(domain):
            assert {is_defined(expected, env), is_defined(answer, env)} != {True, False}


@settings(max_examples=40, deadline=None)
@given(CASE)
def test_defined_everywhere_agrees_with_a_grid(case):
    domain, tree, _ = case
    found = defined_everywhere(tree, setting(domain), Budget())
    known = [is_defined(tree, env) for env in grid(domain)]
    if found.status == "proved":
        assert False not in known
    if found.status == "refuted":
        assert None in known or False in known or found.witness or found.gaps
        if found.witness:
            env = {"x": Fraction(1), "y": Fraction(1)} | {name: exact(node) for name, node in found.witness.items()}
            assert is_defined(tree, env) is not True


@settings(max_examples=50, deadline=None)
@given(CASE)
def test_signs_agree_with_a_grid(case):
    domain, tree, _ = case
    found, span = sign_of(tree, setting(domain), Budget()), range_of(tree, setting(domain), Budget())
    low, high = span.bounds()
    for env in grid(domain):
        try:
            number = value(tree, env)
            bit = {-1: 1, 0: 2, 1: 4}[sign(number)]
        except (UndefinedError, UnsureError, LeftOutError):
            continue
        assert found.value & bit, (env, number)
        assert low is None or real(number) >= real(low) - TINY
        assert high is None or real(number) <= real(high) + TINY
