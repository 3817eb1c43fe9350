"""Evidence and outcomes in words."""

from __future__ import annotations

from collections.abc import Mapping

from grader.marking.feedback.feedback import value_text
from grader.verdict import (
    Direction,
    Evidence,
    Outcome,
    Point,
    Probable,
    Proof,
    Reason,
    Truth,
    Unknown,
    Value,
)

OPENERS = {"The", "An", "It", "Your", "This", "One"}  # words that have a capital only where they begin a sentence
LEGEND: dict[Outcome, str] = {
    Outcome.CORRECT: "every claim proved",
    Outcome.PARTIAL: "some claims that carry points proved, or a recognised mistake",
    Outcome.INCORRECT: "a claim refuted",
    Outcome.MISSING: "nothing written",
    Outcome.UNREADABLE: "open: could not be read",
    Outcome.UNDECIDED: "open: neither proved nor refuted",
    Outcome.REVIEW: "open: a person marks it",
    Outcome.FAILED: "open: the grader failed",
}


def evidence_words(evidence: Evidence, left: str = "the left side", right: str = "the right side") -> str:
    """Return a sentence, without its full stop, that says what was found; `left` and `right` name the two sides."""
    match evidence:
        case Proof(gaps=gaps, notes=notes):
            return "; ".join(("proved", *(_gap_words(gaps)), *notes))
        case Probable(error=error):
            return f"holds but for an error of probability at most {error}"
        case Point(method="membership" | "evaluation of both", left=Truth(value=mine)):
            return f"refuted: {_one_only(evidence, left if mine else right)}"
        case Point(at=at, left=left_value, right=right_value):
            place = _place_words({name: value_text(value) for name, value in at.items()}, "at")
            return f"refuted: {place}{_sides(left, left_value, right, right_value)}"
        case Direction(along=along, left=left_text, right=right_text):
            place = _place_words(along, "along")
            return f"refuted: {place}{left} is {left_text}, {right} is {right_text}, for growing t"
        case Reason(text=text):
            return f"refuted: {_after_colon(text.rstrip('.'))}"
        case Unknown(reason=reason, limit=limit):
            return f"open: {reason.rstrip('.')}" + (f" (limit: {limit})" if limit else "")


def _after_colon(sentence: str) -> str:
    """Return a sentence as it goes on after a colon; names and what students wrote keep their letters."""
    return sentence[0].lower() + sentence[1:] if sentence.partition(" ")[0] in OPENERS else sentence


def _gap_words(gaps: tuple[str, ...]) -> tuple[str, ...]:
    return (f"but for gaps in the domain: {', '.join(gaps)}",) if gaps else ()


def _place_words(values: Mapping[str, str], preposition: str) -> str:
    places = ", ".join(f"{name} = {text}" for name, text in values.items())
    return f"{preposition} {places}, " if places else ""


def _one_only(point: Point, side: str) -> str:
    """Return where exactly one of two sets or conditions has a point."""
    if point.method != "membership":
        return f"{_place_words({key: value_text(value) for key, value in point.at.items()}, 'at')}only {side} holds"
    *others, (name, member) = point.at.items()
    where = _place_words({key: value_text(value) for key, value in others}, "for")
    return f"{where}{name} = {value_text(member)} is only in {side}"


def _sides(left: str, left_value: Value, right: str, right_value: Value) -> str:
    if isinstance(left_value, Truth) and isinstance(right_value, Truth):
        return f"the condition is {value_text(left_value)}"
    return f"{left} is {value_text(left_value)}, {right} is {value_text(right_value)}"
