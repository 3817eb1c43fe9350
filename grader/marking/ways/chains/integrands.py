r"""Indefinite integrals before an antiderivative: `\int x dx = x^2`, which is false, is no answer to that of 2x."""

from __future__ import annotations

import re

from grader.claims.builders.setting import setting_of
from grader.claims.statements import Claim, Equal
from grader.errors import AnswerError
from grader.evidence import decide
from grader.language.reader import read
from grader.language.tree import Add, Derivative, Neg, Node
from grader.marking.asked.asked_names import formulas_asked_for
from grader.marking.judging.judged import budget_of
from grader.problems.question import Field, Question
from grader.verdict import Point, Proof

_BY_PARTS = re.compile(r"(?P<before>.+?)\s*(?P<sign>[-−+])\s*(?P<rest>\\int.+|∫.+)", re.DOTALL)
MAX_CHARACTERS = 300  # of an integral that is looked into
_INTEGRAL = re.compile(
    r"[\s$]*(?:\\int(?![A-Za-z])(?:\\limits)?|∫)\s*(?![_^])(?P<of>.+?)(?:\\[,;!: ]|\s)*"
    r"(?:\\mathrm\s*\{\s*d\s*\}|\\mathrm\s+d|(?<![A-Za-z\\])d)\s*(?P<by>[A-Za-z])[\s$.]*",
    re.DOTALL,
)


def integrates_another(question: Question, field: Field, text: str) -> bool:
    """Whether a text is an indefinite integral of a function that is proved to be another than the one asked for."""
    said = _integrand(question, field, text)
    asked = [_integrand(question, field, one) for one in formulas_asked_for(question.lead, question.prompt)]
    if said is None:
        return False
    known = asked[0] if len(asked) == 1 else None
    match = _INTEGRAL.fullmatch(text)
    if known is None and match is not None and question.kind.is_expression and len(question.accepted) == 1:
        known = Derivative(question.accepted[0], match["by"])
    if known is None:
        return False
    claim = Claim("integrand", "the integrand", Equal(said, known), setting=setting_of(question))
    return isinstance(decide(claim, budget_of(question)), Point)


def is_by_parts(question: Question, field: Field, text: str) -> bool:
    r"""Whether `A - \int b dx` is proved to have the slope of what is expected, so that it is that up to a constant."""
    match = _BY_PARTS.fullmatch(text) if len(text) <= MAX_CHARACTERS and len(question.accepted) == 1 else None
    rest = _INTEGRAL.fullmatch(match["rest"]) if match is not None else None
    if match is None or rest is None or rest["by"] not in question.names.symbols or "\\int" in match["before"]:
        return False
    try:
        before, inside = (read(one, field.names, "expression", "") for one in (match["before"], rest["of"]))
    except AnswerError:
        return False
    if len(before) != 1 or len(inside) != 1:
        return False
    of = inside[0].tree if match["sign"] == "+" else Neg(inside[0].tree)
    said = Add((Derivative(before[0].tree, rest["by"]), of))
    asked = Derivative(question.accepted[0], rest["by"])
    claim = Claim("integrand", "the integrand", Equal(said, asked), setting=setting_of(question))
    return isinstance(decide(claim, budget_of(question)), Proof)


def _integrand(question: Question, field: Field, text: str) -> Node | None:
    """Return what an indefinite integral by a declared letter is of; None where a text is none."""
    match = _INTEGRAL.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    if match is None or match["by"] not in question.names.symbols:
        return None
    try:
        readings = read(match["of"], field.names, "expression", "")
    except AnswerError:
        return None
    return readings[0].tree if len(readings) == 1 else None
