"""Equations and inequalities: the same solutions, or a point at which exactly one holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.solutions import SameSet, SameSolutions
from grader.claims.statements import Claim, Holds, Setting
from grader.evidence import decide
from grader.evidence.budget import Budget
from grader.evidence.families.relations import kinks, table
from grader.language.domains import Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import Add, Logic, Mul, Neg, Num, Relation, Sym, substitute, symbols
from grader.verdict import Proof, Unknown
from tests.evidence.deciding import check
from tests.pairs import cases


def tree(text):
    return read(text, Names(free=True), "condition")[0].tree


def decided(answer, expected, domains=None):
    declared = {name: parse_domain(text) for name, text in (domains or {}).items()}
    used = sorted(symbols(answer) | symbols(expected) | declared.keys())
    variables = tuple(Variable(name, declared.get(name, parse_domain("real"))) for name in used)
    return decide(Claim("expected", "", SameSolutions(answer, expected), Setting(variables)))


@pytest.mark.parametrize("case", cases("relations"), ids=str)
def test_two_conditions(case):
    found = decided(tree(case.left), tree(case.right), case.where)
    check(case, found)
    for condition in case.more.get("there", ()):
        place = {name: tree(value.text) for name, value in found.at.items()}
        assert isinstance(decide(Claim("at", "", Holds(substitute(tree(condition), place)))), Proof)


@pytest.mark.parametrize("case", cases("relations", group="same"), ids=str)
def test_the_same_solutions_in_either_order(case):
    assert isinstance(decided(tree(case.right), tree(case.left), case.where), Proof)


def test_an_empty_domain_proves_nothing():
    variables = (Variable("x", parse_domain("{1, 2}")),)
    setting = Setting(variables, assume=(tree("x > 5"),))
    claim = Claim("expected", "", SameSolutions(tree("x = 1"), tree("x = 2")), setting)
    assert decide(claim) == Unknown("the domain is empty")


@pytest.mark.parametrize("statement", [SameSolutions, SameSet])
def test_assumptions_that_contradict_each_other_prove_nothing(statement):
    setting = Setting((Variable("a"), Variable("x")), assume=(tree("a > 1"), tree("a < 0")))
    for expected in ("x = a", "x = 2a"):
        unknown = () if statement is SameSolutions else (Variable("x"),)
        claim = Claim("expected", "", statement(tree("x = a"), tree(expected), *unknown), setting)
        assert decide(claim) == Unknown("no point of the domain was found")


# laws

NUMBERS = st.integers(-2, 2).map(lambda n: Num(n) if n >= 0 else Neg(Num(-n)))
LINEAR = st.builds(lambda a, b, c: Add((Mul((a, Sym("x"))), Mul((b, Sym("y"))), c)), NUMBERS, NUMBERS, NUMBERS)
RELATIONS = st.builds(
    lambda op, a, b: Relation((op,), (a, b)), st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), LINEAR, LINEAR
)
CONDITIONS = st.recursive(
    RELATIONS,
    lambda inner: st.builds(lambda op, a, b: Logic(op, (a, b)), st.sampled_from(["and", "or"]), inner, inner),
    max_leaves=3,
)
TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@settings(max_examples=25, deadline=None)
@given(RELATIONS, st.integers(1, 3), LINEAR)
def test_scaled_and_rearranged_relations_are_the_same(relation, factor, moved):
    left, right = relation.operands
    scaled = tuple(Neg(Mul((Num(factor), Add((side, moved))))) for side in (left, right))
    assert isinstance(decided(relation, Relation((TURNED[relation.ops[0]],), scaled)), Proof)


@settings(max_examples=25, deadline=None)
@given(CONDITIONS, CONDITIONS)
def test_both_ways_and_complements_agree(first, second):
    kinds = {
        type(decided(first, second)),
        type(decided(second, first)),
        type(decided(Logic("not", (first,)), Logic("not", (second,)))),
    }
    assert len(kinds - {Unknown}) <= 1
    assert isinstance(decided(Logic("not", (Logic("not", (first,)),)), first), Proof)


def test_more_kinks_than_are_told_apart_are_not_told_apart_at_all(monkeypatch):
    first, second = tree("max(|x|, |y|) < 1"), tree("-1 < x < 1 and -1 < y < 1")
    setting = Setting((Variable("x"), Variable("y")))
    assert table.compared(first, second, setting, Budget()).proved
    for most in range(3):
        monkeypatch.setattr(kinks, "MAX_BENDS", most)
        assert not table.compared(first, second, setting, Budget()).proved
