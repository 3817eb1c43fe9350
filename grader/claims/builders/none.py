"""The answer that there are no such values."""

from __future__ import annotations

from grader.claims.statements import Claim, Settled
from grader.problems.question import Question
from grader.wording import reasons


def none_claim(question: Question) -> Claim:
    """Return the claim that is made by answering `none`: that no such values exist."""
    what = "weights" if question.kind.has_weights else "values"
    text = reasons.NONE_EXIST.format(what=what) if not question.exists else reasons.SOME_EXIST.format(what=what)
    return Claim("exists", f"no such {what} exist", Settled(not question.exists, "none", text))
