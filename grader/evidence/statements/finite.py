"""Equality of constants, and over finite domains: decided point by point."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, ctx

from grader.evidence.errors import LeftOutError, NoValueError, UnclearError, UndefinedError
from grader.evidence.numbers.look import Look, look
from grader.evidence.numbers.places.finite_domains import all_points
from grader.evidence.numbers.places.points import Place
from grader.evidence.oracle import covers, prove_equal
from grader.evidence.question.prepare import Case
from grader.evidence.question.question import Question, place_text, shown_difference, shown_gap
from grader.evidence.trees.build import at_place
from grader.records import dataclass, field, replace
from grader.verdict import Evidence, Proof, Unknown
from grader.wording import undecided_reasons

SECOND = 256  # bits of the second look


@dataclass
class Seen:
    """What the points looked at so far have shown."""

    shared: bool = False
    gaps: list[str] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    why_open: Unknown | None = None
    why_nowhere: str = ""
    methods: set[str] = field(default_factory=set)


def at_every_point(question: Question) -> Evidence | None:
    """Return evidence over a finite domain, None where its points cannot be listed; constants have one point."""
    case = question.case
    if not case.variables and not case.setting.assume:
        return everywhere(question, [{}])
    places = all_points(case.variables, case.setting.assume, case.context)
    return None if places is None else everywhere(question, places)


def everywhere(question: Question, places: Sequence[Place]) -> Evidence:
    """Decide at every point of a finite domain."""
    if not places:
        return Unknown(undecided_reasons.DOMAIN_EMPTY)
    seen = Seen()
    most = question.case.budget.limits.max_precision
    for place in places:
        found = look(question.case.context, question.answer, question.expected, place)
        if found.kind == "unclear":
            found = look(question.case.context, question.answer, question.expected, place, SECOND)
        if found.kind == "close":  # a normal form costs less than a second look
            if _by_normal_form(question, seen, place):
                continue
            found = look(question.case.context, question.answer, question.expected, place, SECOND)
        refuted = _learn(question, seen, place, found, most)
        if refuted is not None:
            return refuted
    return _summed_up(seen, len(places))


def _learn(question: Question, seen: Seen, place: Place, found: Look, most: int) -> Evidence | None:
    """Note what a point shows; return a refutation if it is one."""
    match found.kind:
        case "differ":
            point = shown_difference(question, place, found)
            seen.why_open = seen.why_open if point else Unknown(undecided_reasons.TWO_SIDES_TOO_CLOSE)
            return point
        case "same":
            seen.shared = True
            seen.methods.add("exact evaluation")
        case "right":  # only the expected side has a value
            return shown_gap(question, place, found)
        case "left":
            if question.both_ways:
                return shown_gap(question, place, found)
            seen.gaps.append(place_text(place))
        case "neither":
            assert isinstance(found.left, UndefinedError)
            seen.why_nowhere = found.left.why
            if place:
                seen.gaps.append(place_text(place))
        case "out":
            seen.left_out |= {side.convention for side in (found.left, found.right) if isinstance(side, LeftOutError)}
        case "close" | "unclear":
            return _closely(question, seen, place, found, most)
    return None


def _by_normal_form(question: Question, seen: Seen, place: Place) -> bool:
    """Return whether a normal form proves that both sides, which have values, are equal at a point."""
    answer, expected = (at_place(tree, place) for tree in (question.answer, question.expected))
    proof = prove_equal(answer, expected, _ground(question.case).setting, question.case.budget)
    if isinstance(proof, Proof):
        seen.shared = True
        seen.methods.add(proof.method)
    return isinstance(proof, Proof)


def _closely(question: Question, seen: Seen, place: Place, found: Look, most: int) -> Evidence | None:
    """Settle a point at which the balls overlap or a side is unclear: a normal form first, then more bits."""
    case = question.case
    if found.kind == "unclear" and _defined_by_normal_form(question, seen, place):
        return None
    better = look(case.context, question.answer, question.expected, place, most)
    if better.kind not in {"close", "unclear"}:
        return _learn(question, seen, place, better, most)
    seen.why_open = _why_open(better, place)
    return None


def _defined_by_normal_form(question: Question, seen: Seen, place: Place) -> bool:
    """Return whether both sides are proved to have values at a point, and the same one."""
    answer, expected = (at_place(tree, place) for tree in (question.answer, question.expected))
    setting, budget = _ground(question.case).setting, question.case.budget
    proof = prove_equal(answer, expected, setting, budget)
    if not isinstance(proof, Proof) or covers(expected, answer, setting, budget).status != "proved":
        return False
    seen.shared = True
    seen.methods.add(proof.method)
    return True


def _ground(case: Case) -> Case:
    if not case.setting.variables and not case.setting.assume:
        return case
    return replace(case, setting=replace(case.setting, variables=(), assume=()))


def _why_open(found: Look, place: Place) -> Unknown:
    """Return why a point stays open, as a sentence."""
    where = f" at {place_text(place)}" if place else ""
    for side, name in ((found.left, "answer"), (found.right, "expected side")):
        if isinstance(side, UnclearError):
            return Unknown(undecided_reasons.VALUE_NOT_CLEAR.format(name=name, where=where, why=side.why), side.limit)
    bits = _common_bits(found)
    return Unknown(undecided_reasons.BOTH_SIDES_AGREE_BITS.format(where=where, bits=bits), "max_precision")


def _common_bits(found: Look) -> int:
    """Return to how many bits two values that may be the same are known to agree."""
    assert not isinstance(found.left, NoValueError)
    assert not isinstance(found.right, NoValueError)
    with ctx.workprec(found.precision):
        gap = arb(found.left - found.right).abs_upper() / (1 + arb(found.left).abs_lower())
        bits = (-gap.log() / arb.const_log2()).floor() if gap > 0 else arb(found.precision)
        whole = bits.unique_fmpz()
    return found.precision if whole is None else max(0, min(found.precision, int(whole)))


def _summed_up(seen: Seen, count: int) -> Evidence:
    if seen.why_open is not None:
        return seen.why_open
    if not seen.shared:
        return _nowhere(seen)
    if seen.left_out:  # of a few points each counts
        return Unknown(undecided_reasons.CONVENTION_WOULD_SETTLE.format(listed=", ".join(sorted(seen.left_out))))
    method = " and ".join(sorted(seen.methods))
    return Proof(method if count == 1 else f"{method} at all {count} points", tuple(seen.gaps))


def _nowhere(seen: Seen) -> Unknown:
    if seen.left_out:
        return Unknown(undecided_reasons.ONLY_CONVENTION_WOULD_SETTLE.format(listed=", ".join(sorted(seen.left_out))))
    return Unknown(undecided_reasons.TWO_SIDES_DEFINED_TOGETHER.format(value=seen.why_nowhere or "no common point"))
