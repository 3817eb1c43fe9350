"""A question typed back is no answer: no formula of a prompt, handed in, is correct in any of the seed problems."""

from pathlib import Path

import pytest

from grader.api import load_problems
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.asked.prompt_formulas import marked_in
from grader.marking.mark import mark_question

PROBLEMS = Path(__file__).parents[2] / "problems"
RIGHT = {  # formulas of prompts that are the answer all the same, and why
    "a symbol that is the answer": {
        "002-q4c-ii-max-kinks": ["k"],
        "003-q2-1-equivalence.alpha": ["\\beta"],
    },
    "an option that the prompt names": {
        "003-q4-3a-adam-l2": ["\\theta_{\\mathrm{small}}"],
    },
    "a shape that the answer has, too": {
        "002-q1-shapes.b1": ["k", "\\mathbb{R}^k", "k \\times 1"],
        "002-q1-shapes.b2": ["1 \\times 1", "\\mathbb{R}"],
    },
    "what is to be shown, in one step that is proved; its author lists it as correct": {
        "000-rbf-equals-dot": ["\\beta_i = \\alpha_i"],
        "004-q3a-ce-positive": ["\\ell > 0"],
        "004-q5a-idempotent": ["\\sigma(\\sigma(z)) = \\sigma(z)"],
        "001-q3-1-translation": ["S(x + c)_i = S(x)_i"],
        "003-q3-4-derivation-line": ["a_{ij} = \\exp(q^\\top k)"],
    },
}
KNOWN = {(name, text) for kind in RIGHT.values() for name, texts in kind.items() for text in texts}
QUESTIONS = [one for problem in load_problems(PROBLEMS).values() for one in problem.questions if len(one.fields) == 1]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_no_formula_of_the_prompt_is_an_answer(question):
    (name,) = question.fields
    credited = {
        text
        for text in dict.fromkeys(marked_in(f"{question.lead}\n{question.prompt}"))
        if mark_question(question, Answer({name: FieldAnswer(text)})).outcome.value in {"correct", "partial"}
    }
    assert credited == {text for known, text in KNOWN if known == question.id}
