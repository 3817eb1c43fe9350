"""The answer that there are no such values."""

from __future__ import annotations

from grader.claims.statements import Claim, ForPerson, Settled
from grader.language.tree import Node, is_infinite, walk
from grader.problems.question import Question
from grader.wording import open_reasons, reasons

INFINITE = open_reasons.NO_VALUE_EXPECTED_WHETHER


def none_claim(question: Question, has_witness: bool) -> Claim:
    """Return the claim that is made by answering `none`: that no such values exist.

    `has_witness`: some values are proved to be a correct answer. The author's word that there are some refutes nothing
    without them, and the word that there are none proves nothing against them: both are then for a person.
    """
    what = "weights" if question.kind.has_weights else "values"
    if has_witness == question.exists:
        said = reasons.SOME_EXIST if has_witness else reasons.NONE_EXIST
        return Claim("exists", f"no such {what} exist", Settled(not has_witness, "none", said.format(what=what)))
    doubt = open_reasons.SOME_EXIST_AGAINST_PROBLEM if has_witness else open_reasons.NO_EXAMPLE_SHOWS_SOME
    return Claim("exists", f"no such {what} exist", ForPerson(doubt.format(what=what)))


def some_claim(question: Question) -> Claim:
    """Return the claim that values make which do it where the problem says that there are none."""
    what = "weights" if question.kind.has_weights else "values"
    doubt = open_reasons.DONE_AGAINST_PROBLEM.format(what=what)
    return Claim("exists", f"such {what} exist", ForPerson(doubt))


def value_claim(value: Node) -> Claim:
    """Return the claim that is made by a value where there is none; whether infinity is one, a person says."""
    has_infinity = any(map(is_infinite, walk(value)))
    statement = ForPerson(INFINITE) if has_infinity else Settled(False, "none", reasons.NO_SUCH_VALUE)
    return Claim("exists", "there is such a value", statement)
