"""Sentences that explain a verdict: to staff with everything, to students without the expected side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation, localcontext
from typing import assert_never

from grader.marking.feedback.solutions import differing
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
from grader.wording import sentences

HIDDEN = {  # what students are told in place of reasons that name the expected side
    "choice": "",
    "text": "",
    "missing member": sentences.LACKING,
}
LEVELS = {"member": "counterexample", "missing member": "counterexample"}  # of reasons that say where an answer fails
DIGITS = 6  # of a number beside a fraction of long numbers
MIN_PLACES = 9  # decimals to which a number that is not known exactly must be 0 to be called so


def value_text(value: Value) -> str:
    """Return a value as a person reads it: `1/3`, `between 0.3 and 0.4`, `0 to 18 decimals`, `undefined (why)`."""
    match value:
        case Exact(text=text):
            return text
        case Enclosure(low=low, high=high):
            places = _places_of_zero(value)
            return sentences.ZERO.format(places=places) if places else sentences.BETWEEN.format(low=low, high=high)
        case Undefined(why=why):
            return sentences.UNDEFINED_WHY.format(why=why) if why else sentences.UNDEFINED
        case Truth(value=true):
            return sentences.HOLDS if true else sentences.FAILS
        case Complex(re=re, im=im):
            return f"{value_text(re)} + ({value_text(im)}) i"
        case tuple():
            return f"[{', '.join(value_text(item) for item in value)}]"
        case _:
            assert_never(value)


def _about(text: str) -> str:
    """Return a decimal number behind a fraction of long numbers, as nobody sees how large `46875/2048` is."""
    found = _LONG_FRACTION.fullmatch(text)
    if found is None:
        return ""
    with localcontext(prec=DIGITS):
        return f" ({sentences.ABOUT.format(value=Decimal(found[1]) / Decimal(found[2]))})"


_LONG_FRACTION = re.compile(r"(-?\d{1,40})/(\d{3,40})")


def _places_of_zero(value: Enclosure) -> int:
    """Return to how many decimals all numbers of an enclosure are 0, that is, round to it; 0 where they are too few."""
    try:
        low, high = Decimal(value.low), Decimal(value.high)
    except InvalidOperation:  # far too large for any exponent
        return 0
    if not low <= 0 <= high or low == high:
        return 0
    size = max(low.copy_abs(), high.copy_abs())
    leading = size.as_tuple().digits[0]
    places = -size.adjusted() - (1 if leading < 5 else 2)  # less than half a unit of the last place
    return places if places >= MIN_PLACES else 0


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
            full = sentences.GROWS_EXPECTED.format(where=where, left=left, right=right)
            return (Feedback("direction", full, sentences.GROWS.format(where=where, left=left), "counterexample"),)
        case Reason(code=code, text=text):
            return (Feedback(code, text, HIDDEN.get(code, text), LEVELS.get(code, "verdict")),)
        case Proof(gaps=gaps, notes=notes):
            said = [Feedback("note", note, note, "verdict") for note in notes]
            if gaps:
                text = sentences.GAPS.format(gaps=", ".join(gaps))
                said.append(Feedback("gaps", text, text, "verdict"))
            return tuple(said)
        case Probable(error=error):
            text = sentences.PROBABLE.format(error=error)
            return (Feedback("probable", text, text, "verdict"),)
        case Unknown(reason=reason, is_unread=True):
            return (Feedback("unreadable", reason, reason, "verdict"),)
        case Unknown(reason=reason, limit=limit):
            text = f"{claim.text}: {reason}" + (
                sentences.AT_LIMIT.format(limit=limit) if limit and limit not in reason else ""
            )
            return (Feedback("undecided", text, text, "verdict"),)
        case _:
            assert_never(claim.evidence)


def _of_step(claim: ClaimResult, point: Point) -> Feedback:
    """Return where a step of a derivation fails; it holds nothing but what the student wrote."""
    full = (sentences.STEP_POINT if point.at else sentences.STEP).format(
        step=f"{claim.text[:1].upper()}{claim.text[1:]}",
        where=place_text(point.at),
        left=value_text(point.left),
        right=value_text(point.right),
    )
    return Feedback("step", full, full)


def _counterexample(claim: ClaimResult, point: Point) -> Feedback:
    where = place_text(point.at)
    left, right = value_text(point.left), value_text(point.right)
    is_rough = isinstance(point.right, Enclosure) and not _places_of_zero(point.right)
    wanted = sentences.A_VALUE.format(value=right) if is_rough else right
    if claim.id.startswith("require"):
        unmet = sentences.UNMET_POINT if where else sentences.UNMET
        full = unmet.format(condition=claim.text, left=left, right=right, where=where)
        short = sentences.UNNAMED_POINT if where else sentences.UNNAMED
        return Feedback("counterexample", full, short.format(where=where))
    if claim.id.startswith("step"):
        return _of_step(claim, point)
    if claim.id.startswith("through"):
        text = sentences.NO_LINE.format(line=f"{claim.text[:1].upper()}{claim.text[1:]}")
        return Feedback("through", text, sentences.LINE_MISSING, "verdict")
    if claim.id.startswith("domain"):
        outside = sentences.VALUE_OUTSIDE_POINT if where else sentences.VALUE_OUTSIDE
        full = outside.format(claim=claim.text, left=left, where=where)
        return Feedback("counterexample", full, full)
    differs = differing(point, place_text, value_text)
    if differs is not None:
        return differs
    return _of_value(claim, point, where, wanted)


def _of_value(claim: ClaimResult, point: Point, where: str, wanted: str) -> Feedback:
    """Return what an answer, or an entry of it, is in place of what is wanted."""
    left, is_entry = value_text(point.left), claim.id.startswith("entry")
    subject = sentences.YOUR_ENTRY.format(entry=claim.id) if is_entry else sentences.YOUR_ANSWER
    if not where:
        subject = f"{subject[:1].upper()}{subject[1:]}"
        left, wanted = (f"{text}{_about(text)}" for text in (left, wanted))
        full = sentences.VALUE_EXPECTED.format(subject=subject, value=left, expected=wanted)
        is_undefined = isinstance(point.left, Undefined)
        short = sentences.NO_SUCH_VALUE.format(subject=subject, value=left)
        return Feedback("value", full, short if is_undefined else sentences.NOT_THE_VALUE.format(subject=subject))
    note = sentences.BECAUSE.format(why=point.note) if point.note else ""
    full = sentences.POINT_EXPECTED.format(where=where, subject=subject, value=left, expected=wanted)
    short = sentences.POINT.format(where=where, subject=subject, value=left)
    noted = (f"{said.removesuffix('.')}{note}." for said in (full, short))
    return Feedback("counterexample", *noted)
