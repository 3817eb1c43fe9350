"""A network whose size is a letter, at one value of its letters: written out, and decided like any other network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from flint import arb, fmpq

from grader.claims.statements import Holds, Within
from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError, NoValueError, refuse_above
from grader.evidence.families.piecewise.sized.sized import Sized
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.numbers.look import see, shown_place, values_at
from grader.evidence.numbers.places.domain import inside
from grader.evidence.numbers.places.points import contains, points
from grader.evidence.numbers.shown import shown, shown_apart
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import at_place, number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, ZERO, Add, Bind, Call, Neg, Node, Relation, Sym, rebuild, substitute
from grader.records import replace
from grader.verdict import Evidence, Exact, Point

MAX_UNITS = 120  # of a network that is written out
SIZES = 3  # sizes that are tried where only a bound is given
FEW = 12  # values of several letters that are tried
BITS = 256  # of balls
# Squares, so that roots of them are rational, a few sixth powers, and what people try.
NICE = tuple(
    fmpq(1, part) for part in (1, 4, 9, 10, 16, 25, 36, 49, 64, 81, 100, 144, 225, 400, 729, 1000, 4096, 10**4)
)

Place = Mapping[str, fmpq]


def at_examples(sized: Sized) -> Evidence | None:
    """Return a point where a claim fails for one value of its letters; None where none of those tried does.

    Where nothing but the size is to be chosen, and that is one number, the evidence decides the claim.
    """
    context = Context(sized.goal.budget.share(8), sized.setting.conventions)
    for place in places(sized, context, NICE, MAX_UNITS):
        try:
            found = _at(sized, place)
        except (DeclinedError, NoValueError):
            continue
        if isinstance(found, Point):
            return _shown(sized, place, found)
        if not sized.letters and _is_one_number(sized):
            return found
    return None


def _shown(sized: Sized, place: Place, found: Point) -> Point:
    """Return a point with the values of all letters, and where a condition fails with its own sides."""
    at = {**shown_place(place), **found.at}
    x = found.at.get(sized.input.name)
    if not isinstance(sized.goal.statement, Holds) or not isinstance(x, Exact):
        return replace(found, at=at)
    whole = {**place, sized.input.name: fmpq(x.text)}
    context = Context(sized.goal.budget.reserve(), sized.setting.conventions)
    sides = [Call("abs", (sized.difference,)) if sized.both else sized.difference, sized.limit]
    values = values_at(context, [_written_out(at_place(side, whole)) for side in sides], {}, BITS)
    pair = None if values is None else shown_apart(*values) or tuple(map(shown, values))
    return replace(found, at=at) if pair is None else replace(found, at=at, left=pair[0], right=pair[1])


def _is_one_number(sized: Sized) -> bool:
    return any(isinstance(one, Relation) and one.ops == ("=",) for one in sized.setting.assume)


def _at(sized: Sized, place: Place) -> Evidence | None:
    setting = sized.setting.over((sized.input,), ())
    difference, limit = (_written_out(at_place(tree, place)) for tree in (sized.difference, sized.limit))
    value = see(Context(sized.goal.budget), limit, {}, BITS)
    statement = sized.goal.statement
    if sized.both and isinstance(value, fmpq) and value > 0:
        within = number_tree(value)
        absolute = literal(within)
        answer, expected = _sides(difference)
        statement = Within(answer, expected, absolute=absolute, strict=sized.strict)
    elif isinstance(statement, Holds):
        statement = Holds(_written_out(at_place(statement.condition, place)))
    else:
        return None
    scope = replace(sized.goal.scope, setting=setting, budget=sized.goal.budget.share(4))
    try:
        return scope.oracle.decide(Goal(statement, scope))
    except ExceededError:
        return None


def _sides(difference: Node) -> tuple[Node, Node]:
    """Return what is compared: the parts of `a - b`, else the difference and 0."""
    match difference:
        case Add((answer, Neg(expected))):
            return answer, expected
        case _:
            return difference, ZERO


def _written_out(tree: Node) -> Node:
    """Return a tree with its sums term by term; raises DeclinedError for long ones."""
    if isinstance(tree, Bind) and tree.kind == "sum":
        low, high = (None if end is None else literal(end) for end in (tree.low, tree.high))
        if low is None or high is None or high - low + 1 <= 0:
            raise DeclinedError
        refuse_above(high - low + 1, MAX_UNITS, "max_units")
        places = range(int(low), int(high) + 1)
        terms = [_written_out(substitute(tree.body, {tree.var: number_tree(place)})) for place in places]
        return Add(tuple(terms)) if len(terms) > 1 else terms[0]
    return rebuild(tree, _written_out)


# Values of the letters


def places(sized: Sized, context: Context, tried: Sequence[fmpq], most: int) -> Iterator[Place]:
    """Yield values of the letters and of the size, at most `most`, that certainly satisfy what is assumed.

    A single letter has the values in `tried`, as far as they are in its domain.
    """
    variables = [*sized.letters, *([sized.count] if sized.count else [])]
    for place in _values(sized, context, tried):
        for size in _sizes(sized, place, context, most):
            whole = {**place, **size}
            if contains(variables, sized.setting.assume, whole, context):
                yield whole


def _values(sized: Sized, context: Context, tried: Sequence[fmpq]) -> Iterator[Place]:
    """Yield values of the letters, without the size."""
    if len(sized.letters) == 1:
        (letter,) = sized.letters
        at = Evaluator(context, {})
        if letter.domain.high is not None and isinstance(high := see(context, letter.domain.high, {}, BITS), fmpq):
            tried = (high, *tried)
        yield from ({letter.name: value} for value in tried if inside(at, letter.domain, value))
        return
    for place in islice(points(sized.letters, (), context), FEW):
        known = {name: value for name, value in place.items() if isinstance(value, fmpq)}
        if len(known) == len(place):
            yield known


def _sizes(sized: Sized, place: Place, context: Context, most: int) -> Iterator[Place]:
    """Yield sizes that fit: the one that a formula gives, or the first ones above a bound."""
    if sized.count is None:
        yield {}
        return
    for condition in sized.setting.assume:
        for first, count in _first_sizes(condition, sized.count.name):
            value = see(context, at_place(first, place), {}, BITS)
            number = value if isinstance(value, fmpq) else _whole(value)
            if number is not None and number.q == 1 and number <= most:
                yield from ({sized.count.name: number + step} for step in range(count))
                return


def _whole(value: object) -> fmpq | None:
    found = value.unique_fmpz() if isinstance(value, arb) else None
    return None if found is None else fmpq(found)


def _first_sizes(condition: Node, name: str) -> Iterator[tuple[Node, int]]:
    """Yield the smallest size of which a condition speaks, with how many from there on fit."""
    size = Sym(name)
    match condition:
        case Relation(("=",), (left, right)) if size in (left, right):
            yield (right if left == size else left), 1
        case Relation((">",), (left, bound)) | Relation(("<",), (bound, left)) if left == size:
            yield Add((Call("floor", (bound,)), ONE)), SIZES
        case Relation((">=",), (left, bound)) | Relation(("<=",), (bound, left)) if left == size:
            yield Call("ceil", (bound,)), SIZES
        case _:
            return
