"""Counterexamples: points where two trees certainly differ. Found one way, checked again another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from flint import arb, ctx, fmpq

from grader.evidence import numbers
from grader.evidence.errors import LeftOutError, NoValueError, UnclearError, UndefinedError
from grader.evidence.numbers.evaluator import Context, Evaluator, Number
from grader.evidence.numbers.places.domain import is_discrete
from grader.evidence.numbers.places.points import Place
from grader.language.domains import Variable
from grader.language.tree import Node
from grader.records import dataclass, replace
from grader.verdict import Point, Value

Seen: TypeAlias = Number | NoValueError

Kind = Literal["same", "close", "differ", "left", "right", "neither", "out", "unclear"]

START = 64  # bits of the first look
STEPS = (64, 256, 1024, 4096)


@dataclass(slots=True, eq=False)
class Look:
    """What two trees are at a point: the same exactly, close, different; one or neither defined; left out, unclear.

    `left` means that only the left side has a value, the right one being certainly undefined.
    """

    kind: Kind
    left: Seen
    right: Seen
    precision: int


def see(context: Context, tree: Node, place: Mapping[str, Any], precision: int, pure: bool = False) -> Seen:
    """Return a tree's value at a place, or the error that says why there is none."""
    try:
        return Evaluator(context, place, precision, pure).number(tree)
    except NoValueError as error:
        return error.with_traceback(None)  # which would keep all frames that it came through


def values_at(context: Context, trees: Iterable[Node], place: Mapping[str, Any], precision: int) -> list[Number] | None:
    """Return the values of some trees at a place; None where one of them has none."""
    seen = [see(context, tree, place, precision) for tree in trees]
    found = [value for value in seen if not isinstance(value, NoValueError)]
    return found if len(found) == len(seen) else None


def look(context: Context, left: Node, right: Node, place: Place, most: int = START) -> Look:
    """Compare two trees at a point, with more and more bits up to `most`."""
    found = _look(context, left, right, place, START)
    for precision in STEPS[1:]:
        if precision > min(most, context.budget.limits.max_precision) or not _helps(found):
            break
        found = _look(context, left, right, place, precision)
    return found


def _helps(found: Look) -> bool:
    """Return whether more bits could tell more."""
    if found.kind == "unclear":
        return not any(isinstance(side, UnclearError) and side.final for side in (found.left, found.right))
    return found.kind == "close"


def _look(context: Context, left: Node, right: Node, place: Place, precision: int) -> Look:
    first, second = see(context, left, place, precision), see(context, right, place, precision)
    if isinstance(first, NoValueError) or isinstance(second, NoValueError):
        return Look(_missing(first, second), first, second, precision)
    if type(first) is type(second):
        return Look(_compared(first, second), first, second, precision)
    with ctx.workprec(precision):  # an exact number meets a ball as a ball of this precision
        return Look(_compared(first, second), first, second, precision)


def _compared(left: Number, right: Number) -> Kind:
    if left == right:
        return "same"
    return "differ" if left != right else "close"  # of balls, `!=` means certainly different


def _missing(left: Seen, right: Seen) -> Kind:
    sides = (left, right)
    if any(isinstance(side, LeftOutError) for side in sides):
        return "out"
    if any(isinstance(side, UnclearError) for side in sides):
        return "unclear"
    if isinstance(left, UndefinedError):
        return "neither" if isinstance(right, UndefinedError) else "right"
    return "left"


def counterexample(context: Context, left: Node, right: Node, place: Place, found: Look) -> Point | None:
    """Return a difference as evidence, after a second look with other arithmetic and more bits; None if not printable.

    Raises AssertionError where the two looks contradict each other: a bug of ours, never a verdict.
    """
    most = context.budget.limits.max_precision
    precision = min(4 * found.precision, most)
    first, second = found.left, found.right
    assert not isinstance(first, NoValueError)
    assert not isinstance(second, NoValueError)
    for tree, seen in ((left, first), (right, second)):
        confirm(context, tree, place, seen, precision)
    with ctx.workprec(precision):
        pair = numbers.shown.shown_apart(first, second)
    while pair is None and precision <= most:
        again_left, again_right = (see(context, tree, place, precision) for tree in (left, right))
        if not (isinstance(again_left, NoValueError) or isinstance(again_right, NoValueError)):
            with ctx.workprec(precision):
                pair = numbers.shown.shown_apart(again_left, again_right)
        precision *= 2
    return None if pair is None else Point(shown_place(place), *pair, _method(first, second))


def confirm(context: Context, tree: Node, place: Place, seen: Number, precision: int) -> None:
    """Look again at a value with other arithmetic; raises AssertionError where the looks contradict each other.

    A second look that is unclear says nothing: more bits may be more than a way of evaluation has.
    """
    again = see(context, tree, place, precision, pure=True)
    assert not isinstance(again, UndefinedError), f"{tree} is defined one way and undefined the other"
    if not isinstance(again, NoValueError):
        assert arb(again).overlaps(arb(seen)), f"two looks at {tree} contradict each other"


def _method(left: Number, right: Number) -> str:
    exact = isinstance(left, fmpq) and isinstance(right, fmpq)
    return "exact evaluation" if exact else "enclosures"


def _shown(value: Number | Node) -> Value:
    return numbers.shown.shown_tree(value) if isinstance(value, Node) else numbers.shown.shown(value)


def shown_place(place: Place) -> dict[str, Value]:
    """Return a point as evidence shows it; entries of one array stand together."""
    plain = {name: _shown(value) for name, value in place.items()}
    return _gathered(plain)


def _gathered(plain: Mapping[str, Value]) -> dict[str, Value]:
    result: dict[str, Value] = {}
    for name, value in plain.items():
        array, bracket, _ = name.partition("[")
        if not bracket:
            result[name] = value
            continue
        before = result.get(array, ())
        assert isinstance(before, tuple)
        result[array] = (*before, value)
    return result


def one_sided(context: Context, undefined: Node, place: Place, found: Look) -> Point:
    """Return as evidence that only one side is defined at a point; the other one is looked at again as balls.

    Raises AssertionError where the two looks contradict each other.
    """
    again = see(context, undefined, place, 4 * START, pure=True)
    assert isinstance(again, NoValueError), f"{undefined} is undefined one way and defined the other"
    return Point(
        shown_place(place),
        numbers.shown.shown_or_why(found.left),
        numbers.shown.shown_or_why(found.right),
        "definedness",
    )


def gap_has_interior(
    context: Context,
    defined: Node,
    undefined: Node,
    place: Place,
    variables: Sequence[Variable],
    assume: Iterable[Node],
) -> bool:
    """Return whether around a point of the domain one tree is defined and the other undefined, on a whole ball.

    Discrete variables stay fixed. The ball's part in the domain is open in it, so the gap has interior.
    """
    loose = {variable.name for variable in variables if not is_discrete(variable.domain)}
    for radius in (arb(2) ** -4, arb(2) ** -12, arb(2) ** -30):
        ball = {
            name: arb(value, radius) if name in loose and isinstance(value, fmpq) else value
            for name, value in place.items()
        }
        if isinstance(see(context, undefined, ball, 2 * START), UndefinedError) and not isinstance(
            see(context, defined, ball, 2 * START), NoValueError
        ):
            return _in_domain(context, place, assume)
    return False


def _in_domain(context: Context, place: Place, assume: Iterable[Node]) -> bool:
    try:
        return all(
            numbers.truth.condition_at(Evaluator(context, place, 2 * START), condition) is True for condition in assume
        )
    except NoValueError:
        return False


def with_note(point: Point, note: str) -> Point:
    """Return a point with a sentence on how to read its values."""
    return replace(point, note=note)
