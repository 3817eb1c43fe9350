"""How an answer that is a set, an equation or an inequality becomes a claim."""

from __future__ import annotations

from grader.claims.definitions import expand
from grader.claims.solutions import SameSet, SameSolutions
from grader.claims.statements import AnyOf, Claim, Setting, Statement
from grader.language.printing import for_all_text
from grader.language.tree import Node
from grader.problems.question import Question


def solution_claims(question: Question, value: Node, setting: Setting) -> tuple[Claim, ...]:
    """Return the claim that an answer is one of the accepted sets or relations."""
    statements = tuple(same_solutions(question, value, tree) for tree in question.accepted)
    statement = statements[0] if len(statements) == 1 else AnyOf(statements)
    return (Claim("expected", solutions_text(question), statement, setting),)


def same_solutions(question: Question, answer: Node, expected: Node) -> Statement:
    """Return the statement that two sets are the same, or that two relations hold at the same points."""
    sides = expand(answer, question.define), expand(expected, question.define)
    if question.kind.expects == "condition":
        return SameSolutions(*sides)
    return SameSet(*sides, question.for_all[0] if question.for_all else None)


def solutions_text(question: Question) -> str:
    """Return what is claimed, in words."""
    name = next(iter(question.fields))
    if question.kind.expects == "condition":
        where = for_all_text((*question.given, *question.for_all))
        return f"{name} holds exactly where expected does" + (f", for {where}" if where else "")
    where = for_all_text(question.given)
    return f"{name} = expected, as sets" + (f", for {where}" if where else "")
