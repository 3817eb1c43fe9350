"""Answers with a left side: one that names the value, one that speaks about it, one that the prompt asks for."""

import pytest

from grader.api import check, problem_from

ODE = {
    "id": "ode",
    "prompt": "Solve $y' + 2y = 6$ with $y(0) = 0$.",
    "answer": {"type": "expression", "for_all": {"x": "real"}, "symbol": "y", "expected": "3 - 3e^{-2x}"},
}
FAMILY = {
    "id": "family",
    "answer": {
        "type": "expression",
        "for_all": {"x": "real"},
        "constants": ["C"],
        "symbol": "y",
        "expected": "3 + C e^{-2x}",
    },
}
TWICE = {
    "id": "twice",
    "prompt": "Give $2m$ for $m = 3$, or $-t$ where $-s = 6$.",
    "answer": {"type": "number", "expected": "6"},
}
POINT = {"id": "point", "prompt": "Give (x, y).", "answer": {"type": "tensor", "expected": [2, 1]}}
SIXTH = {"id": "sixth", "answer": {"type": "number", "expected": "1/6"}}
SLOPE = {
    "id": "slope",
    "answer": {"type": "expression", "for_all": dict.fromkeys("wxy", "real"), "expected": "2x(wx-y)"},
}
STEP = {"id": "step", "prompt": "$w_1$.", "answer": {"type": "number", "expected": "6"}}
LIST = {"id": "list", "answer": {"type": "tensor", "expected": [1, 4, 2]}}
ROWS = [
    (ODE, "y = 3 - 3e^{-2x}", "correct"),
    (ODE, "y(x) = 3 - 3e^{-2x}", "correct"),
    (ODE, r"\hat y = 3 - 3e^{-2x}", "unreadable"),
    (ODE, "2y = 6 - 6e^{-2x}", "unreadable"),
    (ODE, "2y = 3 - 3e^{-2x}", "unreadable"),
    (ODE, "-y = 3 - 3e^{-2x}", "unreadable"),
    (ODE, "y - 3 = -3e^{-2x}", "unreadable"),
    (ODE, "e^{2x} y = 3e^{2x} - 3", "unreadable"),
    (ODE, "y' = 3 - 3e^{-2x}", "unreadable"),
    (ODE, "z = 3 - 3e^{-2x}", "unreadable"),
    (ODE, "y(0) = 3 - 3e^{-2x}", "unreadable"),
    (ODE, "y(2x) = 3 - 3e^{-2x}", "unreadable"),
    (ODE, r"\frac{dy}{dx} = 3 - 3e^{-2x}", "unreadable"),
    (ODE, "solution = 3 - 3e^{-2x}", "correct"),
    (ODE, "y = 3 - 3e^{-2x} = 3(1 - e^{-2x})", "correct"),
    (FAMILY, "y = 3 + Ae^{-2x}", "correct"),
    (FAMILY, "3 + (y_0 - 3)e^{-2x}", "correct"),
    (FAMILY, "3 + (y(0) - 3)e^{-2x}", "unreadable"),
    (FAMILY, "3 + A(x)e^{-2x}", "unreadable"),
    (TWICE, "2m = 6", "correct"),
    (TWICE, "$2 m$ = 6", "correct"),
    (TWICE, "-t = 6", "correct"),
    (TWICE, "-s = 6", "unreadable"),
    (TWICE, "3m = 6", "unreadable"),
    (TWICE, r"3m = 6.0 \approx 6", "unreadable"),
    (TWICE, "m + m = 6", "unreadable"),
    (TWICE, "P(A) + P(B) = 6", "correct"),
    # Words between the members: they deny one, offer another, or begin to speak of something else.
    (TWICE, "N is not = 6", "unreadable"),
    (TWICE, "N = 3 not N = 6", "unreadable"),
    (TWICE, "N = 3 oder N = 6", "unreadable"),
    (TWICE, "N = 3 o N = 6", "unreadable"),
    (TWICE, "N = 3 foo M = 6", "unreadable"),
    (TWICE, r"N = 3 \text{ but } M = 6", "unreadable"),
    (TWICE, r"N = 3 \text{ nicht } = 6", "unreadable"),
    (TWICE, "N = 6 mit e = 2.718", "unreadable"),
    (TWICE, "N = 6 & M = 5", "unreadable"),
    (TWICE, "N = (3 ] ?? = 6", "unreadable"),
    (TWICE, "N = wrong = 6", "unreadable"),
    (TWICE, "N = 5 oder N ≈ 6", "unreadable"),
    (TWICE, "$N = 3$ statt $N = 6$", "unreadable"),
    (TWICE, "the number of nonzero weights N = 6", "unreadable"),
    (TWICE, "N = (4 über 2) · 1 = 6", "correct"),
    (TWICE, "N = 2 mal 3 = 6", "correct"),
    (TWICE, r"N = \begin{vmatrix} 6 & 0 \\ 0 & 1 \end{vmatrix} = 6", "correct"),
    (TWICE, r"N = [3x^2]_0^{\sqrt 2} = 6", "correct"),
    (POINT, "x=2 und y=1", "correct"),
    (POINT, "x = 2 & y = 1", "correct"),
    (POINT, "x=2 und y=3", "incorrect"),
    (POINT, "x=2 und y=1 und z=4", "unreadable"),
    (TWICE, "6 (2*3)", "correct"),
    (TWICE, "5 (+1)", "unreadable"),
    (TWICE, "2(3)", "unreadable"),  # the letter is put in, and nothing worked out
    (TWICE, "6 ± 0.5", "unreadable"),
    (TWICE, "6 +- 0.5", "unreadable"),
    (SIXTH, "P = 6/36 = 0.1667", "undecided"),  # what it rounds to, behind a sign of equality
    (SIXTH, "1/6 = 0.1666", "undecided"),
    (SIXTH, "1/6 = 0.1777", "incorrect"),
    (SIXTH, "1/7 = 0.1429", "incorrect"),
    (SIXTH, "P = 3/18 = 1/6", "correct"),
    (SLOPE, "2x(wx-y) = 0", "unreadable"),  # the derivative, set to 0
    (SLOPE, "dL/dw = 2x(wx-y) = 0", "unreadable"),
    (SLOPE, "dL/dw = 0", "incorrect"),
    (STEP, "w_1 = 6", "correct"),
    (STEP, "w_2 = 6", "unreadable"),
    (LIST, "1-4-2", "unreadable"),
    (LIST, "1 – 4 – 2", "unreadable"),
    (LIST, "[1, 4, 2]", "correct"),
]


@pytest.mark.parametrize(("problem", "answer", "outcome"), ROWS)
def test_an_answer_with_a_left_side(problem, answer, outcome):
    assert check(problem_from(problem), answer).outcome == outcome
