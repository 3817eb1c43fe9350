"""Are there such weights? Found and tried on the claims, or none by the solver or by scaling."""

import pytest

from grader.claims.statements import Claim, Equal, Holds, Setting, Within
from grader.evidence import Budget, decide
from grader.evidence.budget import Limits
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.existence import Found, weights_exist
from grader.evidence.families.piecewise.homogeneity import degree
from grader.evidence.strategy import budget_of
from grader.language.domains import Variable
from grader.language.reader.domains import parse_domain
from grader.language.tree import substitute
from grader.verdict import Proof, Unknown
from tests.evidence.deciding import tree

SHALLOW = "w_1^T relu(w_0 x + b_0)"
NO_BIAS = "w_1^T relu(w_0 x)"


def _weights(size, bias=True):
    return dict.fromkeys(("w_0", "b_0", "w_1") if bias else ("w_0", "w_1"), f"real^{size}")


def _asked(claim, weights, inputs=None, budget=None):
    inputs = inputs or {"x": "real"}
    where = {**weights, **inputs}
    trees = [tree(part, where) for part in claim]
    statement = Holds(*trees) if len(trees) == 1 else Equal(*trees)
    unknown = [Variable(name, parse_domain(domain)) for name, domain in weights.items()]
    setting = Setting(tuple(Variable(name, parse_domain(domain)) for name, domain in inputs.items()))
    return weights_exist([statement], unknown, setting, budget_of(budget)), statement, setting


@pytest.mark.parametrize(
    ("claim", "weights", "inputs"),
    [
        ((SHALLOW, "|x|"), _weights(2), None),
        ((SHALLOW, "x"), _weights(2), None),
        ((SHALLOW, "min(max(x, 0), 1)"), _weights(2), None),
        (("w^T relu(V x)", "x_1"), {"w": "real^2", "V": "real^{2 x 2}"}, {"x": "real^2"}),
        (("w x + b > 0 iff x > 3",), {"w": "real", "b": "real"}, None),
        (("k relu(x) >= x",), {"k": "{0, 1}"}, None),
    ],
)
def test_weights_are_found_and_do_it(claim, weights, inputs):
    found, statement, setting = _asked(claim, weights, inputs)
    assert isinstance(found, Found)
    match statement:
        case Holds(condition):
            tried = Holds(substitute(condition, dict(found.values)))
        case Equal(answer, expected):
            tried = Equal(substitute(answer, dict(found.values)), expected)
    assert isinstance(decide(Claim("c", "c", tried, setting)), Proof)


@pytest.mark.parametrize(
    ("claim", "weights", "inputs", "method"),
    [
        ((SHALLOW, "x"), _weights(1), None, "solver"),
        ((SHALLOW, "relu(1 - |x|)"), _weights(2), None, "solver"),
        (("w^T x + b > 0 iff x_1 x_2 < 0",), {"w": "real^2", "b": "real"}, {"x": "real^2"}, "solver"),
        ((NO_BIAS, "x^2"), _weights("d", False), None, "homogeneity"),
        ((NO_BIAS, "min(max(x, 0), 1)"), _weights(2, False), None, "homogeneity"),
        ((f"kinks({NO_BIAS}) = 2",), _weights("d", False), None, "homogeneity"),
        (("sum_{i=1}^{d} w_i relu(v_i x)", "x + 1"), {"w": "real^d", "v": "real^d"}, None, "homogeneity"),
    ],
)
def test_there_are_none(claim, weights, inputs, method):
    found, _, _ = _asked(claim, weights, inputs)
    assert isinstance(found, Proof)
    assert found.method == method


def test_scaling_says_why():
    found, _, _ = _asked((NO_BIAS, "x^2"), _weights("d", False))
    assert found == Proof("homogeneity", notes=("f(2x) = 2 f(x) without biases, but not at x = 1",))


@pytest.mark.parametrize("claim", [(NO_BIAS, "|x|"), (f"kinks({NO_BIAS}) = 1",), (f"kinks({SHALLOW}) = 2",)])
def test_what_stays_open(claim):
    found, _, _ = _asked(claim, _weights("d"))
    assert found == Unknown("neither such weights nor a proof that there are none was found")


def test_the_limit_is_named():
    found, _, _ = _asked((SHALLOW, "relu(1 - |x|)"), _weights(3), budget=Budget(Limits(max_solver_steps=1000)))
    assert found == Unknown("neither such weights nor a proof that there are none was found", "max_solver_steps")


def test_tolerance():
    weights = {"w": "real", "b": "real"}
    sides = [tree(side, {**weights, "x": "real"}) for side in ("w relu(x) + b", "x^2")]
    unknown = [Variable(name) for name in weights]
    setting = Setting((Variable("x", parse_domain("[0, 1]")),))
    wide, narrow = (
        Within(*sides, absolute=limit) for limit in (tree("1/4").num.value / 4 * 1, tree("1/9").num.value / 9)
    )
    assert isinstance(weights_exist([wide], unknown, setting, budget_of()), Found)
    assert weights_exist([narrow], unknown, setting, budget_of()) == Proof("solver")


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("relu(w x)", 1),
        ("x relu(x) + |x| x", 2),
        ("w relu(v relu(u x))", 1),
        ("x/norm(x)", 0),
        ("H(x) x", 1),
        ("0", None),
    ],
)
def test_degrees(text, power):
    assert degree(tree(text), frozenset({"x"})) == power


@pytest.mark.parametrize("text", ["relu(w x + b)", "x + 1", "max(x, 1)", "exp(x)", "leaky_relu(x, x)"])
def test_without_degree(text):
    with pytest.raises(DeclinedError):
        degree(tree(text), frozenset({"x"}))
