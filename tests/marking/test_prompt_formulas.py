"""Which formulas a prompt without dollar signs has."""

import pytest

from grader.api import problem_from
from grader.marking.asked.prompt_formulas import with_formulas

PROMPTS = (
    ("Find dy/dx for y = x^3.", "Find $dy/dx$ for $y = x^3$."),
    (
        "How many elements has A ∪ B for A = {1,2,3}, B = {3,4}?",
        "How many elements has $A ∪ B$ for $A = {1,2,3}$, $B = {3,4}$?",
    ),
    ("Solve A x = b with A = [[2, 1], [1, 3]].", "Solve $A x = b$ with $A = [[2, 1], [1, 3]]$."),
    ("Give sin α where g = 9.81 m/s² and v is 3 m.", "Give $sin α$ where $g = 9.81$ m/s² and $v$ is 3 m."),
    ("Simplify (x² - 1)/(x - 1) for f(x, y) = x - y.", "Simplify $(x² - 1)/(x - 1)$ for $f(x, y) = x - y$."),
    ("Merge sort needs O(n log n) for {a, b, c} (n = 3).", "Merge sort needs $O(n log n)$ for ${a, b, c}$ ($n = 3$)."),
    ("For which n is n! > 2^n (n in cm or B)?", "For which $n$ is $n! > 2^n$ (n in cm or B)?"),
    ("Quel est l'inverse d'un 5th mod 7?", ""),
    ("How far is it after 3 s, in m?", ""),
    ("A car needs a 5x5 grid, H2O and vitamins (A) or (B).", ""),
    ("Give height x width.", ""),
    ("Find $x$ for y = 3.", ""),
    ("Is the charge 1e-5 C or H+?", ""),
)


@pytest.mark.parametrize(("prompt", "marked"), PROMPTS)
def test_formulas_are_marked(prompt, marked):
    asked = {"id": "q", "prompt": prompt, "answer": {"type": "number", "expected": 1}}
    (question,) = problem_from(asked).questions
    assert with_formulas(question).prompt == (marked or prompt)
    assert with_formulas(with_formulas(question)).prompt == (marked or prompt)
