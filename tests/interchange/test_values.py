"""Values of Python as answers."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy

from grader.api import check, compare, problem_from, score
from grader.interchange.values import written

VECTOR = {
    "id": "vector",
    "answer": {"type": "tensor", "expected": "[1/3, 1/10, 2]"},
    "examples": {"correct": ["[1/3, 0.1, 2]"], "incorrect": ["[0, 0, 0]"]},
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2x", "2x"),
        (np.str_("2x"), "2x"),
        (3, "3"),
        (True, "yes"),
        (Fraction(-1, 3), "-1/3"),
        (Decimal("0.10"), "1/10"),
        (0.1, "1/10"),
        (-2.0, "-2"),
        (1 + 2j, "1 + (2) i"),
        ([1, [0.5, "x"]], "[1, [1/2, x]]"),
        (np.float32(1) / 3, "1/3"),
        (np.float16(0.1), "1/10"),
        (np.int64(7), "7"),
        (np.array([[1, 0.5], [0.1, 2]]), "[[1, 1/2], [1/10, 2]]"),
        (np.array([1 + 2j, 3], dtype=np.complex64), "[1 + (2) i, 3]"),
        (np.array([[1, 2], [3, 4]]).T, "[[1, 3], [2, 4]]"),
        (np.array([1, 2], dtype=">f8"), "[1, 2]"),
    ],
    ids=repr,
)
def test_a_value_has_a_text(value, text):
    assert written(value).text == text


def test_an_array_is_data_at_its_own_precision():
    problem = problem_from(VECTOR)
    for kind in (np.float16, np.float32, np.float64):
        assert check(problem, np.array([1 / 3, 0.1, 2]).astype(kind)).outcome.value == "correct"
    assert check(problem, np.array([1 / 3, 0.1, 2 + 1e-9])).outcome.value == "incorrect"
    assert check(problem, {"answer": (Fraction(1, 3), 0.1, 2)}).outcome.value == "correct"


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (None, TypeError),
        ({1, 2}, TypeError),
        (object(), TypeError),
        (np.array(["a"]), TypeError),
        (10**5000, ValueError),
        (Fraction(1, 10**5000), ValueError),
        (Decimal("1e999999999"), ValueError),
        (np.array([object()]), TypeError),
        (np.array(["2020-01-01"], dtype="datetime64[D]"), TypeError),
        (np.ma.array([1, 2], mask=[0, 1]), TypeError),
        (np.longdouble(1) / 3, TypeError),
        (float("nan"), ValueError),
        (float("-inf"), ValueError),
        (np.array([1, np.nan]), ValueError),
        (np.zeros((5000, 5000)), ValueError),
        (Decimal("Infinity"), ValueError),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_answer_is_refused(value, error):
    with pytest.raises(error):
        written(value)


def test_the_refusal_says_what_is_taken():
    with pytest.raises(TypeError) as said:
        check(problem_from(VECTOR), None)
    assert str(said.value) == (
        "vector: an answer may be a text, a number, a fraction, a list of numbers, a NumPy scalar or array, or a SymPy "
        "expression or matrix, or where there are several fields a mapping of them, not NoneType"
    )


def test_lists_in_lists_end():
    value = []
    value.append(value)
    with pytest.raises(ValueError, match="more than 20 lists"):
        written(value)


def test_a_function_that_only_sympy_knows_is_read_as_a_function():
    function = sympy.Function("phi")(sympy.Symbol("x"))
    answer = {
        "type": "expression",
        "for_all": {"x": "real"},
        "functions": {"phi": "real -> real"},
        "expected": "phi(x)",
    }
    assert check(problem_from({"id": "q", "answer": answer}), function).outcome.value == "correct"
    plain = problem_from({"id": "q", "answer": {"type": "expression", "for_all": {"x": "real"}, "expected": "x"}})
    assert check(plain, function).outcome.value == "unreadable"


@pytest.mark.parametrize("expected", [1 / 3, np.float64(1) / 3, Fraction(1, 3), sympy.Rational(1, 3)], ids=repr)
def test_a_problem_may_state_a_value(expected):
    problem = problem_from({"id": "third", "answer": {"type": "number", "expected": expected, "accept_error": 1e-30}})
    assert check(problem, "1/3").outcome.value == "correct"


def test_a_problem_may_state_an_array_and_an_expression():
    array = problem_from({"id": "a", "answer": {"type": "tensor", "expected": np.array([[1, 0.5], [0.1, 2]])}})
    assert check(array, "[[1, 1/2], [0.1, 2]]").outcome.value == "correct"
    x = sympy.Symbol("x")
    answer = {"type": "expression", "for_all": {"x": "real"}, "expected": sympy.exp(2 * x) * sympy.Abs(x)}
    assert check(problem_from({"id": "e", "answer": answer}), "|x| e^(2x)").outcome.value == "correct"


LOOP = {"id": "q"}
LOOP["answer"] = LOOP


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (None, TypeError),
        ({"id": "q", "title": None}, TypeError),
        ({"id": "q", "answer": {"type": "number", "expected": {1, 2}}}, TypeError),
        ({"id": "q", "points": float("nan")}, ValueError),
        (LOOP, ValueError),
    ],
    ids=["none", "nothing", "a set", "nan", "a loop"],
)
def test_what_no_problem_states(source, error):
    with pytest.raises(error):
        problem_from(source)


def test_what_is_no_problem_and_no_convention_is_said():
    with pytest.raises(TypeError, match="expected a problem, as `load_problems`"):
        check("tent", 2)
    with pytest.raises(ValueError, match="expected one of plain, english, continental"):
        score("1", "1", numbers="german")
    with pytest.raises(TypeError, match="expected a mapping of symbols to domains"):
        compare("x", "x", ["x"])
