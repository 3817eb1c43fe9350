"""Sentences about networks: counterexamples in the words of networks and functions."""

from __future__ import annotations

from grader.claims.statements import Claim, Settled
from grader.language.tree import Sym
from grader.marking.feedback.feedback import of_claim, place_text, value_text
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import ClaimResult, Evidence, Feedback, Point, Reason, Truth, Undefined, Unknown
from grader.wording import open_reasons, sentences

MISSHAPEN = open_reasons.ARRAYS_PROBLEM_FORMULA_DO


def of_answer(question: Question, claim: Claim, evidence: Evidence) -> Evidence:
    """Return the evidence for a claim, without what is the problem's own fault.

    The shapes of weights are compared with their domains before they are put into a problem's formulas. Arrays that
    do not fit together after that are no mistake of the answer, unless it chose a size that the output shows.
    """
    if not isinstance(evidence, Reason) or evidence.code != "shape" or isinstance(claim.statement, Settled):
        return evidence
    chosen = any(isinstance(dim, Sym) for field in question.fields.values() for dim in field.domain.shape)
    if claim.id.startswith("domain") or (chosen and evidence.text.startswith("The answer ")):
        return evidence
    return Unknown(f"{MISSHAPEN}: {evidence.text}")


def of_network_claim(claim: ClaimResult) -> tuple[Feedback, ...]:
    """Return what is to be said about one claim of a network."""
    said = of_claim(claim)
    match claim.evidence:
        case Point() as point if claim.id == "expected":
            return tuple(_difference(one, point) if one.code in {"counterexample", "value"} else one for one in said)
        case Point() as point if claim.id.startswith("domain"):
            return tuple(_outside(one, claim, point) if one.code == "counterexample" else one for one in said)
        case Reason(code="kinks" | "convex"):
            return tuple(replace(one, text=_yours(one.text), student=_yours(one.student)) for one in said)
        case _:
            return said


def _yours(text: str) -> str:
    return text.replace("The function", "Your network")


def _difference(said: Feedback, point: Point) -> Feedback:
    """Return `At x = 1 your network gives 15; the function is 3.`, and for students the half that is theirs."""
    where = place_text(point.at)
    subject = sentences.NETWORK_AT.format(where=where) if where else sentences.THE_NETWORK
    match point.left:
        case Undefined(why=why):
            mine = sentences.GIVES_NOTHING.format(subject=subject, why=_because(why))
        case left:
            mine = sentences.GIVES.format(subject=subject, value=value_text(left))
    match point.right:
        case Undefined(why=why):
            right = sentences.FUNCTION_UNDEFINED.format(why=_because(why))
        case value:
            right = sentences.FUNCTION_IS.format(value=value_text(value))
    full = sentences.BOTH.format(mine=mine, expected=right, note=_because(point.note))
    return replace(said, code="counterexample", text=full, student=sentences.ONLY_MINE.format(mine=mine))


def _because(why: str) -> str:
    return sentences.BECAUSE.format(why=why) if why else ""


def _outside(said: Feedback, claim: ClaimResult, point: Point) -> Feedback:
    """Return what a weight is where it leaves its domain, or that it has no value there."""
    name, where = claim.id.removeprefix("domain "), place_text(point.at)
    at = sentences.AT.format(where=where) if where else ""
    match point.left:
        case Undefined(why=why):
            text = sentences.WEIGHT_UNDEFINED.format(name=name, at=at, why=_because(why))
        case Truth():
            text = said.text
        case left:
            text = sentences.WEIGHT_OUTSIDE.format(claim=claim.text, value=value_text(left), at=at)
    return replace(said, text=text, student=text)
