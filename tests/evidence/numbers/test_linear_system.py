"""Fourier-Motzkin elimination agrees with z3, and its solutions solve."""

import pytest
import z3
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.numbers.linear_system import Constraint, connected, infeasible, solution

NAMES = ("x", "y", "z")
NUMBERS = st.integers(-3, 3)
CONSTRAINTS = st.builds(
    lambda values, constant, op: Constraint(
        {name: fmpq(value) for name, value in zip(NAMES, values, strict=True) if value}, fmpq(constant), op
    ),
    st.tuples(NUMBERS, NUMBERS, NUMBERS),
    NUMBERS,
    st.sampled_from(["=", ">=", ">"]),
)


def _form(constraint, values):
    return sum((c * values.get(name, fmpq(0)) for name, c in constraint.coefficients.items()), constraint.constant)


def _in_z3(constraint):
    form = sum((int(c) * z3.Real(name) for name, c in constraint.coefficients.items()), z3.RealVal(0))
    form = form + int(constraint.constant)
    return {"=": form == 0, ">=": form >= 0, ">": form > 0}[constraint.op]


@settings(deadline=None)
@given(st.lists(CONSTRAINTS, max_size=7))
def test_a_solution_solves_and_none_is_missed(constraints):
    solver = z3.Solver()
    solver.add([_in_z3(one) for one in constraints])
    found = solution(constraints, Budget())
    assert (found is None) == (solver.check() == z3.unsat) == infeasible(constraints, Budget())
    for one in constraints if found is not None else ():
        value = _form(one, found)
        assert {"=": value == 0, ">=": value >= 0, ">": value > 0}[one.op]


def test_a_large_system_is_perhaps_feasible():
    rows = [
        Constraint({"x": fmpq(side), "y": fmpq(n), "z": fmpq(n * n)}, fmpq(-1), ">")
        for side in (1, -1)
        for n in range(1, 20)
    ]
    assert not infeasible(rows, Budget(), 30)
    with pytest.raises(ExceededError):
        solution([*rows, *(Constraint({"x": fmpq(n), "y": fmpq(1)}, fmpq(n), ">") for n in range(1, 700))], Budget())


def test_only_what_is_connected_counts():
    first = Constraint({"x": fmpq(1), "y": fmpq(1)}, fmpq(0), ">")
    second = Constraint({"y": fmpq(1), "z": fmpq(1)}, fmpq(0), ">")
    third = Constraint({"w": fmpq(1)}, fmpq(0), ">")
    assert connected([third, second, first], {"x"}) == [first, second]
