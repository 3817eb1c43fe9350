"""What an answer says to have no value in so many words, `undefined at x = 0`: there the gap is a part of what it says.

Equality over the whole domain lets single points go. Where the expected side has a value at such a point, nobody can
tell whether that is wrong or the question leaves the point out.
"""

from __future__ import annotations

from grader.claims.statements import Claim, Equal
from grader.evidence import Budget, decide
from grader.language.grammar.cases.no_value import NOWHERE
from grader.language.tree import Cases, Node, walk
from grader.records import replace
from grader.verdict import Evidence, Proof, Unknown
from grader.wording import open_reasons


def with_said_gaps(claim: Claim, evidence: Evidence, budget: Budget) -> Evidence:
    """Return the evidence for a claim; open where it is proved but for gaps that the answer alone says to be there."""
    statement = claim.statement
    if not isinstance(evidence, Proof) or not evidence.gaps or not isinstance(statement, Equal):
        return evidence
    if statement.same_domain or not _says_undefined(statement.answer):
        return evidence
    strict = decide(replace(claim, statement=replace(statement, same_domain=True)), budget)
    if isinstance(strict, Proof):
        return evidence
    return Unknown(open_reasons.SAID_UNDEFINED.format(gaps=", ".join(evidence.gaps)))


def _says_undefined(tree: Node) -> bool:
    cases = (part for part in walk(tree) if isinstance(part, Cases))
    return any(NOWHERE in (part.otherwise, *(value for value, _ in part.branches)) for part in cases)
