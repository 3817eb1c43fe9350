"""Evidence for several statements becomes evidence for one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.records import replace
from grader.verdict import Evidence, Probable, Proof, Reason, Status, status_of
from grader.wording import reasons


def any_of(found: Sequence[Evidence]) -> Evidence:
    """Return the evidence that one of several statements holds."""
    for status in (Status.PROVED, Status.PROBABLE, Status.UNDECIDED):
        for evidence in found:
            if status_of(evidence) is status:
                return evidence
    return found[0] if found else Reason("none", reasons.THERE_NOTHING_WOULD_BE)


def all_of(found: Sequence[Evidence]) -> Evidence:
    """Return the evidence that all of several statements hold."""
    if len(found) == 1:
        return found[0]
    for status in (Status.REFUTED, Status.UNDECIDED):
        for evidence in found:
            if status_of(evidence) is status:
                return evidence
    if probable := [evidence for evidence in found if isinstance(evidence, Probable)]:
        return replace(probable[0], error=decimal(sum((Fraction(one.error) for one in probable), Fraction(0))))
    return merged([evidence for evidence in found if isinstance(evidence, Proof)])


def decimal(error: Fraction) -> str:
    """Return a power of ten that is at least the probability of an error."""
    exponent = 0
    while error * 10 ** (exponent + 1) <= 1:
        exponent += 1
    return f"1e-{exponent}"


def merged(proofs: Sequence[Proof]) -> Proof:
    """Return one proof made of several."""
    methods = dict.fromkeys(proof.method for proof in proofs)
    gaps = dict.fromkeys(gap for proof in proofs for gap in proof.gaps)
    notes = dict.fromkeys(note for proof in proofs for note in proof.notes)
    return Proof(" and ".join(methods) or "comparison", tuple(gaps), tuple(notes))
