"""Sentences that explain a verdict: to staff with everything, to students without the expected side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from grader.marking.solutions import LACKING, differing
from grader.verdict import (
    ClaimResult,
    Complex,
    Direction,
    Enclosure,
    Exact,
    Feedback,
    Point,
    Probable,
    Proof,
    Reason,
    Status,
    Truth,
    Undefined,
    Unknown,
    Value,
)

HIDDEN = {  # what students are told in place of reasons that name the expected side
    "choice": "",
    "text": "",
    "missing member": LACKING,
}
LEVELS = {"member": "counterexample", "missing member": "counterexample"}  # of reasons that say where an answer fails


def value_text(value: Value) -> str:
    """Return a value as a person reads it: `1/3`, `between 0.333 and 0.334`, `undefined (log of -1)`."""
    match value:
        case Exact(text=text):
            return text
        case Enclosure(low=low, high=high):
            return f"between {low} and {high}"
        case Undefined(why=why):
            return f"undefined ({why})" if why else "undefined"
        case Truth(value=true):
            return "true" if true else "false"
        case Complex(re=re, im=im):
            return f"{value_text(re)} + ({value_text(im)}) i"
        case tuple():
            return f"[{', '.join(value_text(item) for item in value)}]"
        case _:
            assert_never(value)


def place_text(at: Mapping[str, Value]) -> str:
    """Return a point as `x = 1, y = 2`."""
    return ", ".join(f"{name} = {value_text(value)}" for name, value in at.items())


def of_claim(claim: ClaimResult) -> tuple[Feedback, ...]:
    """Return what is to be said about one claim: the author's words first, then the evidence."""
    said: list[Feedback] = []
    if claim.feedback and claim.status is Status.REFUTED:
        said.append(Feedback("claim", claim.feedback, claim.feedback, "verdict"))
    said.extend(_of_evidence(claim))
    return tuple(said)


def _of_evidence(claim: ClaimResult) -> tuple[Feedback, ...]:
    match claim.evidence:
        case Point() as point:
            return (_counterexample(claim, point),)
        case Direction(along=along, left=left, right=right):
            where = ", ".join(f"{name} = {text}" for name, text in along.items())
            text = f"Along {where} your answer grows like {left}"
            return (Feedback("direction", f"{text}; {right} is expected.", f"{text}.", "counterexample"),)
        case Reason(code=code, text=text):
            return (Feedback(code, text, HIDDEN.get(code, text), LEVELS.get(code, "verdict")),)
        case Proof(gaps=gaps, notes=notes):
            said = [Feedback("note", note, note, "verdict") for note in notes]
            if gaps:
                text = f"Equal wherever both sides are defined; left out: {', '.join(gaps)}."
                said.append(Feedback("gaps", text, text, "verdict"))
            return tuple(said)
        case Probable(error=error):
            text = f"Holds but for an error of probability at most {error}."
            return (Feedback("probable", text, text, "verdict"),)
        case Unknown(reason=reason, is_unread=True):
            return (Feedback("unreadable", reason, reason, "verdict"),)
        case Unknown(reason=reason, limit=limit):
            text = f"{claim.text}: {reason}" + (f" (limit: {limit})" if limit and limit not in reason else "")
            return (Feedback("undecided", text, text, "verdict"),)
        case _:
            assert_never(claim.evidence)


def _of_step(claim: ClaimResult, point: Point) -> Feedback:
    """Return where a step of a derivation fails; it holds nothing but what the student wrote."""
    where = place_text(point.at)
    left, right = value_text(point.left), value_text(point.right)
    text = f"{claim.text[:1].upper()}{claim.text[1:]} does not hold"
    full = f"{text}: {f'at {where} ' if where else ''}the left side is {left}, the right side {right}."
    return Feedback("step", full, full)


def _unmet(claim: ClaimResult, point: Point) -> str:
    """Return what a student may know of a condition that fails, whose text may name the answer: what theirs gives."""
    gives = "" if isinstance(point.left, Truth) else f", whose left side it makes {value_text(point.left)}"
    where = f", at {place_text(point.at)}" if point.at else ""
    return f"Your answer does not meet condition {claim.id.removeprefix('require ')}{gives}{where}."


def _counterexample(claim: ClaimResult, point: Point) -> Feedback:
    where = place_text(point.at)
    left, right = value_text(point.left), value_text(point.right)
    wanted = f"a value {right}" if isinstance(point.right, Enclosure) else right
    if claim.id.startswith("require"):
        text = f"{claim.text} does not hold: the left side is {left}, the right side {right}"
        full = f"{text}, at {where}." if where else f"{text}."
        return Feedback("counterexample", full, _unmet(claim, point))
    if claim.id.startswith("step"):
        return _of_step(claim, point)
    if claim.id.startswith("through"):
        text = f"{claim.text[:1].upper()}{claim.text[1:]}: no line does."
        return Feedback("through", text, "A line that is asked for is missing, or does not follow.", "verdict")
    if claim.id.startswith("domain"):
        full = f"{claim.text}; your answer is {left}{f' at {where}' if where else ''}."
        return Feedback("counterexample", full, full)
    differs = differing(point, place_text, value_text)
    if differs is not None:
        return differs
    subject = f"{claim.id[:1].upper()}{claim.id[1:]} of your answer" if claim.id.startswith("entry") else "Your answer"
    if not where:
        found = left if isinstance(point.left, Undefined) else "not the expected value"
        return Feedback("value", f"{subject} is {left}; {wanted} is expected.", f"{subject} is {found}.")
    student = f"At {where} {subject[:1].lower()}{subject[1:]} is {left}"
    note = f" ({point.note})" if point.note else ""
    return Feedback(
        "counterexample", f"{student}; {wanted} is expected{note}.", f"{student}, which is not what is expected."
    )
