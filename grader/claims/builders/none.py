"""The answer that there are no such values."""

from __future__ import annotations

from grader.claims.statements import Claim, ForPerson, Settled
from grader.language.tree import Node, is_infinite, walk
from grader.problems.question import Question
from grader.wording import open_reasons, reasons

INFINITE = open_reasons.NO_VALUE_EXPECTED_WHETHER


def none_claim(question: Question) -> Claim:
    """Return the claim that is made by answering `none`: that no such values exist."""
    what = "weights" if question.kind.has_weights else "values"
    text = reasons.NONE_EXIST.format(what=what) if not question.exists else reasons.SOME_EXIST.format(what=what)
    return Claim("exists", f"no such {what} exist", Settled(not question.exists, "none", text))


def value_claim(value: Node) -> Claim:
    """Return the claim that is made by a value where there is none; whether infinity is one, a person says."""
    has_infinity = any(map(is_infinite, walk(value)))
    statement = ForPerson(INFINITE) if has_infinity else Settled(False, "none", reasons.NO_SUCH_VALUE)
    return Claim("exists", "there is such a value", statement)
