"""The solver: polynomial and integer conditions, identities with kinks, parameters, definedness; its limits."""

import pytest
from flint import fmpq

from grader.claims.statements import Claim, Equal, Holds, Member, Setting
from grader.evidence import Budget, decide
from grader.evidence.budget import ExceededError, Limits
from grader.evidence.errors import DeclinedError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.solver.decide import is_defined, settle_condition, settle_equality
from grader.evidence.solver.solver import Query
from grader.evidence.solver.terms import Terms
from grader.language.domains import Variable
from grader.language.reader.domains import parse_domain
from grader.verdict import Proof, Unknown, status_of
from tests.evidence.deciding import check, setting, tree
from tests.pairs import cases


@pytest.mark.parametrize("case", cases("solver", group="holds"), ids=str)
def test_conditions(case):
    condition = tree(case.more["holds"], case.where)
    known = setting(case.where, condition, assume=case.more.get("assume", ()))
    check(case, decide(Claim("c", "c", Holds(condition), known)))


@pytest.mark.parametrize("case", cases("solver", group="equal"), ids=str)
def test_identities_with_kinks(case):
    sides = [tree(side, case.where) for side in (case.left, case.right)]
    check(case, decide(Claim("c", "c", Equal(*sides), setting(case.where, *sides))))


@pytest.mark.parametrize("case", cases("solver", group="parameters"), ids=str)
def test_a_line_with_parameters(case):
    sides = tree(case.left), tree(case.right)
    known = Setting(tuple(Variable(name) for name in ("m", "b", "x")))
    check(case, decide(Claim("c", "c", Equal(*sides), known)))


def test_membership_of_integers():
    value = tree("n^2 - floor(n/2)", {"n": "positive integer"})
    known = setting({"n": "positive integer"}, value)
    for domain, status in (("positive integer", "proved"), ("integer", "proved"), ("'[2, oo)'", "refuted")):
        variable = Variable("k", parse_domain(domain.strip("'")))
        assert status_of(decide(Claim("c", "c", Member(value, variable), known))).value == status


def _scope(where, *trees):
    known = setting(where, *trees)
    return known, Context(Budget(), known.conventions)


def test_definedness():
    sums = tree("sqrt(x^2 - 2 x y + 2 y^2) + 1/(x^2 + x y + y^2 + 1)")
    assert is_defined(_scope({}, sums), [sums])
    root = tree("sqrt(x - y)")
    assert not is_defined(_scope({}, root), [root])


def test_models_are_never_believed():
    condition = tree("x^2 > 2 implies x > 1")  # fails at -2
    seen = []
    assert settle_condition(_scope({}, condition), condition, seen.append) is None
    assert all(place["x"] <= 1 and place["x"] ** 2 > 2 for place in seen)
    assert seen[0] == {"x": fmpq(-2)}


def test_unknown_functions_keep_their_ranges_only():
    sides = tree("relu(exp(x))"), tree("exp(x)")
    assert settle_equality(_scope({}, *sides), *sides, lambda place: None) == Proof("solver")
    sides = tree("exp(x)"), tree("exp(y)")
    assert settle_equality(_scope({}, *sides), *sides, lambda place: None) is None


def test_what_the_solver_is_not_asked():
    for words in ("sum_{k=1}^{n} k = n", "binom(n, 2) >= 0", "2^n > n", "H(x) >= 0", "x > 0 implies log(x) < x"):
        condition = tree(words, {"n": "positive integer"})
        assert settle_condition(_scope({"n": "positive integer"}, condition), condition, lambda place: None) is None


def test_limits():
    budget = Budget(Limits(max_solver_steps=50))
    hard = tree("x^4 + y^4 + z^4 >= x y z (x + y + z)")
    known = setting({}, hard)
    assert isinstance(decide(Claim("c", "c", Holds(hard), known), budget), Unknown)
    spent = Budget(Limits(max_steps=10), spent=10)
    query = Query(spent)
    query.add(query.unknown("x") > 0)
    with pytest.raises(ExceededError):
        query.check()


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("sqrt(2) + sqrt(3) + sqrt(5)", True),
        ("2^(1/3) + 3^(1/4)", True),
        ("sqrt(2) + sqrt(3) + sqrt(5) + sqrt(7)", False),  # the solver's steps with such numbers are not counted
        ("2^(1/5) + 3^(1/5)", False),
        ("sqrt(x) + sqrt(y) + sqrt(z) + sqrt(u)", True),
    ],
)
def test_algebraic_numbers_of_high_degree_are_no_question_for_the_solver(text, is_read):
    terms = Terms(Query(Budget()), frozenset(), {})
    if is_read:
        terms.real(tree(text))
    else:
        with pytest.raises(DeclinedError):
            terms.real(tree(text))
