"""SymPy's expressions as trees and back; what was lost or turned on the way, our own engine would see."""

import re
from collections import Counter
from random import Random

import pytest
import sympy

from grader.api import compare, from_sympy, score, to_sympy
from grader.interchange.from_sympy import from_sympy as converted
from grader.interchange.to_sympy import to_sympy as tree_to_sympy
from grader.language.printing import show
from grader.language.reader.domains import parse_domain
from grader.language.tree import Div, walk
from tests.benchmarks.building import DOMAINS, World, expression

x, y = sympy.symbols("x y")
n = sympy.Symbol("n", integer=True, positive=True)
k = sympy.Symbol("k", integer=True)
TEXTS = [
    (x**2 / 3 - sympy.sqrt(x) / y, "-sqrt(x)/y + x^2/3"),
    (x ** sympy.Rational(1, 3), "sqrt(x)^(2/3)"),
    (sympy.root(sympy.Symbol("p", positive=True), 3), "p^(1/3)"),
    (sympy.Float(0.1) * x, "(1/10) x"),
    (sympy.I * sympy.pi, "pi sqrt(-1)"),
    (sympy.Sum(k**2, (k, 1, n)), "sum_{k=1}^{n} k^2"),
    (sympy.Piecewise((x, x > 0), (0, True)), "{x if x > 0; 0 otherwise}"),
    (sympy.Matrix([[1, 2], [x, 4]]), "[[1, 2], [x, 4]]"),
    (sympy.Eq(x, 2), "x = 2"),
    (sympy.And(x > 0, x < 1), "x < 1 and x > 0"),
    (sympy.Union(sympy.Interval(0, 1, True), sympy.FiniteSet(3)), "(0, 1] union {3}"),
    (sympy.factorial(n), "n!"),
    (sympy.factorial(x), "Gamma(x + 1)"),
    (sympy.binomial(x, 2), "x (x - 1)/2"),
    (sympy.MatrixSymbol("A", 2, 3) * sympy.MatrixSymbol("v", 3, 1), "A v"),
    (sympy.Integral(sympy.exp(-x), (x, 0, sympy.oo)), "int_{0}^{oo} exp(-x) dx"),
]


@pytest.mark.parametrize(("value", "text"), TEXTS, ids=lambda one: str(one)[:30])
def test_an_expression_has_a_text(value, text):
    assert from_sympy(value) == text


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (sympy.nan, "`nan` (NaN) has no counterpart in an answer"),
        (sympy.zoo, "`zoo` (ComplexInfinity) has no counterpart in an answer"),
        (sympy.Symbol("e"), "a symbol called 'e' would be read as something else in an answer"),
        (sympy.Symbol("a b"), "a symbol called 'a b' is no name in an answer"),
        (sympy.Symbol("x_1") + sympy.Symbol("x1"), "the symbols x1 and x_1 would be one in an answer"),
        (sympy.zeta(x), "`zeta(x)` (zeta) has no counterpart in an answer"),
        (sympy.Sum(k, (k, 1, x)), "`Sum(k, (k, 1, x))`, in which x may lie more than one below 1, has no counterpart"),
        (sympy.binomial(x, y), "both whole numbers"),
    ],
    ids=str,
)
def test_what_has_no_text_is_refused_with_the_reason(value, why):
    with pytest.raises(ValueError, match=re.escape(why)):
        from_sympy(value)


def test_assumptions_are_domains():
    p = sympy.Symbol("p", positive=True)
    assert compare(sympy.sqrt(p**2), "p").status == "equal"
    assert compare("sqrt(p^2)", p).status == "equal"
    assert compare("sqrt(p^2)", "p").status == "different"
    assert compare("sqrt(p^2)", p, {"p": "real"}).status == "different"
    with pytest.raises(ValueError, match="p is negative on one side and positive on the other"):
        compare(p, sympy.Symbol("p", negative=True))


def test_a_long_name_is_one_symbol():
    assert compare(sympy.Symbol("rate") * 2, "2 rate").status == "equal"


def test_odd_roots_are_real_here_and_principal_there():
    assert to_sympy("x^(1/3)").subs({sympy.Symbol("x", real=True): -8}) == -2
    assert compare(x ** sympy.Rational(1, 3), "x^(1/3)").status == "different"  # at -8 SymPy's is not real


def test_empty_sums_are_empty():
    total = to_sympy("sum_{k=1}^n k", {"n": "integer"})
    assert total.subs({sympy.Symbol("n", integer=True): -5}).doit() == 0


def test_the_way_there_and_back_keeps_the_meaning():
    seen = Counter()
    for seed in range(1000):
        random = Random(seed)
        domains = {name: random.choice(DOMAINS) for name in ("x", "y")}
        tree = expression(World(random, domains), 2)
        if any(isinstance(node, Div) for node in walk(tree)):
            continue  # SymPy cancels, and a function with fewer gaps may be another one
        try:
            back = converted(tree_to_sympy(tree, {name: parse_domain(text) for name, text in domains.items()}))
        except ValueError:
            seen["refused"] += 1
            continue
        said = compare(show(tree), show(back.tree), domains)
        seen[said.status] += 1
        both_defined = said.status != "different" or "undefined" in str(said.to_dict()["evidence"])
        assert both_defined, (show(tree), show(back.tree), domains, said)
    assert seen["equal"] > 0.9 * seen.total(), seen


@pytest.mark.parametrize(
    ("gold", "answer", "expected"),
    [
        ("1/2", "so we get $\\boxed{0.5}$", 1.0),
        ("\\frac{x}{2}", "first \\boxed{x}, no: \\boxed{\\frac{x}{2}}", 1.0),
        ("x^2", "2x", 0.0),
        ("x^2", "I do not know", None),
        ("x^2", "\\boxed{x^2", None),
        ("1/2", 0.5, 1.0),
    ],
)
def test_a_score_is_none_where_nothing_is_decided(gold, answer, expected):
    assert score(gold, answer) == expected
