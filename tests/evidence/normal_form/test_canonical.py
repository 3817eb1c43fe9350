from fractions import Fraction

import pytest

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, Limits
from grader.evidence.normal_form import prove_equal
from grader.evidence.normal_form.constants import constant_zero
from grader.language.domains import Domain, Variable
from grader.language.names import Function, Names, Symbol
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import Array, Neg, Num, Pow, Relation, Sym
from grader.verdict import Proof, Unknown
from tests.pairs import cases


def rows(verdict):
    return [
        pytest.param({"left": left, "right": right, "where": case.where, **case.more}, id=f"{left} | {right}")
        for case in cases("canonical")
        if case.verdict == verdict
        for left, right in case.both_ways
    ]


def prove(row, budget=None):
    domains = {name: parse_domain(text) for name, text in row.get("where", {}).items()}
    functions = {name: int(arity) for name, arity in row.get("functions", {}).items()}
    names = Names(
        {name: Symbol(name, domain) for name, domain in domains.items()},
        {name: Function(name, arity) for name, arity in functions.items()},
        free=True,
        complex=any(domain.base == "complex" for domain in domains.values()),
    )
    left, right = (tree_of(row[side], names) for side in ("left", "right"))
    if "also" in row:  # a term that makes both sides complex
        left, right = (tree_of(f"({row[side]}) + {row['also']}", names) for side in ("left", "right"))
    setting = Setting(
        tuple(Variable(name, domain) for name, domain in domains.items()),
        tuple(read(text, names, expect="condition")[0].tree for text in row.get("assume", [])),
        {name: tree_of(text, names) for name, text in row.get("conventions", {}).items()},
        functions,
    )
    return prove_equal(left, right, setting, budget or Budget())


def tree_of(text, names):
    return read(text, names)[0].tree


def text_tree(text):
    return tree_of(text, Names(free=True))


@pytest.mark.parametrize("row", rows("equal"))
def test_equal_pairs_are_proved(row):
    assert isinstance(prove(row), Proof)


@pytest.mark.parametrize("row", rows("different"))
def test_different_pairs_are_not_proved(row):
    assert isinstance(prove(row), Unknown)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Gamma(n + 1/2)", "Gamma(n + 1)"),
        ("Gamma(n + 1/3)", "Gamma(n + 1)"),
        ("Gamma(n + 1/2) Gamma(n + 1)", "Gamma(n + 1)^2"),
        ("(2n)!!", "(2n + 1)!!"),
        ("gcd(2n, 3)", "gcd(n, 6)"),
        ("gcd(m, n)", "gcd(m, 2n)"),
    ],
)
def test_the_normal_form_keeps_apart_what_differs(left: str, right: str) -> None:
    setting = Setting(tuple(Variable(name, parse_domain("positive integer")) for name in ("m", "n")))
    first, second = (read(text, Names(free=True), "expression")[0].tree for text in (left, right))
    assert isinstance(prove_equal(first, second, setting, Budget()), Unknown)


BOMBS = [
    ("((x+1)^200)^200", "0", "max_degree"),
    ("(a+b+c+d+x+y)^100", "0", "max_terms"),
    ("(((1+1/x)^50)^50+y)^10", "0", "max_degree"),
    ("9^(9^9)", "0", "max_bits"),
    ("(((9^200)^200)^200)^200", "0", "max_bits"),
    ("x^(1/100003)", "0", "max_degree"),
    ("\\sum_{k=1}^{1000000} k^k", "0", "max_terms"),
    ("(1+e^x+e^y+e^{x y})^300", "0", "max_terms"),
]


@pytest.mark.parametrize(("left", "right", "limit"), BOMBS)
def test_bombs_stop_at_a_named_limit(left, right, limit):
    budget = Budget()
    found = prove({"left": left, "right": right}, budget)
    assert found == Unknown(f"the normal form exceeds {limit}", limit)
    assert budget.spent < 2_000


def test_limits_are_arguments():
    small = Budget(Limits(max_degree=3))
    found = prove({"left": "(x+y)^4", "right": "x^4"}, small)
    assert found == Unknown("the normal form exceeds max_degree", "max_degree")


def test_too_many_nodes():
    found = prove({"left": "x+1+2+3+4+5+6+7+8", "right": "x"}, Budget(Limits(max_nodes=5)))
    assert found == Unknown("the normal form exceeds max_nodes", "max_nodes")


def test_too_many_steps():
    found = prove({"left": "(x+1)(x-1)", "right": "x^2-1"}, Budget(Limits(max_steps=3)))
    assert found == Unknown("the normal form exceeds max_steps", "max_steps")


def test_too_many_cases():
    row = {"left": "max(a,b,c,d)+0", "right": "max(d,c,b,a)"}
    assert isinstance(prove(row), Proof)
    assert prove(row, Budget(Limits(max_cases=2))) == Unknown("the normal form exceeds max_cases", "max_cases")


def test_identical_trees_are_equal_whatever_they_are():
    tree = Array((Sym("x"),))
    assert prove_equal(tree, tree, Setting(), Budget()) == Proof("identical")


def test_what_is_not_covered_is_said():
    found = prove_equal(Array((Sym("x"),)), Sym("x"), Setting(), Budget())
    assert found == Unknown("the normal form does not cover array in a formula")


def test_an_array_is_no_number():
    setting = Setting((Variable("W", parse_domain("real^{2 x 2}")),))
    found = prove_equal(Pow(Sym("W"), Num(Fraction(0))), Num(Fraction(1)), setting, Budget())
    assert found == Unknown("the normal form does not cover the array W as a number")


def test_nothing_is_proved_where_nothing_is_defined():
    found = prove({"left": "log(-1-x^2)", "right": "sqrt(-1-x^2)"})
    assert found == Unknown("no point was found where both sides are defined")


def test_nothing_is_proved_where_assumptions_contradict():
    found = prove({"left": "x", "right": "2x", "assume": ["x > 1", "x < 1"]})
    assert found == Unknown("no point was found where both sides are defined")


def test_a_denominator_that_is_0_is_no_proof():
    assert isinstance(prove({"left": "1/(x-x)", "right": "2/(x-x)"}), Unknown)
    assert isinstance(prove({"left": "1/(sqrt(2)sqrt(3)-sqrt(6))", "right": "2/(sqrt(2)sqrt(3)-sqrt(6))"}), Unknown)
    assert isinstance(prove({"left": "1/(sqrt(5+2sqrt(6))-sqrt(2)-sqrt(3))", "right": "7"}), Unknown)


def test_bounds_that_are_symbols_are_used():
    domain = Domain(low=Sym("a"), low_closed=True, text="[a, oo)")
    left, right = text_tree("|x-a|"), text_tree("x-a")
    setting = Setting((Variable("a", Domain()), Variable("x", domain)))
    assert isinstance(prove_equal(left, right, setting, Budget()), Proof)


def test_an_assumption_that_makes_sides_equal():
    left, right = Pow(Sym("x"), Num(Fraction(2))), Num(Fraction(4))
    setting = Setting((Variable("x", Domain()),), (Relation(("=",), (Sym("x"), Neg(Num(Fraction(2))))),))
    assert isinstance(prove_equal(left, right, setting, Budget()), Proof)


CONSTANTS = [
    ("sqrt(5+2sqrt(6)) - sqrt(2) - sqrt(3)", True),
    ("log(8)/log(2) - 3", True),
    ("cos(pi/5) - (1+sqrt(5))/4", True),
    ("sin(1)^2 + cos(1)^2 - 1", True),
    ("e - 2.718281828459045", False),
    ("cos(1) - cos(1) - e^{-200}", False),
    ("sqrt(2) + sqrt(3) - sqrt(5)", False),
    ("1/3 - 0.333", False),
    ("log(-1)", None),
    ("1/(sqrt(2) sqrt(3) - sqrt(6))", None),
    ("x - x + 1/x", None),
]


@pytest.mark.parametrize(("text", "zero"), CONSTANTS)
def test_constants(text, zero):
    assert constant_zero(text_tree(text), Budget()) is zero
