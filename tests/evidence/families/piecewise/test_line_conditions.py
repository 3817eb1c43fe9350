from fractions import Fraction

import pytest
from hypothesis import given, settings

from grader.claims.statements import Claim, Holds, Rounded
from grader.evidence import decide
from grader.evidence.budget import Budget, Limits
from grader.language.tree import Call, Logic, Relation
from grader.verdict import Exact, Point, Proof, Reason, Truth, Unknown
from tests.evidence.deciding import setting, text, tree
from tests.evidence.families.piecewise.nets import exact, number, on_line, shallow, shallow_at
from tests.evidence.families.piecewise.test_line_equality import sawtooth, units

PROVED = Proof("piecewise-linear")


def holds(condition, domain="real", budget=None):
    node = tree(condition, {"x": domain}) if isinstance(condition, str) else condition
    return decide(Claim("c", "", Holds(node), on_line(domain)), budget)


PROVABLE = [
    ("relu(x-1) > 0 iff x > 1", "real"),
    ("relu(x-1) >= 0", "real"),
    ("relu(x-1) > 0", "(1, oo)"),
    ("0 <= hardtanh(x) <= 1", "non-negative"),
    ("x >= 0 implies relu(x) = x", "real"),
    ("relu(x) != 0 or x <= 0", "real"),
    ("not (relu(x) < 0)", "real"),
    ("|2x-1| >= 1", "integer"),
    ("kinks(relu(x)+relu(x-1)) = 2", "real"),
    ("kinks(relu(x)+relu(x-1)) = 1", "[0, 2]"),
    ("kinks(relu(x)-relu(-x)) = 0", "real"),
    ("kinks(H(x)) = 1", "real"),
    ("kinks(relu(x)) < kinks(||x|-1|)", "real"),
    ("convex(relu(x)+relu(x-1))", "real"),
    ("convex(relu(x)-relu(x-1)) and relu(x) >= 0", "[-1, 1]"),
    ("not convex(-|x|)", "real"),
]


@pytest.mark.parametrize(("condition", "domain"), PROVABLE)
def test_conditions_that_hold(condition, domain):
    assert holds(condition, domain) == PROVED


FALSE = [
    ("relu(x-1) > 0 iff x >= 1", "real", "1", "false", "true"),
    ("relu(x-1) > 0", "real", "-1", "0", "0"),
    ("relu(x-1) > 0", "[1, oo)", "1", "0", "0"),
    ("relu(x-1) >= 0 and relu(x) <= 10", "real", "11", "11", "10"),
    ("0 <= hardtanh(x) <= 1", "real", "-1", "0", "-1"),
    ("|2x-1| >= 2", "integer", "1", "1", "2"),
    ("kinks(relu(x)) = relu(x)", "real", "2", "1", "2"),
    ("x > 0 implies relu(x) > 1/2", "real", "1/3", "true", "false"),
]


@pytest.mark.parametrize(("condition", "domain", "x", "left", "right"), FALSE)
def test_conditions_that_fail_at_a_point(condition, domain, x, left, right):
    found = holds(condition, domain)
    assert isinstance(found, Point)
    assert (text(found.at["x"]), text(found.left), text(found.right)) == (x, left, right)
    assert found.method == "piecewise-linear"


WHOLE = [
    ("kinks(relu(x)+relu(x-1)) = 3", "kinks", "The function has 2 kinks, at x = 0 and x = 1."),
    ("kinks(x) = 1 and relu(x) >= 0", "kinks", "The function has no kink."),
    ("kinks(|x-1/2|) != 1", "kinks", "The function has 1 kink, at x = 1/2."),
    ("convex(-|x|)", "convex", "The function is not convex: its slope falls from 1 to -1 at x = 0."),
    ("convex(H(x))", "convex", "The function is not convex: it jumps at x = 0."),
    ("not convex(|x|)", "convex", "The function is convex."),
]


@pytest.mark.parametrize(("condition", "code", "words"), WHOLE)
def test_the_reason_names_the_kinks(condition, code, words):
    assert holds(condition) == Reason(code, words, "piecewise-linear")


def test_many_kinks_are_counted_and_some_named():
    found = holds(Relation(("=",), (Call("kinks", (sawtooth(6),)), number(64))))
    assert isinstance(found, Reason)
    assert found.text.startswith("The function has 65 kinks, at x = 0, x = 1/64, ")
    assert found.text.endswith(", x = 11/64 and 53 more.")


OPEN = "is decided of functions of one real symbol that are made of pieces of lines with rational numbers"


@pytest.mark.parametrize(
    ("condition", "name"),
    [
        ("convex(exp(x))", "convex"),
        ("kinks(a relu(x)) = 1", "kinks"),
        ("kinks(relu(x) + relu(y)) = 1", "kinks"),
        ("kinks(relu(sqrt(2) x)) = 1", "kinks"),
        ("x > 0 implies kinks(relu(x^2)) = 0", "kinks"),
    ],
)
def test_other_functions_stay_open(condition, name):
    node = tree(condition)
    found = decide(Claim("c", "", Holds(node), setting({}, node)))
    assert found == Unknown(f"{name} {OPEN}")


def test_whole_functions_stay_open_in_other_statements():
    node = tree("kinks(relu(x))")
    found = decide(Claim("c", "", Rounded(node, number(1), decimal_places=1), setting({}, node)))
    assert found == Unknown(f"kinks {OPEN}")


def test_a_limit_names_what_holds():
    condition = Relation(("<=",), (sawtooth(6), number(1)))
    few = Limits(max_pieces=40)
    assert holds(condition, budget=Budget(few)) == Unknown(
        "there are too many pieces; the condition holds at the 40 points that were tried", "max_pieces"
    )
    found = holds(Relation(("<",), (sawtooth(6), number(Fraction(1, 2)))), budget=Budget(few))
    assert found == Point({"x": Exact("1/3")}, Exact("2/3"), Exact("1/2"), "exact evaluation")


def test_constants():
    assert holds(Relation(("=",), (Call("relu", (number(2),)), number(2)))) == Proof("exact evaluation")
    found = holds(Logic("iff", (Relation((">",), (Call("relu", (number(2),)), number(0))), tree("false"))))
    assert found == Point({}, Truth(True), Truth(False), "exact evaluation")


@given(units)
@settings(max_examples=40, deadline=None)
def test_kinks_are_where_the_slope_changes(given_units):
    net = shallow(given_units)
    jumps = {}
    for w, b, v in given_units:
        if w:
            jumps[-b / w] = jumps.get(-b / w, 0) + v * abs(w)
    kinks = sum(1 for jump in jumps.values() if jump)
    assert holds(Relation(("=",), (Call("kinks", (net,)), number(kinks)))) == PROVED
    assert isinstance(holds(Relation(("=",), (Call("kinks", (net,)), number(kinks + 1)))), Reason)
    convex = all(jump >= 0 for jump in jumps.values())
    assert isinstance(holds(Call("convex", (net,))), Proof) is convex
    found = holds(Relation((">=",), (net, number(0))))
    if isinstance(found, Point):
        assert shallow_at(given_units, exact(found.at["x"])) == exact(found.left) < 0
    else:
        places = [*jumps, 0, min(jumps, default=0) - 1, max(jumps, default=0) + 1]
        assert all(shallow_at(given_units, x) >= 0 for x in places)
