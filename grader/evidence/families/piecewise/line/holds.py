"""Conditions on functions of one real variable at every point of the domain, decided by pieces and breaks."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.line.case import LineCase
from grader.evidence.families.piecewise.line.equality import nicest_difference, shown_number
from grader.evidence.families.piecewise.line.linear.kinks import first_fall, kink_places
from grader.evidence.families.piecewise.line.linear.pieces import NIL, ONE, Pieces, Rational, as_number, as_pieces, line
from grader.evidence.families.piecewise.line.linear.places import Places, places_of
from grader.evidence.families.piecewise.line.reader import Reader
from grader.evidence.families.piecewise.line.tables import number_of
from grader.evidence.trees.build import distinct
from grader.language.names.functions import WHOLE
from grader.language.tree import Call, Logic, Node, Relation, Sym, children
from grader.verdict import Evidence, Point, Proof, Reason, Truth, Value
from grader.wording import reasons

METHOD = "piecewise-linear"
TRUE = line(NIL, ONE)


def decide_holds(condition: Node, case: LineCase) -> Evidence | None:
    """Return evidence for or against a condition at every point; None where it is not of piecewise-linear functions.

    Raises ExceededError.
    """
    try:
        places = places_of(case.domain)
        reader = case.reader()
        truth = as_pieces(reader.truth(condition))
    except DeclinedError:
        return None
    if case.variable is None:
        return _constant(condition, case, as_number(truth))
    place = None if truth == TRUE else nicest_difference(truth, TRUE, places)
    if place is not None:
        return _refuted(condition, case, reader, place)
    if places.is_empty or _has_gap(truth, places):
        return None
    return Proof(METHOD)


def _has_gap(truth: Pieces, places: Places) -> bool:
    if any(piece is None and places.meets(low, high) for low, high, piece in truth.open_pieces()):
        return True
    return any(value is None and places.holds(x) for x, value in zip(truth.breaks, truth.values, strict=True))


def _constant(condition: Node, case: LineCase, truth: Rational | None) -> Evidence | None:
    if truth is None:
        return None
    if truth == ONE:
        return Proof("exact evaluation")
    reader = case.reader()
    reader.truth(condition)
    return Point({}, *_sides(reader, condition), "exact evaluation")


def _refuted(condition: Node, case: LineCase, reader: Reader, place: Rational) -> Evidence:
    """Return a point where a condition fails, or what is wrong with the function as a whole.

    Raises AssertionError where pieces and values contradict each other: a bug of ours, never a verdict.
    """
    failing = _failing(reader, condition, place)
    if any(isinstance(part, Call) and part.name in WHOLE for part in distinct(failing)) and not _outside(failing):
        return _whole(failing, case, reader)
    at = case.spare().at(place)
    at.known.update(reader.of_whole_functions())
    assert as_number(at.truth(condition)) == NIL, "the pieces and the values contradict each other"
    return Point(case.place(place), *_sides(at, condition), METHOD)


def _failing(reader: Reader, condition: Node, place: Rational) -> Node:
    """Return the part of a conjunction that fails at a point."""
    if isinstance(condition, Logic) and condition.op == "and":
        for part in condition.args:
            if as_pieces(reader.truth(part)).at(place) == NIL:
                return _failing(reader, part, place)
    return condition


def _sides(reader: Reader, condition: Node) -> tuple[Value, Value]:
    """Return both sides of the part of a condition that fails at the reader's point."""
    match condition:
        case Logic("and", args):
            failing = next((arg for arg in args if as_number(reader.truth(arg)) == NIL), None)
            return (Truth(False), Truth(True)) if failing is None else _sides(reader, failing)
        case Logic("iff" | "implies", (first, second)):
            return _truth(reader, first), _truth(reader, second)
        case Relation(ops, operands):
            for op, left, right in zip(ops, operands, operands[1:], strict=False):
                if as_number(reader.truth(Relation((op,), (left, right)))) == NIL:
                    return shown_number(number_of(reader.read(left))), shown_number(number_of(reader.read(right)))
    return Truth(False), Truth(True)


def _truth(reader: Reader, condition: Node) -> Truth:
    return Truth(as_number(reader.truth(condition)) == ONE)


# Functions as a whole


def _outside(node: Node) -> bool:
    """Return whether a symbol stands outside the calls that speak of whole functions."""
    waiting, seen = [node], set[int]()
    while waiting:
        top = waiting.pop()
        if isinstance(top, Sym):
            return True
        if id(top) not in seen and not (isinstance(top, Call) and top.name in WHOLE):
            seen.add(id(top))
            waiting.extend(children(top))
    return False


def _whole(condition: Node, case: LineCase, reader: Reader) -> Reason:
    """Return in words where the kinks are, or where a function is not convex."""
    texts: dict[str, None] = {}
    code = ""
    for part in distinct(condition):
        if isinstance(part, Call) and part.name in WHOLE:
            code = code or part.name
            function = as_pieces(reader.item(part.args[0]))
            texts[_sentence(part.name, function, case)] = None
    return Reason(code, " ".join(texts), METHOD)


def _sentence(name: str, function: Pieces, case: LineCase) -> str:
    symbol = "x" if case.variable is None else case.variable.name
    places = places_of(case.domain)
    if name == "kinks":
        return kinks_in_words(symbol, kink_places(function, places))
    fall = first_fall(function, places)
    if fall is None:
        return reasons.FUNCTION_CONVEX
    if fall.before is None:
        return reasons.FUNCTION_NOT_CONVEX.format(symbol=symbol, place=fall.place)
    return reasons.SLOPE_FALLS.format(before=fall.before, after=fall.after, symbol=symbol, place=fall.place)


MAX_NAMED = 12  # kinks that a sentence names


def kinks_in_words(symbol: str, places: list[fmpq]) -> str:
    """Return a sentence on the kinks of a function."""
    if not places:
        return reasons.FUNCTION_NO_KINK
    shown = [f"{symbol} = {x}" for x in places[:MAX_NAMED]]
    rest = len(places) - len(shown)
    if rest:
        shown.append(f"{rest} more")
    listed = f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
    return reasons.FUNCTION_KINK.format(count=len(places), some="s" if len(places) > 1 else "", listed=listed)


def holds_at(condition: Node, case: LineCase, place: Rational) -> Evidence | bool:
    """Return how a condition fails at a point, or whether it holds there."""
    reader = case.at(place)
    truth = as_number(reader.truth(condition))
    if truth == NIL:
        return Point(case.place(place), *_sides(reader, condition), "exact evaluation")
    return truth == ONE
