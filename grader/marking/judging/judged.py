"""Claims decided and added up: what one reading of an answer comes to."""

from __future__ import annotations

from collections.abc import Sequence

from grader import marking
from grader.claims.statements import Claim, ForPerson, Statement, Unread
from grader.evidence.budget import LIMITS, Budget, Limits
from grader.marking.feedback.distances import of_condition
from grader.marking.feedback.feedback import of_claim
from grader.marking.judging.decided_once import decided_once
from grader.marking.judging.parameters import for_all_parameters
from grader.marking.judging.said_undefined import with_said_gaps
from grader.marking.judging.score import Decided, Mark, settle
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.verdict import ClaimResult, Evidence, Feedback, Outcome, Reason, Status, Unknown


@dataclass(frozen=True)
class Judged:
    """The claims of one reading with their evidence, the mark they add up to, and what is to be said."""

    claims: tuple[ClaimResult, ...]
    mark: Mark
    feedback: tuple[Feedback, ...]


def judge(question: Question, claims: Sequence[Claim]) -> Judged:
    """Decide the claims of one reading of an answer and add them up."""
    claims, decided = _without_form(question, claims, [_decided(claim, question) for claim in claims])
    results = tuple(item.result for item, claim in zip(decided, claims, strict=True) if _is_listed(claim, item.result))
    read = [
        item.result for item in decided if item.open_as is not Outcome.UNREADABLE or is_unread(item.result.evidence)
    ]  # faults of reading are said once, here or where they are found
    read.sort(key=lambda result: result.id != "unit")  # what measures something else has no value to speak of
    say = marking.feedback.network_feedback.of_network_claim if question.kind.has_weights else of_claim
    said = tuple(dict.fromkeys(replace(one, claim=result.id) for result in read for one in say(result)))
    return Judged(results, settle(decided, question.points, question.accept_error), said)


def _without_form(
    question: Question, claims: Sequence[Claim], decided: list[Decided]
) -> tuple[Sequence[Claim], list[Decided]]:
    """Return claims without those of a form where the value is open, and its text may be meant otherwise than read.

    Member by member only a set that is written out is looked at: of an equation it is the form that is wrong.
    """
    if question.credit == "per member" or not decided or not isinstance(decided[0].result.evidence, Unknown):
        return claims, decided
    kept = [place for place, claim in enumerate(claims) if not (claim.is_quiet and claim.id.startswith(_SOLVED))]
    return [claims[place] for place in kept], [decided[place] for place in kept]


_SOLVED = "form solved for"  # what ids of claims begin with that are about what a set or an equation is solved for


def _is_listed(claim: Claim, result: ClaimResult) -> bool:
    """Whether a claim is shown: one about the form of an answer only where it fails, stays open or carries points."""
    return not claim.is_quiet or claim.points is not None or result.status is not Status.PROVED


def budget_of(question: Question) -> Budget:
    """Return what deciding one claim of a question may cost: the usual limits, but for those it sets itself."""
    return Budget(limits_of(question))


def limits_of(question: Question) -> Limits:
    """Return the limits of deciding one claim of a question."""
    return replace(LIMITS, **question.limits)


def _decided(claim: Claim, question: Question) -> Decided:
    evidence = decided_once(claim, limits_of(question))
    evidence = for_all_parameters(claim, evidence, question.given, budget_of(question))
    evidence = with_said_gaps(claim, evidence, budget_of(question))
    if question.kind.has_weights:
        evidence = marking.feedback.network_feedback.of_answer(question, claim, evidence)
    evidence = of_condition(claim, evidence)
    result = ClaimResult(claim.id, claim.text, evidence, claim.points, claim.feedback)
    return Decided(result, _open_as(claim.statement, evidence))


def _open_as(statement: Statement, evidence: Evidence) -> Outcome:
    """Return the outcome of a claim that stays open."""
    if is_unread(evidence):
        return Outcome.UNREADABLE
    match statement:
        case Unread():
            return Outcome.UNREADABLE
        case ForPerson():
            return Outcome.REVIEW
        case _:
            return Outcome.UNDECIDED


def is_unread(evidence: Evidence) -> bool:
    """Whether only deciding has shown that what was written cannot be read."""
    return isinstance(evidence, Unknown) and evidence.is_unread


def is_misfit(judged: Judged) -> bool:
    """Whether shapes do not fit, within an answer or a field, or it means nothing: no reading, where another fits."""
    if not judged.claims and judged.mark.outcome is Outcome.UNREADABLE:
        return True
    reasons = ((claim.id, claim.evidence) for claim in judged.claims if isinstance(claim.evidence, Reason))
    return any(one.is_misfit or (one.code == "shape" and id_.startswith("domain ")) for id_, one in reasons)


def misfits_of(judged: Judged) -> list[str]:
    """Return the claims that are refuted by the shape of an answer alone."""
    return [one.id for one in judged.claims if isinstance(one.evidence, Reason) and one.evidence.code == "shape"]
