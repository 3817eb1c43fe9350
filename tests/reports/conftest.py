"""Verdicts and a small class, made by hand."""

from fractions import Fraction

import pytest

from grader.reports.classes import ClassReport, Remark, Student
from grader.verdict import (
    ClaimResult,
    Exact,
    Feedback,
    FieldResult,
    Outcome,
    Point,
    Proof,
    Source,
    Unknown,
    Verdict,
)


@pytest.fixture
def tent():
    """The verdict of the contract's section 6."""
    return Verdict(
        problem="tent",
        outcome=Outcome.INCORRECT,
        points=Fraction(5),
        score_range=(Fraction(0), Fraction(0)),
        fields={"w_1": FieldResult("[3,6,3]", "[3, 6, 3]", Source("answers.yaml", 4))},
        claims=(
            ClaimResult(
                "expected",
                "w_1^T relu(w_0 x + b_0) = expected for all real x",
                Point({"x": Exact("1")}, Exact("15"), Exact("3"), "piecewise-linear"),
            ),
        ),
        feedback=(Feedback("counterexample", "At x = 1 your network gives 15; the function is 3."),),
    )


@pytest.fixture
def verdict():
    """Make a verdict with an outcome and a range."""

    def make(problem, outcome, low=0, high=None, points=1, **more):
        high = low if high is None else high
        return Verdict(problem, Outcome(outcome), Fraction(points), (Fraction(low), Fraction(high)), **more)

    return make


@pytest.fixture
def proved():
    return ClaimResult("expected", "answer = expected", Proof("normal form"))


@pytest.fixture
def small_class(verdict):
    """Three problems, two students, one open answer, one part unreadable."""
    unreadable = {"answer": FieldResult("2 +", source=Source("hw.yaml", 7), error="something is missing here\n  2 +\n")}
    parts = (
        verdict("q3.a", "correct", "1/3", points="1/3"),
        verdict("q3.b", "unreadable", 0, "2/3", points="2/3", fields=unreadable),
    )
    undecided = ClaimResult("expected", "answer = expected", Unknown("too many cases", "max_cases"))
    ada = {
        "tent": verdict("tent", "correct", 5, points=5),
        "q2": verdict("q2", "partial", "3/2", points=2, feedback=(Feedback("mistake", "A sign is wrong."),)),
        "q3": verdict("q3", "correct", 1, points=1),
    }
    bob = {
        "tent": verdict("tent", "undecided", 0, 5, points=5, claims=(undecided,)),
        "q2": verdict("q2", "missing", 0, points=2),
        "q3": verdict("q3", "unreadable", "1/3", 1, points=1, parts=parts),
    }
    remark = Remark("hw.yaml", 3, "warning", "there is no problem q9")
    students = (Student("ada", ada), Student("bob", bob, (remark,), {"tent": 1.25}))
    points = {"tent": Fraction(5), "q2": Fraction(2), "q3": Fraction(1)}
    return ClassReport(points, students, ("no assignment given: all of the 3 problems under problems are set",))
