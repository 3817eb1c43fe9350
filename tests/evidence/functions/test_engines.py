"""Every engine knows every row, or it is said here why it does not; and what an engine tells agrees with mpmath."""

from fractions import Fraction

import mpmath as mp
import pytest
from flint import acb, arb, ctx, fmpq

from grader.api import compare
from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.at_points.holomorphic import Continuation
from grader.evidence.definedness.calls import CallRules
from grader.evidence.errors import DeclinedError, NoValueError, UnclearError, UndefinedError
from grader.evidence.functions.questions import KINKED, STEPPED
from grader.evidence.functions.table import REALS, ROWS
from grader.evidence.normal_form import prove_equal
from grader.evidence.numbers import balls, exact
from grader.evidence.numbers.complex import ComplexEvaluator, Gauss
from grader.evidence.numbers.evaluator import Context
from grader.evidence.signs.calls import call_range
from grader.evidence.solver.fits import CALLS
from grader.evidence.trees.ranges.ranges import ANY, Range
from grader.evidence.trees.slopes.derivative import outer
from grader.language.tree import Add, Call, Sym
from grader.verdict import Proof
from tests.evidence.functions.facts import is_in_domain, points
from tests.evidence.functions.reference import CASES, COMPLEX, UndefinedHereError, of, written

X = Sym("x")
# Why an engine does not know a function. Whatever is not named in the cases must be known.
UNKNOWN = {name: case.get("unknown", {}) for name, case in CASES.items()}


def _derivative(name):
    try:
        return outer(name, X)
    except DeclinedError:
        return None


def _exact(name):
    found = []
    for place in (0, 1, -1, Fraction(1, 2), 2, 4):
        try:
            found.append(exact.apply(name, [fmpq(*Fraction(place).as_integer_ratio())], 10_000))
        except (UndefinedError, UnclearError):
            continue
    return any(value is not None for value in found) or None


def _ball(name):
    return balls.ball_of(name)


def _continuation(name):
    for place in (Fraction(1, 3), Fraction(4, 3)):
        try:
            return Continuation("x", {}, Budget()).at(
                Call(name, (X,)), acb(arb(fmpq(place.numerator, place.denominator)))
            )
        except DeclinedError:
            continue
    return None


def _sign(name):
    ranges = (ANY, Range(fmpq(5, 8), fmpq(3, 4), False, False), Range(fmpq(2), fmpq(3), False, False))
    return next((r for r in (call_range(name, (inner,)) for inner in ranges) if r.sign != ANY.sign), None)


def _definedness(name):
    return CallRules({}).over_reals(name, (X,))


def _normal_form(name):
    twice = Add((Call(name, (X,)), Call(name, (X,))))
    other = Add((Call(name, (Add((X, X, Call("sin", (X,)))),)), twice))
    found = prove_equal(other, other, Setting(), Budget())
    return found if isinstance(found, Proof) else None


ENGINES = {
    "derivative": _derivative,
    "antiderivative": lambda name: REALS[name].antiderivative or None,
    "exact": _exact,
    "ball": _ball,
    "continuation": _continuation,
    "sign": _sign,
    "solver": lambda name: name in CALLS or None,
    "definedness": _definedness,
    "normal form": _normal_form,
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", REALS)
def test_engine_knows_the_function_or_says_why_not(name, engine):
    knows = ENGINES[engine](name) is not None
    assert knows != (engine in UNKNOWN[name]), f"{engine} {'knows' if knows else 'does not know'} {name}"


def test_functions_with_kinks_are_known_piece_by_piece():
    bent = {name for name, facts in REALS.items() if not facts.is_analytic_inside and facts.jumps is not None}
    whole = {name for name in bent if REALS[name].numbers == "integers"}
    assert {name for name, facts in REALS.items() if facts.pieces} == bent - whole - {"cbrt"}  # which has a cusp
    assert {name for name, facts in REALS.items() if facts.linear} == KINKED - {"max", "min"}
    assert {"floor", "ceil"} == STEPPED


@pytest.mark.parametrize("name", [name for name in REALS if name != "double_factorial"])
def test_balls_enclose(name):
    facts = REALS[name]
    with mp.workdps(60):
        for x in points(facts):
            value, place = of(name, x), _exactly(x)
            ball = _at(name, place)
            if isinstance(ball, NoValueError):
                assert isinstance(ball, UnclearError), (name, x)
                assert facts.convention or facts.agreed or not is_in_domain(facts, x) or _is_hard(facts, x), (name, x)
            elif ball is not None:
                assert abs(mp.mpf(ball.mid().str(50, radius=False)) - value) <= mp.mpf("1e-12") * (1 + abs(value)), (
                    name,
                    x,
                )


def _exactly(x):
    return fmpq(int(mp.floor(x * 2**220)), 2**220)


def _is_hard(facts, x):
    """Beside jumps and irrational ends the ball of a rational point may not tell on which side it lies."""
    return facts.jumps is None or any(end.value is None for span in facts.domain for end in span.ends)


def _at(name, place):
    with ctx.workprec(300):
        try:
            return balls.apply(name, [arb(place)])
        except NoValueError as error:
            return error


@pytest.mark.parametrize("name", [name for name in REALS if name != "double_factorial"])
def test_balls_say_where_a_function_is_undefined(name):
    facts = REALS[name]
    for place in (fmpq(-3), fmpq(-5, 2), fmpq(-1), fmpq(0), fmpq(1, 2), fmpq(1), fmpq(3, 2), fmpq(40)):
        x = mp.mpf(int(place.p)) / int(place.q)
        try:
            of(name, x)
        except UndefinedHereError:
            assert isinstance(_at(name, place), NoValueError), (name, place)
        else:
            assert not isinstance(_at(name, place), UndefinedError) or facts.numbers != "reals", (name, place)


BOXES = [("1/3", "1/5"), ("4/3", "-1/5"), ("-2/3", "1/2"), ("2", "3"), ("-5/2", "2")]


@pytest.mark.parametrize("name", [name for name in ROWS if name in COMPLEX])
def test_values_at_complex_numbers(name):
    """Where a complex value is told, it is the one of mpmath; facts about real numbers tell none."""
    for re, im in BOXES:
        z = Gauss(fmpq(*Fraction(re).as_integer_ratio()), fmpq(*Fraction(im).as_integer_ratio()))
        place = mp.mpc(mp.mpf(Fraction(re).numerator) / Fraction(re).denominator,
                       mp.mpf(Fraction(im).numerator) / Fraction(im).denominator)  # fmt: skip
        try:
            found = ComplexEvaluator(Context(Budget()), {"x": z}, 128).number(Call(name, (X,)))
        except NoValueError:
            assert not ROWS[name].complex.entire, name
            continue
        value = COMPLEX[name](place)
        for told, part in ((found.re, mp.re(value)), (found.im, mp.im(value))):
            assert abs(mp.mpf(arb(told).mid().str(25, radius=False)) - part) < 1e-9 * (1 + abs(part)), (name, place)


# What holds over the real numbers for some functions, and for which of them over the complex numbers too.
LAWS = [
    "abs({f}(z)) = {f}(z)",
    "conj({f}(z)) = {f}(z)",
    "{f}(conj(z)) = {f}(z)",
    "im({f}(z)) = 0",
    "re({f}(z))^2 = {f}(z)^2",
    "{f}(abs(z)) = abs({f}(z))",
    "{f}(-z) = -{f}(z)",
    "{f}(-z) = {f}(z)",
    *sorted(
        {
            f"{text.replace('y', '({f}(z))')} = z"
            for facts in REALS.values()
            if (text := facts.inverse) and "x" not in text and "e" not in text
        }
    ),
]


@pytest.mark.parametrize("law", LAWS)
def test_laws_of_real_numbers_are_not_proved_over_complex_ones(law):
    left, right = law.split(" = ")
    for name in REALS:
        if (
            name in {"factorial", "double_factorial", "gamma"}
            or compare(left.format(f=name), right.format(f=name), {"z": "complex"}).status != "equal"
        ):
            continue
        for place in (mp.mpc(1, 2), mp.mpc(-2, mp.mpf(1) / 3)):
            sides = [_complex(text.format(f=name), place) for text in (left, right)]
            assert abs(sides[0] - sides[1]) < 1e-9, (law, name, place)


def _complex(text, place):
    return written(text.replace("z", "x"), place, None, COMPLEX)
