"""What is written for the solver means what evaluation means; what is decided holds at all points that are tried."""

from fractions import Fraction
from itertools import product
from random import Random

from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Claim, Equal, Holds, Setting
from grader.evidence import Budget, decide
from grader.evidence.errors import DeclinedError, NoValueError, UndefinedError
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.numbers.truth import condition_at
from grader.evidence.solver.solver import Query
from grader.evidence.solver.terms import Terms
from grader.language.domains import Variable
from grader.language.tree import Add, Call, Cases, Div, Logic, Mul, Neg, Num, Pow, Relation, Sym
from grader.verdict import Point, Proof

NAMED = {"H(0)": Num(Fraction(1, 2)), "sign(0)": Num(Fraction(0))}
LINEAR = ("abs", "relu", "leaky_relu", "max", "min", "hardtanh", "heaviside", "sign")
ALL = (*LINEAR, "floor", "ceil", "mod", "sqrt", "cbrt")


def _number(random):
    size = Num(Fraction(random.randint(0, 4), random.choice((1, 1, 2))))
    return Neg(size) if random.random() < 0.3 else size


def _tree(random, depth, calls, is_linear):
    """Return a random tree in x and y."""
    if depth == 0 or random.random() < 0.15:
        return random.choice((Sym("x"), Sym("y"), _number(random)))

    def part():
        return _tree(random, depth - 1, calls, is_linear)

    match random.randrange(8):
        case 0 | 1:
            return Add((part(), part()))
        case 2:
            return Neg(part())
        case 3:
            return Mul((_number(random), part())) if is_linear else Mul((part(), part()))
        case 4:
            return Cases(((part(), _condition(random, depth - 1, calls, is_linear)),), part())
        case 5 if not is_linear:
            return Div(part(), part()) if random.random() < 0.6 else Pow(part(), Num(Fraction(random.randint(0, 2))))
        case _:
            name = random.choice(calls)
            count = 2 if name in {"max", "min", "mod"} else 1
            return Call(name, tuple(part() for _ in range(count)))


def _condition(random, depth, calls, is_linear):
    if depth > 0 and random.random() < 0.4:
        op = random.choice(("and", "or", "not", "implies", "iff"))
        args = [_condition(random, depth - 1, calls, is_linear) for _ in range(1 if op == "not" else 2)]
        return Logic(op, tuple(args))
    sides = tuple(_tree(random, max(depth, 0), calls, is_linear) for _ in range(2))
    return Relation((random.choice(("<", "<=", ">", ">=", "=", "!=")),), sides)


def _asked(condition, place):
    """Return whether a condition is defined and true at a point, as the solver sees it; None where it is not asked."""
    query = Query(Budget())
    terms = Terms(query, frozenset(), NAMED)
    try:
        goal = terms.condition(condition)
    except DeclinedError:
        return None
    query.add(*(query.unknown(name) == query.number(value) for name, value in place.items()))
    defined = query.every(terms.ops.needs)
    query.add(defined)
    if query.check() == "unsat":
        return "undefined"
    truths = [query.check(goal), query.check(query.z3.Not(goal))]
    return {("sat", "unsat"): True, ("unsat", "sat"): False}.get(tuple(truths))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_terms_mean_what_evaluation_means(seed):
    random = Random(seed)
    condition = _condition(random, 2, ALL, False)
    place = {name: fmpq(random.randint(-6, 6), random.choice((1, 2, 3))) for name in ("x", "y")}
    try:
        known = condition_at(Evaluator(Context(Budget(), NAMED), place, 256), condition)
    except UndefinedError:
        known = "undefined"
    except NoValueError:
        return
    asked = _asked(condition, place)
    if known is not None and asked is not None and asked != "undefined":
        assert asked == known
    if known == "undefined":
        assert asked in {"undefined", None}


GRID = [dict(zip("xy", map(fmpq, pair), strict=True)) for pair in product(range(-5, 6), repeat=2)]
HALVES = [{name: value / 2 for name, value in place.items()} for place in GRID]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.booleans())
def test_what_is_decided_of_kinks_steps_and_cases_holds_at_points(seed, is_equality):
    random = Random(seed)
    known = Setting((Variable("x"), Variable("y")), conventions=NAMED)
    if is_equality:
        condition = Relation(("=",), tuple(_tree(random, 3, LINEAR, True) for _ in range(2)))
        statement = Equal(*condition.operands)
    else:
        condition = _condition(random, 3, LINEAR, True)
        statement = Holds(condition)
    evidence = decide(Claim("c", "c", statement, known))
    context = Context(Budget(), NAMED)
    if isinstance(evidence, Proof):
        assert all(condition_at(Evaluator(context, place), condition) is True for place in (*GRID, *HALVES))
    elif isinstance(evidence, Point):
        place = {name: fmpq(*map(int, value.text.split("/"))) for name, value in evidence.at.items()}
        assert condition_at(Evaluator(context, {"x": fmpq(0), "y": fmpq(0), **place}), condition) is False
